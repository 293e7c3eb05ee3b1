import type { WirePaperText, WireSpan } from '../../server/wire.ts';
import { blockEnds } from './blocks.ts';
import { spanAt } from './spans.ts';

/** UTF-16 units from which a chunk ends at the next place where it can: about a page, set in few milliseconds. */
const chunkLength = 3000;

/** What is needed to tell where a paper can be cut. */
export interface ChunkHints {
  readonly paragraphs: WirePaperText['paragraphs'];
  readonly markdown: boolean;
}

/**
 * Cuts a paper into chunks that tile its text, each of which can be set without the others: a chunk ends where a block
 * ends and no paragraph goes on. Fast enough for a long paper in one go, because nothing inside a chunk is looked at.
 */
export function chunksOf(text: string, { paragraphs, markdown }: ChunkHints, length = chunkLength): WireSpan[] {
  const ends = blockEnds(markdown);
  const endFrom = (from: number): number => {
    ends.lastIndex = from;
    while (ends.lastIndex < text.length) {
      const found = ends.exec(text);
      if (!found) break;
      const end = found.index + found[0].length;
      const paragraph = spanAt(paragraphs, end - 1);
      if (!paragraph || paragraph.end <= end) return end;
      ends.lastIndex = Math.max(end, paragraph.end);
    }
    return text.length;
  };
  const chunks: WireSpan[] = [];
  // Blank space at the head of the text belongs to its first block.
  for (let start = 0, head = /^\s*/.exec(text)?.[0].length ?? 0; start < text.length; head = 0) {
    const end = endFrom(start + head + length);
    chunks.push({ start, end });
    start = end;
  }
  return chunks;
}
