import { randomUUID } from 'node:crypto';
import type { Embedder } from '../ingest/embedder.ts';
import type { Library } from '../ingest/library.ts';
import type { PaperId } from '../ingest/paper.ts';
import { AnswerBuilder, type AnswerFrame, abstainedAnswer } from './answer/answer-builder.ts';
import type { AnswerWriter, DraftPart, WriteRequest } from './answer/answer-writer.ts';
import { passageOnWire } from './answer/evidence-view.ts';
import { WriterFailedError } from './answer/writer-errors.ts';
import { nearestOf } from './abstain.ts';
import { SentenceReader } from './answer/sentences/sentence-reader.ts';
import { verifyDraft } from './citations/verify.ts';
import { type Prepared, prepare } from './prepare.ts';
import type { Checker } from './quotes/checker.ts';
import { candidateId } from './retrieval/diversify.ts';
import { ownTurn } from './turns.ts';
import { understand } from './understand.ts';
import type { Answer, AnswerEvent, AskRequest, CheckResult, Turn } from './wire.ts';

/** The use case: a question in, the events of its answer out, `answer-end` last. Keeps the answer in the library. */
export interface Assistant {
  ask(request: AskRequest, signal: AbortSignal): AsyncIterable<AnswerEvent>;
}

export interface AssistantParts {
  readonly library: Library;
  readonly embedder: Embedder;
  readonly writer: AnswerWriter;
  /** Checks quotations inside questions. */
  readonly checker?: Pick<Checker, 'checkQuotations'>;
  /** Takes over when the writer fails; needs no model. */
  readonly fallback: AnswerWriter;
  readonly log?: { warn(details: object, message: string): void };
}

/** Understand → retrieve → judge → write → verify → keep. */
export function createAssistant(parts: AssistantParts): Assistant {
  const reader = new SentenceReader(parts.embedder);
  return {
    async *ask(request, signal) {
      const question = await understand(request, parts.library);
      const checks = await checkQuotations(request.question, parts, signal);
      const prepared = await prepare(question, request, { ...parts, reader }, signal);
      const frame: AnswerFrame = {
        id: randomUUID(),
        question: request.question,
        standaloneQuestion: prepared.question,
        passages: prepared.passages.map(passageOnWire),
        checks,
        confidence: prepared.confidence,
        libraryRevision: prepared.revision,
      };
      yield { type: 'evidence-found', passages: frame.passages };

      await ownTurn();
      signal.throwIfAborted();
      const answer = prepared.abstention
        ? abstainedAnswer(frame, prepared.abstention, parts.writer.name, null)
        : yield* write(prepared, question.history, frame, parts, signal);
      if (!answer.answered) yield { type: 'text-delta', text: answer.text };
      await keep(answer, parts);
      yield { type: 'answer-end', answer };
    },
  };
}

/** Linked to every paper whose words it holds, so that removing one removes them here too. */
async function keep(answer: Answer, { library, log }: AssistantParts): Promise<void> {
  const cited = answer.citations.map((citation) => citation.paper.id);
  const checked = answer.checks.flatMap((check) => [...check.matches, ...check.nearest]).map((place) => place.paper.id);
  const papers = new Set([...cited, ...checked, ...answer.passages.map((passage) => passage.paperId)]);
  const stored = { id: answer.id, json: JSON.stringify(answer), papers: [...papers] as PaperId[] };
  // On a full disk there is no permalink to the answer, but there is the answer.
  await library.keepAnswer(stored).catch((error: unknown) => log?.warn({ err: error }, 'an answer could not be kept'));
}

/** An answer does not fail because a quotation in its question could not be checked. */
async function checkQuotations(question: string, parts: AssistantParts, signal: AbortSignal): Promise<CheckResult[]> {
  try {
    return (await parts.checker?.checkQuotations(question, signal)) ?? [];
  } catch (error) {
    signal.throwIfAborted();
    parts.log?.warn({ err: error }, 'a quotation in a question could not be checked');
    return [];
  }
}

async function* write(
  prepared: Prepared,
  history: readonly Turn[],
  frame: AnswerFrame,
  parts: AssistantParts,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, Answer, void> {
  const request: WriteRequest = {
    question: prepared.question,
    history,
    evidence: prepared.evidence,
    assessed: prepared.assessed,
    signal,
  };
  const fallback = prepared.drafted ? draftedWriter(parts.fallback.name, prepared.drafted) : parts.fallback;
  const writer = parts.writer === parts.fallback ? fallback : parts.writer;
  const builder = new AnswerBuilder();
  const failure = yield* draft(writer, request, prepared, builder);
  const nearest = nearestOf(prepared.passages);
  if (builder.abstained) {
    return abstainedAnswer(frame, { ...builder.abstained, nearest }, parts.writer.name, null, builder.rejections);
  }
  if (!failure && builder.hasCitations) return builder.answered(frame, parts.writer.name, null);

  // Whatever went wrong with the model, its reader gets what the papers say.
  const why = failure ?? `no quotation in the answer of ${parts.writer.name} is in the papers`;
  const notice = `This answer was put together without the chat model: ${why.replace(/\.+$/, '')}.`;
  parts.log?.warn({ writer: parts.writer.name, why }, 'the writer failed, the fallback answers');
  if (builder.hasCitations) yield { type: 'answer-restarted', notice };
  const second = new AnswerBuilder(builder.rejections);
  if (writer !== fallback) yield* draft(fallback, request, prepared, second);
  if (second.hasCitations) return second.answered(frame, parts.fallback.name, notice);
  const abstention = second.abstained ?? {
    reason: 'no-evidence' as const,
    message: 'The library holds nothing on this.',
  };
  return abstainedAnswer(frame, { ...abstention, nearest }, parts.fallback.name, notice, second.rejections);
}

/**
 * Null, or what failed in words that follow a colon. Text is held until the first quotation was verified: a draft
 * that turns out to prove nothing was never seen.
 */
async function* draft(
  writer: AnswerWriter,
  request: WriteRequest,
  { passages }: Prepared,
  builder: AnswerBuilder,
): AsyncGenerator<AnswerEvent, string | null, void> {
  const evidence = passages.map((item) => ({ passage: candidateId(item), paper: item.paper }));
  const held: AnswerEvent[] = [];
  try {
    for await (const part of verifyDraft(writer.write(request), evidence)) {
      const event = builder.add(part);
      if (event?.type === 'text-delta' && !builder.hasCitations) held.push(event);
      else if (event) {
        if (builder.hasCitations) yield* held.splice(0);
        yield event;
      }
    }
    return null;
  } catch (error) {
    request.signal.throwIfAborted();
    if (error instanceof WriterFailedError) return error.reason;
    throw error;
  }
}

/** A writer of a draft that is there already. */
function draftedWriter(name: string, parts: readonly DraftPart[]): AnswerWriter {
  return {
    name,
    async *write() {
      for (const part of parts) yield await Promise.resolve(part);
    },
  };
}
