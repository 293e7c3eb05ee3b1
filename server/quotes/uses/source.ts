import type { PaperId, Span } from '../../../ingest/paper.ts';

/** A person, a group or a body that words can be credited to. */
export interface Source {
  /** Family names, or a body's name. */
  readonly names: readonly string[];
  readonly papers: readonly PaperId[];
  readonly year: number | null;
  /** several: more than one author is named or meant; body: neither she nor he. */
  readonly number: 'one' | 'two' | 'several' | 'body';
}

/** What stands for a source that was named before. */
export interface Anaphor {
  readonly kind: 'one' | 'two' | 'several' | 'paper' | 'last' | 'former' | 'latter';
  /** Pronouns reach less far than "the author". */
  readonly pronoun: boolean;
}

/** Where a text names a source, or refers to one. */
export interface Mention extends Span {
  /** detail: brackets that only add a year or a page to what stands before them. */
  readonly kind: 'narrative' | 'parenthetical' | 'detail';
  /** Null for an anaphor until it is resolved, and for one that can't be. */
  readonly source: Source | null;
  readonly anaphor: Anaphor | null;
  /** It is introduced as somebody who says something. */
  readonly speaks: boolean;
  /** It has the form of a reference (a year, a number, a note) or names what the library holds. */
  readonly refers: boolean;
  /** "as cited in …": the source reports somebody; whom, where the brackets say so. */
  readonly reported: readonly string[] | null;
  /** Year of a detail. */
  readonly year: number | null;
  /** Where the paper is named that reports whom this names, and whose papers it therefore has. */
  readonly via?: Span;
}

/** Two sources named together, as in "(Sadi, 2025; Khan, 2022)". */
export function together(sources: readonly Source[]): Source | null {
  const [first] = sources;
  if (!first || sources.length === 1) return first ?? null;
  return {
    names: [...new Set(sources.flatMap((source) => source.names))],
    papers: [...new Set(sources.flatMap((source) => source.papers))],
    year: first.year,
    number: 'several',
  };
}

/** The year that a reference gives: "2025a" → 2025, "n.d." → null. */
export function yearIn(text: string): number | null {
  const found = /(?:19|20)\d{2}/.exec(text)?.[0];
  return found === undefined ? null : Number(found);
}
