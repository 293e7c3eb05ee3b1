import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Paper } from '../../../ingest/paper.ts';
import { readingTextOf } from '../../../ingest/reading-text.ts';
import { openChecker } from '../../../server/quotes/checker.ts';
import { sadi, sarwar } from '../../fixtures/default-papers.ts';
import { shelfOfDefaultPapers } from '../../fixtures/shelf.ts';

const { library } = await shelfOfDefaultPapers();
const checker = openChecker({ library });
const signal = new AbortController().signal;

/** Whole words of one section, as a reader reads them, with where they stand in the frozen text. */
interface Stretch {
  readonly paper: Paper;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const sections = [sadi, sarwar].flatMap((paper) =>
  paper.sections
    .filter((section) => section.title !== 'References')
    .map((section) => {
      const view = readingTextOf(paper, { start: section.heading.end, end: section.span.end });
      return { paper, view, words: [...view.text.matchAll(/\S*[\p{L}\p{N}]\S*/gu)] };
    })
    .filter(({ words }) => words.length >= 3),
);

const stretches: fc.Arbitrary<Stretch> = fc
  .tuple(fc.nat(), fc.nat(), fc.integer({ min: 3, max: 300 }))
  .map(([section, from, count]) => {
    const { paper, view, words } = sections[section % sections.length] ?? expect.fail();
    const first = from % (words.length - 2);
    const last = Math.min(words.length - 1, first + count - 1);
    const [start, end] = [words[first]?.index ?? 0, (words[last]?.index ?? 0) + (words[last]?.[0].length ?? 0)];
    const pieces = view.piecesOf({ start, end });
    return { paper, text: view.text.slice(start, end), start: pieces[0]?.start ?? 0, end: pieces.at(-1)?.end ?? 0 };
  });

/** Ways of printing the same words that a quotation may choose silently; each leaves the words as they are. */
const typographies: Readonly<Record<string, (text: string) => string>> = {
  'curly apostrophes': (text) => text.replace(/'/g, '’'),
  'straight apostrophes and marks': (text) => text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"'),
  'inner marks of another kind': (text) => text.replace(/[“"]([^“”"]*)[”"]/g, '‘$1’'),
  'dashes of another kind': (text) => text.replace(/ ?[–—] ?/g, ' - '),
  'no-break hyphens': (text) => text.replace(/-/g, '‑'),
  'hyphens lost': (text) => text.replace(/(?<=\p{Ll})-(?=\p{Ll})/gu, ''),
  'spaces doubled, lines broken': (text) => text.replace(/ /g, (_, at: number) => (at % 3 === 0 ? '\n' : '  ')),
  ligatures: (text) => text.replace(/ffi/g, 'ﬃ').replace(/fi/g, 'ﬁ').replace(/fl/g, 'ﬂ'),
  'another first letter': (text) =>
    /^\p{Lu}\p{Ll}/u.test(text)
      ? text.charAt(0).toLowerCase() + text.slice(1)
      : text.replace(/^[a-z]/, (letter) => letter.toUpperCase()),
  'another end': (text) => `${text.replace(/[.,;:]+$/, '')}.`,
  'soft hyphens': (text) => text.replace(/(?<=\p{Ll}{4})(?=\p{Ll}{4})/gu, '\u00ad'),
};

describe('verbatim', () => {
  test('3 to 300 whole words of a section, in any permitted typography, with their place among the matches', async () => {
    await fc.assert(
      fc.asyncProperty(
        stretches,
        fc.subarray(Object.keys(typographies)),
        async ({ paper, text, start, end }, kinds) => {
          const printed = kinds.reduce((printing, kind) => typographies[kind]?.(printing) ?? printing, text);
          const [result, ...others] = await checker.check({ text: `“${printed}”` }, signal);
          expect(others, printed).toEqual([]);
          expect(result?.verdict, `${printed}\n${JSON.stringify(result?.changes)}`).toBe('verbatim');
          const places = result?.matches.filter((match) => match.paper.id === paper.id) ?? [];
          const near = places.some((place) => Math.abs(place.start - start) <= 4 && Math.abs(place.end - end) <= 8);
          expect(
            near,
            `${printed}\n${String(start)}–${String(end)} in ${JSON.stringify(places.map((place) => [place.start, place.end]))}`,
          ).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('one word put for another is never verbatim, unless the paper has it so', async () => {
    const all = [sadi, sarwar].map((paper) => lettersOf(readingTextOf(paper).text)).join(' ');
    const words = ['however', 'seven', 'Brazil', 'fewer', 'glacier', 'not', 'may', 'kilometres', 'opposes', '1999'];
    await fc.assert(
      fc.asyncProperty(stretches, fc.nat(), fc.constantFrom(...words), async ({ text }, at, word) => {
        const parts = text.split(' ');
        const index = at % parts.length;
        const old = parts[index] ?? '';
        fc.pre(/\p{L}|\p{N}/u.test(old) && !/[()[\]]/.test(text));
        const changed = parts
          .with(index, old.replace(/[\p{L}\p{N}][\p{L}\p{N}'’.,-]*[\p{L}\p{N}]|[\p{L}\p{N}]/u, word))
          .join(' ');
        fc.pre(lettersOf(changed) !== lettersOf(text) && !all.includes(lettersOf(changed)));
        for (const result of await checker.check({ text: `“${changed}”` }, signal)) {
          expect(result.verdict, `${changed}\n${JSON.stringify(result.changes)}`).not.toMatch(/^verbatim/);
        }
      }),
      { numRuns: 150 },
    );
  });
});

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
