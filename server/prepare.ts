import type { Embedder } from '../ingest/embedder.ts';
import type { Library, PaperSummary } from '../ingest/library.ts';
import { elsewhere, falsePremise, lacksNames, nearestOf, noSentenceAnswers, offTopic } from './abstain.ts';
import type { AnswerWriter, AssessedPart, DraftPart } from './answer/answer-writer.ts';
import type { Evidence } from './answer/evidence.ts';
import { evidenceForWriter } from './answer/evidence-view.ts';
import { assess } from './answer/sentences/assess.ts';
import { premiseDenied } from './answer/sentences/premise-denied.ts';
import type { SentenceReader } from './answer/sentences/sentence-reader.ts';
import { leastConfidence, leastElsewhere, leastForModel } from './answer/sentences/weights.ts';
import { libraryAsked } from './answer/structured/library-asked.ts';
import { structuredAnswer } from './answer/structured/structured-answer.ts';
import { absentNames } from './questions/absent-names.ts';
import { isAdvice } from './questions/advice.ts';
import { type PlainReply, plainReply, tooLittle } from './questions/plain-reply.ts';
import { readQuestion } from './questions/read-question.ts';
import { withoutSources } from './questions/without-sources.ts';
import { type Candidate, candidateId } from './retrieval/diversify.ts';
import { type Gathered, gather } from './retrieval/gather.ts';
import { ownTurn } from './turns.ts';
import type { UnderstoodQuestion } from './understand.ts';
import type { Abstention, AskRequest } from './wire.ts';

/** All that an answer is written from; an abstention where there is none to write. */
export interface Prepared {
  /** Standalone, misspelled words put right. */
  readonly question: string;
  readonly passages: readonly Candidate[];
  /** The passages as a writer sees them. */
  readonly evidence: readonly Evidence[];
  readonly revision: number;
  readonly abstention: Abstention | null;
  /** How likely the passages hold an answer, 0…1; null where that was not weighed. */
  readonly confidence: number | null;
  readonly assessed: readonly AssessedPart[];
  /** An answer that needs no writer but a chat model's better words. */
  readonly drafted: readonly DraftPart[] | null;
}

export interface PrepareParts {
  readonly library: Library;
  readonly embedder: Embedder;
  readonly reader: SentenceReader;
  readonly writer: AnswerWriter;
  readonly fallback: AnswerWriter;
}

/** Finds what the papers say to a question, and whether that is an answer. */
export async function prepare(
  understood: UnderstoodQuestion,
  request: AskRequest,
  parts: PrepareParts,
  signal: AbortSignal,
): Promise<Prepared> {
  const hasModel = parts.writer !== parts.fallback;
  const plain = libraryAsked(understood.question) ? null : plainReply(understood.question, hasModel);
  if (plain) return await said(plain, understood, parts.library);
  const whole = await ofWholePapers(understood, request, parts, signal);
  if (whole) return whole;
  const little = tooLittle(understood.question);
  if (little) return await said(little, understood, parts.library);

  const gathered = await gather(understood, parts, signal);
  await ownTurn();
  return await judged(understood, gathered, hasModel, parts, signal);
}

/** What is said without looking into a paper. */
async function said(reply: PlainReply, { question }: UnderstoodQuestion, library: Library): Promise<Prepared> {
  const nothing = { passages: [], evidence: [], confidence: null, assessed: [], drafted: null };
  return { ...nothing, question, revision: await library.revision(), abstention: { ...reply, nearest: [] } };
}

/** The answer to a question about a paper as a whole or its references; null for any other. */
async function ofWholePapers(
  understood: UnderstoodQuestion,
  request: AskRequest,
  parts: PrepareParts,
  signal: AbortSignal,
): Promise<Prepared | null> {
  const { question, about } = understood;
  const structured =
    (await structuredAnswer(request.question, about, parts, signal)) ??
    (question === request.question ? null : await structuredAnswer(question, about, parts, signal));
  if (!structured) return null;
  const revision = await parts.library.revision();
  const [first] = structured.parts;
  const said =
    first?.type === 'abstention'
      ? { reason: first.reason, message: first.message, nearest: nearestOf(structured.passages) }
      : null;
  const lacks = said?.reason === 'named-source-lacks-it';
  const abstention = lacks ? await withElsewhere(said, understood, parts, signal) : said;
  const { passages, parts: drafted } = structured;
  const evidence = passages.map(evidenceForWriter);
  return { question, passages, evidence, revision, abstention, confidence: null, assessed: [], drafted };
}

/** Whether an answer can be in what was gathered: names first, then the sentences. */
async function judged(
  understood: UnderstoodQuestion,
  gathered: Gathered,
  hasModel: boolean,
  parts: PrepareParts,
  signal: AbortSignal,
): Promise<Prepared> {
  const { question, passages, revision } = gathered;
  const { named, about } = understood;
  const evidence = passages.map(evidenceForWriter);
  const found = { question, passages, evidence, revision, assessed: [], drafted: null };
  if (passages.length === 0) {
    const abstention: Abstention = {
      reason: 'no-evidence',
      message: 'The library holds nothing on this.',
      nearest: [],
    };
    return { ...found, abstention, confidence: 0 };
  }
  const read = readQuestion(question, about);
  const texts = passages.map(({ text }) => text);
  const absent = await absentNames(read, texts, about, parts.library, signal);
  if (absent.length > 0) {
    const abstention = lacksNames(absent, named, passages);
    return { ...found, confidence: 0, abstention: await withElsewhere(abstention, understood, parts, signal) };
  }
  const assessed = await assessGathered(gathered, evidence, parts, signal);
  const confidence = Math.max(0, ...assessed.map((part) => part.confidence));
  const denied = premiseDenied(question, assessed);
  if (denied) {
    const paper = passages.find((passage) => candidateId(passage) === denied.evidence.passage)?.paper;
    const abstention = paper ? falsePremise(paper, denied.text, passages) : null;
    if (abstention && !hasModel) return { ...found, assessed, confidence, abstention };
  }
  if (confidence >= (hasModel ? leastForModel : leastConfidence)) {
    return { ...found, assessed, confidence, abstention: null };
  }
  if (confidence === 0 && isAdvice(question)) {
    return { ...found, assessed, confidence, abstention: offTopic(understood.chosen, passages) };
  }
  const abstention = noSentenceAnswers(assessed, named, passages);
  return { ...found, assessed, confidence, abstention: await withElsewhere(abstention, understood, parts, signal) };
}

async function assessGathered(
  { parts: asked, similarity }: Gathered,
  evidence: readonly Evidence[],
  { reader }: PrepareParts,
  signal: AbortSignal,
): Promise<AssessedPart[]> {
  const byPassage = new Map(evidence.map((item) => [item.passage, item]));
  const parts = asked.map(({ text, bare, passages: own }) => ({
    text,
    bare,
    evidence: own.flatMap((passage) => byPassage.get(candidateId(passage)) ?? []),
  }));
  return await assess(parts, similarity, reader, signal);
}

/** Where the named papers lack it, the others are asked, so that the reader is told where it is. */
async function withElsewhere(
  abstention: Abstention,
  understood: UnderstoodQuestion,
  parts: PrepareParts,
  signal: AbortSignal,
): Promise<Abstention> {
  const others = understood.chosen.filter(({ id }) => !understood.named.some((paper) => paper.id === id));
  if (understood.named.length === 0 || others.length === 0) return abstention;
  return elsewhere(abstention, await answeredBy(others, understood, parts, signal));
}

/** Passages of other papers that answer, best first; [] where none does. */
async function answeredBy(
  others: readonly PaperSummary[],
  understood: UnderstoodQuestion,
  parts: PrepareParts,
  signal: AbortSignal,
): Promise<readonly Candidate[]> {
  const question = withoutSources(understood.question, understood.named);
  const structured = await structuredAnswer(question, others, parts, signal);
  if (structured) return structured.passages;
  const gathered = await gather({ ...understood, question, about: others, all: false }, parts, signal);
  const read = readQuestion(gathered.question, understood.chosen);
  const texts = gathered.passages.map(({ text }) => text);
  if ((await absentNames(read, texts, others, parts.library, signal)).length > 0) return [];
  const assessed = await assessGathered(gathered, gathered.passages.map(evidenceForWriter), parts, signal);
  if (!assessed.some(({ confidence }) => confidence >= leastElsewhere)) return [];
  const [best] = assessed.flatMap(({ sentences }) => sentences.slice(0, 1));
  const first = gathered.passages.find((passage) => candidateId(passage) === best?.evidence.passage);
  return first ? [first, ...gathered.passages.filter((passage) => passage !== first)] : gathered.passages;
}
