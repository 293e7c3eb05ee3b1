import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitQuotations, type TextPiece, withoutQuotationMarks } from '../../../server/citations/split-quotations.ts';

const quoted = (text: string): string[] =>
  splitQuotations(text, true)
    .done.filter((piece) => piece.type === 'quotation')
    .map((piece) => piece.text);

describe('what claims to be a quotation', () => {
  test.each([
    '"…"', '“…”', '”…”', '„…“', '„…”', '‟…”', '«…»', '»…«', '»…»', '「…」', '『…』', '〝…〞', '〝…〟', '＂…＂', '❝…❞', '″…″',
    'ʺ…ʺ', '‘…’', '’…’', '‚…‘', "'…'", '`…`', "`…'", '❛…❜', '‹…›', "``…''", "''…''",
  ])('words in %s', (marks) => {
    expect(quoted(`They say (${marks.replace('…', 'it lost nothing')}), and so on.`)).toEqual(['it lost nothing']);
  }); // prettier-ignore

  test.each([
    ['a letter on both sides', 'It’s the glacier that doesn’t melt, isn’t it’s'],
    ['plural possessives', 'The states’ ice and the glaciers’ loss of water’s surface'],
    ['a decade', "In the '90s the glaciers' ice melted"],
    ['scare quotes and names', "The ‘ice age’, the 'big dry' and the `code` ended"],
    ['inches', 'A 5" disk spins. A 3" disk does too.'],
    ['feet and inches', 'It was 5\' 11" tall'],
  ])('not: %s', (_what, text) => {
    expect(
      splitQuotations(text, true)
        .done.map((piece) => piece.text)
        .join(''),
    ).toBe(text);
    expect(quoted(text)).toEqual([]);
  });

  test.each([
    ['double in single', '‘he said “no ice” there’', ['he said “no ice” there']],
    ['single in double', '“the ‘so-called ice age’ ended”', ['the ‘so-called ice age’ ended']],
    ['the same mark inside', '“the “ice age” ended”', ['the “ice age” ended']],
    ['behind an apostrophe', 'the \'90s were "an age" of ice', ['an age']],
    ['after a digit', 'In 2016"it lost nothing" there', ['it lost nothing']],
    ['Chinese', '他说‘冰川什么都没有失去’。', []],
    ['Chinese after a space', '他说 ‘冰川什么都没有失去’。', ['冰川什么都没有失去']],
    ['never closed', 'They say "it lost nothing', ['it lost nothing']],
  ])('%s', (_what, text, quotations) => {
    expect(quoted(text)).toEqual(quotations);
  });
});

test('however the text is cut, the pieces are the same', () => {
  const text = fc
    .array(
      fc.constantFrom('the glaciers', 'ice', ' ', '. ', '’', '‘', "'", "''", '``', '"', '“', '”', '«', '»', '5', '″', '\n\n', ', '),
      { maxLength: 30 },
    )
    .map((pieces) => pieces.join('')); // prettier-ignore
  const joined = (pieces: readonly TextPiece[]) =>
    pieces.reduce<TextPiece[]>((all, piece) => {
      const last = all.at(-1);
      if (piece.type === 'quotation' || last?.type !== 'text') return [...all, piece];
      return [...all.slice(0, -1), { type: 'text', text: last.text + piece.text }];
    }, []);
  fc.assert(
    fc.property(text, fc.nat(30), (whole, cut) => {
      const first = splitQuotations(whole.slice(0, cut), false);
      const second = splitQuotations(first.open + whole.slice(cut), true);
      expect(joined([...first.done, ...second.done])).toEqual(joined(splitQuotations(whole, true).done));
    }),
    { numRuns: 3_000 },
  );
});

test('a text without its quotation marks keeps apostrophes and inches', () => {
  expect(withoutQuotationMarks('It doesn\'t say "no ice" or ‘the ice is gone’ on a 5" disk.')).toBe(
    "It doesn't say no ice or the ice is gone on a 5″ disk.",
  );
});
