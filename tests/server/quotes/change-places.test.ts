import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openChecker } from '../../../server/quotes/checker.ts';
import type { CheckResult } from '../../../server/wire.ts';
import { shelfOfDefaultPapers } from '../../fixtures/shelf.ts';

const { library } = await shelfOfDefaultPapers();
const checker = openChecker({ library });
const signal = new AbortController().signal;

async function resultOf(text: string): Promise<CheckResult> {
  const [result] = await checker.check({ text }, signal);
  return result ?? expect.fail();
}

/** The source's words with its side of each change between ‹ and ›; null where a change can't be placed. */
function markedSource({ changes, sourceQuote }: CheckResult): string | null {
  let marked = sourceQuote ?? '';
  const places = changes.map(({ sourceStart, sourceEnd }) => ({ start: sourceStart ?? NaN, end: sourceEnd ?? NaN }));
  if (places.some(({ start }) => Number.isNaN(start))) return null;
  for (const { start, end } of places.toSorted((a, b) => b.start - a.start || b.end - a.end)) {
    marked = `${marked.slice(0, start)}‹${marked.slice(start, end)}›${marked.slice(end)}`;
  }
  return marked;
}

/** The text given with the quotation's side of each change between ‹ and ›. */
function markedText(text: string, { changes }: CheckResult): string {
  let marked = text;
  for (const { start, end } of changes.toSorted((a, b) => b.start - a.start || b.end - a.end)) {
    marked = `${marked.slice(0, start)}‹${marked.slice(start, end)}›${marked.slice(end)}`;
  }
  return marked;
}

describe('where the quotation’s side of a change stands', () => {
  const angle =
    'Nowhere is the economic angle of the US-China AI competition more obvious than in terms of investments';
  const cases: readonly [string, string, string, string][] = [
    [
      'a comma and a dash',
      '“Nowhere is the economic angle of the US–China AI competition more obvious, than in terms of investments”',
      '“Nowhere is the economic angle of the US‹–›China AI competition more obvious‹,› than in terms of investments”',
      'Nowhere is the economic angle of the US‹-›China AI competition more obvious‹› than in terms of investments',
    ],
    [
      'emphasis set with Markdown marks',
      `“${angle.replace('economic', '*economic*')}”`,
      `“${angle.replace('economic', '‹*›economic‹*›')}”`,
      angle.replace('economic', '‹›economic‹›'),
    ],
    [
      'a colon for a semicolon',
      '“through the lens of a theory: in this case the theoretical framework of defensive realism”',
      '“through the lens of a theory‹:› in this case the theoretical framework of defensive realism”',
      'through the lens of a theory‹;› in this case the theoretical framework of defensive realism',
    ],
    [
      'marks of another kind',
      'Sadi notes “referring to as the ‘bifurcation of the global tech ecosystem’, has driven a wedge” there.',
      'Sadi notes “referring to as the ‹‘›bifurcation of the global tech ecosystem‹’›, has driven a wedge” there.',
      'referring to as the ‹"›bifurcation of the global tech ecosystem‹"›, has driven a wedge',
    ],
    ['the first letter in brackets', '“[i]t is not your typical geopolitical battle”', '“‹[i]t› is not your typical geopolitical battle”', '‹It› is not your typical geopolitical battle'],
  ]; // prettier-ignore
  test.each(cases)('%s', async (_, text, expected, source) => {
    const result = await resultOf(text);
    expect(markedText(text, result), JSON.stringify(result.changes, null, 1)).toBe(expected);
    expect(markedSource(result)).toBe(source);
  });

  test('a mark put in is told as put in', async () => {
    const { explanation } = await resultOf('“It is not, your typical geopolitical battle”');
    expect(explanation).toContain('puts in “,” (the punctuation)');
  });
});

describe('where the source’s side of a change stands', () => {
  const cases: readonly [string, string, string | null][] = [
    [
      'a number, and a word that stands twice',
      '“with 29% of the network operated through a company like Huawei and ZTE”',
      'with ‹92›% of the network operated through ‹companies› like Huawei and ZTE',
    ],
    ['words put in: nothing of the source', '“It is really not your typical geopolitical battle”', 'It is‹› not your typical geopolitical battle'],
    ['words put in at the start', '“Perhaps it is not your typical geopolitical battle”', '‹›‹It› is not your typical geopolitical battle'],
    ['words dropped', '“It is not your geopolitical battle”', 'It is not your ‹typical› geopolitical battle'],
    ['a comma put in', '“It is not, your typical geopolitical battle”', 'It is not‹› your typical geopolitical battle'],
    [
      'what an ellipsis leaves out',
      '“AI systems are deciding … from what we read online”',
      'AI systems are deciding ‹everything› from what we read online',
    ],
    [
      'stitched from two papers, a change in the second',
      '“The AI arms race brings major changes in the strategy, stability. It is not your typical geopolitical war.”',
      'The AI arms race brings major changes in the strategy, stability … It is not your typical geopolitical ‹battle›',
    ],
    ['a claim', 'According to Sadi, Pakistan’s telecom infrastructure is not highly dependent on Chinese technology, with 29% of the network operated through companies like Huawei and ZTE.', 'Additionally, Pakistan\'s telecom infrastructure is highly ‹dependent› on Chinese technology, with ‹92›% of the network operated through companies like Huawei and ZTE (Authority, 2023), leading to a lock-in effect of such technology.'],
  ]; // prettier-ignore
  test.each(cases)('%s', async (_, text, expected) => {
    const result = await resultOf(text);
    expect(markedSource(result), JSON.stringify(result, null, 1)).toBe(expected);
  });

  test('a claim’s number that the sentence does not have stands nowhere in it', async () => {
    const result = await resultOf(
      'Sadi writes that 77 countries are in a strategic struggle for the early 21st century.',
    );
    const added = result.changes.find((change) => change.class === 'addition');
    expect(added).toMatchObject({ source: '', sourceStart: null, sourceEnd: null });
  });

  test('what stands there is what the change says, wherever words are changed, dropped or put in', async () => {
    const words =
      'It is not your typical geopolitical battle; it is a strategic struggle for the early 21st century'.split(' ');
    const edit = fc.tuple(fc.nat(words.length - 1), fc.constantFrom('', 'seven', 'not', 'glaciers melted', '…', '[…]'));
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
        const changed = [...words];
        for (const [at, word] of edits) changed[at] = word;
        const { changes, sourceQuote } = await resultOf(`“${changed.filter((word) => word !== '').join(' ')}”`);
        for (const { source, sourceStart, sourceEnd } of changes) {
          expect((sourceQuote ?? '').slice(sourceStart ?? NaN, sourceEnd ?? NaN), changed.join(' ')).toBe(source);
        }
      }),
      { numRuns: 100 },
    );
  });
});
