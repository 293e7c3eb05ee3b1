import { describe, expect, test } from 'vitest';
import { after, lastOf } from './after.ts';

describe('a question word and its preposition', () => {
  test.each([
    ['By when?', 'Must Pakistan build a fund?', 'By when must Pakistan build a fund?'],
    ['From when?', 'Does Pakistan plan an AI fund?', 'From when does Pakistan plan an AI fund?'],
    ['For how long?', 'Did India suspend the treaty?', 'For how long did India suspend the treaty?'],
    ['With whom?', 'Does Pakistan plan an AI fund?', 'With whom does Pakistan plan an AI fund?'],
    ['Against whom?', 'Did India attack?', 'Against whom did India attack?'],
    ['At what cost?', 'Was the law adopted?', 'At what cost was the law adopted?'],
    ['By whom?', 'Were the drones shot down?', 'By whom were the drones shot down?'],
    ['By whom?', 'Does Pakistan plan an AI fund?', 'Does Pakistan plan an AI fund, and by whom?'],
  ])('%s after “%s”', (turn, before, standalone) => {
    expect(after(before, turn)).toBe(standalone);
  });
});

describe('a number or a choice is asked of what was spoken of', () => {
  test.each([
    ['Which ones?', 'Does Sadi give examples?', 'Which examples does Sadi give?'],
    ['Which?', 'Did Pakistan buy any jets in 2025?', 'Which jets did Pakistan buy in 2025?'],
    ['How many?', 'Which jets were shot down?', 'How many jets were shot down?'],
    ['How many?', 'Were the drones shot down?', 'How many drones were shot down?'],
    ['Which frameworks?', 'What share of the startups depends on China?', 'Which frameworks do the startups have?'],
  ])('%s after “%s”', (turn, before, standalone) => {
    expect(after(before, turn)).toBe(standalone);
  });
});

describe('who is named alone takes the place of who was asked about', () => {
  test.each([
    ['And Buzan and Wæver?', 'What does Zwetsloot argue?', 'What do Buzan and Wæver argue?'],
    ['And Buzan?', 'Who else argues what Zwetsloot argues?', 'What does Buzan argue?'],
    ['And China?', 'Who mediated the ceasefire?', 'Did China mediate the ceasefire?'],
    ['What about India and Iran?', 'Which countries use drones?', 'Do India and Iran use drones?'],
  ])('%s after “%s”', (turn, before, standalone) => {
    expect(after(before, turn)).toBe(standalone);
  });
});

describe('turns in a row', () => {
  test('leave no trail of what was appended', () => {
    expect(lastOf(['Were the drones shot down?', 'By whom?', 'How many?'])).toBe('How many drones were shot down?');
    expect(lastOf(['Is Pakistan ahead of India?', 'What about the navy?', 'What about the drones?'])).toBe(
      'Is Pakistan ahead of India, and what about the drones?',
    );
  });
});

describe('a change of topic in a sentence of its own', () => {
  test.each([
    ['Let’s change the topic: who mediated the ceasefire?'],
    ['New question: who mediated the ceasefire?'],
    ['OK, let us talk about something else: who mediated the ceasefire?'],
  ])('%s', (turn) => {
    expect(after('What is PECA?', turn)).toBe('Who mediated the ceasefire?');
  });

  test('is none where the topic is asked about', () => {
    expect(after('What is PECA?', 'Can we ask who mediated the ceasefire?')).toBe(
      'Can we ask who mediated the ceasefire?',
    );
  });
});

describe('the passage is asked for', () => {
  test.each([
    ['Can you show me the passage?'],
    ['Could you please give me the exact quote?'],
    ['Where does it say that?'],
  ])('%s', (turn) => {
    expect(after('Did Vietnam restrict Huawei?', turn)).toBe(
      'Where do the papers say whether Vietnam restricted Huawei?',
    );
  });
});
