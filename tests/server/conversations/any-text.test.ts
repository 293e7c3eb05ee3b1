import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { standaloneQuestion } from '../../../server/conversations/standalone-question.ts';
import { recentTurns } from '../../../server/conversations/turns.ts';
import { sadi, sarwar } from '../../fixtures/default-papers.ts';
import { vietnamAnswer } from './after.ts';

const words = fc.constantFrom(
  ...'Why how And what about did does is are was Vietnam malaysia Huawei it they that this of them who which paper other author Sadi Sarwar agree source page in 2023 hacking respond to the law , . ? ! — “ ” ’s no I meant not'.split(
    ' ',
  ),
);
const sentence = fc.array(words, { maxLength: 14 }).map((list) => list.join(' '));
const text = fc.oneof(sentence, fc.string({ unit: 'binary', maxLength: 60 }));
const turn = fc.record({ question: text, answer: fc.oneof(text, fc.constant(vietnamAnswer)) });

function wordsOf(value: string): string[] {
  return value.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

describe('whatever is said', () => {
  test('there is a question of at most 400 characters, or the one that was asked', () => {
    fc.assert(
      fc.property(text, fc.array(turn, { maxLength: 4 }), (question, history) => {
        const standalone = standaloneQuestion(question, history, [sadi, sarwar]);
        expect(standalone === question || standalone.length <= 400).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('names and numbers are only those of the question, the history and the papers', () => {
    fc.assert(
      fc.property(sentence, fc.array(turn, { minLength: 1, maxLength: 3 }), (question, history) => {
        const said = [question, ...history.flatMap((one) => [one.question, one.answer])].join(' ');
        const known = new Set(wordsOf(`${said} ${sadi.authors.join(' ')} ${sarwar.authors.join(' ')}`));
        const names =
          standaloneQuestion(question, history, [sadi, sarwar]).match(/(?<=\s)\p{Lu}\p{Ll}{3,}|\d+/gu) ?? [];
        for (const name of names) expect(known).toContain(name.toLowerCase());
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['one word without end', 'a'.repeat(100_000)],
    ['capitals', 'Aa '.repeat(50_000)],
    ['possessives', 'x’s '.repeat(50_000)],
    ['dots', 'U.S.'.repeat(50_000)],
    ['spaces', `why${' '.repeat(100_000)}?`],
    ['commas', 'no, '.repeat(40_000)],
    ['marks', '?!.'.repeat(50_000)],
    ['question words', 'what does he say that '.repeat(10_000)],
    ['hyphens', 'a-'.repeat(100_000)],
  ])('long and hostile text is read in its stride (%s)', (_, hostile) => {
    const history = Array.from({ length: 100 }, () => ({ question: hostile, answer: hostile }));
    expect(standaloneQuestion('And Malaysia?', history, [sadi, sarwar])).toContain('Malaysia');
    expect(standaloneQuestion(hostile, history, [sadi, sarwar])).toBe(hostile);
  });

  test('a hundred turns lead to the newest', () => {
    const question = 'How did Vietnam respond to hacking?';
    const history = Array.from({ length: 100 }, (_, at) => ({
      question: at === 90 ? question : at > 90 ? 'And why?' : 'What is PECA?',
      answer: '',
    }));
    expect(standaloneQuestion('And Malaysia?', history)).toBe('How did Malaysia respond to hacking?');
  });

  test('nothing but follow-ups does not grow without end', () => {
    const history = Array.from({ length: 300 }, () => ({
      question: 'And what does that mean for its army?',
      answer: '',
    }));
    expect(standaloneQuestion('Why?', history).length).toBeLessThanOrEqual(400);
  });

  test('a long conversation is cut, not refused', () => {
    const turns = recentTurns(
      Array.from({ length: 500 }, (_, index) => ({ question: `${index}`, answer: 'a'.repeat(9000) })),
    );
    expect(turns.at(-1)?.question).toBe('499');
    expect(turns.reduce((sum, one) => sum + one.answer.length, 0)).toBeLessThan(20_000);
  });
});
