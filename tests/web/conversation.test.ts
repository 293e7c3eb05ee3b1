import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, AnswerEvent } from '../../server/wire.ts';
import { announcementOf } from '../../web/conversation/announcer.tsx';
import {
  answerIdsOf,
  type Conversation,
  type ConversationAction,
  historyOf,
  reduceConversation,
} from '../../web/conversation/conversation.ts';
import { abstained, answered } from '../fakes/wire-answers.ts';
import { sadi, sarwarAndRashid } from '../fakes/wire-papers.ts';

const papers = [sadi(), sarwarAndRashid()] as const;
const question = 'How dependent is Pakistan’s digital infrastructure on Chinese technology?';
const answer = answered(question, ...papers, 0);

const run = (actions: readonly ConversationAction[], before: Conversation = []) =>
  actions.reduce(reduceConversation, before);
const asked = (key = 1): ConversationAction => ({ type: 'asked', key, question });
const event = (of: AnswerEvent, key = 1): ConversationAction => ({ type: 'event', key, event: of });
const delta = (text: string) => event({ type: 'text-delta', text });
const ended = (of: Answer = answer) => event({ type: 'answer-end', answer: of });

describe('a turn', () => {
  const [firstCitation] = answer.citations;
  if (!firstCitation) throw new Error('the answer has citations');
  const verified = event({ type: 'citation-verified', citation: firstCitation });

  test.each<[what: string, actions: ConversationAction[], turn: object]>([
    ['begins by searching', [asked()], { question, phase: 'searching', text: '' }],
    [
      'still searches when passages came',
      [asked(), event({ type: 'evidence-found', passages: answer.passages })],
      { phase: 'searching', passages: answer.passages },
    ],
    ['gathers text', [asked(), delta('Sadi '), delta('puts')], { phase: 'writing', text: 'Sadi puts' }],
    ['gathers citations', [asked(), verified, delta('[1]')], { citations: [firstCitation], text: '[1]' }],
    [
      'remembers what was rejected',
      [asked(), event({ type: 'citation-rejected', quote: 'never said', reason: 'not-found' })],
      { rejected: [{ quote: 'never said', reason: 'not-found' }] },
    ],
    [
      'drops what streamed when the writer failed, and says so',
      [asked(), verified, delta('A draft'), event({ type: 'answer-restarted', notice: 'The chat model failed.' })],
      { phase: 'searching', text: '', citations: [], notice: 'The chat model failed.' },
    ],
    ['ends with the whole answer', [asked(), delta('Sa'), ended()], { phase: 'done', text: answer.text, answer }],
    [
      'fails with the server’s words and keeps its text',
      [asked(), delta('Sadi'), event({ type: 'error', code: 'x', message: 'Try again.' })],
      { phase: 'failed', error: 'Try again.', text: 'Sadi' },
    ],
    [
      'fails when the connection does',
      [asked(), { type: 'failed', key: 1, message: 'Ibid can’t be reached.' }],
      { phase: 'failed', error: 'Ibid can’t be reached.' },
    ],
    [
      'stops with what it has',
      [asked(), delta('Sadi'), { type: 'stopped', key: 1 }],
      { phase: 'stopped', text: 'Sadi' },
    ],
    ['takes nothing after it was stopped', [asked(), { type: 'stopped', key: 1 }, delta('late')], { text: '' }],
    ['stays done when stopped late', [asked(), ended(), { type: 'stopped', key: 1 }], { phase: 'done' }],
  ])('%s', (_, actions, turn) => {
    expect(run(actions)).toEqual([expect.objectContaining(turn)]);
  });

  test('is the same however its text was cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: answer.text.length }), { maxLength: 20 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), answer.text.length];
        const deltas = at.slice(1).map((end, index) => delta(answer.text.slice(at[index], end)));
        const citations = answer.citations.map((citation) => event({ type: 'citation-verified', citation }));
        const [streamed] = run([asked(), ...citations, ...deltas]);
        const [whole] = run([ended()], [...run([asked()])]);
        expect(streamed?.text).toBe(whole?.text);
        expect(streamed?.citations).toEqual(whole?.citations);
      }),
    );
  });
});

describe('a conversation', () => {
  test('events reach their own turn only', () => {
    const turns = run([asked(1), ended(), asked(2), event({ type: 'text-delta', text: 'more' }, 2)]);
    expect(turns.map(({ text }) => text)).toEqual([answer.text, 'more']);
    const both = run([asked(1), asked(2), event({ type: 'text-delta', text: 'first' }, 1)]);
    expect(both.map(({ text }) => text)).toEqual(['first', '']);
  });

  test('a turn that is cut takes late events and all later turns with it', () => {
    expect(run([asked(), { type: 'cut', key: 1 }, delta('late')])).toEqual([]);
    const turns = run([asked(1), ended(), asked(2), event({ type: 'answer-end', answer }, 2), asked(3)]);
    expect(run([{ type: 'cut', key: 2 }], turns).map(({ key }) => key)).toEqual([1]);
    expect(run([{ type: 'cut', key: 9 }], turns)).toEqual(turns);
  });

  test('a verdict is kept with its answer', () => {
    const [turn] = run([asked(), ended(), { type: 'judged', id: answer.id, verdict: 'bad' }]);
    expect(turn?.answer?.feedback).toEqual({ verdict: 'bad' });
  });

  test('follow-ups carry finished turns only', () => {
    const turns = run([asked(1), ended(), asked(2), { type: 'stopped', key: 2 }, asked(3)]);
    expect(historyOf(turns)).toEqual([{ question, answer: answer.text }]);
    expect(answerIdsOf(turns)).toEqual([answer.id]);
  });

  test('kept answers take its place', () => {
    const other = abstained('What is the weather?', ...papers);
    const turns = run([asked(1), { type: 'opened', answers: [other, answer], firstKey: 5 }]);
    expect(turns.map(({ key, phase, question: of }) => [key, phase, of])).toEqual([
      [5, 'done', 'What is the weather?'],
      [6, 'done', question],
    ]);
  });
});

describe('what a screen reader is told', () => {
  test('is silent while tokens stream, then the whole answer without markers', () => {
    const said = [[asked()], [asked(), delta('Sa')], [asked(), delta('Sa'), delta('di')], [asked(), ended()]].map(
      (actions) => announcementOf(run(actions).at(-1)),
    );
    expect(said.slice(0, 3)).toEqual(['Searching the papers.', 'Writing the answer.', 'Writing the answer.']);
    expect(said[3]).toContain('Sadi puts a number on it: “With 78%');
    expect(said[3]).not.toMatch(/\[[123]\]/);
  });

  test('is the abstention’s message where there is no answer', () => {
    const none = abstained('What is the weather?', ...papers);
    expect(announcementOf(run([asked(), ended(none)]).at(-1))).toBe(none.abstention?.message);
  });
});
