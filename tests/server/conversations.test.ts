import { describe, expect, test } from 'vitest';
import { recentTurns, standaloneQuestion } from '../../server/conversations.ts';

const vietnam = [{ question: 'How did Vietnam respond to hacking?', answer: 'It restricted Huawei.' }];

describe('a follow-up', () => {
  test.each([
    ['one word', 'Why?'],
    ['a pronoun', 'When did they do that?'],
    ['and', 'And its encryption standards?'],
    ['what about', 'What about encryption standards?'],
    ['a name in lower case', 'and malaysia?'],
  ])('is read behind the question that it follows (%s)', (_, question) => {
    expect(standaloneQuestion(question, vietnam)).toBe(`How did Vietnam respond to hacking? ${question}`);
  });

  test.each([
    ['And Malaysia?', 'How did Vietnam respond to hacking?', 'How did Malaysia respond to hacking?'],
    ['What about Sri Lanka?', 'How did Vietnam’s army react', 'How did Sri Lanka’s army react'],
    ['And Malaysia?', 'What does Sadi say about hacking?', 'What does Sadi say about hacking? And Malaysia?'],
    ['And Malaysia?', 'How do Vietnam and India react?', 'How do Vietnam and India react? And Malaysia?'],
    ['And Malaysia?', 'how dependent are states on vendors', 'how dependent are states on vendors? And Malaysia?'],
  ])('that names another case, %s after "%s"', (question, before, filled) => {
    expect(standaloneQuestion(question, [{ question: before, answer: '' }])).toBe(filled);
  });

  test('of a follow-up has the context of both', () => {
    const history = [...vietnam, { question: 'And Malaysia?', answer: '' }, { question: 'Why?', answer: '' }];
    expect(standaloneQuestion('Does it restrict Huawei?', history)).toBe(
      'How did Malaysia respond to hacking? Does it restrict Huawei?',
    );
    const longer = [...vietnam, { question: 'And what does that mean for its army?', answer: '' }];
    expect(standaloneQuestion('And why?', longer)).toBe(
      'How did Vietnam respond to hacking? And what does that mean for its army? And why?',
    );
  });

  test('a conversation of nothing but follow-ups does not grow without end', () => {
    const history = Array.from({ length: 300 }, () => ({
      question: 'And what does that mean for its army?',
      answer: '',
    }));
    expect(standaloneQuestion('Why?', history).length).toBeLessThan(600);
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
