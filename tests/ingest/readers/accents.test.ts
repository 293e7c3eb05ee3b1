import { expect, test } from 'vitest';
import { composeAccents, withComposedAccents } from '../../../ingest/readers/pdf/accents.ts';

test.each([
  ['M¨uller and Cs´anyi', 'Müller and Csányi'],
  ['Barlas O˘guz', 'Barlas Oğuz'],
  ['Mart´ın P´erez', 'Martín Pérez'],
  ['Lourenc¸o, Fran¸cois', 'Lourenço, François'],
  ['Troisi`eme', 'Troisième'],
  ['ˇStrumbelj', 'Štrumbelj'],
  ['˘Strumbelj, a breve for a caron', 'Štrumbelj, a breve for a caron'],
])('%s is %s', (drawn, meant) => {
  expect(composeAccents(drawn)).toBe(meant);
});

test.each(['ˆy', 'ˆσΨ', '( ˜x = 4.00)', 'run `install` now', 'John´s', '¯ν is a Gaussian'])('%s stays', (text) => {
  expect(composeAccents(text)).toBe(text);
});

test('an accent at the end of an item belongs to the next', () => {
  const item = (text: string, left: number, right: number, spaceBefore = false) => ({
    text, left, right, y: 10, size: 10, bold: false, rtl: false, spaceBefore,
  }); // prettier-ignore
  const texts = (...items: ReturnType<typeof item>[]) => withComposedAccents(items).map(({ text }) => text);
  expect(texts(item('Saier and F¨', 0, 50), item('arber', 48, 70))).toEqual(['Saier and F', 'ärber']);
  expect(texts(item('F', 0, 5), item('´', 5, 8), item('e', 5, 9))).toEqual(['F', 'é']);
  expect(texts(item('Lourenc', 0, 50), item('¸', 46, 50), item('o,', 50, 60))).toEqual(['Lourenç', 'o,']);
  expect(texts(item('Lourenc', 0, 50), item('¸o,', 46, 60))).toEqual(['Lourenç', 'o,']);
  expect(texts(item('ˆ', 0, 5), item('y', 0, 5), item('= 1', 9, 15, true))).toEqual(['ˆy', '= 1']);
});
