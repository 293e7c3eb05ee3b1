import { evidenceInAnswer, evidenceRecall, holdsKeywords, plain } from '../questions/measures.ts';
import type { Evidence } from '../questions/sets.ts';
import type { Asked } from './asked.ts';
import type { AnswerRecord } from './records.ts';
import { type PaperTexts, shownQuotations } from './verbatim.ts';

/** So many of so many. */
export interface Share {
  readonly part: number;
  readonly whole: number;
}

/** Milliseconds; null where nothing was timed. */
export interface Latency {
  readonly p50: number | null;
  readonly p95: number | null;
}

/** What an evaluation with a chat model found. */
export interface Figures {
  readonly questions: number;
  /** Quotations shown that stand, word for word, at the place that is named. */
  readonly citations: Share;
  /** Each that does not, and why. */
  readonly faults: readonly string[];
  /** Quotations that the model claimed and the server left out. */
  readonly rejected: Share & { readonly notFound: number; readonly altered: number };
  /** Answerable questions whose evidence was among the passages: more than this no writer can reach. */
  readonly retrieved: Share;
  /** Answers that quote the whole evidence, and half of the words of each piece or more. */
  readonly evidence: Share;
  readonly halfEvidence: Share;
  readonly keywords: Share;
  /** Of questions without an answer; `corrected` were answered with what the paper says instead of a false premise. */
  readonly refusedRightly: Share & { readonly corrected: number };
  readonly refusedWrongly: Share;
  /** Refusals by whether the model was asked. */
  readonly refusedBefore: number;
  readonly refusedByModel: number;
  /** Answers without the model although it was asked, and how many for each reason. */
  readonly fellBack: Share;
  readonly reasons: Readonly<Record<string, number>>;
  /** Of the questions that the model was asked. */
  readonly tokens: {
    readonly asked: number;
    readonly input: number;
    readonly output: number;
    readonly estimated: number;
  };
  readonly firstWords: Latency;
  readonly end: Latency;
}

/** A question with the answer that it was given. */
export interface Answered {
  readonly asked: Asked;
  readonly record: AnswerRecord;
}

/** Whether an answer is as it should be: quotes what it has to, or refuses. */
export function isRight({ asked, record: { answer } }: Answered): boolean {
  if (!asked.answerable) return !answer.answered || corrects(asked, answer.citations);
  return answer.answered && halfOf(asked.evidence, answer.citations) && holdsKeywords(answer, asked.keywords);
}

/** All figures of the answers on record. */
export function figuresOf(all: readonly Answered[], papers: PaperTexts): Figures {
  const answers = all.map(({ record }) => record.answer);
  const shown = answers.flatMap((answer) => shownQuotations(answer, papers));
  const faults = shown.filter(({ fault }) => fault !== null).map(({ quote, fault }) => `“${quote}”: ${fault ?? ''}`);
  const rejected = answers.flatMap((answer) => answer.rejected);
  const answerable = all.filter(({ asked }) => asked.answerable);
  const unanswerable = all.filter(({ asked }) => !asked.answerable);
  const asked = all.filter(({ record }) => record.use.requests > 0).map(({ record }) => record);
  const fellBack = asked.filter(({ answer }) => answer.notice !== null);
  const refused = all.filter(({ record }) => !record.answer.answered);
  const byModel = refused.filter(({ record }) => record.use.requests > 0 && record.answer.notice === null);
  const sum = (value: (record: AnswerRecord) => number) => asked.reduce((total, record) => total + value(record), 0);
  return {
    questions: all.length,
    citations: { part: shown.length - faults.length, whole: shown.length },
    faults,
    rejected: {
      ...{ part: rejected.length, whole: sum(({ claimed }) => claimed) },
      notFound: rejected.filter(({ reason }) => reason === 'not-found').length,
      altered: rejected.filter(({ reason }) => reason === 'altered').length,
    },
    retrieved: share(answerable, ({ asked: { evidence }, record: { answer } }) => {
      return evidenceRecall(answer.passages, evidence, answer.passages.length) === 1;
    }),
    evidence: share(answerable, ({ asked: { evidence }, record: { answer } }) => {
      return answer.answered && evidenceInAnswer(answer, evidence) === 1;
    }),
    halfEvidence: share(answerable, ({ asked: { evidence }, record: { answer } }) => {
      return answer.answered && halfOf(evidence, answer.citations);
    }),
    keywords: share(answerable, ({ asked: { keywords }, record: { answer } }) => {
      return answer.answered && holdsKeywords(answer, keywords);
    }),
    refusedRightly: {
      ...share(unanswerable, ({ record }) => !record.answer.answered),
      corrected: unanswerable.filter((each) => corrects(each.asked, each.record.answer.citations)).length,
    },
    refusedWrongly: share(answerable, ({ record }) => !record.answer.answered),
    refusedBefore: refused.filter(({ record }) => record.use.requests === 0).length,
    refusedByModel: byModel.length,
    fellBack: { part: fellBack.length, whole: asked.length },
    reasons: countsOf(fellBack.map(({ answer }) => reasonOf(answer.notice ?? ''))),
    tokens: {
      asked: asked.length,
      input: sum(({ use }) => use.inputTokens),
      output: sum(({ use }) => use.outputTokens),
      estimated: asked.filter(({ use }) => !use.counted).length,
    },
    firstWords: latencyOf(asked.map(({ firstWordsMs }) => firstWordsMs).filter((time) => time !== null)),
    end: latencyOf(asked.map(({ endMs }) => endMs)),
  };
}

type Citations = AnswerRecord['answer']['citations'];

function corrects({ contradicted }: Asked, citations: Citations): boolean {
  return contradicted !== undefined && halfOf([[contradicted]], citations);
}

/** Whether of each item of evidence one piece is quoted by half of its words, in one run. */
function halfOf(evidence: Evidence, citations: Citations): boolean {
  const quotes = citations.map(({ quote }) => ` ${wordsOf(quote).join(' ')} `);
  return evidence.every((alternatives) =>
    alternatives.some(({ quote }) => {
      const words = wordsOf(quote);
      const length = Math.ceil(words.length / 2);
      return words.some((_, start) => {
        const run = words.slice(start, start + length);
        return run.length === length && quotes.some((text) => text.includes(` ${run.join(' ')} `));
      });
    }),
  );
}

function wordsOf(text: string): string[] {
  return plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function share(all: readonly Answered[], holds: (each: Answered) => boolean): Share {
  return { part: all.filter(holds).length, whole: all.length };
}

/** The notice without what all of them begin with. */
function reasonOf(notice: string): string {
  return notice.replace(/^[^:]*: /, '').replace(/\.$/, '');
}

function countsOf(all: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const each of all) counts.set(each, (counts.get(each) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([, one], [, other]) => other - one));
}

/** By the nearest rank. */
function latencyOf(times: readonly number[]): Latency {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (rank: number) => sorted[Math.max(0, Math.ceil(sorted.length * rank) - 1)] ?? null;
  return { p50: at(0.5), p95: at(0.95) };
}
