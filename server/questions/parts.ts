import type { PaperSummary } from '../../ingest/library.ts';
import type { PaperId } from '../../ingest/paper.ts';
import { standaloneQuestion } from '../conversations/standalone-question.ts';
import { contentTerms } from '../retrieval/terms.ts';

/** One thing that is asked, to be searched and answered by itself. */
export interface QuestionPart {
  readonly text: string;
  /** Only these papers; null: all that the question is about. */
  readonly papers: readonly PaperId[] | null;
}

/** More than these at once are searched as one. */
const mostParts = 3;
const mostPapers = 4;
const questionWord = '(?:what|who|whom|whose|when|where|why|how|which)';

/**
 * The questions in a question: several in a row, the two sides of a comparison, or one for each of the papers where
 * "both papers" are asked. A single one as it stands.
 * @param papers those that the question is about
 */
export function partsOf(question: string, papers: readonly PaperSummary[]): QuestionPart[] {
  const several = severalIn(question);
  if (several.length > 1) return several.map((text) => ({ text, papers: null }));
  if (asksEachPaper(question) && papers.length > 1 && papers.length <= mostPapers)
    return papers.map((paper) => ({ text: question, papers: [paper.id] }));
  const sides = sidesOf(question);
  return (sides.length > 1 ? sides : [question]).map((text) => ({ text, papers: null }));
}

function severalIn(question: string): string[] {
  const sentences = question
    .split(/(?<=[?])\s+(?=\S)|(?:,|;)?\s+and (?:also )?(?=(?:what|who|whom|whose|when|where|why|how|which)\b)/iu)
    .map((text) => text.trim().replace(/[,;]+$/, ''))
    .filter((text) => /\p{L}/u.test(text));
  const [first, ...rest] = sentences;
  if (first === undefined || rest.length === 0 || sentences.length > mostParts) return [question];
  // "…, and why?" asks about the same; alone it asks nothing.
  const whole = sentences.filter(
    (text) =>
      contentTerms(text).length > 0 &&
      new RegExp(
        `\\b${questionWord}\\b|^(?:is|are|was|were|does|do|did|has|have|had|can|could|will|would|should)\\b`,
        'iu',
      ).test(text),
  );
  if (whole.length !== sentences.length) return [question];
  return [
    first,
    ...rest.map((text, index) => standaloneQuestion(text, [{ question: sentences[index] ?? first, answer: '' }])),
  ].map((text) => (/[?.!]$/.test(text) ? text : `${text}?`));
}

/** Whether a question wants to hear of every paper. */
export function asksEachPaper(question: string): boolean {
  return /\b(?:both|the two|two|each of the|each|these|all the|all|either of the) (?:papers|paper|articles|article|studies|study|authors|texts)\b|\b(?:do|what) (?:the )?papers\b|\b(?:each|both) of (?:them|the (?:papers|articles|studies))\b|\bpapers (?:agree|disagree|differ)\b/iu.test(
    question,
  );
}

const compares =
  /\b(?:compare|compared|comparison|differ|differs|difference|differences|different|versus|vs\.?|contrast|similar|in common)\b|\beach\b/iu;
const side = "(?:the |their |its )?\\p{Lu}[\\p{L}\\p{N}.'’-]*(?:\\s+\\p{Lu}[\\p{L}\\p{N}.'’-]*){0,3}";
const pair = new RegExp(
  `(?<![\\p{L}])(?<one>${side})(?:,? (?:and|or|versus|vs\\.?|compared (?:with|to)|with|from|than) )(?<two>${side})(?![\\p{L}])`,
  'u',
);

/** "How do A and B differ in X?" asks of A and of B. */
function sidesOf(question: string): string[] {
  if (!compares.test(question)) return [question];
  // A capital at the beginning is the sentence's.
  const found = pair.exec(question.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase()));
  const { one, two } = found?.groups ?? {};
  if (!found || one === undefined || two === undefined) return [question];
  const [before, after] = [question.slice(0, found.index), question.slice(found.index + found[0].length)];
  return [`${before}${one}${after}`, `${before}${two}${after}`];
}
