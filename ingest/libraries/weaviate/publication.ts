import { z } from 'zod';
import type { PaperSummary } from '../../library.ts';
import { type Paper, type PaperId, sha256Of } from '../../paper.ts';
import { CorrectionSchema } from '../paper-structure.ts';

const paperId = z.custom<PaperId>((value) => typeof value === 'string' && /^[0-9a-f]{16}$/.test(value));
const sealed = z.object({ parts: z.int(), sha256: z.string() });

/**
 * The one object by which a paper can be seen: everything else of the paper is written before it, under its `key`,
 * which no other publication ever has, also not of the same paper.
 */
const PublicationSchema = z.object({
  /** `<paper id>.<eight hex digits>` */
  key: z.string().regex(/^[0-9a-f]{16}\.[0-9a-f]{8}$/),
  /** Milliseconds since the epoch, of the machine that published it: papers stand in this order. */
  at: z.number(),
  id: paperId,
  title: z.string(),
  authors: z.array(z.string()),
  year: z.int().nullable(),
  doi: z.string().nullable(),
  source: z.string(),
  sha256: z.string(),
  pages: z.int().nullable(),
  passages: z.int(),
  warnings: z.array(z.string()),
  /** The publication that this one takes the place of: it is not seen any more. */
  replaces: z.string().nullable(),
  /** Ids that lead to this paper. */
  formerIds: z.array(paperId),
  correction: CorrectionSchema,
  original: z.object({ name: z.string(), origin: z.string(), sha256: z.string() }),
  /** In how many parts each content is kept, with the SHA-256 of the whole. */
  contents: z.object({ paper: sealed, passages: sealed, original: sealed }),
  /** Where its original is kept: another key than its own where a file of another paper was taken over. */
  originalKey: z.string(),
});

export type Publication = z.infer<typeof PublicationSchema>;

const StoredSchema = z.object({ json: z.string() });

/** As it is stored: JSON, and its seal, so that a changed byte is noticed. */
export function publicationJson(publication: Publication): string {
  const json = JSON.stringify(publication);
  return `${sha256Of(json)} ${json}`;
}

/** What was stored; null where it is not what was written. */
export function readPublication(properties: unknown): Publication | null {
  const stored = StoredSchema.safeParse(properties);
  if (!stored.success) return null;
  const { json } = stored.data;
  if (sha256Of(json.slice(65)) !== json.slice(0, 64)) return null;
  try {
    return PublicationSchema.parse(JSON.parse(json.slice(65)));
  } catch {
    return null;
  }
}

/** A new publication's key. */
export function publicationKey(id: PaperId, generation: string): string {
  return `${id}.${generation}`;
}

/** The paper that a publication's key names. */
export function paperOfKey(key: string): PaperId {
  return key.slice(0, 16) as PaperId;
}

/** A paper as a list shows it, corrections applied. */
export function summaryOf(publication: Publication): PaperSummary {
  const { id, title, authors, year, doi, source, sha256, pages, passages, warnings, correction } = publication;
  return { id, title, authors, year, doi, source, sha256, pages, passages, warnings, ...correction };
}

/** What the catalog knows of a paper itself. */
export function headOf({ id, title, authors, year, doi, source, sha256, warnings }: Paper) {
  return { id, title, authors: [...authors], year, doi, source, sha256, warnings: [...warnings] };
}
