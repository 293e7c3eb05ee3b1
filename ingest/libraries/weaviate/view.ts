import type { PaperSummary } from '../../library.ts';
import type { PaperId } from '../../paper.ts';
import { type Publication, summaryOf } from './publication.ts';

/** The papers that can be seen at one revision. Never changed: a search that runs keeps the one it began with. */
export interface View {
  readonly revision: number;
  /** In the order in which they were published. */
  readonly publications: readonly Publication[];
  readonly byKey: ReadonlyMap<string, Publication>;
  readonly byId: ReadonlyMap<PaperId, Publication>;
  /** From the ids of replaced papers to those that replaced them. */
  readonly formerIds: ReadonlyMap<PaperId, PaperId>;
  /** Count of all papers' passages. */
  readonly passages: number;
  readonly summaries: readonly PaperSummary[];
  /** Publications that another hides: what is left of them can go. */
  readonly hidden: readonly Publication[];
}

/**
 * What can be seen of all publications: not those that another takes the place of; and where two machines published
 * the same paper at the same moment, the first.
 */
export function viewOf(all: readonly Publication[], revision: number, damaged: readonly PaperId[] = []): View {
  const replaced = new Set(all.map(({ replaces }) => replaces));
  const ordered = all.filter(({ key }) => !replaced.has(key)).sort(byMoment);
  const byId = new Map<PaperId, Publication>();
  for (const publication of ordered) if (!byId.has(publication.id)) byId.set(publication.id, publication);
  const publications = [...byId.values()];
  const formerIds = new Map<PaperId, PaperId>();
  for (const publication of publications) {
    for (const former of publication.formerIds) if (!byId.has(former)) formerIds.set(former, publication.id);
  }
  return {
    revision,
    publications,
    byKey: new Map(publications.map((publication) => [publication.key, publication])),
    byId,
    formerIds,
    passages: publications.reduce((sum, { passages }) => sum + passages, 0),
    summaries: [...publications.map(summaryOf), ...damaged.filter((id) => !byId.has(id)).map(damagedSummary)],
    hidden: all.filter(({ key, id }) => byId.get(id)?.key !== key),
  };
}

/** One damaged paper must not hide the others, and shall be seen so that somebody removes it. */
function damagedSummary(id: PaperId): PaperSummary {
  const unknown = { title: '', authors: [], year: null, doi: null, source: '', sha256: '', pages: null, passages: 0 };
  const warning = 'damaged: title, authors and year can’t be read, remove it and ingest it again';
  return { ...unknown, id, warnings: [warning] };
}

/** Of two publications the one that came first; those of the same moment by their keys, on every machine alike. */
export function byMoment(a: Publication, b: Publication): number {
  return a.at - b.at || (a.key < b.key ? -1 : 1);
}

/** The paper with an id, or the one that this id of a replaced paper leads to. */
export function publicationOf({ byId, formerIds }: View, id: string): Publication | null {
  const own = byId.get(id as PaperId);
  if (own) return own;
  const current = formerIds.get(id as PaperId);
  return (current && byId.get(current)) ?? null;
}
