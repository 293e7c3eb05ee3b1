import { authorsOf, creditOf } from '../citations/credit.ts';
import type { PaperRef } from '../wire.ts';
import type { ReadQuestion } from '../questions/read-question.ts';
import type { DraftPart } from './answer-writer.ts';
import type { Evidence } from './evidence.ts';
import { saysAgain } from './sentences/choose.ts';
import { leadAnswer } from './sentences/lead-answer.ts';
import type { ScoredSentence } from './sentences/scored-sentence.ts';
import { plainly } from './plainly.ts';

/** What one part of an answer says. */
export interface AnsweredPart {
  readonly question: ReadQuestion;
  /** Best first. */
  readonly sentences: readonly ScoredSentence[];
  /** A place that gives another figure for the same. */
  readonly other: ScoredSentence | null;
}

/**
 * The draft of an extractive answer: the paper with the best sentence first, its sentences as they stand in the text,
 * each introduced by who says it where; a number or time that was asked for is said first; what two papers say alike
 * stands side by side, and another figure for the same behind it.
 */
export function composed(parts: readonly AnsweredPart[]): DraftPart[] {
  const draft: DraftPart[] = [];
  let before: Evidence | null = null;
  const quote = (sentence: ScoredSentence, lead: string) => {
    draft.push({ type: 'text', text: `${before ? ' ' : ''}${lead}` });
    draft.push({ type: 'quotation', quote: sentence.text, passage: sentence.evidence.passage });
    before = sentence.evidence;
  };
  for (const { question, sentences, other } of parts) {
    const [best] = sentences;
    const figure = best ? leadAnswer(question, best.text) : null;
    const ordered = figure && best ? [best, ...inOrder(sentences.slice(1))] : inOrder(sentences);
    for (const [index, sentence] of ordered.entries()) {
      const alike = ordered
        .slice(0, index)
        .some((earlier) => otherPaper(earlier, sentence) && saysAgain(earlier, sentence));
      if (index === 0 && figure) quote(sentence, figureLead(figure.text, sentence.evidence));
      else quote(sentence, alike ? likewise(sentence.evidence) : leadTo(sentence.evidence, before));
    }
    if (other && best) quote(other, differently(other.evidence, best.evidence));
  }
  return draft;
}

function otherPaper(a: ScoredSentence, b: ScoredSentence): boolean {
  return a.evidence.paper.id !== b.evidence.paper.id;
}

/** The paper with the best sentence first, its sentences as they stand in the text. */
function inOrder(sentences: readonly ScoredSentence[]): ScoredSentence[] {
  const papers = [...new Set(sentences.map(({ evidence }) => evidence.paper.id))];
  const place = ({ evidence, start }: ScoredSentence) =>
    Number(/\.(\d+)-\d+$/.exec(evidence.passage)?.[1] ?? 0) + start;
  return sentences.toSorted(
    (a, b) => papers.indexOf(a.evidence.paper.id) - papers.indexOf(b.evidence.paper.id) || place(a) - place(b),
  );
}

function figureLead(figure: string, evidence: Evidence): string {
  return `${figure.slice(0, 1).toUpperCase()}${figure.slice(1)}, according to ${plainly(creditOf(evidence.paper))}${inSection(evidence)}: `;
}

function likewise({ paper, ...evidence }: Evidence): string {
  return `Likewise ${plainly(creditOf(paper))}${inSection(evidence)}: `;
}

function differently(evidence: Evidence, first: Evidence): string {
  if (evidence.paper.id === first.paper.id) return `Another place of it gives another figure${inSection(evidence)}: `;
  const give = isPlural(evidence.paper) ? 'give' : 'gives';
  return `${plainly(creditOf(evidence.paper))} ${give} another figure${inSection(evidence)}: `;
}

function leadTo(evidence: Evidence, before: Evidence | null): string {
  const { paper, section } = evidence;
  if (before?.paper.id !== paper.id)
    return `${plainly(creditOf(paper))} ${isPlural(paper) ? 'write' : 'writes'}${inSection(evidence)}: `;
  return before.section === section || section === null ? '' : `And${inSection(evidence)}: `;
}

function isPlural(paper: PaperRef): boolean {
  const authors = authorsOf(paper);
  return authors.includes('&') || authors.endsWith('et al.');
}

function inSection({ section }: Pick<Evidence, 'section'>): string {
  const place = section === null ? '' : plainly(section);
  return place === '' ? '' : ` (${place})`;
}
