import type { TextItem } from './page-items.ts';

/** Spacing accents, which TeX's old fonts draw before (a cedilla: after) the letter, to their combining marks. */
const combining: Readonly<Record<string, string>> = {
  '`': '\u0300', 'ˋ': '\u0300', '´': '\u0301', 'ˊ': '\u0301', 'ˆ': '\u0302', '˜': '\u0303', '¯': '\u0304',
  '˘': '\u0306', '˙': '\u0307', '¨': '\u0308', '˚': '\u030a', '˝': '\u030b', 'ˇ': '\u030c', '¸': '\u0327',
  '˛': '\u0328',
}; // prettier-ignore
const above = '`ˋ´ˊˆ˜¯˘˙¨˚˝ˇ';
/** An accent with the letters of the word around it; a single letter with one belongs to a formula. */
const beforeLetter = new RegExp(
  `(?<=(\\p{Script=Latin}?))([${above}])([\\p{Script=Latin}])(?=(\\p{Script=Latin}{0,4}))`,
  'gu',
);
const cedilla = /([cCsStTaeAE])([¸˛])(?=\p{Script=Latin})|(?<![cCsSt])([¸˛])([cCsStTaeAE])(?=\p{Script=Latin})/gu;

/** Text with each spacing accent and its letter as the composed letter: "M¨uller" → "Müller". */
export function composeAccents(text: string): string {
  const code = (text.match(/`/g)?.length ?? 0) > 1;
  return text
    .replace(cedilla, (whole, letter?: string, mark?: string, before?: string, after?: string) =>
      compose(letter ?? after ?? '', mark ?? before ?? '', whole),
    )
    .replace(beforeLetter, (whole, previous: string, mark: string, letter: string, rest: string) => {
      if (previous === '' && rest === '') return whole;
      // "John´s" and "we´ll" have an apostrophe; a grave accent without a letter before it may be a quotation mark.
      if (mark === '´' && previous !== '' && /^(?:s|ll|re|ve|m|d|t)$/.test(letter + rest)) return whole;
      if (mark === '`' && (code || previous === '')) return whole;
      return compose(letter, mark, whole);
    });
}

function compose(letter: string, mark: string, whole: string): string {
  const plain = letter === 'ı' ? 'i' : letter === 'ȷ' ? 'j' : letter;
  const composed = (plain + (combining[mark] ?? '')).normalize('NFC');
  return composed.length === 1 ? composed : whole;
}

/** Items of a page with composed letters; an accent at the end of one item goes over to the next. */
export function withComposedAccents(items: readonly TextItem[]): TextItem[] {
  const composed: TextItem[] = [];
  let carried: TextItem | null = null;
  for (const [index, item] of items.entries()) {
    let current: TextItem = item;
    const last = composed.at(-1);
    if (carried) {
      current = joined(carried, item);
      carried = null;
      // The word may have begun in the item before.
      const start = last && !current.spaceBefore ? (/\p{Script=Latin}+$/u.exec(last.text)?.[0] ?? '') : '';
      current = { ...current, text: composeAccents(start + current.text).slice(start.length) };
    }
    const next = items[index + 1];
    if (/[cCsStTaeAE][¸˛]$/.test(current.text)) {
      composed.push({ ...current, text: composeAccents(`${current.text}o`).slice(0, -1) });
      continue;
    }
    const mark = /[`ˋ´ˊˆ˜¯˘˙¨˚˝ˇ¸˛]$/u.exec(current.text)?.[0];
    if (mark !== undefined && next && touches(current, next) && /^\p{Script=Latin}/u.test(next.text)) {
      const rest = current.text.slice(0, -1);
      const spaced = rest === '' ? current.spaceBefore : /\s$/.test(rest);
      carried = { ...current, text: mark, spaceBefore: spaced };
      if (rest.trim() !== '') composed.push({ ...current, text: composeAccents(rest.trimEnd()) });
    } else composed.push({ ...current, text: composeAccents(current.text) });
  }
  return composed;
}

function touches(accent: TextItem, next: TextItem): boolean {
  const size = Math.max(accent.size, next.size);
  const near = Math.abs(next.left - accent.right) < 0.6 * size && Math.abs(next.y - accent.y) < 0.4 * size;
  return near && !next.spaceBefore && !next.rtl && Math.abs(next.size - accent.size) < 0.1 * size;
}

function joined(accent: TextItem, next: TextItem): TextItem {
  return { ...next, text: accent.text + next.text, spaceBefore: accent.spaceBefore };
}
