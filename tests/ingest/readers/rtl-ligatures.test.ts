import { expect, test } from 'vitest';
import { withLigaturesInOrder } from '../../../ingest/readers/pdf/rtl-ligatures.ts';

// Glyphs as they are seen from left to right; pdf.js turns their letters round one by one.
test.each([
  ['lam and alef', 'تحليالت', ['ت', 'لا', 'ي', 'ل', 'ح', 'ت'], 'تحليلات'],
  ['the article of two glyphs stays', 'البرمجة', ['ة', 'ج', 'م', 'ر', 'ب', 'ل', 'ا'], 'البرمجة'],
  ['both in one word', 'اإلنتاج', ['ج', 'ا', 'ت', 'ن', 'لإ', 'ا'], 'الإنتاج'],
  ['over spaces that pdf.js put in', 'من خالل', ['ل', 'لا', 'خ', ' ', 'ن', 'م'], 'من خلال'],
  ['beside a number', 'خالل 2020', ['2', '0', '2', '0', ' ', 'ل', 'لا', 'خ'], 'خلال 2020'],
  ['other glyphs than the text', 'خالل', ['ل', 'لا'], 'خالل'],
])('%s', (_, text, glyphs, expected) => {
  expect(withLigaturesInOrder([text], glyphs)).toEqual([expected]);
});

test('each text of a page gets its own glyphs', () => {
  const glyphs = ['ل', 'لا', 'خ', 'R', ' ', 'ت', 'لا'];
  expect(withLigaturesInOrder(['خالل', 'R', 'الت'], glyphs)).toEqual(['خلال', 'R', 'لات']);
});
