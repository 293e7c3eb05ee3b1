import { describe, expect, it } from 'vitest';
import { asksForHelp, isThanks } from '../../../../server/slack/messages/small-talk.ts';

describe('thanks are not answered', () => {
  it.each(['thanks', 'Thanks!', 'thank you so much', 'ok, thanks', 'Great!', 'cool', 'Perfect, thank you.', 'got it'])(
    '%s',
    (text) => expect(isThanks(text)).toBe(true),
  );
  it.each([
    'Thanks to whom did it work?',
    'ok, and Malaysia?',
    'Great powers?',
    'What does “great” mean here?',
    'Nice is where?',
  ])('but this is: %s', (text) => expect(isThanks(text)).toBe(false));
});

describe('who asks for help is told how to ask', () => {
  it.each(['help', 'Hi', 'hello there', 'hey!', 'Who are you?', 'what can you do?', 'How does this work?'])(
    '%s',
    (text) => expect(asksForHelp(text)).toBe(true),
  );
  it.each([
    'How does this work for Pakistan?',
    'Help states defend themselves?',
    'Who are you-know-who’s allies?',
    'Hi-tech?',
  ])('but this is a question: %s', (text) => expect(asksForHelp(text)).toBe(false));
});
