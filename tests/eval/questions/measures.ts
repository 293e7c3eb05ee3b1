import { countWords } from '../../../ingest/count-words.ts';
import type { Paper } from '../../../ingest/paper.ts';
import type { Answer, EvidencePassage } from '../../../server/wire.ts';
import { sadi, sarwar } from '../../fixtures/default-papers.ts';
import type { Evidence, Keywords, PaperName, Place } from './sets.ts';

const papers: Record<PaperName, Paper> = { sadi, sarwar };

/** Words of passages that a reader, or a small model, is expected to take in. */
export const readingBudget = 1500;

type ReadPassage = Pick<EvidencePassage, 'paperId' | 'text'>;

/** Share of the items of evidence that a question's first `k` passages hold, 0…1. */
export function evidenceRecall(passages: readonly ReadPassage[], evidence: Evidence, k: number): number {
  return shareOf(evidence, (place) => passages.slice(0, k).some((passage) => holds(passage, place)));
}

/** The same within the first 1,500 words of the passages, cut in the middle of one where they end. */
export function evidenceRecallInWords(passages: readonly EvidencePassage[], evidence: Evidence): number {
  let left = readingBudget;
  const read = passages.map((passage) => {
    const words = countWords(passage.text);
    const text = words <= left ? passage.text : passage.text.split(/\s+/).slice(0, left).join(' ');
    left = Math.max(0, left - words);
    return { ...passage, text };
  });
  return shareOf(evidence, (place) => read.some((passage) => holds(passage, place)));
}

/** Share of the items of evidence that stand in an answer's quotations, 0…1. */
export function evidenceInAnswer(answer: Answer, evidence: Evidence): number {
  return shareOf(evidence, ({ paper, quote }) =>
    answer.citations.some((place) => place.paper.id === papers[paper].id && plain(place.quote).includes(plain(quote))),
  );
}

/** Whether a text holds the words of a place. */
export function evidenceInText(text: string, { quote }: Place): boolean {
  return plain(text).includes(plain(quote));
}

/** Whether of each list of keywords one is in the answer's text. */
export function holdsKeywords(answer: Answer, keywords: Keywords): boolean {
  const text = plain(answer.text);
  return keywords.every((alternatives) => alternatives.some((word) => text.includes(plain(word))));
}

/** A text as evidence and keywords are compared: lower case, one space, quotation marks and dashes of one kind. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[‘’`´]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[‐‑‒–—]/g, '-')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}

function holds(passage: ReadPassage, { paper, quote }: Place): boolean {
  return passage.paperId === papers[paper].id && plain(passage.text).includes(plain(quote));
}

function shareOf(evidence: Evidence, found: (place: Place) => boolean): number {
  return evidence.filter((alternatives) => alternatives.some(found)).length / Math.max(1, evidence.length);
}
