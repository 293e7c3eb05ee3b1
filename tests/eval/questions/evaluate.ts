import { countWords } from '../../../ingest/count-words.ts';
import type { Answer } from '../../../server/wire.ts';
import { groupsOf } from '../groups.ts';
import type { EvalLibrary } from '../library.ts';
import { printFigures } from '../figures.ts';
import type { Figures, Kept } from '../results.ts';
import { type Bar, percent, printRows, sayProgress } from '../table.ts';
import { openAsker } from './ask.ts';
import { evidenceInAnswer, evidenceRecall, evidenceRecallInWords, holdsKeywords } from './measures.ts';
import { type Judged, printReliability } from './reliability.ts';
import {
  type AnswerableQuestion,
  answerableQuestions,
  conversations,
  type Split,
  type UnanswerableQuestion,
  unanswerableQuestions,
} from './sets.ts';

interface Asked<Question> {
  readonly question: Question;
  readonly answer: Answer;
}

/** The own question sets through the product without a chat model: figures beside the kept ones, and their bars. */
export async function evaluateQuestions(
  opened: EvalLibrary,
  split: Split,
  verbose: boolean,
  kept: Kept | null,
): Promise<{ figures: Figures; bars: Bar[] }> {
  const ask = openAsker(opened);
  const questions = answerableQuestions(split);
  const without = unanswerableQuestions(split);
  const answerable: Asked<AnswerableQuestion>[] = [];
  for (const question of questions) {
    answerable.push({ question, answer: await ask({ question: question.question }) });
    sayProgress('questions asked', answerable.length, questions.length + without.length);
  }
  const unanswerable: Asked<UnanswerableQuestion>[] = [];
  for (const question of without) {
    unanswerable.push({ question, answer: await ask({ question: question.question }) });
    sayProgress('questions asked', questions.length + unanswerable.length, questions.length + without.length);
  }
  const followUps = await askFollowUps(ask, split);
  const figures = { ...figuresOf(answerable, unanswerable), ...followUps.figures };
  const names = Object.keys(figures);
  printFigures({ title: `Own questions, ${split}`, rows: names, columns: [''], nameOf: (name) => name }, figures, kept);
  printKinds(answerable, unanswerable);
  printReliability([
    ...answerable.map(({ question, answer }) => judged(answer, evidenceInAnswer(answer, question.evidence) > 0)),
    ...unanswerable.map(({ answer }) => judged(answer, false)),
  ]);
  if (verbose) printFailures(answerable, unanswerable, followUps.failed);
  return { figures, bars: barsOf(split, figures) };
}

function judged(answer: Answer, right: boolean): Judged {
  return { confidence: answer.confidence ?? null, right };
}

function figuresOf(
  answerable: readonly Asked<AnswerableQuestion>[],
  unanswerable: readonly Asked<UnanswerableQuestion>[],
): Figures {
  const mean = (of: (asked: Asked<AnswerableQuestion>) => number) =>
    answerable.reduce((sum, asked) => sum + of(asked), 0) / Math.max(1, answerable.length);
  const recall = (k: number) => mean(({ question, answer }) => evidenceRecall(answer.passages, question.evidence, k));
  const lengths = answerable.filter(({ answer }) => answer.answered).map(({ answer }) => countWords(answer.text));
  return {
    'evidence recall@1': recall(1),
    'evidence recall@5': recall(5),
    'evidence recall@8': recall(8),
    'evidence in 1,500 words': mean(({ question, answer }) =>
      evidenceRecallInWords(answer.passages, question.evidence),
    ),
    'answer holds the evidence': mean(({ question, answer }) => evidenceInAnswer(answer, question.evidence)),
    'answer has the keywords': mean(({ question, answer }) => Number(holdsKeywords(answer, question.keywords))),
    'words of an answer, median': lengths.sort((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? 0,
    'refused rightly': unanswerable.filter(({ answer }) => !answer.answered).length / Math.max(1, unanswerable.length),
    'refused wrongly': mean(({ answer }) => Number(!answer.answered)),
  };
}

/** Each follow-up as it is asked, with the answers before it, and in its standalone form. */
async function askFollowUps(ask: ReturnType<typeof openAsker>, split: Split) {
  const sums = { followUps: 0, recall: 0, standaloneRecall: 0, holds: 0, standaloneHolds: 0, refused: 0, without: 0 };
  const failed: string[] = [];
  for (const { id, turns } of conversations(split)) {
    const history: { question: string; answer: string }[] = [];
    for (const turn of turns) {
      const answer = await ask({ question: turn.question, history });
      if (turn.kind !== 'first' && turn.answerable) {
        const standalone = await ask({ question: turn.standalone });
        const recall = evidenceRecall(answer.passages, turn.evidence, 8);
        const holds = evidenceInAnswer(answer, turn.evidence);
        sums.followUps += 1;
        sums.recall += recall;
        sums.standaloneRecall += evidenceRecall(standalone.passages, turn.evidence, 8);
        sums.holds += holds;
        sums.standaloneHolds += evidenceInAnswer(standalone, turn.evidence);
        if (holds < 1) failed.push(`${id} “${turn.question}” read as “${answer.standaloneQuestion}”: ${answer.text}`);
      } else if (!turn.answerable) {
        sums.without += 1;
        sums.refused += Number(!answer.answered);
      }
      history.push({ question: turn.question, answer: answer.text });
    }
  }
  const share = (value: number) => value / Math.max(1, sums.followUps);
  const figures: Figures = {
    'follow-ups: evidence recall@8': share(sums.recall),
    'follow-ups: the same, standalone': share(sums.standaloneRecall),
    'follow-ups: answer holds the evidence': share(sums.holds),
    'follow-ups: the same, standalone ': share(sums.standaloneHolds),
    'follow-ups: refused rightly': sums.refused / Math.max(1, sums.without),
  };
  return { figures, failed };
}

function printKinds(
  answerable: readonly Asked<AnswerableQuestion>[],
  unanswerable: readonly Asked<UnanswerableQuestion>[],
): void {
  const rows = [...groupsOf(answerable, ({ question }) => question.kind)].map(([kind, group]) => [
    kind,
    String(group.length),
    percent(
      sum(group, ({ question, answer }) => evidenceRecall(answer.passages, question.evidence, 8)),
      group.length,
    ),
    percent(
      sum(group, ({ question, answer }) => evidenceInAnswer(answer, question.evidence)),
      group.length,
    ),
    percent(
      sum(group, ({ question, answer }) => Number(holdsKeywords(answer, question.keywords))),
      group.length,
    ),
    percent(
      sum(group, ({ answer }) => Number(!answer.answered)),
      group.length,
    ),
  ]);
  printRows('By kind', [['answerable', 'n', 'recall@8', 'holds', 'keywords', 'refused'], ...rows]);
  const refused = [...groupsOf(unanswerable, ({ question }) => question.kind)].map(([kind, group]) => [
    kind,
    String(group.length),
    percent(
      sum(group, ({ answer }) => Number(!answer.answered)),
      group.length,
    ),
  ]);
  printRows('', [['without an answer', 'n', 'refused'], ...refused]);
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

function printFailures(
  answerable: readonly Asked<AnswerableQuestion>[],
  unanswerable: readonly Asked<UnanswerableQuestion>[],
  followUps: readonly string[],
): void {
  for (const { question, answer } of answerable) {
    if (evidenceInAnswer(answer, question.evidence) === 1 && answer.answered) continue;
    const found = evidenceRecall(answer.passages, question.evidence, 8) === 1 ? 'retrieved' : 'NOT RETRIEVED';
    console.log(`\n${question.id} ${question.kind} (${found}, ${confidenceOf(answer)}) ${question.question}`);
    console.log(`  ${answer.text}`);
    for (const item of question.evidence) console.log(`  wanted: ${item[0]?.quote ?? ''}`);
  }
  for (const { question, answer } of unanswerable) {
    if (!answer.answered) continue;
    console.log(`\n${question.id} ${question.kind} ANSWERED (${confidenceOf(answer)}) ${question.question}`);
    console.log(`  ${answer.text}`);
  }
  for (const line of followUps) console.log(`\n${line}`);
}

function confidenceOf({ confidence }: Answer): string {
  return typeof confidence === 'number' ? confidence.toFixed(2) : '–';
}

function barsOf(split: Split, figures: Figures): Bar[] {
  const bar = (name: string, most: 'least' | 'most', value: number): Bar => {
    const measured = figures[name] ?? 0;
    const reached = most === 'least' ? measured >= value : measured <= value;
    return {
      what: `own questions, ${split}: ${name} ${measured.toFixed(3)}, at ${most} ${Number(value.toFixed(3))}`,
      reached,
    };
  };
  return [
    bar('evidence recall@8', 'least', 0.97),
    bar('evidence in 1,500 words', 'least', 0.97),
    bar('answer holds the evidence', 'least', 0.88),
    bar('words of an answer, median', 'most', 90),
    bar('refused rightly', 'least', 0.75),
    bar('refused wrongly', 'most', 0.08),
    bar(
      'follow-ups: answer holds the evidence',
      'least',
      Math.max(0, (figures['follow-ups: the same, standalone '] ?? 0) - 0.03),
    ),
  ];
}
