import { evidenceForWriter } from '../../../../server/answer/evidence-view.ts';
import {
  type ConfidenceFeatures,
  confidenceFeatures,
} from '../../../../server/answer/sentences/confidence-features.ts';
import { scoreSentences } from '../../../../server/answer/sentences/score-sentences.ts';
import type { ScoredSentence } from '../../../../server/answer/sentences/scored-sentence.ts';
import { SentenceReader } from '../../../../server/answer/sentences/sentence-reader.ts';
import { askedOf } from '../../../../server/answer/structured/structured-answer.ts';
import { absentNames } from '../../../../server/questions/absent-names.ts';
import { plainReply, tooLittle } from '../../../../server/questions/plain-reply.ts';
import { readPart, readQuestion } from '../../../../server/questions/read-question.ts';
import { candidateId } from '../../../../server/retrieval/diversify.ts';
import { gather } from '../../../../server/retrieval/gather.ts';
import { understand } from '../../../../server/understand.ts';
import type { EvalLibrary } from '../../library.ts';
import { sayProgress } from '../../table.ts';
import { evidenceInText } from '../measures.ts';
import { answerableQuestions, type Split, unanswerableQuestions } from '../sets.ts';

/** A question's sentences as the product scores them, and which of them hold evidence. */
export interface Ranked {
  readonly sentences: readonly (ScoredSentence & { readonly holds: boolean })[];
}

/** What the product weighs for a question, and whether it has an answer. */
export interface Weighed {
  readonly features: ConfidenceFeatures;
  readonly right: boolean;
}

/** Runs a split's questions as far as the weighing of sentences; those that are answered otherwise are left out. */
export async function collect(
  opened: EvalLibrary,
  split: Split,
): Promise<{ ranked: Ranked[]; weighed: Weighed[]; settled: { right: boolean }[] }> {
  const signal = new AbortController().signal;
  const reader = new SentenceReader(opened.embedder);
  const questions = [
    ...answerableQuestions(split).map(({ question, evidence }) => ({ question, evidence })),
    ...unanswerableQuestions(split).map(({ question }) => ({ question, evidence: null })),
  ];
  const [ranked, weighed, settled]: [Ranked[], Weighed[], { right: boolean }[]] = [[], [], []];
  for (const [index, { question, evidence }] of questions.entries()) {
    sayProgress('questions weighed', index + 1, questions.length);
    const right = evidence !== null;
    const understood = await understand({ question }, opened.library);
    if (plainReply(understood.question, false) || askedOf(question, understood.about)) continue;
    if (tooLittle(understood.question)) continue;
    const gathered = await gather(understood, opened, signal);
    const texts = gathered.passages.map(({ text }) => text);
    const read = readQuestion(gathered.question, understood.about);
    if ((await absentNames(read, texts, understood.about, opened.library, signal)).length > 0) {
      settled.push({ right });
      continue;
    }
    const views = new Map(
      gathered.passages.map((passage, rank) => [candidateId(passage), evidenceForWriter(passage, rank)]),
    );
    let best: { score: number; features: ConfidenceFeatures } | null = null;
    for (const part of gathered.parts) {
      const own = part.passages.flatMap((passage) => views.get(candidateId(passage)) ?? []);
      const asked = readPart(
        part,
        own.map(({ paper }) => paper),
      );
      const sentences = await scoreSentences(asked, own, reader, signal);
      if (evidence) {
        ranked.push({
          sentences: sentences.map((sentence) => ({
            ...sentence,
            holds: evidence.some((item) => item.some((place) => evidenceInText(sentence.text, place))),
          })),
        });
      }
      const features = confidenceFeatures(asked, sentences, gathered.similarity ?? 0);
      const score = sentences[0]?.score ?? Number.NEGATIVE_INFINITY;
      if (features && score > (best?.score ?? Number.NEGATIVE_INFINITY)) best = { score, features };
    }
    if (best) weighed.push({ features: best.features, right });
  }
  return { ranked, weighed, settled };
}
