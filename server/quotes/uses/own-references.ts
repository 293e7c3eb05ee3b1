import { familyNames } from '../../../ingest/structure/author-names.ts';
import type { Block } from './blocks.ts';
import { meantPapers, numberOf, parseReference } from './references.ts';
import { authorsOf, foldedName, type SourceNames } from './source-names.ts';
import { type Source, yearIn } from './source.ts';

/** What the numbers and note marks of a text stand for, by its own reference list and notes. */
export interface OwnReferences {
  /** By number ("1") or Markdown note ("^a"); null where the text does not say. */
  of(mark: string): Source | null;
}

const labelled = /^\s*(?:\[(\^[^\]\s]{1,40})\]:|\[(\d{1,3})\]:?|(\d{1,3})[.)]|([¹²³⁰⁴-⁹]{1,3})|\^(\d{1,3})\^?)\s*/u;
const ibid = /^(?:see\s+)?(?:ibid|id)\b/i;

/** Reads a text's own list and notes: entries by the number they begin with, "Ibid." as the note before it. */
export function ownReferences(text: string, blocks: readonly Block[], index: SourceNames): OwnReferences {
  const sources = new Map<string, Source>();
  let last: Source | null = null;
  for (const block of blocks) {
    if (block.kind !== 'entry' && block.kind !== 'note') continue;
    const entry = text.slice(block.start, Math.min(block.end, block.start + 1000));
    const label = labelled.exec(entry);
    if (!label) continue;
    const mark = label[1] ?? (label[2] ?? label[3] ?? label[4] ?? label[5] ?? '').normalize('NFKC');
    const body = entry.slice(label[0].length).replace(/\s+/g, ' ');
    const source: Source | null = ibid.test(body) ? last : entrySource(body, index);
    if (!source || sources.has(mark)) continue;
    sources.set(mark, source);
    last = source;
  }
  return { of: (mark) => sources.get(mark) ?? null };
}

/** The source of one entry or note: by a title of the library in it, or by its authors and year. */
function entrySource(entry: string, index: SourceNames): Source | null {
  const folded = ` ${foldedName(entry)} `;
  const words = folded.trim().split(' ');
  const titled = words
    .flatMap((_, at) => index.byTitleWords.get(words.slice(at, at + 3).join(' ')) ?? [])
    .filter((paper, at, all) => all.indexOf(paper) === at && folded.includes(` ${foldedName(paper.title)} `));
  const when = yearIn(entry);
  const head = entry.split(/\s*[("“]|(?:19|20)\d{2}|\b(?:n\.\s?d|o\.\s?J|s\.\s?d)\./)[0] ?? '';
  const names = head.length > 1 && head.length < 300 ? familyNames(head) : [];
  if (titled.length > 0) {
    const authors = titled.flatMap(authorsOf);
    const listed = authors.filter((author) => folded.includes(` ${foldedName(author)} `));
    const credited = listed.length > 0 ? listed : authors;
    return { names: credited, papers: titled.map((paper) => paper.id), year: when, number: numberOf(credited, false) };
  }
  const reference =
    parseReference(entry.slice(0, 190), index) ??
    parseReference(entry.replace(/[;:.]\s.*$/, ''), index) ??
    parseReference(entry.replace(/[,;:.]\s.*$/, ''), index);
  if (reference) return reference;
  if (names.length === 0 || when === null) return null;
  const papers = meantPapers(index, names, when, false).map((paper) => paper.id);
  return { names, papers, year: when, number: numberOf(names, false) };
}
