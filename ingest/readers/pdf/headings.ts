import type { Line } from './lines.ts';
import type { OutlineEntry } from './page-items.ts';
import type { BodyType } from './type-sizes.ts';

const known =
  /^(?:(?:\d{1,2}|[IVX]{1,4})\.?\s+)?(?:abstract|introduction|background|related work|methods?|methodology|materials and methods|results|discussion|conclusions?|limitations|references|bibliography|acknowledge?ments?|appendix(?: [a-z])?)$/i;
const numbered = /^((?:\d{1,2}|[A-Z])(?:\.\d{1,2})*)\.?\s+(?=["“‘]?\p{L})/u;

/** A heading's rank before levels are known. */
export interface HeadingLook {
  readonly size: number;
  /** From the outline or the numbering; null where neither says it. */
  readonly level: number | null;
}

/** Letters and digits only, so that an outline's title is found whatever its spaces, case and ligatures. */
export function letters(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Levels of the outline's titles by their letters, with and without their number. */
export function outlineLevels(outline: readonly OutlineEntry[]): Map<string, number> {
  const levels = new Map<string, number>();
  for (const { title, level } of outline) {
    for (const key of [letters(title), letters(title.replace(numbered, ''))]) {
      if (key.length > 2 && !levels.has(key)) levels.set(key, level);
    }
  }
  return levels;
}

/** How a paragraph looks as a heading, by outline, type size, weight and name; null when it is none. */
export function headingLook(
  lines: readonly Line[],
  body: BodyType,
  outline: ReadonlyMap<string, number>,
): HeadingLook | null {
  const [first] = lines;
  const text = lines.map((line) => line.text).join(' ');
  if (!first || lines.length > 4 || text.length > 200 || !/\p{L}{2}/u.test(text)) return null;
  const number = numbered.exec(text)?.[1];
  const depth = number === undefined || !/\d/.test(number) ? null : number.split('.').length;
  const inOutline = outline.get(letters(text)) ?? outline.get(letters(text.replace(numbered, ''))) ?? null;
  const size = Math.max(...lines.map((line) => line.size));
  if (inOutline !== null) return { size, level: inOutline };
  const name = known.test(text.trim());
  if (name && size >= body.size * 0.9) return { size, level: depth ?? (/^abstract/i.test(text) ? 1 : null) };
  if (/[.,;]$/.test(text) || /^[\p{Ll}(•*]/u.test(text) || /@|https?:/.test(text)) return null;
  if (text.split(/\s+/).length > 25 || !isWords(text) || isRow(lines)) return null;
  const bold = lines.every((line) => line.items.every((item) => item.bold || !/\p{L}{2}/u.test(item.text)));
  if (size >= body.size * 1.08 || (bold && size >= body.size * 0.97)) return { size, level: depth };
  return null;
}

/** Words rather than a formula. */
function isWords(text: string): boolean {
  const plain = text.replace(/\s/g, '');
  return (
    /[\p{Lu}\p{Ll}\p{Lo}]{3}/u.test(text) &&
    !text.includes('=') &&
    (plain.match(/\p{L}/gu)?.length ?? 0) > plain.length * 0.6
  );
}

/** Cells of a table's head; a gap after a heading's number is none. */
export function isRow(lines: readonly Line[]): boolean {
  return lines.some((line) =>
    line.items.some((item, index) => {
      const last = line.items[index - 1];
      return (
        last !== undefined &&
        item.left - last.right > 1.3 * line.size &&
        !(index === 1 && /^[\d.]+$|^[A-Z]$/.test(last.text))
      );
    }),
  );
}

/** 1-based levels: what outline or numbering say, otherwise by type size among the others. */
export function levelsOf(looks: readonly HeadingLook[]): number[] {
  const sizeLevels = new Map<number, number>();
  for (const { size, level } of looks) {
    if (level === null) continue;
    const key = Math.round(size * 2);
    sizeLevels.set(key, Math.min(level, sizeLevels.get(key) ?? level));
  }
  const free = [...new Set(looks.filter(({ level }) => level === null).map(({ size }) => Math.round(size * 2)))]
    .filter((key) => !sizeLevels.has(key))
    .sort((a, b) => b - a);
  return looks.map(({ size, level }) => {
    const key = Math.round(size * 2);
    return (
      level ??
      sizeLevels.get(key) ??
      Math.min(6, free.indexOf(key) + 1 + (sizeLevels.size > 0 && free.length > 1 ? 1 : 0))
    );
  });
}
