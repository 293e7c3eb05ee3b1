import type { PaperSummary } from '../../ingest/library.ts';
import type { PaperId } from '../../ingest/paper.ts';
import { standaloneQuestion } from '../conversations/standalone-question.ts';
import { namedPapers } from '../retrieval/named-papers.ts';
import { contentTerms } from '../retrieval/terms.ts';
import { searchTextOf } from './search-text.ts';
import { sidesOf } from './sides.ts';
import { withoutSources } from './without-sources.ts';
import { withoutSourceFrame } from './source-frame.ts';

/** One thing that is asked, to be searched and answered by itself. */
export interface QuestionPart {
  readonly text: string;
  /** Its words without those that only ask, or say whom. */
  readonly bare: string;
  /** Only these papers; null: all that the question is about. */
  readonly papers: readonly PaperId[] | null;
}

/** More than these at once are searched as one. */
const mostParts = 3;
const mostPapers = 4;
const questionWord = '(?:what|who|whom|whose|when|where|why|how|which)';

/**
 * The questions in a question: several in a row, the two sides of a comparison, or one for each of the papers where
 * "both papers", or two by name, are asked. A single one as it stands.
 * @param papers those that the question is about
 */
export function partsOf(asked: string, papers: readonly PaperSummary[]): QuestionPart[] {
  const question = withoutSourceFrame(asked, papers);
  const several = severalIn(question);
  if (several.length > 1) return several.map((text) => part(text, null, papers));
  const each = papersAskedEach(asked, papers);
  if (each.length > 1) {
    return each.map((paper) => part(question, [paper.id], papers));
  }
  const sides = sidesOf(question);
  return (sides.length > 1 ? sides : [question]).map((text) => part(text, null, papers));
}

function part(text: string, only: readonly PaperId[] | null, papers: readonly PaperSummary[]): QuestionPart {
  const bare = searchTextOf(text);
  const withoutNames = searchTextOf(withoutSources(text, papers));
  // Where a paper's author is asked about, and not asked, the name stays.
  return { text, papers: only, bare: /\bthe papers?\b/iu.test(withoutNames) ? bare : withoutNames };
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

/** The papers that a question wants to hear each of; [] where it asks whichever knows. */
function papersAskedEach(question: string, papers: readonly PaperSummary[]): PaperSummary[] {
  const names = namedPapers(question, [], papers) ?? [];
  const named = papers.filter(({ id }) => names.includes(id));
  const each = named.length > 1 ? named : asksEachPaper(question) ? papers : [];
  return each.length <= mostPapers ? [...each] : [];
}

/** Whether a question wants to hear of every paper. */
function asksEachPaper(question: string): boolean {
  return /\b(?:both|the two|two|each of the|each|these|all the|all|either of the) (?:papers|paper|articles|article|studies|study|authors|texts)\b|\b(?:do|what) (?:the )?papers\b|\b(?:each|both) of (?:them|the (?:papers|articles|studies))\b|\bpapers (?:agree|disagree|differ)\b/iu.test(
    question,
  );
}
