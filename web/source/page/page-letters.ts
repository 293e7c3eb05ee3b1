import { lettersOf } from './letters.ts';

/** Characters `start` to `end` (UTF-16 units, half-open) of one text item of a page. */
export interface ItemRange {
  readonly item: number;
  readonly start: number;
  readonly end: number;
}

/** Punctuation that a mark covers when it directly follows the quoted words. */
const closing = /^[.,;:!?)\]}”’"'»›。，]$/u;

/** The same mark whichever way it is set. */
const plainMark = (mark: string) => mark.replace(/[“”„″]/u, '"').replace(/[‘’‚′]/u, "'");

/** Letters and digits of a page's text items in their order, with the way back to item and character. */
export class PageLetters {
  readonly letters: string;
  /** Indices of letters with which an item begins, and after which one ends. */
  readonly starts: ReadonlySet<number>;
  readonly ends: ReadonlySet<number>;
  private readonly items: readonly string[];
  private readonly item: number[] = [];
  private readonly offset: number[] = [];

  constructor(items: readonly string[]) {
    this.items = items;
    const starts = new Set<number>();
    const ends = new Set<number>();
    let letters = '';
    items.forEach((text, index) => {
      const own = lettersOf(text);
      if (own.letters === '') return;
      starts.add(letters.length);
      letters += own.letters;
      ends.add(letters.length);
      for (const offset of own.offsets) {
        this.item.push(index);
        this.offset.push(offset);
      }
    });
    this.letters = letters;
    this.starts = starts;
    this.ends = ends;
  }

  /** The characters that the letters `start` to `end` come from, item by item, with what stands between them. */
  rangesOf(start: number, end: number): ItemRange[] {
    const ranges: ItemRange[] = [];
    for (let at = start; at < end; at += 1) {
      const item = this.item[at] ?? 0;
      const from = this.offset[at] ?? 0;
      const to = from + String.fromCodePoint(this.items[item]?.codePointAt(from) ?? 0).length;
      const last = ranges.at(-1);
      if (last?.item === item) ranges[ranges.length - 1] = { item, start: last.start, end: to };
      else ranges.push({ item, start: from, end: to });
    }
    return ranges;
  }

  /** The ranges, led on over the punctuation of `tail` that directly follows, in the same item or at the head of the next. */
  withTail(ranges: readonly ItemRange[], tail: string): ItemRange[] {
    const extended = [...ranges];
    for (const mark of tail) {
      const last = extended.at(-1);
      if (!last || !closing.test(mark)) break;
      const text = this.items[last.item] ?? '';
      const isAtEnd = last.end === text.length;
      const next = isAtEnd ? this.items.findIndex((words, item) => item > last.item && words !== '') : last.item;
      const from = isAtEnd ? 0 : last.end;
      if (plainMark(this.items[next]?.charAt(from) ?? '') !== plainMark(mark)) break;
      if (isAtEnd) extended.push({ item: next, start: 0, end: 1 });
      else extended[extended.length - 1] = { ...last, end: from + 1 };
    }
    return extended;
  }
}
