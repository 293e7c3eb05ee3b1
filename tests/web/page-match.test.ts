import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WirePaperText, WireSpan } from '../../server/wire.ts';
import { lettersOf } from '../../web/source/page/letters.ts';
import { locateQuotation } from '../../web/source/page/locate-quotation.ts';
import { quotationOnPages } from '../../web/source/page/quotation-on-pages.ts';

/** A frozen text, with "\f" between its pages. */
function paperOf(text: string): WirePaperText {
  const ends = [...text.matchAll(/\f/g)].map(({ index }) => index + 1);
  const pages = [0, ...ends].map((start, at) => ({ number: at + 1, label: null, start, end: ends[at] ?? text.length }));
  return { text, pages, furniture: [], paragraphs: [] };
}

function spansOf(text: string, quotes: readonly string[]): WireSpan[] {
  let from = 0;
  return quotes.map((quote) => {
    const start = text.indexOf(quote, from);
    if (start < 0) throw new Error(`not in the text: ${quote}`);
    from = start + quote.length;
    return { start, end: from };
  });
}

/** The words that are marked on the pages' images, item by item; null when the quotation could not be located. */
async function marked(text: string, pieces: readonly WireSpan[], pages: readonly (readonly string[])[]) {
  const located = await locateQuotation(quotationOnPages(paperOf(text), pieces), (number) =>
    Promise.resolve(pages[number - 1] ?? []),
  );
  if (!located) return null;
  return [...located].flatMap(([number, ranges]) =>
    ranges.map(({ item, start, end }) => pages[number - 1]?.[item]?.slice(start, end)),
  );
}

describe('a quotation on the image of its page', () => {
  test.each<[what: string, text: string, quote: string | string[], items: string[], seen: string[] | null]>([
    [
      'lies in one line',
      'Trust is lost before it is missed. Nobody asked why.',
      'it is missed.',
      ['Trust is lost before it is missed. Nobody', 'asked why.'],
      ['it is missed.'],
    ],
    [
      'runs over a hyphen at a line’s end',
      'The commit-\ntee never met in that year.',
      'The commit-\ntee never met',
      ['The commit-', 'tee never met in that year.'],
      ['The commit', 'tee never met'],
    ],
    [
      'has ligatures that the text has not, and the other way',
      'An efficient oﬃce finds the first flaw.',
      'An efficient oﬃce finds the first',
      ['An eﬃcient oﬀice ﬁnds', 'the ﬁrst ﬂaw.'],
      ['An eﬃcient oﬀice ﬁnds', 'the ﬁrst'],
    ],
    [
      'has accents that are set beside their letters',
      'The Université de Genève and Gödel’s naïve proof',
      'Université de Genève and Gödel’s',
      ['The Universit´e de Gen`eve', 'and G¨odel’s na¨ıve proof'],
      ['Universit´e de Gen`eve', 'and G¨odel’s'],
    ],
    [
      'goes on in the next column, over a note that the file has in between',
      'What is measured in the left column goes on in the right one as before.',
      'measured in the left column goes on in the right one',
      ['What is measured in the left', '1 A note below the column.', 'column goes on in the right', 'one as before.'],
      ['measured in the left', 'column goes on in the right', 'one'],
    ],
    [
      'goes on in the next column, which the file has first',
      'What is measured in the left column goes on in the right one as before.',
      'measured in the left column goes on in the right one',
      ['column goes on in the right', 'one as before.', 'What is measured in the left'],
      ['measured in the left', 'column goes on in the right', 'one'],
    ],
    [
      'is parted by the mark of a note, which is not quoted',
      'Deterrence failed in nineteen cases12 although nobody had said so.',
      ['failed in nineteen cases', ' although nobody had'],
      ['Deterrence failed in nineteen cases12 although', 'nobody had said so.'],
      ['failed in nineteen cases', 'although', 'nobody had'],
    ],
    [
      'stands twice, and its neighbours tell which it is',
      'First, it was so again. Later in the year it was so again, and worse.',
      'it was so again, and',
      ['First, it was so again. And Later', 'in the year it was so again, and worse.'],
      ['it was so again, and'],
    ],
    [
      'is one short word among its neighbours',
      'A man, a plan, a canal.',
      'plan',
      ['A man, a plan, a canal.'],
      ['plan'],
    ],
    [
      'is written from right to left',
      'من خلال البرمجة بلغة واحدة',
      'خلال البرمجة',
      ['من خالل البرمجة بلغة واحدة'],
      ['خالل البرمجة'],
    ],
    [
      'has a word that the image lacks',
      'It never was so simple then.',
      'never was so',
      ['It never so simple then.'],
      null,
    ],
    [
      'has another word than the image',
      'It rose by 78 percent in 2024.',
      'rose by 78',
      ['It rose by 87 percent in 2024.'],
      null,
    ],
    ['is on a page without text', 'It rose by 78 percent.', 'It rose by 78 percent', [], null],
    [
      'would have to be put together from scraps',
      'alpha beta gamma delta epsilon zeta',
      'alpha beta gamma delta epsilon zeta',
      ['alpha', 'zeta beta', 'gamma', 'alpha delta', 'epsilon', 'zeta'],
      null,
    ],
  ])('%s', async (_, text, quote, items, seen) => {
    expect(await marked(text, spansOf(text, [quote].flat()), [items])).toEqual(seen);
  });

  test.each<[what: string, quote: string, items: string[], seen: string[]]>([
    ['a full stop', 'was it missed.', ['Nor was it missed. So it'], ['was it missed.']],
    ['a quotation mark that is set otherwise', 'was it missed.”', ["Nor was it missed.'' So"], ['was it missed.']],
    ['marks of another kind', 'was it missed”', ['Nor was it missed" So'], ['was it missed"']],
    ['a mark in an item of its own', 'was it missed?', ['Nor was it missed', '', '? So'], ['was it missed', '?']],
    ['no mark that is not quoted', 'was it missed', ['Nor was it missed. So it'], ['was it missed']],
    ['no mark that stands apart', 'was it missed.', ['Nor was it missed', ' .'], ['was it missed']],
    ['no other mark', 'was it missed,', ['Nor was it missed. So it'], ['was it missed']],
  ])('ends with %s', async (_, quote, items, seen) => {
    const text = `Nor ${quote} So it went.`;
    expect(await marked(text, spansOf(text, [quote]), [items])).toEqual(seen);
  });

  test('the same words with the same neighbours are told apart by their order', async () => {
    const refrain = 'And so it goes, on and on without an end, as all of them had said before. ';
    const text = refrain.repeat(9);
    const start = text.indexOf('so it goes', 4 * refrain.length);
    const quoted = quotationOnPages(paperOf(text), [{ start, end: start + 'so it goes'.length }]);
    const located = await locateQuotation(quoted, () => Promise.resolve(Array<string>(9).fill(refrain)));
    expect(located?.get(1)).toEqual([{ item: 4, start: 4, end: 14 }]);
    // One of them is missing, so it is not known which.
    expect(await locateQuotation(quoted, () => Promise.resolve(Array<string>(8).fill(refrain)))).toBeNull();
  });

  test('a quotation over two pages is marked on both, or on none', async () => {
    const text = 'Here the sentence begins and\n\fgoes on over the page to its end. More.';
    const pieces = spansOf(text, ['the sentence begins and\n\fgoes on over the page to its end']);
    const pages = [['Here the sentence begins and'], ['Running head', 'goes on over the page to its end. More.']];
    expect(await marked(text, pieces, pages)).toEqual(['the sentence begins and', 'goes on over the page to its end']);
    expect(await marked(text, pieces, [pages[0] ?? [], ['Running head']])).toBeNull();
  });

  test('whatever the lines and their order, what is marked are the letters that are quoted', async () => {
    const words = fc.constantFrom(
      'the ',
      'ﬁrst ',
      'trial ',
      'was ',
      'not ',
      'lost, ',
      'he ',
      'said. ',
      '12 ',
      'é ',
      'A-\n',
    );
    const cases = fc
      .array(words, { minLength: 5, maxLength: 60 })
      .map((all) => all.join(''))
      .chain((text) =>
        fc.tuple(
          fc.constant(text),
          fc.tuple(fc.nat({ max: text.length - 1 }), fc.nat({ max: text.length - 1 })),
          fc.array(fc.nat({ max: text.length }), { maxLength: 8 }),
          fc.infiniteStream(fc.nat()),
        ),
      );
    await fc.assert(
      fc.asyncProperty(cases, async ([text, [a, b], cuts, random]) => {
        const pieces = [{ start: Math.min(a, b), end: Math.max(a, b) + 1 }];
        const edges = [0, ...cuts.sort((x, y) => x - y), text.length];
        const items = edges.slice(1).map((end, at) => text.slice(edges[at], end));
        const quoted = lettersOf(text.slice(pieces[0]?.start, pieces[0]?.end)).letters;
        const inOrder = await marked(text, pieces, [items]);
        if (inOrder) expect(lettersOf(inOrder.join(' ')).letters).toBe(quoted);
        const shuffled = items
          .map((item) => ({ item, by: Number(random.next().value) }))
          .sort((x, y) => x.by - y.by)
          .map(({ item }) => item);
        const found = await marked(text, pieces, [shuffled]);
        if (found) expect(lettersOf(found.join(' ')).letters).toBe(quoted);
      }),
      { numRuns: 500 },
    );
  });
});
