import type { PaperWords } from './paper-words.ts';

/**
 * Whether a number is the mark of a note that stands in the paper's frozen text before the word at an index, where its
 * reading text has nothing: copying brings such marks along ("Miller25 defines", "to the prediction?44").
 */
export function isNoteMarkBefore({ paper, words, streams }: PaperWords, index: number, number: string): boolean {
  const [before, next] = [words[index - 1], words[index]];
  const view = before && streams[before.stream]?.view;
  if (!view || !/^\d{1,3}$/.test(number)) return false;
  const start = view.piecesOf({ start: before.start, end: before.end }).at(-1)?.end ?? 0;
  const end =
    next?.stream === before.stream ? view.piecesOf({ start: next.start, end: next.end })[0]?.start : undefined;
  return paper.furniture.some(({ kind, span }) => {
    if (kind !== 'note-mark' || span.start < start || span.end > (end ?? paper.text.length)) return false;
    if (end === undefined && span.start > start + farthest) return false;
    const mark = paper.text.slice(span.start, span.end).normalize('NFKC');
    return [...mark.matchAll(/\d+/g)].some(([found]) => found === number);
  });
}

/** Code units behind a text's last word in which its note mark stands. */
const farthest = 6;
