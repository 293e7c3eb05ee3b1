import type { WirePaperText, WireSpan } from '../../server/wire.ts';
import { firstFrom, spansWithin } from './spans.ts';

/** A block of a paper as it is set on the page; blocks tile the frozen text. */
export interface Block extends WireSpan {
  readonly kind: 'heading' | 'paragraph' | 'item' | 'table' | 'furniture';
  /** 1 is the highest; 0 for what is no heading. */
  readonly level: number;
  /** End of the mark at the block's head that a reader does not see ("## ", "- "); `start` where there is none. */
  readonly contentStart: number;
  /** The rest of the paragraph that the last block in the flow began: furniture or a page end cut it. */
  readonly continues: boolean;
  /** The printed number, else the position, of a page that begins within the block. */
  readonly page: string | null;
}

/** What tells a paper's blocks apart, besides its text. */
export interface BlockHints {
  readonly furniture: WirePaperText['furniture'];
  readonly pages: WirePaperText['pages'];
  readonly paragraphs: WirePaperText['paragraphs'];
  readonly sections: readonly { readonly title: string; readonly level: number; readonly start: number }[];
  /** Whether the marks of Markdown mean something in this paper. */
  readonly markdown: boolean;
}

/** Blank lines and page ends part blocks; in Markdown a line that begins an item or a heading does too. */
export function blockEnds(markdown: boolean): RegExp {
  return markdown ? /\n[^\S\n]*(?:\n\s*|(?=#{1,6} |[-*+•] |\d{1,3}[.)] ))|\f\s*/g : /\n[^\S\n]*\n\s*|\f\s*/g;
}

function cut(text: string, markdown: boolean, range: WireSpan): WireSpan[] {
  const spans: WireSpan[] = [];
  let start = range.start;
  for (const found of text.slice(range.start, range.end).matchAll(blockEnds(markdown))) {
    const end = range.start + found.index + found[0].length;
    // Leading blank space belongs to the first block, so that the blocks tile the text.
    if (text.slice(start, end).trim() === '') continue;
    spans.push({ start, end });
    start = end;
  }
  if (start < range.end) spans.push({ start, end: range.end });
  return spans;
}

const bare = (text: string) =>
  text
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();

function coveredBy(furniture: readonly WireSpan[], text: string, span: WireSpan): boolean {
  let at = span.start;
  for (const piece of furniture) {
    if (piece.end <= at) continue;
    if (piece.start >= span.end) break;
    if (piece.start > at && text.slice(at, piece.start).trim() !== '') return false;
    at = piece.end;
  }
  return at > span.start && text.slice(at, span.end).trim() === '';
}

/** Cuts a paper into its blocks, or one chunk of it (see `chunks.ts`) into the blocks that it has in the whole paper. */
export function blocksOf(text: string, hints: BlockHints, range: WireSpan = { start: 0, end: text.length }): Block[] {
  const { furniture, pages, paragraphs, sections, markdown } = hints;
  let nextSection = firstFrom(sections, range.start);
  let nextPage = firstFrom(pages, range.start);
  let nextParagraph = firstFrom(paragraphs, range.start);
  // Where the last block in the flow ended; 0 when no paragraph can go on from it.
  let flowEnd = 0;

  return cut(text, markdown, range).map((span) => {
    const content = text.slice(span.start, span.end);
    while ((sections[nextSection]?.start ?? Infinity) < span.start) nextSection += 1;
    while ((paragraphs[nextParagraph]?.end ?? Infinity) <= span.start) nextParagraph += 1;
    let page: string | null = null;
    for (let at = pages[nextPage]; at && at.start < span.end; at = pages[++nextPage]) page = at.label ?? `${at.number}`;

    const near = spansWithin(furniture, span);
    const block = { ...span, level: 0, contentStart: span.start, continues: false, page };
    if (coveredBy(near, text, span)) return { ...block, kind: 'furniture' as const };

    const section = sections[nextSection];
    const mark = markdown ? /^\s*(?:(#{1,6})\s+|([-*+•]|\d{1,3}[.)])\s+)/.exec(content) : null;
    const isSection =
      section !== undefined &&
      section.start < span.end &&
      section.title !== '' &&
      bare(content) === bare(section.title);
    // The paper's structure knows paragraphs over page ends; a line within one that looks like an item is none.
    const continues = (paragraphs[nextParagraph]?.start ?? Infinity) < flowEnd;
    flowEnd = 0;
    if (mark?.[1] !== undefined || isSection) {
      const level = isSection ? section.level : (mark?.[1]?.length ?? 1);
      const contentStart = span.start + (mark?.[1] === undefined ? 0 : mark[0].length);
      return { ...block, kind: 'heading' as const, level, contentStart };
    }
    if (mark && !continues) {
      flowEnd = span.end;
      // A number is part of what the item says; a dash only marks it.
      const shown = /\d/.test(mark[0]);
      return { ...block, kind: 'item' as const, contentStart: shown ? span.start : span.start + mark[0].length };
    }
    if (markdown && /^\s*\|.*\|/.test(content)) return { ...block, kind: 'table' as const };
    flowEnd = span.end;
    return { ...block, kind: 'paragraph' as const, continues };
  });
}

/** Blocks that are set together: a paragraph, the furniture that cuts it, and the paragraph's rest. */
export type BlockGroup = readonly [Block, ...Block[]];

/** Joins each paragraph with what it runs on into, over the furniture between. In order, nothing left out. */
export function groupBlocks(blocks: readonly Block[]): BlockGroup[] {
  const groups: [Block, ...Block[]][] = [];
  let waiting: Block[] = [];
  const settle = () => {
    for (const block of waiting) groups.push([block]);
    waiting = [];
  };
  for (const block of blocks) {
    const last = groups.at(-1);
    if (block.kind === 'furniture') waiting.push(block);
    else if (block.continues && last) {
      last.push(...waiting, block);
      waiting = [];
    } else {
      settle();
      groups.push([block]);
    }
  }
  settle();
  return groups;
}
