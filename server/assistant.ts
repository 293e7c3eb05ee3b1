import { randomUUID } from 'node:crypto';
import type { Embedder } from '../ingest/embedder.ts';
import type { Library, PaperSummary } from '../ingest/library.ts';
import type { PaperId } from '../ingest/paper.ts';
import { AnswerBuilder, type AnswerFrame, abstainedAnswer } from './answer/answer-builder.ts';
import type { AnswerWriter, WriteRequest } from './answer/answer-writer.ts';
import { evidenceForWriter, passageOnWire } from './answer/evidence-view.ts';
import { WriterFailedError } from './answer/writer-errors.ts';
import { creditOf } from './citations/credit.ts';
import { verifyDraft } from './citations/verify.ts';
import { standaloneQuestion } from './conversations/standalone-question.ts';
import { recentTurns } from './conversations/turns.ts';
import { candidateId } from './retrieval/diversify.ts';
import type { Checker } from './quotes/checker.ts';
import { type Judgement, judgeEvidence } from './retrieval/evidence.ts';
import { namedPapers } from './retrieval/named-papers.ts';
import { type Retrieved, retrieve } from './retrieval/retrieve.ts';
import { UnknownPaperError } from './retrieval/unknown-paper.ts';
import { ownTurn } from './turns.ts';
import type { Abstention, Answer, AnswerEvent, AskRequest, CheckResult } from './wire.ts';

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

const passagesWanted = 8;
/** Passages named as what came nearest when there is no answer. */
const nearestNamed = 3;

/** Understand → retrieve → judge → write → verify → keep. */
export function createAssistant(parts: AssistantParts): Assistant {
  return {
    async *ask(request, signal) {
      const question = await understand(request, parts.library);
      const retrieved = await retrieve(question, parts, signal);
      await ownTurn();
      const frame: AnswerFrame = {
        id: randomUUID(),
        question: request.question,
        standaloneQuestion: question.question,
        passages: retrieved.passages.map(passageOnWire),
        checks: await checkQuotations(request.question, parts, signal),
        libraryRevision: retrieved.revision,
      };
      yield { type: 'evidence-found', passages: frame.passages };

      await ownTurn();
      const judgement = judgeEvidence(question.question, retrieved, question.known);
      const answer = judgement
        ? abstainedAnswer(frame, await abstain(judgement, question, retrieved, parts, signal), parts.writer.name, null)
        : yield* write(question, retrieved, frame, parts, signal);
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

interface UnderstoodQuestion {
  /** Standalone. */
  readonly question: string;
  readonly history: NonNullable<AskRequest['history']>;
  readonly limit: number;
  /** Papers to search; null: all. */
  readonly papers: readonly PaperId[] | null;
  /** Papers that the question names, if the request did not choose. */
  readonly named: readonly PaperSummary[];
  /** What titles, authors and years say. */
  readonly known: string;
}

async function understand(request: AskRequest, library: Library): Promise<UnderstoodQuestion> {
  const history = recentTurns(request.history ?? []);
  const papers = await library.papers();
  const question = standaloneQuestion(request.question, request.history ?? [], papers);
  const chosen = request.papers?.length ? await choosePapers(request.papers, papers, library) : papers;
  const names = namedPapers(request.question, history, chosen) ?? namedPapers(question, history, chosen);
  const named = names ? chosen.filter((paper) => names.includes(paper.id)) : [];
  const asked = named.length > 0 ? named : chosen;
  return {
    question,
    history,
    limit: request.limit ?? passagesWanted,
    papers: asked.length < papers.length ? asked.map((paper) => paper.id) : null,
    named,
    known: papers.map((paper) => `${paper.title} ${paper.authors.join(' ')} ${paper.year ?? ''}`).join(' '),
  };
}

/** The papers with these ids, an id of a replaced paper leading to the one that replaced it. */
async function choosePapers(ids: readonly string[], papers: readonly PaperSummary[], library: Library) {
  const wanted = new Set<string>();
  for (const id of ids) {
    const paper = await library.paper(id);
    if (!paper) throw new UnknownPaperError(id);
    wanted.add(paper.id);
  }
  return papers.filter((paper) => wanted.has(paper.id));
}

/** Where the named paper lacks it, the others are asked, so that the reader is told where it is. */
async function abstain(
  judgement: NonNullable<Judgement>,
  question: UnderstoodQuestion,
  retrieved: Retrieved,
  parts: AssistantParts,
  signal: AbortSignal,
): Promise<Abstention> {
  const nearest = retrieved.passages.slice(0, nearestNamed).map(candidateId);
  const [paper] = question.named;
  if (!paper || question.named.length > 1) return { ...judgement, nearest };
  const others = await retrieve({ ...question, papers: null }, parts, signal);
  const elsewhere = others.passages.filter((passage) => passage.paper.id !== paper.id);
  const reason = 'named-source-lacks-it' as const;
  const doNot = paper.authors.length > 1 ? 'do not' : 'does not';
  const first = elsewhere[0];
  if (!first || judgeEvidence(question.question, { ...others, passages: elsewhere }, question.known)) {
    return { reason, message: `${creditOf(paper)} ${doNot} say this, and neither does another paper here.`, nearest };
  }
  const message = `${creditOf(paper)} ${doNot} say this; ${creditOf(first.paper)} may: ask about that paper to see it.`;
  return { reason, message, nearest: elsewhere.slice(0, nearestNamed).map(candidateId) };
}

async function* write(
  question: UnderstoodQuestion,
  retrieved: Retrieved,
  frame: AnswerFrame,
  parts: AssistantParts,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, Answer, void> {
  const request: WriteRequest = {
    question: question.question,
    history: question.history,
    evidence: retrieved.passages.map(evidenceForWriter),
    signal,
  };
  const builder = new AnswerBuilder();
  const failure = yield* draft(parts.writer, request, retrieved, builder);
  const nearest = retrieved.passages.slice(0, nearestNamed).map(candidateId);
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
  if (parts.writer !== parts.fallback) yield* draft(parts.fallback, request, retrieved, second);
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
  retrieved: Retrieved,
  builder: AnswerBuilder,
): AsyncGenerator<AnswerEvent, string | null, void> {
  const evidence = retrieved.passages.map((item) => ({ passage: candidateId(item), paper: item.paper }));
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
