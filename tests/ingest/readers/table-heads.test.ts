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
