import { type Paper, type Span, passageIdOf, sectionAt } from '../../ingest/paper.ts';
import { countWords } from '../../ingest/count-words.ts';
import { maxPassageWords } from '../../ingest/passages.ts';
import { read } from '../../ingest/reading-text.ts';
import { RecentlyUsed } from '../recently-used.ts';

/** A retrieved stretch of a paper; score as the fusion gave it, the best of what was merged. */
export interface Candidate {
  readonly paper: Paper;
  readonly span: Span;
  /** Reading text of the span. */
  readonly text: string;
  readonly score: number;
}

/** Share of common word triples from which two passages say the same in the same words. */
const duplicateShare = 0.7;

/**
 * The first `limit` passages, best first: neighbours of one section merged into one passage where both together stay
 * within 250 words, near-duplicates of a better passage dropped. Pure.
 */
export function diversify(candidates: readonly Candidate[], limit: number): Candidate[] {
  const chosen: Candidate[] = [];
  const triples: ReadonlySet<string>[] = [];
  for (const candidate of candidates) {
    const neighbour = chosen.findIndex((other) => mergedSpan(other, candidate) !== null);
    if (neighbour >= 0) {
      const other = chosen[neighbour];
      const merged = other && merge(other, candidate);
      if (merged) {
        chosen[neighbour] = merged;
        triples[neighbour] = wordTriples(merged.text);
        continue;
      }
    }
    if (chosen.length >= limit) continue;
    const own = wordTriples(candidate.text);
    if (triples.some((other) => overlap(own, other) >= duplicateShare)) continue;
    chosen.push(candidate);
    triples.push(own);
  }
  return chosen;
}

/** The span of both when they touch or overlap inside one section, else null. */
function mergedSpan(a: Candidate, b: Candidate): Span | null {
  if (a.paper.id !== b.paper.id) return null;
  const [first, second] = a.span.start <= b.span.start ? [a, b] : [b, a];
  if (sectionAt(a.paper, first.span.start) !== sectionAt(a.paper, second.span.start)) return null;
  if (second.span.start > first.span.end && /\S/.test(a.paper.text.slice(first.span.end, second.span.start)))
    return null;
  return { start: first.span.start, end: Math.max(first.span.end, second.span.end) };
}

function merge(a: Candidate, b: Candidate): Candidate | null {
  const span = mergedSpan(a, b);
  if (!span) return null;
  const text = read(a.paper, span);
  return countWords(text) <= maxPassageWords ? { paper: a.paper, span, text, score: Math.max(a.score, b.score) } : null;
}

/** Of the passages compared last: some kilobytes each. */
const triplesOf = new RecentlyUsed<string, ReadonlySet<string>>(1000);

function wordTriples(text: string): ReadonlySet<string> {
  return triplesOf.getOrMake(text, () => {
    const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    return new Set(words.slice(2).map((word, i) => `${words[i] ?? ''} ${words[i + 1] ?? ''} ${word}`));
  });
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const smaller = a.size <= b.size ? a : b;
  const larger = smaller === a ? b : a;
  if (smaller.size < 5) return 0;
  let shared = 0;
  for (const triple of smaller) if (larger.has(triple)) shared += 1;
  return shared / smaller.size;
}

/** The id of a candidate, merged or not. */
export function candidateId(candidate: Candidate) {
  return passageIdOf(candidate.paper.id, candidate.span);
}
