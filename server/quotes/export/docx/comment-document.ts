import JSZip from 'jszip';
import type { WordDraft } from '../../drafts/draft.ts';
import { commentsPartOf, type WordComment, writeComments } from './comment-parts.ts';
import { gapAfter, gapBefore, type Gap, insertAll, type Insertion } from './insertions.ts';

/** A remark on a stretch of a draft's text, UTF-16 code units. */
export interface Remark {
  readonly start: number;
  readonly end: number;
  /** The first one is the heading. */
  readonly paragraphs: readonly string[];
}

/**
 * The draft's own file with a Word comment on each stretch. Comments are only put in: each other character of the
 * body, and every part but its comments and their registration, stays as it was.
 * @throws RangeError when a stretch lies behind the text
 */
export async function commentDocument(
  draft: WordDraft,
  remarks: readonly Remark[],
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { file, body, pieces, root } = draft.document;
  const zip = await JSZip.loadAsync(file.bytes);
  if (remarks.length > 0) {
    const part = await commentsPartOf(file, root.uri, signal);
    const comments: WordComment[] = [];
    const marks: Mark[] = [];
    for (const [index, { start, end, paragraphs }] of remarks.entries()) {
      const id = part.nextId + index;
      const [before, after] = [gapBefore(pieces, start), gapAfter(pieces, end)];
      if (!before || !after) throw new RangeError(`no text at ${start}–${end} of a draft`);
      comments.push({ id, paragraphs });
      marks.push({ id, kind: 'start', gap: before }, { id, kind: 'end', gap: after.at < before.at ? before : after });
    }
    zip.file(file.main, insertAll(body, insertionsOf(marks, root)));
    await writeComments(file, zip, part, comments, signal);
  }
  return await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

interface Mark {
  readonly id: number;
  readonly kind: 'start' | 'end';
  readonly gap: Gap;
}

/** One insertion for each place: a run is cut once, however many comments begin and end there. */
function insertionsOf(marks: readonly Mark[], root: { prefix: string; uri: string }): Insertion[] {
  const places = new Map<number, Mark[]>();
  for (const mark of marks) places.set(mark.gap.at, [...(places.get(mark.gap.at) ?? []), mark]);
  const insertions = new Map<string, Insertion>();
  for (const [at, here] of places) {
    const gap = here[0]?.gap;
    if (!gap) continue;
    const begun = new Set(here.filter(({ kind }) => kind === 'start').map(({ id }) => id));
    // What ends here ends before the next begins, but for an empty stretch, which has to begin first.
    const order = ({ id, kind }: Mark) => (kind === 'start' ? 1 : begun.has(id) ? 2 : 0);
    const markup = here.toSorted((a, b) => order(a) - order(b)).map((mark) => markOf(mark, root));
    insertions.set(`text ${at}`, { at, text: `${gap.before}${markup.join('')}${gap.after}` });
    for (const also of gap.also) insertions.set(`also ${also.at}`, also);
  }
  return [...insertions.values()];
}

function markOf({ id, kind }: Mark, { prefix, uri }: { prefix: string; uri: string }): string {
  const w = prefix === '' ? 'w' : prefix;
  const declared = prefix === '' ? ` xmlns:w="${uri}"` : '';
  const range = (name: string) => `<${w}:${name}${declared} ${w}:id="${id}"/>`;
  if (kind === 'start') return range('commentRangeStart');
  return `${range('commentRangeEnd')}<${w}:r${declared}><${w}:commentReference ${w}:id="${id}"/></${w}:r>`;
}
