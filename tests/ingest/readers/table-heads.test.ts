import { expect, test } from 'vitest';
import { pdfReader } from '../../../ingest/readers/pdf.ts';
import { makePdf } from './pdf-fixtures.ts';

test('bold cells side by side are the head of a table, no sections', async () => {
  const prose = [
    'Validated answers were counted by hand and compared with those',
    'that the system gave, over all of the questions of the track.',
  ];
  const bytes = await makePdf([
    (sheet) => {
      sheet.line(60, 60, 'Answers and their Validation', { size: 18, bold: true });
      sheet.line(60, 100, '1 Introduction', { bold: true });
      sheet.lines(60, 116, prose);
      sheet.line(60, 160, '2 Results', { bold: true });
      sheet.lines(60, 176, prose);
      sheet.line(120, 240, 'QA Accuracy', { bold: true });
      // Column by column, so that the head is no line of its own.
      sheet.line(120, 256, '0.21');
      sheet.line(320, 240, 'Estimated Performance', { bold: true });
      sheet.line(320, 256, '0.25');
      sheet.lines(60, 300, prose);
    },
  ]);
  const paper = await pdfReader().read({ name: 'answers.pdf', bytes }, new AbortController().signal);
  expect(paper.sections.map(({ title }) => title)).toEqual(['1 Introduction', '2 Results']);
});

test('a column of a long table has its head beside a row of cells', async () => {
  const cell = (row: number) => `“an answer in quite some words, ${row}`;
  const bytes = await makePdf([
    (sheet) => {
      sheet.line(60, 60, 'Answers and their Validation', { size: 18, bold: true });
      sheet.line(60, 100, '1 Introduction', { bold: true });
      sheet.lines(60, 116, ['Validated answers were counted by hand and compared with those of the system.']);
      sheet.line(60, 150, 'Source', { bold: true });
      sheet.line(120, 150, 'Extracted Answer', { bold: true });
      sheet.line(310, 150, 'Plain Language Answer', { bold: true });
      for (let row = 0; row < 12; row += 1) sheet.line(120, 170 + row * 12, cell(row));
      for (let row = 0; row < 12; row += 1) sheet.line(310, 170 + row * 12, cell(row + 20));
      sheet.line(60, 400, '2 Results', { bold: true });
      sheet.lines(60, 416, ['Validated answers were counted by hand and compared with those of the system.']);
    },
  ]);
  const paper = await pdfReader().read({ name: 'answers.pdf', bytes }, new AbortController().signal);
  expect(paper.sections.map(({ title }) => title)).toEqual(['1 Introduction', '2 Results']);
});

test('a large number beside two lines of a heading belongs to it', async () => {
  const prose = [
    'Rules for the market were made in spring and are looked at again',
    'in autumn, when the year is nearly over.',
  ];
  const bytes = await makePdf([
    (sheet) => {
      sheet.line(60, 60, 'Goals of the Strategy', { size: 20, bold: true });
      sheet.line(80, 100, 'Disrupt and dismantle', { size: 11, bold: true });
      sheet.line(60, 100, '1', { size: 15, bold: true });
      sheet.lines(60, 120, prose);
      sheet.line(80, 160, 'Shape market forces to drive', { size: 11, bold: true });
      sheet.line(80, 171, 'security and resilience', { size: 11, bold: true });
      sheet.line(60, 166.5, '2', { size: 15, bold: true });
      sheet.lines(60, 190, prose);
    },
  ]);
  const paper = await pdfReader().read({ name: 'goals.pdf', bytes }, new AbortController().signal);
  expect(paper.sections.map(({ title }) => title)).toEqual([
    '1 Disrupt and dismantle',
    '2 Shape market forces to drive security and resilience',
  ]);
});
