import { describe, expect, test } from 'vitest';
import { recentTurns, standaloneQuestion } from '../../server/conversations.ts';

const vietnam = [{ question: 'How did Vietnam respond to hacking?', answer: 'It restricted Huawei.' }];

describe('a follow-up', () => {
  test.each([
    ['one word', 'Why?'],
    ['a pronoun', 'When did they do that?'],
    ['and', 'And Malaysia?'],
    ['what about', 'What about encryption standards?'],
  ])('carries the topic of the conversation (%s)', (_, question) => {
    expect(standaloneQuestion(question, vietnam)).toBe(`${question} (about: How did Vietnam respond to hacking?)`);
  });

  test('the topic is that of the last question that stood by itself', () => {
    const history = [...vietnam, { question: 'Why?', answer: 'Because.' }];
    expect(standaloneQuestion('And when?', history)).toContain('Vietnam');
  });

  test('a question that stands by itself stays as it is', () => {
    const question = 'Which French jets were shot down?';
    expect(standaloneQuestion(question, vietnam)).toBe(question);
    expect(standaloneQuestion('Why?', [])).toBe('Why?');
  });

  test('a long conversation is cut, not refused', () => {
    const turns = recentTurns(
      Array.from({ length: 500 }, (_, index) => ({ question: `${index}`, answer: 'a'.repeat(9000) })),
    );
    expect(turns.at(-1)?.question).toBe('499');
    expect(turns.reduce((sum, turn) => sum + turn.answer.length, 0)).toBeLessThan(20_000);
  });
});
