import type { WirePaper } from '../../server/wire.ts';

/** Rows that are drawn and laid out together: few enough for no task to take long. */
export const chunkSize = 10;

/**
 * The papers cut into pieces. Given the pieces from before, a paper stays in its piece, so that one that goes or comes
 * moves no others, and a piece in which nothing changed is the very same array.
 */
export function cutIntoChunks(
  papers: readonly WirePaper[],
  before: readonly (readonly WirePaper[])[] = [],
): readonly (readonly WirePaper[])[] {
  const homes = new Map<string, number>();
  before.forEach((chunk, index) => {
    for (const { id } of chunk) homes.set(id, index);
  });
  const chunks: WirePaper[][] = [];
  let home = -1;
  for (const paper of papers) {
    const known = homes.get(paper.id);
    const isFull = (chunks.at(-1)?.length ?? chunkSize) >= chunkSize;
    const begins = known === undefined ? isFull : known > home;
    if (begins) chunks.push([]);
    home = Math.max(home, known ?? home);
    chunks.at(-1)?.push(paper);
  }
  const same = new Map(before.map((chunk) => [chunk[0]?.id, chunk]));
  return chunks.map((chunk) => {
    const old = same.get(chunk[0]?.id);
    return old?.length === chunk.length && chunk.every((paper, index) => paper === old[index]) ? old : chunk;
  });
}
