import { z } from 'zod';
import { LibraryDamagedError, paperRemedy } from '../../errors.ts';
import type { Correction, PaperSummary } from '../../library.ts';
import type { Paper, PaperId } from '../../paper.ts';
import { CorrectionSchema, StructureSchema } from '../paper-structure.ts';

const strings = z.array(z.string());
// Made once: making a schema takes longer than reading a row.
const text = z.string();
const optionalText = text.nullable();
const count = z.int();
const optionalCount = count.nullable();
const correction = z.custom<Correction>();

/** What a list of papers needs of a row; where the disk failed, a column may hold anything. */
export interface SummaryRow {
  readonly id: string;
  readonly title: string;
  readonly authors: string;
  readonly year: number | null;
  readonly doi: string | null;
  readonly source: string;
  readonly sha256: string;
  readonly page_count: number | null;
  readonly passage_count: number;
  readonly warnings: string;
  /** JSON of a Correction. */
  readonly fields: string | null;
}

/** A whole row, the frozen text included. */
export interface PaperRow extends SummaryRow {
  readonly structure: string;
  readonly text: string;
}

/**
 * The fields that a person put right.
 * @throws LibraryDamagedError
 */
export function correctionOf(fields: string | null): Correction {
  if (fields === null) return {};
  return parsed(fields, CorrectionSchema, () => {
    return 'What was put right by hand for this paper is damaged. Remove the paper and ingest it again.';
  });
}

/**
 * A row as a list shows it, corrections applied. One damaged paper must not hide the others: what can't be read of it
 * is left empty, and a warning says so.
 */
export function summaryOf(row: SummaryRow): PaperSummary {
  const { summary, damaged } = readSummary(row);
  if (damaged.length === 0) return summary;
  const warning = `damaged: ${damaged.join(', ')} can’t be read, remove it and ingest it again`;
  return { ...summary, warnings: [...summary.warnings, warning] };
}

/**
 * A row as the paper that it stores, corrections applied.
 * @throws LibraryDamagedError naming the paper
 */
export function paperOf(row: PaperRow): Paper {
  const { summary, damaged } = readSummary(row);
  const refusal = (what: string) =>
    `What is stored of “${summary.title || row.id}” is damaged: ${what} can’t be read. ${paperRemedy}`;
  if (damaged.length > 0) throw new LibraryDamagedError(refusal(damaged.join(', ')));
  const structure = parsed(row.structure, StructureSchema, () => refusal('its structure'));
  const { id, title, authors, year, doi, source, sha256, warnings } = summary;
  return { id, title, authors, year, doi, source, sha256, warnings, text: row.text, ...structure };
}

function parsed<Value>(json: string, schema: z.ZodType<Value>, refusal: () => string): Value {
  try {
    return schema.parse(JSON.parse(json));
  } catch (cause) {
    throw new LibraryDamagedError(refusal(), { cause });
  }
}

/** The columns that can be read, and the names of those that can't. */
function readSummary(row: SummaryRow): { summary: PaperSummary; damaged: string[] } {
  const damaged: string[] = [];
  const column = <Value>(name: string, schema: z.ZodType<Value>, read: () => unknown, instead: Value): Value => {
    try {
      return schema.parse(read());
    } catch {
      damaged.push(name);
      return instead;
    }
  };
  const summary: PaperSummary = {
    id: row.id as PaperId,
    title: column('title', text, () => row.title, ''),
    authors: column('authors', strings, () => JSON.parse(row.authors), []),
    year: column('year', optionalCount, () => row.year, null),
    doi: column('DOI', optionalText, () => row.doi, null),
    source: column('file name', text, () => row.source, ''),
    sha256: column('SHA-256', text, () => row.sha256, ''),
    pages: column('count of pages', optionalCount, () => row.page_count, null),
    passages: column('count of passages', count, () => row.passage_count, 0),
    warnings: column('warnings', strings, () => JSON.parse(row.warnings), []),
    ...column('corrections', correction, () => correctionOf(row.fields), {}),
  };
  return { summary, damaged };
}
