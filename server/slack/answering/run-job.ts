import type { Library } from '../../../ingest/library.ts';
import type { Assistant } from '../../assistant.ts';
import { checkQuestion } from '../../http/question.ts';
import { standardLimits } from '../../http/parts.ts';
import { creditOf } from '../../citations/credit.ts';
import { untilAborted } from '../../http/request-signal.ts';
import type { Checker } from '../../quotes/checker.ts';
import { reportOf } from '../../quotes/report.ts';
import type { Answer, Turn } from '../../wire.ts';
import { asksForHelp } from '../messages/small-talk.ts';
import { answerMessages } from '../messages/answer-message.ts';
import { checkMessages } from '../messages/check-message.ts';
import { noticeMessage, withPreface } from '../messages/notice-message.ts';
import { beginning } from '../messages/shown-text.ts';
import type { SlackMessage } from '../messages/slack-message.ts';
import { isDirect } from '../store/destination.ts';
import type { Job } from '../store/jobs.ts';
import type { SlackStore } from '../store/open-store.ts';
import type { AnsweredQuestion } from '../store/threads.ts';

export interface RunParts {
  readonly store: SlackStore;
  readonly library: Pick<Library, 'answer' | 'paper' | 'papers'>;
  readonly assistant: Assistant;
  readonly checker: Pick<Checker, 'check'>;
  /** Origin of the web page, without a slash at the end. */
  readonly publicUrl: () => string;
}

/** What came of a job: at least one message. */
export interface JobOutcome {
  readonly messages: readonly SlackMessage[];
  /** Id of the answer in the library; null when there is none. */
  readonly answer: string | null;
  /** Whether the message only says why there is nothing else. */
  readonly failed?: boolean;
}

/** What is heard of an answer before it is complete. */
export interface Progress {
  add(text: string): void;
  restart(): void;
}

/** Milliseconds within which one direct message goes on from the other when nobody threads them. */
const conversation = 15 * 60 * 1000;
/** A message that says of itself that it goes on from another; one that quotes or is long stands alone. */
const goesOn = /^(?:and|but|or|so|then|what about|how about|why|how so|who|when|where)\b[^"“”„«»>\n]{0,60}$/i;

/** Answers, checks, shares or keeps. Rejects when that could not be done, and when `signal` is aborted. */
export async function runJob(job: Job, parts: RunParts, signal: AbortSignal, progress: Progress): Promise<JobOutcome> {
  switch (job.kind) {
    case 'question':
      return await answerQuestion(job, parts, signal, progress);
    case 'check':
      return { messages: await check(job, job.text, parts, signal), answer: null };
    case 'share':
    case 'keep':
      return { messages: await again(job, parts, signal), answer: null };
  }
}

async function answerQuestion(job: Job, parts: RunParts, signal: AbortSignal, progress: Progress): Promise<JobOutcome> {
  if (job.text === '' || asksForHelp(job.text)) return { messages: [noticeMessage(await help(parts))], answer: null };
  const question = checkQuestion(job.text, standardLimits.questionCharacters);
  const history = await turnsOf(turnsBefore(job, parts.store), parts.library);
  for await (const event of untilAborted(parts.assistant.ask({ question, history }, signal), signal)) {
    if (event.type === 'text-delta') progress.add(event.text);
    else if (event.type === 'answer-restarted') progress.restart();
    else if (event.type === 'answer-end') {
      return { messages: await shown(event.answer, job, parts), answer: event.answer.id };
    }
  }
  throw new Error('the assistant ended without answer-end');
}

function turnsBefore(
  { id, channel, thread, message, text, createdAt }: Job,
  { threads }: SlackStore,
): AnsweredQuestion[] {
  if (thread === null) return [];
  const turns = threads.turns(channel, thread, id);
  const begins = thread === message;
  return turns.length === 0 && begins && isDirect(channel) && goesOn.test(text)
    ? threads.recentTurns(channel, createdAt - conversation, id)
    : turns;
}

/** Answers whose papers were removed are gone, and with them what could be followed up. */
async function turnsOf(answered: readonly AnsweredQuestion[], library: Pick<Library, 'answer'>): Promise<Turn[]> {
  const turns: Turn[] = [];
  for (const { question, answer: id } of answered) {
    const kept = await library.answer(id);
    if (kept) turns.push({ question, answer: (JSON.parse(kept.json) as Answer).text });
  }
  return turns;
}

/** Papers that are named to somebody who does not know what to ask. */
const papersNamed = 8;

async function help({ library }: RunParts): Promise<string> {
  const papers = await library.papers();
  const named = papers.slice(0, papersNamed).map((paper) => `• ${creditOf(paper)}: ${beginning(paper.title, 120)}`);
  const more = papers.length > named.length ? [`and ${papers.length - named.length} more`] : [];
  const holds =
    papers.length === 0 ? ['There are no papers in the library yet.'] : ['In the library:', ...named, ...more];
  return [noQuestion, '', ...holds].join('\n');
}

const noQuestion =
  'Ask me something about the papers, in the same message in which you mention me: “What do the papers say about trust?” Every quotation in the answer stands in a paper, at the place that is named.';

async function check(job: Job, text: string, parts: RunParts, signal: AbortSignal): Promise<SlackMessage[]> {
  if (text === '') return [noticeMessage('There is no text in this message, so there is nothing to check.')];
  const report = reportOf(await parts.checker.check({ text }, signal), text);
  return checkMessages(report, { ...optionsOf(job, parts), text });
}

/** What somebody saw alone, for all or for later. */
async function again(job: Job, parts: RunParts, signal: AbortSignal): Promise<SlackMessage[]> {
  const about = job.about === null ? null : parts.store.jobs.job(job.about);
  if (about?.kind === 'check') return headed(`Checked: ${about.text}`, await check(job, about.text, parts, signal));
  const kept = about?.answer ? await parts.library.answer(about.answer) : null;
  if (!about || !kept) {
    return [noticeMessage('This answer is no longer kept: answers go with the papers that they quote. Ask again.')];
  }
  return headed(`Asked: ${about.text}`, await shown(JSON.parse(kept.json) as Answer, job, parts));
}

/** Characters of a question that stand over its answer. */
const longestHeading = 200;

function headed(heading: string, messages: readonly SlackMessage[]): SlackMessage[] {
  const short = beginning(heading, longestHeading);
  return messages.map((message, index) => (index === 0 ? withPreface(message, short) : message));
}

async function shown(answer: Answer, job: Job, parts: RunParts): Promise<SlackMessage[]> {
  const options = optionsOf(job, parts);
  if (!answer.abstention) return answerMessages(answer, options);
  // Only an abstention names papers and pages that it does not cite.
  const labels = new Map<string, string | null>();
  const nearest = answer.passages.filter(({ id }) => answer.abstention?.nearest.includes(id));
  for (const id of new Set(nearest.map(({ paperId }) => paperId))) {
    const paper = await parts.library.paper(id);
    for (const { number, label } of paper?.pages ?? []) labels.set(`${id} ${number}`, label ?? null);
  }
  const pageLabelOf = (id: string, page: number) => labels.get(`${id} ${page}`) ?? null;
  return answerMessages(answer, { ...options, papers: await parts.library.papers(), pageLabelOf });
}

function optionsOf(job: Job, { publicUrl }: RunParts) {
  return { publicUrl: publicUrl(), jobId: job.id, audience: audienceOf(job) };
}

/** Whether all see what comes of a job, or only who asked. */
export function audienceOf({ destinations }: Job): 'everyone' | 'asker' {
  const [first] = destinations;
  const isAlone = first?.to === 'ephemeral' || (first?.to === 'response-url' && first.visible === 'asker');
  return isAlone ? 'asker' : 'everyone';
}
