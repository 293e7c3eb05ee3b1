import type { Draft } from '../drafts/draft.ts';
import { csvReport } from './csv.ts';
import { commentDocument } from './docx/comment-document.ts';
import { textDocument } from './docx/text-document.ts';
import type { ReportInput } from './finding.ts';
import { markdownReport } from './markdown.ts';
import { remarksOf } from './remarks.ts';
import type { ReportFormat } from './report-formats.ts';

/** A report as a file: its bytes or text, the content type and the name to save it under. */
export interface ReportFile {
  readonly content: string | Uint8Array;
  readonly type: string;
  readonly name: string;
}

/** A report in one of its forms. As docx it is the draft with comments; of a text a Word document is made first. */
export async function reportFile(
  format: ReportFormat,
  draft: Draft | null,
  input: ReportInput,
  signal: AbortSignal,
): Promise<ReportFile> {
  const base = (input.name ?? 'quotations').replace(/\.[a-z]+$/i, '');
  const stem = input.name === null ? base : `${base}.checked`;
  switch (format) {
    case 'json':
      return { content: `${JSON.stringify(input.report, null, 2)}\n`, type: 'application/json', name: `${stem}.json` };
    case 'markdown':
      return { content: markdownReport(input), type: 'text/markdown; charset=utf-8', name: `${stem}.md` };
    case 'csv':
      return { content: csvReport(input), type: 'text/csv; charset=utf-8', name: `${stem}.csv` };
    case 'docx': {
      const word = draft?.kind === 'docx' ? draft : await textDocument(stem, input.text, signal);
      const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
      return { content: await commentDocument(word, remarksOf(input), signal), type, name: `${stem}.docx` };
    }
  }
}
