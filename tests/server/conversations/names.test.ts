import { describe, expect, test } from 'vitest';
import { after, lastOf } from './after.ts';

const hacking = 'How did Vietnam respond to hacking?';

describe('a turn that only names another case', () => {
  test.each([
    ['And Malaysia?', hacking, 'How did Malaysia respond to hacking?'],
    ['what about iran', hacking, 'How did Iran respond to hacking?'],
    ['Iran?', hacking, 'How did Iran respond to hacking?'],
    ['and south korea?', hacking, 'How did South Korea respond to hacking?'],
    ['Did Malaysia do the same?', hacking, 'How did Malaysia respond to hacking?'],
    ['Does Malaysia too?', hacking, 'How did Malaysia respond to hacking?'],
    ['Same for India?', hacking, 'How did India respond to hacking?'],
    ['What about Sri Lanka?', 'How did Vietnam’s army react', 'How did Sri Lanka’s army react?'],
    ['And India?', 'Did Pakistan win the war?', 'Did India win the war?'],
    ['And ZTE?', 'Why did the US sanction Huawei?', 'Why did the US sanction ZTE?'],
    ['And Taddeo?', 'What does Khurshid argue?', 'What does Taddeo argue?'],
    ['and in 2023?', 'Which cyber incident hit a bank in 2017?', 'Which cyber incident hit a bank in 2023?'],
    ['And in 2019?', 'Which jets were shot down in May 2025?', 'Which jets were shot down in 2019?'],
  ])('has it in the place of the like: %s after “%s”', (turn, before, standalone) => {
    expect(after(before, turn)).toBe(standalone);
  });

  test.each([
    [
      'a compound holds no case',
      'And India?',
      'What does the US-China rivalry mean for Pakistan?',
      'What does the US-China rivalry mean for India?',
    ],
    ['several become one', 'And Malaysia?', 'How do Vietnam and India react?', 'How does Malaysia react?'],
    [
      'a plural that it is one of',
      'And Malaysia?',
      'how dependent are states on vendors',
      'How dependent is Malaysia on vendors?',
    ],
    [
      'the subject first',
      'And China?',
      'Is Pakistan ahead of India in military AI?',
      'Is China ahead of India in military AI?',
    ],
    [
      'two change places',
      'And India?',
      'Is Pakistan ahead of India in military AI?',
      'Is India ahead of Pakistan in military AI?',
    ],
    ['an adjective', 'And Pakistan?', 'What did the Indian air force lose?', 'What did Pakistan’s air force lose?'],
    [
      'the same head',
      'And the Pakistani air force?',
      'What did the Indian air force lose?',
      'What did the Pakistani air force lose?',
    ],
    [
      'a law for a law',
      'And the Personal Data Protection Bill?',
      'What has PECA been criticised for?',
      'What has the Personal Data Protection Bill been criticised for?',
    ],
  ])('%s: %s after “%s”', (_, turn, before, standalone) => {
    expect(after(before, turn)).toBe(standalone);
  });

  test.each([
    ['a year more', 'And in 2023?', hacking, 'How did Vietnam respond to hacking in 2023?'],
    [
      'a place for what somebody says',
      'And Malaysia?',
      'What does Sadi say about hacking?',
      'What does Sadi say about hacking in Malaysia?',
    ],
    [
      'a thing without its like',
      'What about encryption standards?',
      hacking,
      'How did Vietnam respond to hacking, and what about encryption standards?',
    ],
  ])('is behind the question where nothing is parallel (%s)', (_, turn, before, standalone) => {
    expect(after(before, turn)).toBe(standalone);
  });

  test.each([
    ['And drones?', 'Which jets were shot down?', 'Which drones were shot down?'],
    ['And jets?', 'How many drones did Pakistan neutralize?', 'How many jets did Pakistan neutralize?'],
    ['And encryption?', 'What does Sadi say about a Cyber Defence Fund?', 'What does Sadi say about encryption?'],
    ['and about drones?', 'What does Sadi say about a Cyber Defence Fund?', 'What does Sadi say about drones?'],
    ['And PECA?', 'What is the National Cyber Security Policy?', 'What is PECA?'],
    ['And of startups?', 'What share of the network is run by Huawei?', 'What share of startups is run by Huawei?'],
    ['And its navy?', 'How strong is India’s army?', 'How strong is India’s navy?'],
  ])('of things, %s after “%s”', (turn, before, standalone) => {
    expect(after(before, turn)).toBe(standalone);
  });

  test.each([
    [
      'the object for another',
      'And strategic culture?',
      'How does Héder define technological determinism?',
      'How does Héder define strategic culture?',
    ],
    [
      'an object that is owned',
      'and its networks?',
      'How does Pakistan protect its data?',
      'How does Pakistan protect its networks?',
    ],
    [
      'the object of a subject asked for',
      'And the cameras?',
      'Which companies run the network?',
      'Which companies run the cameras?',
    ],
    [
      'one plural for another, whose it is kept',
      'And the startups?',
      'Which cloud do Pakistan’s ministries use?',
      'Which cloud do Pakistan’s startups use?',
    ],
    ['one owner for another', 'And Pakistan’s?', 'How big is India’s AI budget?', 'How big is Pakistan’s AI budget?'],
    [
      'one named thing for another',
      'no, I meant the CEW program',
      'What does the Threat Matrix do?',
      'What does the CEW program do?',
    ],
    [
      'what is owned, by itself',
      'And its encryption standards?',
      hacking,
      'What about Vietnam’s encryption standards?',
    ],
    [
      'a verb, not another case',
      'Does Sarwar see them too?',
      'Which risks does Sadi see?',
      'Does Sarwar see the risks too?',
    ],
  ])('is put in as a person would (%s)', (_, turn, before, standalone) => {
    expect(after(before, turn)).toBe(standalone);
  });

  test('goes on with the question that “why?” was asked about', () => {
    expect(lastOf(['What does Khurshid suggest?', 'Why?', 'And Kalhoro?'])).toBe('What does Kalhoro suggest?');
    const cloud = 'Which cloud do Pakistan’s ministries use?';
    expect(lastOf([cloud, 'Why is that a problem?', 'And the startups?'])).toBe(
      'Which cloud do Pakistan’s startups use?',
    );
    const lost = 'What did the Indian air force lose?';
    expect(lastOf([lost, 'How many of them were jets?', 'And the Pakistani air force?'])).toBe(
      'What did the Pakistani air force lose?',
    );
    expect(lastOf(['Why did Vietnam restrict Huawei?', 'And Malaysia?'])).toBe('Why did Malaysia restrict Huawei?');
  });

  test('changes the one that the turn before it put in', () => {
    expect(lastOf([hacking, 'And Malaysia?', 'And Iran?', 'Why?'])).toBe('Why did Iran respond to hacking?');
    expect(lastOf(['Is Pakistan ahead of India in AI?', 'And China?', 'And Iran?'])).toBe(
      'Is Iran ahead of India in AI?',
    );
  });

  test.each([
    ['no, I meant India', 'How did India respond to hacking?'],
    ['Sorry, Malaysia', 'How did Malaysia respond to hacking?'],
    ['not Vietnam, Iran', 'How did Iran respond to hacking?'],
    ['No, hacking by China, not hacking', 'How did Vietnam respond to hacking by China?'],
  ])('puts the question before right: %s', (turn, standalone) => {
    expect(after(hacking, turn)).toBe(standalone);
  });

  test('puts a spelling right', () => {
    expect(after('Why was Huwaei restricted?', 'I meant Huawei')).toBe('Why was Huawei restricted?');
  });
});
