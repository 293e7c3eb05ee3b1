import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { textOf } from '../../../ingest/paper.ts';
import { passagesOf } from '../../../ingest/passages.ts';
import { read } from '../../../ingest/reading-text.ts';
import { docxReader, epubReader } from '../../../ingest/readers/langchain.ts';
import { describeReader } from '../../conformance/reader.ts';
import { makeDocx, makeEpub, makeZip } from './zip-fixture.ts';

const never = new AbortController().signal;

// Prose: C. Darwin, On the Origin of Species (1859), introduction and chapter 1.
const darwin =
  'When on board H.M.S. Beagle, as naturalist, I was much struck with certain facts in the distribution of the ' +
  'inhabitants of South America, and in the geological relations of the present to the past inhabitants of that continent.';
const pigeons =
  'Believing that it is always best to study some special group, I have, after deliberation, taken up domestic pigeons. ' +
  'I have kept every breed which I could purchase or obtain.';

const docx = () =>
  makeDocx(
    [
      { text: 'On the Origin of Species', style: 'Title' },
      { text: 'Introduction', style: 'Heading1' },
      { text: darwin },
      { text: 'Domestic Pigeons', style: 'Heading2' },
      { text: `${pigeons}\nThe diversity of the breeds is something astonishing.` },
    ],
    [
      ['Breed', 'Origin'],
      ['Fantail', 'India'],
    ],
  );

const epub = () =>
  makeEpub('On the Origin of Species', 'Charles Darwin', [
    `<h1>Introduction</h1><p>${darwin.replace('South America', '<a href="https://example.org/map">South America</a>')}</p>`,
    `<h2>Domestic Pigeons</h2><p>${pigeons}</p>`,
  ]);

function bomb(name: string): Buffer {
  return makeZip([{ name, data: Buffer.alloc(30 * 1024 * 1024, 'a') }]);
}

describeReader('Word', () => docxReader(), {
  readable: [{ what: 'a document with styles', source: () => ({ name: 'origin.docx', bytes: docx() }), holds: darwin }],
  refused: [
    {
      what: 'half a document',
      source: () => ({ name: 'a.docx', bytes: docx().subarray(0, 700) }),
      reason: /damaged or cut off/,
    },
    {
      what: 'a text that is called .docx',
      source: () => ({ name: 'a.docx', bytes: Buffer.from(darwin) }),
      reason: /no Word document/,
    },
    {
      what: 'an old .doc that is called .docx',
      source: () => ({ name: 'a.docx', bytes: Buffer.from('d0cf11e0a1b11ae1', 'hex') }),
      reason: /save it as \.docx/,
    },
    {
      what: 'a ZIP file of something else',
      source: () => ({ name: 'a.docx', bytes: makeZip([{ name: 'a.txt', data: 'a' }]) }),
      reason: /a ZIP file but no Word document/,
    },
    {
      what: 'a small file that unpacks to 30 MB',
      source: () => ({ name: 'a.docx', bytes: bomb('word/document.xml') }),
      reason: /unpacks to 30 MB/,
    },
    {
      what: 'a file whose directory declares less than it unpacks to',
      source: () => ({
        name: 'a.docx',
        bytes: makeZip([{ name: '[Content_Types].xml', data: Buffer.alloc(1024 * 1024, 'a'), declared: 100 }]),
      }),
      reason: /damaged or cut off/,
    },
    {
      what: 'a document without text',
      source: () => ({ name: 'a.docx', bytes: makeDocx([{ text: ' ' }]) }),
      reason: /holds no text/,
    },
    {
      what: 'a document whose XML is broken',
      source: () => ({
        name: 'a.docx',
        bytes: makeZip([
          { name: '[Content_Types].xml', data: '<Types>' },
          { name: 'word/document.xml', data: '<w:document' },
        ]),
      }),
      reason: /damaged Word document/,
    },
  ],
  foreign: { name: 'paper.epub', bytes: epub() },
});

describeReader('EPUB', () => epubReader(), {
  readable: [{ what: 'a book of two chapters', source: () => ({ name: 'origin.epub', bytes: epub() }), holds: darwin }],
  refused: [
    {
      what: 'half a book',
      source: () => ({ name: 'a.epub', bytes: epub().subarray(0, 500) }),
      reason: /damaged or cut off/,
    },
    {
      what: 'a book with copy protection',
      source: () => ({
        name: 'a.epub',
        bytes: makeEpub('A', 'B', ['<p>x</p>'], [{ name: 'META-INF/rights.xml', data: '<r/>' }]),
      }),
      reason: /DRM/,
    },
    {
      what: 'a ZIP file of something else',
      source: () => ({ name: 'a.epub', bytes: makeZip([{ name: 'a.txt', data: 'a' }]) }),
      reason: /no EPUB/,
    },
    {
      what: 'a book that unpacks to 30 MB',
      source: () => ({ name: 'a.epub', bytes: bomb('c0.xhtml') }),
      reason: /unpacks to 30 MB/,
    },
    {
      what: 'a book without text',
      source: () => ({ name: 'a.epub', bytes: makeEpub('A', 'B', ['<p> </p>']) }),
      reason: /holds no text/,
    },
    {
      what: 'a book without its package file',
      source: () => ({
        name: 'a.epub',
        bytes: makeZip([
          { name: 'mimetype', data: 'application/epub+zip' },
          { name: 'META-INF/container.xml', data: '<container/>' },
        ]),
      }),
      reason: /damaged EPUB/,
    },
  ],
  foreign: { name: 'paper.docx', bytes: docx() },
});

describe('what the loaders of LangChain drop by themselves', () => {
  test('Word: headings by style, the title, line breaks and rows of tables are kept', async () => {
    const paper = await docxReader().read({ name: 'origin.docx', bytes: docx() }, never);
    expect(paper.title).toBe('On the Origin of Species');
    expect(paper.sections.map(({ title, level }) => [title, level])).toEqual([
      ['Introduction', 1],
      ['Domestic Pigeons', 2],
    ]);
    expect(paper.text).toContain('purchase or obtain.\nThe diversity of the breeds');
    expect(paper.text).toContain('Breed\tOrigin\nFantail\tIndia');
    expect(paper.pages).toEqual([]);
  });

  test('EPUB: lines are not cut, headings stay as written, addresses of links stay out', async () => {
    const paper = await epubReader().read({ name: 'origin.epub', bytes: epub() }, never);
    expect(paper.title).toBe('On the Origin of Species');
    expect(paper.authors).toEqual(['Charles Darwin']);
    expect(paper.sections.map(({ title, level }) => [title, level])).toEqual([
      ['Introduction', 1],
      ['Domestic Pigeons', 2],
    ]);
    expect(paper.text).toContain(`Introduction\n\n${darwin}`);
    expect(paper.text).not.toContain('example.org');
  });

  test('Word: note marks and raised numbers do not become part of the word before; notes are kept as notes', async () => {
    const bytes = makeDocx(
      [
        { text: 'Introduction', style: 'Heading1' },
        { text: `Naturalists{note 1} wondered at {raised th} 10{raised 2} islands.{note 2} ${darwin}` },
        { text: 'Domestic Pigeons', style: 'Heading1' },
        { text: pigeons },
      ],
      [],
      ['Darwin was one of these{note 1} naturalists.', 'The islands were counted by FitzRoy.'],
    );
    const paper = await docxReader().read({ name: 'notes.docx', bytes }, never);
    const [first] = paper.paragraphs;
    expect(first && read(paper, first)).toMatch(/^Naturalists wondered at th 10² islands\. When on board/);
    expect(paper.furniture.filter(({ kind }) => kind === 'footnote').map(({ span }) => textOf(paper, span))).toEqual([
      '¹ Darwin was one of these¹ naturalists.',
      '² The islands were counted by FitzRoy.',
    ]);
    expect(passagesOf(paper).map(({ span }) => read(paper, span))).toContain('² The islands were counted by FitzRoy.');
  });

  test('EPUB: note marks and raised numbers do not become part of the word before', async () => {
    const chapter =
      '<h1>Introduction</h1><p>Naturalists<sup>1</sup> wondered<sup><a href="#n">a</a></sup> at the 5<sup>th</sup> of ' +
      `10<sup>2</sup> islands.<a href="#n2"><sup>[2]</sup></a> ${darwin}</p><h1>Pigeons</h1><p>${pigeons}</p>`;
    const bytes = makeEpub('Origin', 'C. Darwin', [chapter, `<p>${pigeons}</p>`]);
    const paper = await epubReader().read({ name: 'a.epub', bytes }, never);
    const [first] = paper.paragraphs;
    expect(first && read(paper, first)).toMatch(/^Naturalists wondered at the 5th of 10² islands\. When on board/);
  });

  test.each([
    ['another than the title, it begins the first section', 'The Voyage', ['The Voyage', 'Domestic Pigeons']],
    ['the title, it heads nothing', 'On the Origin of Species', ['Domestic Pigeons']],
  ])('EPUB: where the first heading is %s', async (_, heading, sections) => {
    const chapters = [`<h1>${heading}</h1><p>${darwin}</p>`, `<h1>Domestic Pigeons</h1><p>${pigeons}</p>`];
    const bytes = makeEpub('On the Origin of Species', 'Charles Darwin', chapters);
    const paper = await epubReader().read({ name: 'origin.epub', bytes }, never);
    expect(paper.title).toBe('On the Origin of Species');
    expect(paper.sections.map(({ title }) => title)).toEqual(sections);
  });

  test.each([
    ['1859-11-24', 1859],
    ['1859', 1859],
    ['24.11.1859', null],
    ['', null],
  ])('EPUB: dated "%s", the year is %j', async (date, year) => {
    const bytes = makeEpub(
      'Origin',
      'C. Darwin',
      [`<h1>Introduction</h1><p>${darwin}</p>`, `<p>${pigeons}</p>`],
      [],
      date,
    );
    expect((await epubReader().read({ name: 'a.epub', bytes }, never)).year).toBe(year);
  });

  test('EPUB: nothing stays in the temporary folder', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('ibid-epub-'));
    await epubReader().read({ name: 'origin.epub', bytes: epub() }, never);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('ibid-epub-'))).toEqual(before);
  });
});
