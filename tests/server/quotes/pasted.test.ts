import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Furniture, Paper } from '../../../ingest/paper.ts';
import { passagesOf } from '../../../ingest/passages.ts';
import { pdfReader } from '../../../ingest/readers/pdf.ts';
import { buildPaper } from '../../../ingest/structure/build-paper.ts';
import { openChecker } from '../../../server/quotes/checker.ts';
import { hashingEmbedder } from '../../fakes/hashing-embedder.ts';
import { openMemoryLibrary } from '../../fakes/memory-library.ts';
import { fixtureNewPaper, prose } from '../../fixtures/papers.ts';

const dimensions = 16;
const signal = new AbortController().signal;

/** A checker over one paper. */
async function checkerOf(paper: Paper) {
  const library = openMemoryLibrary({ embedder: hashingEmbedder({ dimensions }) });
  const passages = passagesOf(paper);
  const shell = fixtureNewPaper(prose.bees, dimensions);
  const vectors = passages.map(() => shell.vectors[0] ?? new Float32Array(dimensions));
  const searchTexts = passages.map(({ span }) => paper.text.slice(span.start, span.end));
  await library.add({ ...shell, paper, passages, searchTexts, vectors });
  const checker = openChecker({ library });
  return async (quote: string) => {
    const results = await checker.check({ text: `“${quote}”` }, signal);
    const [result = expect.fail()] = results;
    expect(results).toHaveLength(1);
    const changes = result.changes.map(
      ({ class: kind, permitted, source, quote: quoted }) =>
        `${permitted ? '' : 'not permitted: '}${kind}: ${source} → ${quoted}`,
    );
    return { verdict: result.verdict, changes, quote: result.matches[0]?.quote ?? null };
  };
}

const head = 'Salt Marsh and Storm Surge on the';
const running = `The survey began in spring and went on until the first frosts, when the creeks of the outer marsh were closed by meta-\fmorphosed silt that nobody had seen there before. Salt (Ammar\net al., 2018) keeps.`;
const between =
  'The gauges stood for nine weeks in the deepest of the creeks and were read by the children of the\fkeeper, who wrote the figures down in pencil.';

/** Pages with heads and numbers, as the PDF reader hands them over. */
function printed(): Paper {
  const furniture: Furniture[] = [];
  let text = '';
  const put = (part: string, kind?: Furniture['kind']) => {
    if (kind) furniture.push({ span: { start: text.length, end: text.length + part.length }, kind });
    text += part;
  };
  const pages: Paper['pages'][number][] = [];
  const bodies = [
    ['# Salt Marsh and Storm Surge\n\n', '## Introduction\n\n', running.split('\f')[0] ?? ''],
    [`${running.split('\f')[1] ?? ''} It held 11 kinds of sand.\n\n`, between.split('\f')[0] ?? ''],
    [between.split('\f')[1] ?? '', ' The nearest farm kept 2 cows and 14 sheep on the dike all summer long.'],
  ];
  bodies.forEach((body, index) => {
    const start = text.length;
    put(head, 'running-head');
    put('\n\n');
    put(`Estuary ${index + 10}`, 'running-head');
    put('\n\n');
    put(body.join(''));
    put('\n\n');
    if (index === 1) {
      put(
        '7https://example.org/gauges\n8Our notes suggest that pencil outlasts ink in a wet\nhut (Ammar\net al., 2018) by many years.\n9The keeper counted\n5k eels.',
        'footnote',
      );
      put('\n\n');
    }
    put(`Proceedings of the Society, page ${index + 10} of 12`, 'footer');
    if (index < bodies.length - 1) put('\n\f');
    pages.push({ number: index + 1, label: null, span: { start, end: text.length } });
  });
  return buildPaper({ source: 'marsh.pdf', text, pages, furniture, title: 'Salt Marsh and Storm Surge' });
}

const check = await checkerOf(printed());

describe('heads and page numbers that were copied along', () => {
  test.each([
    [
      'foot and head, in the order of the page',
      'by the children of the\nProceedings of the Society, page 11 of 12\nSalt Marsh and Storm Surge on the\nEstuary 12\nkeeper, who wrote the figures down',
      'the Proceedings of the Society, page 11 of 12 Salt Marsh and Storm Surge on the Estuary 12 keeper',
      'the keeper',
    ],
    [
      'in another order, other line ends',
      'by the children of the\n12\nSalt Marsh and Storm\nSurge on the\nEstuary\nkeeper, who wrote the figures down',
      'the 12 Salt Marsh and Storm Surge on the Estuary keeper',
      'the keeper',
    ],
    [
      'in a word that the page’s end cuts',
      'the creeks of the outer marsh were closed by meta-\n11\nmorphosed silt that nobody had seen',
      'meta- 11 morphosed',
      'metamorphosed',
    ],
  ])('%s', async (_, quote, told, source) => {
    const result = await check(quote);
    expect(result.verdict, result.changes.join('\n')).toBe('verbatim');
    expect(result.changes).toContain(`style: ${source} → ${told}`);
    expect(result.changes).toHaveLength(1);
  });

  test('what else was changed is still told', async () => {
    const result = await check(
      'The gauges stood for six weeks in the deepest of the creeks and were read by the children of the\n12\nkeeper, who wrote',
    );
    expect(result.verdict).toBe('altered');
    expect(result.changes).toEqual(['not permitted: number: nine → six', 'style: the keeper → the 12 keeper']);
  });

  test('a number on a line of its own is a number put in where no page ends', async () => {
    const result = await check('The nearest farm kept 2 cows and 14 sheep\n11\non the dike all summer long.');
    expect(result.verdict).toBe('altered');
    expect(result.changes.join()).toContain('11');
  });

  test('a number that the sentence has, on a line of its own, stays', async () => {
    expect((await check('keeps. It held\n11\nkinds of sand.')).verdict).toBe('verbatim');
  });

  test('at the ends of a quotation they are words put on', async () => {
    expect((await check('read by the children of the\nkeeper, who wrote the figures down\n12')).verdict).toBe(
      'altered',
    );
  });
});

describe('footnotes', () => {
  test.each([
    ['behind another in one block', 'Our notes suggest that pencil outlasts ink', 'verbatim', []],
    ['with the mark', '8Our notes suggest that pencil outlasts ink', 'verbatim', undefined],
    ['a reference over a line’s end dropped', 'pencil outlasts ink in a wet hut by many years', 'verbatim', ['style: (Ammar et al., 2018) → ']],
    ['another number than the line’s first', 'The keeper counted 6k eels', 'altered', ['not permitted: number: 5k → 6k']],
    ['a line that begins with a number', 'The keeper counted 5k eels', 'verbatim', []],
  ] as const)('%s', async (_, quote, verdict, changes) => {
    const result = await check(quote);
    expect(result.verdict, result.changes.join('\n')).toBe(verdict);
    if (changes) expect(result.changes).toEqual(changes);
  }); // prettier-ignore

  test('a reference that a line’s end parts may be dropped from the running text too', async () => {
    expect(await check('seen there before. Salt keeps')).toMatchObject({
      verdict: 'verbatim',
      changes: ['style: (Ammar et al., 2018) → '],
    });
  });

  test('the place begins behind the mark', async () => {
    const { quote } = await check('Our notes suggest that pencil outlasts ink');
    expect(quote).toBe('Our notes suggest that pencil outlasts ink');
  });
});

/** A paper whose note marks are raised numbers: "Miller 25", "prediction?44". */
function withNotes(): Paper {
  const furniture: Furniture[] = [];
  let text = '# Grain and Weather\n\nThe almanac of Miller ';
  const mark = (number: string, then: string) => {
    furniture.push({ span: { start: text.length, end: text.length + number.length }, kind: 'note-mark' });
    text += number + then;
  };
  mark('25', ' defines a wet summer as one that spoils the hay. Who would then lend money against such a prediction?');
  mark('44', ' The bankers of the valley did so twice in ten years, and they lost their coats.');
  mark('45', '');
  const pages = [{ number: 1, label: null, span: { start: 0, end: text.length } }];
  return buildPaper({ source: 'grain.pdf', text, pages, furniture, title: 'Grain and Weather' });
}

const checkGrain = await checkerOf(withNotes());

describe('note marks that were copied along', () => {
  test.each([
    ['by itself', 'The almanac of Miller 25 defines a wet summer', '25'],
    ['glued to a name', 'The almanac of Miller25 defines a wet summer', 'Miller25'],
    ['behind a question mark, at the end', 'Who would then lend money against such a prediction?44', '44'],
    ['behind a question mark, words behind it', 'against such a prediction?44 The bankers of the valley', '44'],
    ['at the end of the paper', 'and they lost their coats.45', '45'],
  ])('%s', async (_, quote, told) => {
    const result = await checkGrain(quote);
    expect(result.verdict, result.changes.join('\n')).toBe('verbatim');
    expect(result.changes).toHaveLength(1);
    expect(result.changes[0]).toMatch(new RegExp(`^style: .* → ${told}$`));
  });

  test.each([
    ['another number', 'The almanac of Miller 26 defines a wet summer', '26'],
    ['the number at another place', 'The almanac of Miller defines a wet 25 summer', '25'],
  ])('%s is put in', async (_, quote, told) => {
    const result = await checkGrain(quote);
    expect(result.verdict).toBe('altered');
    expect(result.changes.join()).toContain(told);
  });
});

const folder = resolve(import.meta.dirname, '../../../../shared/pdfs');
const missing = existsSync(folder) ? '' : ' (skipped: there is no ../shared/pdfs)';

const papers = new Map<string, Promise<Paper>>();

function paperOf(name: string): Promise<Paper> {
  const paper = papers.get(name) ?? pdfReader().read({ name, bytes: readFileSync(resolve(folder, name)) }, signal);
  papers.set(name, paper);
  return paper;
}

describe.skipIf(missing !== '')(`quotations copied from PDFs${missing}`, () => {
  test.each([
    ['2020.acl-main.447.pdf', 'Our evaluations suggest SCIENCEPARSE outperforms GROBID for title and author extraction.'],
    ['2020.acl-main.447.pdf', 'The papers included in S2ORC are a curated subset of the papers in the Semantic Scholar literature graph that focuses only on English-language papers'],
    ['2203.00130v1.pdf', 'not surfaced in the introduction or abstract\nPaper Plain: Making Medical Research Papers Approachable to Healthcare Consumers with Natural Language\nProcessing\n11\nthat participants wanted to know'],
  ])('%s: %s', async (name, quote) => {
    const result = await (await checkerOf(await paperOf(name)))(quote);
    expect(result.verdict, result.changes.join('\n')).toBe('verbatim');
  }); // prettier-ignore
});
