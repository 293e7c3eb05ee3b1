import { pagesOf, sectionAt } from '../../ingest/paper.ts';
import { paperRef } from '../citations/citation.ts';
import { type Candidate, candidateId } from '../retrieval/diversify.ts';
import type { EvidencePassage } from '../wire.ts';
import type { Evidence } from './evidence.ts';
import { quotableSentences } from './evidence-sentences.ts';

/** A retrieved passage as the wire shows it. */
export function passageOnWire(candidate: Candidate): EvidencePassage {
  const { paper, span, text, score } = candidate;
  return { id: candidateId(candidate), paperId: paper.id, ...placeIn(candidate), text, ...span, score };
}

/** A retrieved passage as a writer sees it; `index` is 0-based. */
export function evidenceForWriter(candidate: Candidate, index: number): Evidence {
  const { paper, span, text, score } = candidate;
  const passage = candidateId(candidate);
  const sentences = quotableSentences(paper, span);
  const frontMatter = span.start < (paper.sections[0]?.span.start ?? 0);
  return {
    number: index + 1,
    passage,
    paper: paperRef(paper),
    ...placeIn(candidate),
    text,
    score,
    sentences,
    frontMatter,
  };
}

function placeIn({ paper, span }: Candidate): { page: number | null; section: string | null } {
  const section = sectionAt(paper, span.start);
  return {
    page: pagesOf(paper, span)[0]?.number ?? null,
    section: section === null ? null : (paper.sections[section]?.title ?? null),
  };
}
