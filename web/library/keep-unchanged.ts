import type { WirePaper } from '../../server/wire.ts';

/** The papers as they came, but the very objects from before where nothing changed, so that their rows stand still. */
export function keepUnchanged(before: readonly WirePaper[] | null, after: readonly WirePaper[]): readonly WirePaper[] {
  if (before === null) return after;
  const known = new Map(before.map((paper) => [paper.id, paper]));
  const kept = after.map((paper) => {
    const old = known.get(paper.id);
    return old && JSON.stringify(old) === JSON.stringify(paper) ? old : paper;
  });
  return kept.length === before.length && kept.every((paper, index) => paper === before[index]) ? before : kept;
}
