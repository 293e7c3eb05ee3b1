/**
 * Marks with `data-passage` what is printed beside an answer: the blocks that hold a `mark`, the paragraph before and the
 * one after, with their page numbers. `column` holds the chunks of a text, and they the blocks.
 */
export function markPassage(column: Element): void {
  const blocks = [...column.querySelectorAll<HTMLElement>('.text-chunk > *')];
  const printed = new Set<HTMLElement>();
  const add = (from: number, step: 1 | -1) => {
    for (let at = from + step; at >= 0 && at < blocks.length; at += step) {
      const block = blocks[at];
      if (block) printed.add(block);
      // A page's number stands before the paragraph that it belongs to.
      if (!block?.classList.contains('page-start')) break;
    }
  };
  blocks.forEach((block, at) => {
    if (!block.querySelector('mark')) return;
    printed.add(block);
    add(at, -1);
    add(at, 1);
  });
  for (const block of blocks) {
    if (printed.has(block)) block.dataset.passage = 'true';
    else delete block.dataset.passage;
  }
}
