import { describe, expect, test } from 'vitest';
import { pagesOf } from '../../../ingest/paper.ts';
import { read } from '../../../ingest/reading-text.ts';
import { plainTextReader } from '../../../ingest/readers/plain-text.ts';
import { describeReader } from '../../conformance/reader.ts';
import { defaultPaperBytes, readText, sadiFile, sarwarFile } from '../../fixtures/default-papers.ts';

const source = (name: string, content: string | Uint8Array) => ({
  name,
  bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
});
const utf16 = (text: string) => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'));

describeReader('plain-text reader', plainTextReader, {
  readable: [
    { what: 'Sadi (2025)', source: () => source(sadiFile, defaultPaperBytes(sadiFile)), holds: 'Robert Work writes' },
    { what: 'Sarwar & Rashid', source: () => source(sarwarFile, defaultPaperBytes(sarwarFile)), holds: 'Burraq' },
    { what: 'three pages', source: () => source('a.txt', 'One page.\fTwo pages.\fThree pages.'), holds: 'Two' },
    { what: 'one word', source: () => source('a.md', 'Word'), holds: 'Word' },
    { what: 'UTF-16', source: () => source('a.txt', utf16('Ein Gletscher, größer als gedacht.')), holds: 'größer' },
    { what: 'right to left', source: () => source('a.txt', 'هذا نص عربي قصير عن الجليد.'), holds: 'الجليد' },
    {
      what: 'Windows line ends',
      source: () => source('a.txt', 'One line.\r\n\r\nAnother line.\r\n'),
      holds: 'Another',
    },
    { what: 'astral characters', source: () => source('a.txt', 'Ice 🧊🧊 melts.\n\n𝒙 grows.'), holds: 'melts' },
  ],
  refused: [
    { what: 'white space', source: () => source('a.txt', ' \n\t'), reason: /no text/ },
    {
      what: 'an image named .txt',
      source: () => source('a.txt', Uint8Array.of(0x89, 0x50, 0, 1)),
      reason: /not a text/,
    },
    { what: 'Latin-1', source: () => source('a.txt', Uint8Array.of(0x67, 0xe9, 0x6c)), reason: /UTF-8/ },
  ],
  foreign: source('a.pdf', '%PDF-1.7'),
});

describe('pages of plain text', () => {
  test('are only where form feeds are', async () => {
    expect((await readText('No pages here. None at all.')).pages).toEqual([]);
    const paper = await readText('First page.\fSecond page goes\fon here.');
    expect(paper.pages.map((page) => page.number)).toEqual([1, 2, 3]);
    const start = paper.text.indexOf('goes');
    expect(pagesOf(paper, { start, end: paper.text.length }).map((page) => page.number)).toEqual([2, 3]);
  });
});

describe('what the text shows of a paper', () => {
  test.each([
    [
      'a bold title',
      '**On the Shape of Rivers**\n\nAnna Weber and Bo Li\n\n## Abstract\n\nRivers bend. They do.\n\n## Introduction\n\nMore.',
      'On the Shape of Rivers',
    ],
    ['a heading as title', '# On Rivers\n\nAnna Weber\n\n## Introduction\n\nRivers bend.', 'On Rivers'],
    ['no title', 'rivers bend and bend and bend. They do not stop. Nobody knows why they should.', 'paper'],
  ])('%s', async (_, text, title) => {
    expect((await readText(text)).title).toBe(title);
  });

  test.each([
    ['©', '# On Rivers\n\n© 2019 The Authors\n\n## Introduction\n\nIn 1850 it began.', 2019],
    ['published', '# On Rivers\n\nPublished 12 March 2018\n\n## Introduction\n\nIn 1850 it began.', 2018],
    ['a date that the text talks about', '# On Rivers in 1850\n\n## Introduction\n\nIn 1850 it began.', null],
    ['the DOI', '# On Rivers\n\ndoi:10.1234/rivers.2017.05\n\n## Introduction\n\nIn 1850 it began.', 2017],
  ])('the year beside %s', async (_, text, year) => {
    expect((await readText(text)).year).toBe(year);
  });

  test.each([
    [
      'numbered entries',
      '[1] A. Weber, B. Li. Rivers bend. Journal of Rivers, 2019.\n\n[2] C. Khan. Lakes. 2020.',
      [['Weber', 'Li'], ['Khan']],
    ],
    [
      'author and year',
      'Weber, A., & Li, B. (2019). Rivers bend. Journal.\n\nKhan, C. (2020). Lakes.',
      [['Weber', 'Li'], ['Khan']],
    ],
    ['a body as author', 'World Bank. (2021). Rivers of the world.', [['World Bank']]],
  ])('references: %s', async (_, list, authors) => {
    const paper = await readText(`# On Rivers\n\n## Introduction\n\nText here.\n\n## References\n\n${list}\n`);
    expect(paper.references.map((reference) => reference.authors)).toEqual(authors);
  });

  test('an interrupting page number is furniture, a number as content is not', async () => {
    const cut = 'The committee that was founded by the two states in\n\n17\n\nspring had no members at all.';
    const paper = await readText(`# On Rivers\n\n## Introduction\n\n${cut}\n`);
    expect(paper.furniture.map((item) => item.kind)).toEqual(['page-number']);
    expect(paper.paragraphs.some((paragraph) => read(paper, paragraph).includes('two states in spring'))).toBe(true);
    const content = await readText('# On Rivers\n\n## Introduction\n\nThe answer is this one.\n\n42\n\nThat was it.\n');
    expect(content.furniture).toEqual([]);
  });

  test('note marks are skipped, exponents and markers of content are not', async () => {
    const paper = await readText(
      '# On Ice\n\n## Introduction\n\nIt melts.[^1] It grows² by 10² metres.^a Then <sup>3</sup>He.\n',
    );
    expect(paper.furniture.map(({ span }) => paper.text.slice(span.start, span.end))).toEqual(['[^1]', '²', '^a']);
  });
});
