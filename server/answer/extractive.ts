import type { Embedder } from '../../ingest/embedder.ts';
import { partsOf } from '../questions/parts.ts';
import { readQuestion } from '../questions/read-question.ts';
import type { AnswerWriter, AssessedPart, DraftPart, WriteRequest } from './answer-writer.ts';
import { type AnsweredPart, composed } from './compose.ts';
import { assess } from './sentences/assess.ts';
import { chooseSentences, type Room } from './sentences/choose.ts';
import { otherFigure } from './sentences/other-figure.ts';
import { SentenceReader } from './sentences/sentence-reader.ts';
import { leastConfidence, leastConfidenceByWords } from './sentences/weights.ts';

/** An answer stays readable: not more sentences and words than this, unless one sentence alone is longer. */
const whole: Room = { sentences: 6, words: 140 };
/** Of each of several parts. */
const ofSeveral: Room = { sentences: 4, words: 85 };

/** Answers without a model: the sentences that answer, quoted, each introduced by who says it where. */
export function extractiveWriter(embedder: Embedder | null = null): AnswerWriter {
  const reader = embedder ? new SentenceReader(embedder) : null;
  return {
    name: 'extractive',
    async *write(request) {
      request.signal.throwIfAborted();
      const assessed = request.assessed ?? (await assessAlone(request, reader));
      const least = request.assessed || reader ? leastConfidence : leastConfidenceByWords;
      const answered = assessed.filter((part) => part.confidence >= least && part.sentences.length > 0);
      if (answered.length === 0) {
        yield {
          type: 'abstention',
          reason: 'weak-evidence',
          message: 'The library comes near this, but no sentence answers it.',
        };
        return;
      }
      for (const part of draft(answered, request)) {
        request.signal.throwIfAborted();
        yield part;
      }
    },
  };
}

async function assessAlone(request: WriteRequest, reader: SentenceReader | null): Promise<AssessedPart[]> {
  const parts = partsOf(request.question, []).map(({ text, bare }) => ({ text, bare, evidence: request.evidence }));
  return await assess(parts, null, reader, request.signal);
}

function draft(assessed: readonly AssessedPart[], { evidence }: WriteRequest): DraftPart[] {
  const papers = evidence.map(({ paper }) => paper);
  const taken = new Set<string>();
  const parts = assessed.flatMap(({ question, sentences }): AnsweredPart[] => {
    const read = readQuestion(question, papers);
    const fresh = sentences.filter(({ text }) => !taken.has(text));
    const chosen = chooseSentences(fresh, assessed.length > 1 ? ofSeveral : whole);
    for (const { text } of chosen) taken.add(text);
    const [best] = chosen;
    const other = best ? otherFigure(read, best, sentences) : null;
    const known = other === null || chosen.some(({ text }) => text === other.text);
    return best ? [{ question: read, sentences: chosen, other: known ? null : other }] : [];
  });
  return composed(parts);
}
