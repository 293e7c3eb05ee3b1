import { expect, test } from 'vitest';
import { foreignLanguage } from '../../../server/questions/language.ts';

test.each([
  ['Was sagt das Papier über Huawei?', 'German'],
  ['¿Qué dice el autor sobre China?', 'Spanish'],
  ['Mengapa Vietnam membatasi Huawei', 'Malay'],
  ['Wat zegt het artikel over Huawei?', 'Dutch'],
])('%s is %s', (question, language) => {
  expect(foreignLanguage(question)).toBe(language);
});

test.each([
  'What does Sadi say about Huawei?',
  'dose malasia use huawai',
  'did the pakistn army recieve dronse',
  'Huawei?',
])('%s is English, or may be', (question) => {
  expect(foreignLanguage(question)).toBeNull();
});
