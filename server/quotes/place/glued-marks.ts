import type { Paper, Span } from '../../../ingest/paper.ts';
import type { ReadingText } from '../../../ingest/reading-text.ts';
import type { Word } from '../words/words.ts';

/**
 * The marks that a note and those printed with it begin with, where they are glued to the first word ("11Our
 * evaluations"): spans of the frozen text, ascending. `note` may hold several notes, each from a line's start.
 */
export function gluedMarks(paper: Pick<Paper, 'text'>, note: Span): Span[] {
  const found: Span[] = [];
  let last: number | null = null;
  for (const line of paper.text.slice(note.start, note.end).matchAll(/^(\d{1,3})(?!\d)(\p{L}*)/gmu)) {
    const [whole, digits = '', word = ''] = line;
    const first = line.index === 0;
    const number = Number(digits);
    // At a later line's start "5k" and "3rd" are words that a line end parted from what stands before them.
    const counts: boolean = last !== null ? number === last + 1 : first || /^(?:\p{Lu}|\p{L}{3})/u.test(word);
    if (!counts || /^\d+(?:st|nd|rd|th)$/.test(whole)) continue;
    last = number;
    const start = note.start + line.index;
    if (word !== '') found.push({ start, end: start + digits.length });
  }
  return found;
}

/** A word of a note; `mark`: it is the mark of the note that begins there. */
interface NoteWord extends Word {
  readonly mark: boolean;
}

/**
 * The words of a note with its glued marks cut off, as words of their own: a quotation may have them or not.
 * `marks` are spans of the frozen text, the words' offsets those of `view`.
 */
export function wordsWithoutMarks(words: readonly Word[], view: ReadingText, marks: readonly Span[]): NoteWord[] {
  const lengths = new Map(marks.map(({ start, end }) => [view.offsetOf(start), end - start]));
  return words.flatMap((word): NoteWord[] => {
    const length = lengths.get(word.start) ?? 0;
    if (length === 0 || length >= word.raw.length) return [{ ...word, mark: false }];
    const cut = word.start + length;
    const digits = word.raw.slice(0, length);
    return [
      { ...word, key: digits, raw: digits, end: cut, mark: true },
      {
        ...word,
        key: word.key.slice(length),
        raw: word.raw.slice(length),
        start: cut,
        before: '',
        hyphened: false,
        mark: false,
      },
    ];
  });
}
