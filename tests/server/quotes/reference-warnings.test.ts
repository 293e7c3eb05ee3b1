import { describe, expect, test } from 'vitest';
import type { Paper } from '../../../ingest/paper.ts';
import { passagesOf } from '../../../ingest/passages.ts';
import { buildPaper } from '../../../ingest/structure/build-paper.ts';
import { openChecker } from '../../../server/quotes/checker.ts';
import { namedPages } from '../../../server/quotes/uses/named-pages.ts';
import { CheckResultSchema } from '../../../server/wire.ts';
import { hashingEmbedder } from '../../fakes/hashing-embedder.ts';
import { openMemoryLibrary } from '../../fakes/memory-library.ts';
import { fixtureNewPaper, prose } from '../../fixtures/papers.ts';

const pages = [
  '# Gauges of the Outer Marsh\n\nThe survey began in spring and went on until the first frosts of the year. The keeper counted nine herons beside the sluice.',
  'The gauges stood for nine weeks in the deepest of the creeks. The children of the village read them and wrote the figures down in',
  'pencil on the wall of the hut, which has stood ever since. The nearest farm kept two cows on the dike all summer long.',
];

/** A paper of 2020 by Ammar and two others, with the printed numbers of its pages. */
function marsh(labels: readonly (string | null)[]): Paper {
  let text = '';
  const spans = pages.map((page, index) => {
    const start = text.length;
    text += index < pages.length - 1 ? `${page}\n\f` : page;
    return { number: index + 1, label: labels[index] ?? null, span: { start, end: text.length } };
  });
  const title = 'Gauges of the Outer Marsh';
  const paper = buildPaper({ source: 'marsh.pdf', text, pages: spans, furniture: [], title });
  return { ...paper, authors: ['Nadia Ammar', 'Tomas Lind', 'Ruth Okoro'], year: 2020 };
}

async function checkerOf(paper: Paper) {
  const dimensions = 16;
  const library = openMemoryLibrary({ embedder: hashingEmbedder({ dimensions }) });
  const passages = passagesOf(paper);
  const shell = fixtureNewPaper(prose.bees, dimensions);
  const vectors = passages.map(() => shell.vectors[0] ?? new Float32Array(dimensions));
  const searchTexts = passages.map(({ span }) => paper.text.slice(span.start, span.end));
  await library.add({ ...shell, paper, passages, searchTexts, vectors });
  const checker = openChecker({ library });
  return async (text: string, source?: string) => {
    const input = { text, ...(source === undefined ? {} : { source }) };
    const results = await checker.check(input, new AbortController().signal);
    return results.map((result) => {
      CheckResultSchema.parse(result);
      const told = result.warnings.filter(({ kind }) => kind === 'other-page' || kind === 'other-year');
      return [result.verdict, ...told.map(({ message }) => message)].join(': ');
    });
  };
}

const printed = await checkerOf(marsh(['4969', '4970', '4971']));
const unprinted = await checkerOf(marsh([]));
const roman = await checkerOf(marsh(['xi', 'xii', '1']));

const words = 'The gauges stood for nine weeks in the deepest of the creeks.';
const over = 'wrote the figures down in pencil on the wall of the hut';
const cows = 'The nearest farm kept two cows on the dike all summer long.';

describe('a page that the reference names', () => {
  const on = 'verbatim: It is on p. 4970, not on ';
  test.each<[string, string, string[]]>([
    ['another', `“${words}” (Ammar et al., 2020, p. 4975)`, [`${on}p. 4975.`]],
    ['the printed one', `“${words}” (Ammar et al., 2020, p. 4970)`, ['verbatim']],
    ['the one counted', `“${words}” (Ammar et al., 2020, p. 2)`, ['verbatim']],
    ['pages that hold it', `“${words}” (Ammar et al., 2020, pp. 4969–71)`, ['verbatim']],
    ['pages that do not', `“${words}” (Ammar et al., 2020, pp. 4972–5)`, [`${on}pp. 4972–5.`]],
    ['one of two', `“${words}” (Ammar et al., 2020, pp. 4965, 4970)`, ['verbatim']],
    ['with the year, before it', `Ammar et al. (2020, p. 4975) write “${words}”`, [`${on}p. 4975.`]],
    ['alone, behind it', `Ammar et al. (2020) write “${words}” (p. 4975).`, [`${on}p. 4975.`]],
    ['behind a colon', `“${words}” (Ammar et al. 2020: 4975)`, [`${on}p. 4975.`]],
    ['without a year', `“${words}” (Ammar et al. 4975)`, [`${on}p. 4975.`]],
    ['on a line of its own', `> ${words}\n— Ammar et al., 2020, p. 4975`, [`${on}p. 4975.`]],
    ['at the end of a block', `> ${words} (Ammar et al., 2020, p. 4975)`, [`${on}p. 4975.`]],
    ['over a page’s end', `“${over}” (Ammar et al., 2020, p. 4971)`, ['verbatim']],
    ['over another page’s end', `“${over}” (Ammar et al., 2020, p. 4)`, ['verbatim: It is on pp. 4970–4971, not on p. 4.']],
    ['each its own', `Ammar et al. (2020) write “${words.slice(0, -1)}” (p. 4970) and “${cows.slice(0, -1)}” (p. 4975).`, ['verbatim', 'verbatim: It is on p. 4971, not on p. 4975.']],
    ['from a page on', `“${words}” (Ammar et al., 2020, pp. 4969ff.)`, ['verbatim']],
    ['of another source', `Ammar et al. (2020) write, unlike Miller (2001, p. 3), “${words}”`, ['verbatim']],
    ['of an altered quotation', `“${words.replace('nine', 'six')}” (Ammar et al., 2020, p. 4975)`, ['altered: It is on p. 4970, not on p. 4975.']],
    ['a chapter', `“${words}” (Ammar et al., 2020, chapter 5)`, ['verbatim']],
  ])('%s', async (_what, text, expected) => {
    expect(await printed(text)).toEqual(expected);
  }); // prettier-ignore

  test('in the source that was given', async () => {
    expect(await printed(words, 'Ammar et al., 2020, p. 4975')).toEqual([`${on}p. 4975.`]);
    expect(await printed(`“${words}”`, 'Ammar et al., 2020, p. 4970')).toEqual(['verbatim']);
  });

  test('of a paper whose pages have no printed numbers', async () => {
    const told = 'verbatim: It is on page 2 of the file, not on p. 3.';
    expect(await unprinted(`“${words}” (Ammar et al., 2020, p. 3)`)).toEqual([told]);
    expect(await unprinted(`“${words}” (Ammar et al., 2020, p. 2)`)).toEqual(['verbatim']);
    // The numbers of the journal, which the file does not have.
    expect(await unprinted(`“${words}” (Ammar et al., 2020, p. 4975)`)).toEqual(['verbatim']);
  });

  test('in Roman numerals', async () => {
    expect(await roman(`“${words}” (Ammar et al., 2020, p. xii)`)).toEqual(['verbatim']);
    expect(await roman(`“${words}” (Ammar et al., 2020, p. xi)`)).toEqual(['verbatim: It is on p. xii, not on p. xi.']);
  });
});

describe('a year that the reference names', () => {
  test.each<[string, string, string[]]>([
    ['one less', `“${words}” (Ammar et al., 2019)`, ['verbatim: The paper is of 2020, not of 2019.']],
    ['one more, before it', `Ammar et al. (2021) write “${words}”`, ['verbatim: The paper is of 2020, not of 2021.']],
    ['the paper’s', `“${words}” (Ammar et al., 2020)`, ['verbatim']],
    ['none', `Ammar et al. write “${words}”`, ['verbatim']],
    ['of something else', `Ammar et al. write of the flood (2019) that “${words}”`, ['verbatim']],
    ['far off: another source', `“${words}” (Ammar et al., 2011)`, ['misattributed']],
    ['and a page', `“${words}” (Ammar et al., 2019, p. 9)`, ['verbatim: The paper is of 2020, not of 2019.: It is on p. 4970, not on p. 9.']],
  ])('%s', async (_what, text, expected) => {
    expect(await printed(text)).toEqual(expected);
  }); // prettier-ignore
});

describe('the pages of a reference', () => {
  test.each<[string, string | null]>([
    ['Ammar, 2020, p. 3', '3–3'],
    ['(2020, pp. 245–6)', '245–246'],
    ['Ammar 2020, S. 12', '12–12'],
    ['Ammar, 2020, 34ff.', null],
    ['Ammar, 2020, p. 34f.', '34–35'],
    ['Ammar, 2020, pp. 34ff.', '34–99999'],
    ['Ammar and Lind 57-59', '57–59'],
    ['Ammar et al. (2020), pages 3 and 5', '3–3 5–5'],
    ['Work, 2017, p. 3, as cited in Ammar, 2020, p. 5', '5–5'],
    ['Ammar, 2020, p. 3; Lind, 2021, p. 5', null],
    ['Ammar, 2020', null],
    ['Table 3', null],
    ['Ammar, 2020, para. 3', null],
  ])('%s', (reference, expected) => {
    const read = namedPages(reference)?.stretches.map(({ from, to }) => `${from}–${to}`).join(' ') ?? null;
    expect(read).toBe(expected);
  }); // prettier-ignore
});
