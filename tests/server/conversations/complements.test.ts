import { describe, expect, test } from 'vitest';
import { after, lastOf } from './after.ts';

const sindoor = 'When did Operation Sindoor take place?';

describe('a word that says nothing alone gets what it is of, to or in', () => {
  test.each([
    ['How did Pakistan respond?', sindoor, 'How did Pakistan respond to Operation Sindoor?'],
    ['How did India react?', 'How did Vietnam respond to hacking?', 'How did India react to hacking?'],
    ['How did India respond?', 'Who mediated the ceasefire?', 'How did India respond to the ceasefire?'],
    ['What is China’s counterpart?', 'What is the JAIC?', 'What is China’s counterpart to the JAIC?'],
    ['Does Israel have something similar?', 'What is Sharp Eyes?', 'Does Israel have something similar to Sharp Eyes?'],
    ['Does India have a similar programme?', 'What is the JAIC?', 'Does India have a programme similar to the JAIC?'],
    ['Would India be a member?', 'What is the Cyber Pact?', 'Would India be a member of the Cyber Pact?'],
    ['How does Pakistan rank?', 'What is the Cyber Index?', 'How does Pakistan rank in the Cyber Index?'],
    ['And what followed?', 'What happened at Pahalgam?', 'What followed the events at Pahalgam?'],
    ['And what did India do before that?', 'Who mediated the ceasefire?', 'What did India do before the ceasefire?'],
  ])('%s after “%s”', (turn, before, standalone) => {
    expect(after(before, turn)).toBe(standalone);
  });

  test.each([
    ['of which nobody can be sure', 'How did China reply?', 'Did Vietnam restrict Huawei?'],
    ['of a country', 'How did India respond?', 'What is Pakistan?'],
    ['that has it', 'How did the US respond to the crisis?', sindoor],
  ])('stays, %s', (_, turn, before) => {
    expect(after(before, turn)).toBe(turn);
  });
});

describe('a count is set where the question before was', () => {
  test.each([
    ['How many drones were shot down?', sindoor, 'How many drones were shot down in Operation Sindoor?'],
    ['How many people were killed?', 'What happened at Pahalgam?', 'How many people were killed at Pahalgam?'],
    ['How many drones were shot down?', 'What is defensive realism?', 'How many drones were shot down?'],
    ['How many drones were shot down in 2023?', sindoor, 'How many drones were shot down in 2023?'],
    ['How many papers were used?', sindoor, 'How many papers were used?'],
  ])('%s after “%s”', (turn, before, standalone) => {
    expect(after(before, turn)).toBe(standalone);
  });
});

describe('“one” and “these” are what was asked for', () => {
  const incidents = 'Which cyber incidents hit Pakistan?';
  test.each([
    [
      'When did the second one happen?',
      incidents,
      'When did the second of the cyber incidents that hit Pakistan happen?',
    ],
    ['What is the first one?', 'Which systems does India use?', 'What is the first of the systems that India uses?'],
    ['Does India have one?', 'What is Pakistan’s AI policy?', 'Does India have an AI policy?'],
    ['Does India have one?', 'What is defensive realism?', 'Does India have one?'],
    ['And the one of 2014?', 'What does the NSP 2022-2026 cover?', 'What does the NSP of 2014 cover?'],
    ['And the one of Pakistan?', 'What is the AI policy of India?', 'What is the AI policy of Pakistan?'],
    [
      'Which of these were French?',
      'How many aircraft did Pakistan shoot down?',
      'Which of the aircraft that Pakistan shot down were French?',
    ],
  ])('%s after “%s”', (turn, before, standalone) => {
    expect(after(before, turn)).toBe(standalone);
  });
});

describe('a difference is between the last two cases', () => {
  test.each([
    [
      ['What are the aims of the NSP 2022-2026?', 'And the one of 2014?', 'What’s the difference?'],
      'What’s the difference between the aims of the NSP 2022-2026 and the aims of the NSP of 2014?',
    ],
    [
      ['What does the NSP 2022-2026 cover?', 'And the one of 2014?', 'What is the main difference?'],
      'What is the main difference between the NSP 2022-2026 and the NSP of 2014?',
    ],
    [
      ['How did Vietnam respond to hacking?', 'And Malaysia?', 'How do they differ?'],
      'How do Vietnam and Malaysia differ?',
    ],
  ])('%j', (turns, standalone) => {
    expect(lastOf(turns)).toBe(standalone);
  });
});
