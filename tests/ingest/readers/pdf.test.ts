import { execFileSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { UnreadablePaperError } from '../../../ingest/errors.ts';
import type { Furniture } from '../../../ingest/paper.ts';
import { pdfReader, readPdfText } from '../../../ingest/readers/pdf.ts';
import { read } from '../../../ingest/reading-text.ts';
import type { ReadText } from '../../../ingest/structure/build-paper.ts';
import { describeReader } from '../../conformance/reader.ts';
import { bombPdf, lockedPdf, makePdf, pagelessPdf, rawPdf, textlessPdf } from './pdf-fixtures.ts';

const never = new AbortController().signal;

// Prose: C. Darwin, On the Origin of Species (1859), introduction.
const left = [
  'When on board H.M.S. Beagle, as naturalist, I was',
  'much struck with certain facts in the distribution of',
  'the inhabitants of South America, and in the geolo-',
  'gical relations of the present to the past inhabitants',
  'of that continent. These facts seemed to me to throw',
  'some light on the origin of species, that mystery of',
  'mysteries, as it has been called by one of our great-',
  'est philosophers. On my return home, it occurred to',
];
const right = [
  'me, in 1837, that something might perhaps be made',
  'out on this question by patiently accumulating and',
  'reflecting on all sorts of facts which could possibly',
  'have any bearing on it. After five years work I',
  'allowed myself to speculate on the subject, and drew',
  'up some short notes; these I enlarged in 1844 into a',
  'sketch of the conclusions, which then seemed to me',
  'probable: from that period to the present day I have',
];

const article = () =>
  makePdf(
    [
      (sheet) => {
        sheet.line(120, 90, 'On the Distribution of Inhabitants', { size: 18, bold: true });
        sheet.line(170, 112, 'and the Origin of Species', { size: 18, bold: true });
        sheet.marked(190, 140, ['Charles Darwin', { raised: '1' }, ', Alfred Wallace', { raised: '2' }], 12);
        sheet.line(180, 156, 'Linnean Society, London, research@example.org', { size: 9 });
        sheet.line(60, 190, 'Abstract', { size: 12, bold: true });
        sheet.lines(60, 210, left);
        sheet.lines(310, 210, right);
        sheet.line(60, 330, '1 Introduction', { size: 12, bold: true });
        sheet.lines(60, 350, [
          'My work is now nearly finished; but as it will take',
          'me two or three more years to complete it.',
        ]);
        sheet.line(290, 800, '57', { size: 9 });
      },
      (sheet) => {
        sheet.line(60, 60, 'Darwin and Wallace', { size: 9 });
        sheet.lines(60, 100, [
          'I have been urged to publish this Abstract, and I have',
          'more especially been induced to do this.',
        ]);
        sheet.line(290, 800, '58', { size: 9 });
      },
      (sheet) => {
        sheet.line(60, 60, 'Darwin and Wallace', { size: 9 });
        sheet.lines(60, 100, [
          'Mr. Wallace, who is now studying the natural history',
          'of the Malay archipelago, has arrived at the same.',
        ]);
        sheet.line(290, 800, '59', { size: 9 });
      },
    ],
    { title: 'Microsoft Word - draft7.doc' },
  );

async function readPages(pages: Parameters<typeof makePdf>[0], options?: Parameters<typeof makePdf>[1]) {
  return await readPdfText({ name: 'paper.pdf', bytes: await makePdf(pages, options) }, never);
}

function furnitureOf(paper: ReadText, kind: Furniture['kind']): string[] {
  return (paper.furniture ?? [])
    .filter((item) => item.kind === kind)
    .map(({ span }) => paper.text.slice(span.start, span.end));
}

function flowOf(paper: ReadText): string {
  return read({ text: paper.text, furniture: paper.furniture ?? [] }, { start: 0, end: paper.text.length });
}

describeReader('PDF', () => pdfReader(), {
  readable: [
    {
      what: 'an article in two columns',
      source: async () => ({ name: 'article.pdf', bytes: await article() }),
      holds: 'much struck with certain facts',
    },
  ],
  refused: [
    {
      what: 'a locked PDF',
      source: () => ({ name: 'a.pdf', bytes: lockedPdf() }),
      reason: /without a password and add that/,
    },
    {
      what: 'an image that is called .pdf',
      source: () => ({ name: 'a.pdf', bytes: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') }),
      reason: /not a PDF/,
    },
    { what: 'a PDF without pages', source: () => ({ name: 'a.pdf', bytes: pagelessPdf() }), reason: /no pages/ },
    { what: 'a PDF without text', source: () => ({ name: 'a.pdf', bytes: textlessPdf() }), reason: /OCR/ },
    {
      what: 'the first half of a PDF',
      source: async () => {
        const bytes = await article();
        return { name: 'a.pdf', bytes: bytes.subarray(0, bytes.length / 2) };
      },
      reason: /cut off/,
    },
    {
      what: 'a PDF without a catalogue',
      source: () => ({ name: 'a.pdf', bytes: rawPdf(['<< /Nothing true >>']) }),
      reason: /too damaged/,
    },
  ],
  foreign: { name: 'paper.docx', bytes: Buffer.from('PK\x03\x04') },
});

describe('the layout of a page', () => {
  test('an article: title, authors, columns in order, hyphens kept, sections, furniture', async () => {
    const paper = await readPdfText({ name: 'article.pdf', bytes: await article() }, never);
    expect(paper.title).toBe('On the Distribution of Inhabitants and the Origin of Species');
    expect(paper.authors).toEqual(['Charles Darwin', 'Alfred Wallace']);
    expect(paper.text).toContain('the inhabitants of South America, and in the geolo-\ngical relations');
    expect(paper.text, 'one paragraph over the column end').toContain('it occurred to\nme, in 1837, that something');
    expect(furnitureOf(paper, 'page-number')).toEqual(['57', '58', '59']);
    expect(furnitureOf(paper, 'running-head')).toEqual(['Darwin and Wallace', 'Darwin and Wallace']);
    expect(furnitureOf(paper, 'note-mark')).toEqual(['1', '2']);
    expect(paper.pages.map(({ label }) => label)).toEqual(['57', '58', '59']);
    const headings = paper.headings?.map(({ span, level }) => [paper.text.slice(span.start, span.end), level]);
    expect(headings).toEqual([
      ['Abstract', 1],
      ['1 Introduction', 1],
    ]);
    expect(paper.text.split('\n\f')).toHaveLength(3);
  });

  test('columns are read one after the other, whatever the order in which they were drawn', async () => {
    const whole = /it occurred to me, in 1837, that something might perhaps be made out on this question/;
    const rightFirst = await readPages([
      (sheet) => {
        sheet.lines(310, 100, right);
        sheet.lines(60, 112, left);
      },
    ]);
    expect(flowOf(rightFirst)).toMatch(whole);
    const rowByRow = await readPages([
      (sheet) => {
        left.forEach((text, index) => {
          sheet.line(60, 100 + index * 12, text);
          sheet.line(310, 100 + index * 12, right[index] ?? '');
        });
      },
    ]);
    expect(flowOf(rowByRow)).toMatch(whole);
  });

  test('a title over both columns and a table across them keep their place', async () => {
    const paper = await readPages([
      (sheet) => {
        sheet.line(150, 70, 'On the Origin of Species', { size: 18 });
        sheet.lines(60, 100, left.slice(0, 4));
        sheet.lines(310, 100, left.slice(4));
        sheet.line(60, 170, 'Table 1. Breeds of the domestic pigeon and the countries that they were brought from', {
          size: 10,
        });
        sheet.lines(60, 200, right.slice(0, 4));
        sheet.lines(310, 200, right.slice(4));
      },
    ]);
    expect(paper.title).toBe('On the Origin of Species');
    const flow = flowOf(paper);
    expect(flow).toContain('in the geological relations of the present to the past inhabitants of that continent');
    expect(flow).toContain('which could possibly have any bearing on it. After five years work');
    expect(flow).toContain('it occurred to me, in 1837');
    expect(flow.indexOf('Table 1')).toBeGreaterThan(flow.indexOf('from that period'));
  });

  test('a sentence goes on past figures at the foot of one page and at the head of the next', async () => {
    const paper = await readPages([
      (sheet) => {
        sheet.lines(60, 100, left);
        sheet.line(60, 230, 'Figure 1: The voyage of the Beagle from 1831 to 1836', { size: 9 });
      },
      (sheet) => {
        sheet.line(60, 100, 'Figure 2: Finches of the Galapagos archipelago', { size: 9 });
        sheet.lines(60, 130, right);
      },
    ]);
    expect(flowOf(paper)).toContain('it occurred to me, in 1837, that something');
    expect(flowOf(paper)).toMatch(/^Figure 1.*Figure 2: Finches of the Galapagos archipelago$/);
  });

  test('running heads alternate between left and right pages, and count the pages', async () => {
    const sheetOf =
      (number: number): Parameters<typeof makePdf>[0][number] =>
      (sheet) => {
        const even = number % 2 === 0;
        sheet.line(60, 50, even ? String(number) : 'The Origin of Species', { size: 9 });
        sheet.line(even ? 440 : 500, 50, even ? 'Charles Darwin' : String(number), { size: 9 });
        sheet.lines(60, 100, [...left, ...right].slice(number - 12, number - 4));
      };
    const paper = await readPages([12, 13, 14, 15, 16, 17].map(sheetOf));
    expect(furnitureOf(paper, 'running-head')).toEqual(
      [12, 13, 14, 15, 16, 17].map((number) =>
        number % 2 === 0 ? `${number} Charles Darwin` : `The Origin of Species ${number}`,
      ),
    );
    expect(paper.pages.map(({ label }) => label)).toEqual(['12', '13', '14', '15', '16', '17']);
    expect(flowOf(paper)).not.toContain('Charles Darwin');
  });

  test('footnotes at the foot are furniture with their marks; a power of ten is not', async () => {
    const paper = await readPages([
      (sheet) => {
        sheet.lines(60, 100, left);
        sheet.marked(60, 196, [
          'much light will be thrown',
          { raised: '1' },
          ' on it, by 10',
          { raised: '1' },
          ' facts, each of 5 m',
          { raised: '2' },
        ]);
        sheet.lines(60, 208, right);
        sheet.marked(60, 700, [{ raised: '1' }, 'Published by John Murray, Albemarle Street.'], 8);
        sheet.line(60, 710, 'The first edition sold out on one day.', { size: 8 });
      },
    ]);
    expect(furnitureOf(paper, 'footnote')).toEqual([
      '1Published by John Murray, Albemarle Street.\nThe first edition sold out on one day.',
    ]);
    expect(furnitureOf(paper, 'note-mark')).toEqual(['1']);
    expect(flowOf(paper)).toContain('much light will be thrown on it, by 101 facts, each of 5 m2');
  });

  test('a sentence goes on over a page end with footnote, page number and running head between', async () => {
    const body = (
      sheet: Parameters<Parameters<typeof makePdf>[0][number]>[0],
      texts: readonly string[],
      number: number,
    ) => {
      sheet.line(60, 50, 'The Origin of Species', { size: 9 });
      sheet.lines(60, 100, texts);
      sheet.line(290, 800, String(number), { size: 9 });
    };
    const paper = await readPages([
      (sheet) => {
        body(sheet, left, 1);
        sheet.marked(60, 700, [{ raised: '1' }, 'Published by John Murray.'], 8);
      },
      (sheet) => body(sheet, right, 2),
    ]);
    expect(flowOf(paper)).toContain('On my return home, it occurred to me, in 1837, that something might perhaps');
  });

  test('a figure between two columns of a sentence: its caption waits for the end of the paragraph', async () => {
    const paper = await readPages([
      (sheet) => {
        sheet.lines(60, 100, [...left, ...left.slice(0, 7), 'est philosophers. On my return home, it occurred to']);
        sheet.line(330, 110, 'ancestor', { size: 6 });
        sheet.line(400, 130, 'variety', { size: 6 });
        sheet.line(310, 160, 'Figure 1: Divergence of taxa from a common ancestor', { size: 9 });
        sheet.lines(310, 196, right);
      },
    ]);
    expect(flowOf(paper)).toContain('it occurred to me, in 1837, that something');
    expect(furnitureOf(paper, 'figure')).toEqual(['ancestor', 'variety']);
    expect(paper.text.indexOf('Figure 1')).toBeGreaterThan(paper.text.indexOf('to the present day I have'));
  });

  test("the PDF's own page labels win over plain counting", async () => {
    const paper = await readPages([(sheet) => sheet.lines(60, 100, left), (sheet) => sheet.lines(60, 100, right)], {
      labels: 'A-',
    });
    expect(paper.pages.map(({ number, label }) => [number, label])).toEqual([
      [1, 'A-1'],
      [2, 'A-2'],
    ]);
  });

  test('a word that is written in several pieces stays one, words apart stay apart', async () => {
    const paper = await readPages([(sheet) => sheet.marked(60, 100, ['The natu', 'ral sele', 'ction of', ' species'])]);
    expect(paper.text).toBe('The natural selection of species');
  });

  test('a table is read row by row', async () => {
    const paper = await readPages([
      (sheet) => {
        sheet.lines(60, 100, left);
        for (const [row, cells] of [
          ['Finch', '14', 'seeds'],
          ['Thrush', '3', 'insects'],
        ].entries()) {
          for (const [cell, text] of cells.entries()) sheet.line(60 + cell * 90, 230 + row * 12, text);
        }
      },
    ]);
    expect(paper.text).toContain('Finch 14 seeds\nThrush 3 insects');
  });

  test('metadata that the page does not show is not the title', async () => {
    const paper = await readPages(
      [
        (sheet) => {
          sheet.line(60, 80, 'The Descent of Man', { size: 18 });
          sheet.lines(60, 120, left);
        },
      ],
      { title: 'Microsoft Word - draft7.doc' },
    );
    expect(paper.title).toBe('The Descent of Man');
  });
});

describe('a PDF that goes wrong', () => {
  test('damage that pdf.js mends is a warning', async () => {
    const text = Buffer.from(await article()).toString('latin1');
    const bytes = Buffer.from(text.replace(/startxref\n\d+/, 'startxref\n7'), 'latin1');
    const paper = await readPdfText({ name: 'paper.pdf', bytes }, never);
    expect(paper.warnings).toEqual([expect.stringMatching(/damaged and was repaired/)]);
    expect(paper.text).toContain('much struck with certain facts');
  });

  test('a small file that unpacks to a gigabyte is stopped at the memory limit', async () => {
    const bytes = await bombPdf(1000);
    expect(bytes.length).toBeLessThan(100_000);
    await expect(readPdfText({ name: 'a.pdf', bytes }, never, { megabytes: 200 })).rejects.toThrow(
      /^a\.pdf: reading it took more than 200 MB of memory/,
    );
    expect(children()).toEqual([]);
  });

  test('one that takes too long is stopped', async () => {
    const source = { name: 'a.pdf', bytes: await article() };
    await expect(readPdfText(source, never, { seconds: 0.05 })).rejects.toThrow(
      /^a\.pdf: reading it took more than 0.05 s/,
    );
    expect(children()).toEqual([]);
  });

  test('an abort ends the process that reads', async () => {
    const controller = new AbortController();
    const reading = readPdfText({ name: 'a.pdf', bytes: await article() }, controller.signal);
    const reason = new Error('the person went away');
    setTimeout(() => controller.abort(reason), 50);
    await expect(reading).rejects.toBe(reason);
    expect(children()).toEqual([]);
  });

  test('a crash of the process that reads harms nobody', async () => {
    const reading = readPdfText({ name: 'a.pdf', bytes: await article() }, never);
    const failed = expect(reading).rejects.toThrow(UnreadablePaperError);
    let pid: number | undefined;
    for (let tries = 0; tries < 1000 && pid === undefined; tries += 1) {
      [pid] = children();
      await wait(5);
    }
    expect(pid).toBeDefined();
    if (pid !== undefined) process.kill(pid, 'SIGSEGV');
    await failed;
    await expect(reading).rejects.toThrow(/the PDF reader failed on it/);
    expect(children()).toEqual([]);
  });
});

/** Ids of processes that this one has started to read PDFs, dead ones that nobody waited for included. */
function children(): number[] {
  const list = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)]).toString();
  return list.split('\n').flatMap((row) => (/pdf-child|defunct/.test(row) ? [Number.parseInt(row, 10)] : []));
}
