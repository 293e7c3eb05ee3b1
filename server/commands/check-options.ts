import type { ReportFormat } from '../quotes/export/report-formats.ts';
import type { LibraryOptions } from './with-library.ts';

/** What `ibid check` is told besides the text. */
export interface CheckOptions extends LibraryOptions {
  readonly source?: string;
  readonly draft?: string;
  readonly format?: ReportFormat;
  readonly out?: string;
}
