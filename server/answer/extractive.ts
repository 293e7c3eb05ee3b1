import { countWords } from '../../ingest/count-words.ts';
import type { Embedder } from '../../ingest/embedder.ts';
import { sentenceSpans } from '../../ingest/sentences.ts';
import { authorsOf, creditOf } from '../citations/credit.ts';
import { specificsOf } from '../retrieval/terms.ts';
import type { AnswerWriter, DraftPart, Evidence } from './answer-writer.ts';
import { type ScoredSentence, scoreSentences } from './sentence-scores.ts';

/** An answer stays readable: not more sentences and words than this, unless one sentence alone is longer. */
const maxSentences = 3;
const maxWords = 90;
/** A further sentence has to be nearly as good as the best. */
const nearlyAsGood = 0.82;
/** Share of common content words from which a sentence says again what another said. */
const sameAgain = 0.6;

/** Answers without a model: the sentences that answer, quoted, each introduced by who says it where. */
export function extractiveWriter(embedder: Embedder | null = null): AnswerWriter {
  return {
    name: 'extractive',
    async *write({ question, evidence, signal }) {
      signal.throwIfAborted();
      const chosen = choose(await scoreSentences(question, evidence, embedder, signal));
      if (!chosen[0] || !answers(question, chosen[0])) {
        yield {
          type: 'abstention',
          reason: 'weak-evidence',
          message: 'The library comes near this, but no sentence answers it.',
        };
        return;
      }
      for (const part of draft(inReadingOrder(chosen))) {
        signal.throwIfAborted();
        yield part;
      }
    },
  };
}

/**
 * From when on a sentence answers, and is not only about the same things: the fewer of the question's words it holds
 * (`words`, by rarity), the nearer its meaning has to be (`meaning`, a cosine). Words that are names or numbers weigh
 * by themselves. Looked at on questions of our own; to be calibrated on the evaluation sets.
 */
const enough = [
  { words: 0.95, meaning: 0.5 },
  { words: 0.6, meaning: 0.54 },
  { words: 0.45, meaning: 0.7 },
];
const enoughWithNames = { words: 0.95, meaning: 0.4 };

function answers(question: string, { words, cosine }: ScoredSentence): boolean {
  if (cosine === null) return true;
  const steps = specificsOf(question).length > 0 ? [...enough, enoughWithNames] : enough;
  return steps.some((step) => words >= step.words && cosine >= step.meaning);
}

function choose(sentences: readonly ScoredSentence[]): ScoredSentence[] {
  const best = sentences[0];
  if (!best) return [];
  const chosen = [best];
  let words = countWords(best.text);
  for (const sentence of sentences.slice(1)) {
    if (chosen.length === maxSentences || sentence.score < best.score * nearlyAsGood) break;
    if (words + countWords(sentence.text) > maxWords) continue;
    if (chosen.some((other) => shared(other.terms, sentence.terms) >= sameAgain)) continue;
    chosen.push(sentence);
    words += countWords(sentence.text);
  }
  return chosen;
}

/** The paper with the best sentence first, its sentences as they stand in the text. */
function inReadingOrder(chosen: readonly ScoredSentence[]): ScoredSentence[] {
  const papers = [...new Set(chosen.map((sentence) => sentence.evidence.paper.id))];
  return [...chosen].sort(
    (a, b) =>
      papers.indexOf(a.evidence.paper.id) - papers.indexOf(b.evidence.paper.id) ||
      startOf(a.evidence) + a.start - (startOf(b.evidence) + b.start),
  );
}

function startOf(evidence: Evidence): number {
  return Number(/\.(\d+)-\d+$/.exec(evidence.passage)?.[1] ?? 0);
}

function* draft(sentences: readonly ScoredSentence[]): Generator<DraftPart, void, void> {
  let before: Evidence | null = null;
  for (const { evidence, text } of sentences) {
    yield { type: 'text', text: leadTo(evidence, before) };
    yield { type: 'quotation', quote: text, passage: evidence.passage };
    before = evidence;
  }
}

function leadTo(evidence: Evidence, before: Evidence | null): string {
  const { paper, section } = evidence;
  const gap = before ? ' ' : '';
  const place = section === null ? '' : plainly(section);
  if (before?.paper.id !== paper.id) {
    const write = authorsOf(paper).includes('&') || authorsOf(paper).endsWith('et al.') ? 'write' : 'writes';
    return `${gap}${plainly(creditOf(paper))} ${write}${place === '' ? '' : ` (${place})`}: `;
  }
  return before.section === section || place === '' ? gap : `${gap}And (${place}): `;
}

/**
 * A title's or heading's own quotation marks and brackets would look like a quotation and a citation, and a sentence
 * that ends in it would end the lead; the full stop of an abbreviation ("et al.") does not.
 */
function plainly(text: string): string {
  const plain = text
    .replace(/["“”„‟«»]/g, '’')
    .replace(/[[\]]/g, '')
    .replace(/^([\d.]*\d|[IVX]+)\.(?=\s)/, '$1');
  const sentences = sentenceSpans(plain).map(({ start, end }) => plain.slice(start, end));
  return sentences
    .map((sentence, index) => (index < sentences.length - 1 ? sentence.replace(/[.?!]+$/, ',') : sentence))
    .join(' ');
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const term of a) if (b.has(term)) count += 1;
  return count / Math.max(1, Math.min(a.size, b.size));
}
