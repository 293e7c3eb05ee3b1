import { type Paragraph, paragraphGoesOn } from './paragraphs.ts';

type IsBarrier = (paragraph: Paragraph) => boolean;

/**
 * Joins paragraphs that a column end or a float cut, on each page; a float waits until the paragraph that it
 * interrupts ends, and goes before one that runs on over the page end. Headings (`isBarrier`) join with nothing.
 */
export function joinFlow(pages: readonly (readonly Paragraph[])[], isBarrier: IsBarrier): Paragraph[][] {
  const joined: Paragraph[][] = [];
  for (const page of pages) {
    const before = joined.at(-1);
    const openIndex = before?.findLastIndex((paragraph) => paragraph.role === 'text') ?? -1;
    const open = before?.[openIndex];
    const rest = open && !isBarrier(open) ? continuationOf(open, page, isBarrier) : -1;
    if (before && rest >= 0) before.push(...before.splice(openIndex, 1));
    joined.push(joinPage(rest >= 0 ? startingWith(page, rest) : page, isBarrier));
  }
  return joined;
}

/**
 * Index of the paragraph that goes on with an open one; −1: none does. Text that stands before it with a caption is the
 * inside of a table or figure that was not recognised as such; without a caption it may be a formula.
 */
function continuationOf(open: Paragraph, following: readonly Paragraph[], isBarrier: IsBarrier): number {
  let passedText = false;
  let passedFloat = false;
  for (const [index, paragraph] of following.entries()) {
    if (paragraph.role === 'float') {
      passedFloat = true;
      continue;
    }
    if (passedText && !passedFloat && index > 12) return -1;
    const lowerCase = /^\p{Ll}/u.test(paragraph.lines[0]?.text ?? '');
    if ((!passedText || (passedFloat && lowerCase)) && !isBarrier(paragraph) && paragraphGoesOn(open, paragraph)) {
      return index;
    }
    if (isBarrier(paragraph)) return -1;
    passedText = true;
  }
  return -1;
}

/** The page with that paragraph first; what stood before it has become a float after it. */
function startingWith(page: readonly Paragraph[], index: number): Paragraph[] {
  const passed = page.slice(0, index).map((paragraph): Paragraph => ({ ...paragraph, role: 'float' }));
  return [...page.slice(index, index + 1), ...passed, ...page.slice(index + 1)];
}

function joinPage(page: readonly Paragraph[], isBarrier: IsBarrier): Paragraph[] {
  const joined: Paragraph[] = [];
  let following = [...page];
  let open: Paragraph | null = null;
  let waiting: Paragraph[] = [];
  for (let paragraph = following.shift(); paragraph; paragraph = following.shift()) {
    if (paragraph.role === 'float') {
      waiting.push(paragraph);
      continue;
    }
    if (open && !isBarrier(open)) {
      const all: Paragraph[] = [...waiting, paragraph, ...following];
      const rest = continuationOf(open, all, isBarrier);
      const found = all[rest];
      // Only another column is gone on in past a table or figure; below, what stands between belongs there.
      if (found && (found === paragraph || isElsewhere(open, found))) {
        open.lines.push(...found.lines);
        [, ...following] = startingWith(all, rest);
        waiting = [];
        continue;
      }
    }
    joined.push(...waiting);
    waiting = [];
    open = { role: 'text', lines: [...paragraph.lines] };
    joined.push(open);
  }
  joined.push(...waiting);
  return joined;
}

/** Higher on the page: in the next column. */
function isElsewhere(open: Paragraph, other: Paragraph): boolean {
  const last = open.lines.at(-1);
  const [first] = other.lines;
  return last !== undefined && first !== undefined && first.left > last.left + 5 * last.size;
}
