import type { Draft } from '../drafts/draft.ts';
import { csvReport } from './csv.ts';
import { commentDocument } from './docx/comment-document.ts';
import type { ReportInput } from './finding.ts';
import { markdownReport } from './markdown.ts';
import { remarksOf } from './remarks.ts';

/** The forms that a report can have. */
export const reportFormats = ['json', 'markdown', 'csv', 'docx'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** A report as a file: its bytes or text, the content type and the name to save it under. */
export interface ReportFile {
  readonly content: string | Uint8Array;
  readonly type: string;
  readonly name: string;
}

/** The .docx form was asked for, of something that is no Word document. */
export class NoWordDocumentError extends Error {
  constructor() {
    super('Only a draft that is a .docx comes back as one, with comments: choose markdown, csv or json.');
    this.name = 'NoWordDocumentError';
  }
}

/**
 * A report in one of its forms.
 * @throws NoWordDocumentError
 */
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
      if (draft?.kind !== 'docx') throw new NoWordDocumentError();
      const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
      return { content: await commentDocument(draft, remarksOf(input), signal), type, name: `${stem}.docx` };
    }
  }
}
