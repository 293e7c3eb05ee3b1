import { accentedLetterAt } from '../../spacing-accents.ts';
import type { TextItem } from './page-items.ts';

/** Text with each spacing accent and its letter as the composed letter: "M¨uller" → "Müller". */
export function composeAccents(text: string): string {
  if (!/[`ˋ´ˊˆ˜¯˘˙¨˚˝ˇ¸˛]/.test(text)) return text;
  const code = (text.match(/`/g)?.length ?? 0) > 1;
  let composed = '';
  for (let at = 0; at < text.length; at += 1) {
    const letter = code && text.charAt(at) === '`' ? null : accentedLetterAt(text, at);
    composed += letter ?? text.charAt(at);
    if (letter !== null) at += 1;
  }
  return composed;
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
    // A cedilla at the start of an item belongs to the last letter before it.
    if (last && /^[¸˛]/.test(current.text) && /[cCsStTaeAE]$/.test(last.text) && touches(last, current)) {
      const letters = composeAccents(`${last.text}${current.text.charAt(0)}o`).slice(0, -1);
      if (letters.length === last.text.length) {
        composed[composed.length - 1] = { ...last, text: letters };
        current = { ...current, text: current.text.slice(1), spaceBefore: false };
        if (current.text === '') continue;
      }
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
