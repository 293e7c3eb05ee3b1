import type { Furniture, Page, Span } from '../paper.ts';
import { countWords } from '../count-words.ts';
import type { Block } from './blocks.ts';

/** Furniture that the text itself shows; what a reader already knows comes on top. Ascending, not overlapping. */
export function findFurniture(
  text: string,
  blocks: readonly Block[],
  known: readonly Furniture[],
  pages: readonly Page[],
): Furniture[] {
  const found: Furniture[] = [...known];
  const repeated = repeatedBlocks(blocks, pages);
  blocks.forEach((block, index) => {
    const kind = kindOf(block, index, blocks, pages, repeated);
    if (kind) found.push({ span: { start: block.start, end: block.end }, kind });
  });
  found.push(...noteMarks(text));
  found.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const kept: Furniture[] = [];
  for (const item of found) if (item.span.start >= (kept.at(-1)?.span.end ?? 0)) kept.push(item);
  return kept;
}

function kindOf(
  block: Block,
  index: number,
  blocks: readonly Block[],
  pages: readonly Page[],
  repeated: ReadonlySet<string>,
): Furniture['kind'] | null {
  if (/^!\[[^\]]*\]\([^)]*\)$/.test(block.text)) return 'figure';
  if (/^(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|\/)\s*\d{1,4})?$/i.test(block.text)) {
    // A bare number is a page number at a page's edge or where it cuts a sentence, otherwise it may be content.
    return atPageEdge(block, pages) || cutsSentence(index, blocks) ? 'page-number' : null;
  }
  if (repeated.has(skeleton(block.text))) return 'running-head';
  if (isFootnote(block, index, blocks)) return 'footnote';
  return null;
}

/** Short blocks that stand, but for their digits, at least three times at page edges. */
function repeatedBlocks(blocks: readonly Block[], pages: readonly Page[]): Set<string> {
  const counts = new Map<string, number>();
  if (pages.length < 3) return new Set();
  for (const block of blocks) {
    if (countWords(block.text) > 15 || !atPageEdge(block, pages)) continue;
    const key = skeleton(block.text);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= 3).map(([key]) => key));
}

function skeleton(text: string): string {
  return text.replace(/\d+/g, '0').replace(/\s+/g, ' ').toLowerCase();
}

function atPageEdge(block: Block, pages: readonly Page[]): boolean {
  return pages.some(
    ({ span }) =>
      block.start >= span.start && block.end <= span.end && (block.start - span.start < 4 || span.end - block.end < 4),
  );
}

/** A note's mark at its start, and a sentence of the running text that goes on behind it. */
function isFootnote(block: Block, index: number, blocks: readonly Block[]): boolean {
  if (/^(?:\^[a-z\d]{1,2}\s|\[\^[\w-]{1,20}\]:|<sup>\s*[a-z\d*†‡§]{1,3}\s*<\/sup>)/i.test(block.text)) return true;
  return /^(?:[¹²³⁴-⁹⁰]{1,2}|[*†‡§¶])\s*\S/.test(block.text) && cutsSentence(index, blocks);
}

function cutsSentence(index: number, blocks: readonly Block[]): boolean {
  const before = blocks[index - 1];
  const after = blocks[index + 1];
  if (!before || !after || countWords(before.text) < 6) return false;
  return !/[.!?:;]["'”’)\]*_]*$/.test(before.text) && /^[\p{Ll}\d(]/u.test(after.text);
}

/** Marks that lead to a note: `[^1]`, `^a`, a superscript tag, a superscript digit on a word or a full stop. */
function noteMarks(text: string): Furniture[] {
  const pattern =
    /(?<=\S)\[\^[\w-]{1,20}\](?!:)|(?<=[\p{L}.,;:!?)”"])\^(?:\d{1,3}|[a-z])(?![\p{L}\d])|(?<=[\p{L}.,;:!?)”"])<sup>\s*(?:\d{1,3}|[a-z*†‡§])(?:\s*,\s*(?:\d{1,3}|[a-z*†‡§]))*\s*<\/sup>|(?<=\p{L}{3}[.,;:!?”"]?)[¹²³⁴-⁹⁰]{1,3}(?![\p{L}\d])/iuy;
  const marks: { span: Span; kind: 'note-mark' }[] = [];
  let end = 0;
  // Looking behind at every character of a text is slow; at those that can begin a mark it is not.
  for (const { index } of text.matchAll(/[[^<¹²³⁴-⁹⁰]/gu)) {
    pattern.lastIndex = index;
    const found = index < end ? null : pattern.exec(text);
    if (!found) continue;
    end = index + found[0].length;
    marks.push({ span: { start: index, end }, kind: 'note-mark' });
  }
  return marks;
}
