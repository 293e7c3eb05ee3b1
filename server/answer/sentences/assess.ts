import { readPart } from '../../questions/read-question.ts';
import type { AssessedPart } from '../answer-writer.ts';
import type { Evidence } from '../evidence.ts';
import { confidenceFeatures } from './confidence-features.ts';
import { confidenceOf } from './confidence.ts';
import { doubtOf } from './doubts.ts';
import { scoreSentences } from './score-sentences.ts';
import type { SentenceReader } from './sentence-reader.ts';

/** Cosine of the best passage where it is not known. */
const usual = 0.7;

/**
 * How well the evidence of each part of a question may answer it, sentence by sentence.
 * @param similarity cosine of the best passage to the question; null where meaning was not compared
 */
export async function assess(
  parts: readonly { readonly text: string; readonly bare: string; readonly evidence: readonly Evidence[] }[],
  similarity: number | null,
  reader: SentenceReader | null,
  signal: AbortSignal,
): Promise<AssessedPart[]> {
  const assessed: AssessedPart[] = [];
  for (const { text, bare, evidence } of parts) {
    const papers = evidence.map(({ paper }) => paper);
    const read = readPart({ text, bare }, papers);
    const sentences = await scoreSentences(read, evidence, reader, signal);
    const likely = confidenceOf(confidenceFeatures(read, sentences, similarity ?? usual));
    const confidence = likely * doubtOf(read, sentences);
    assessed.push({ question: text, sentences, confidence });
  }
  return assessed;
}
