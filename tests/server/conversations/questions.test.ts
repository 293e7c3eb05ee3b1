import { describe, expect, test } from 'vitest';
import { after, ceasefireAnswer, lastOf, vietnamAnswer } from './after.ts';

const hacking = 'How did Vietnam respond to hacking?';

describe('a bare question word is asked of the question before', () => {
  test.each([
    ['Why?', hacking, 'Why did Vietnam respond to hacking?'],
    ['And why is that?', 'Did Vietnam restrict Huawei?', 'Why did Vietnam restrict Huawei?'],
    ['why', 'Which law did Vietnam adopt in 2018?', 'Why did Vietnam adopt that law in 2018?'],
    ['Why?', 'What has PECA been criticised for?', 'Why has PECA been criticised for that?'],
    ['Why?', 'How many drones did Pakistan neutralize?', 'Why did Pakistan neutralize that many drones?'],
    ['Why?', 'Which jets were shot down?', 'Why were those jets shot down?'],
    ['Why?', 'how dependent are states on vendors', 'Why are states that dependent on vendors?'],
    ['Why?', 'What did the Indian air force lose in May 2025?', 'Why did the Indian air force lose that in May 2025?'],
    ['Why not?', 'Is Pakistan ahead of India?', 'Why is Pakistan not ahead of India?'],
    ['Since when?', 'Does Pakistan depend on China?', 'Since when does Pakistan depend on China?'],
    ['With whose help?', 'Did Pakistan win the war?', 'With whose help did Pakistan win the war?'],
    ['How?', 'Did Pakistan win the war?', 'How did Pakistan win the war?'],
    ['How many of them?', 'Which French jets were shot down?', 'How many of the French jets were shot down?'],
    ['How many victims?', 'What happened at Pahalgam?', 'How many victims were there at Pahalgam?'],
    ['Which offences?', 'What is PECA?', 'Which offences are there in PECA?'],
    ['By whom?', 'Which jets were shot down?', 'By whom were those jets shot down?'],
    ['How many did India lose?', 'How many drones did Pakistan lose?', 'How many drones did India lose?'],
  ])('%s after “%s”', (turn, before, standalone) => {
    expect(after(before, turn)).toBe(standalone);
  });

  test('of who did it, by the name in the answer', () => {
    const before = 'Who mediated the ceasefire?';
    expect(after(before, 'Why?', ceasefireAnswer)).toBe('Why did US President Donald Trump mediate the ceasefire?');
    expect(after(before, 'Why?')).toBe('Why did they mediate the ceasefire?');
  });
});

describe('asking for more', () => {
  test.each([
    ['tell me more', hacking, 'Tell me more about how Vietnam responded to hacking.'],
    ['Go on', 'What is the National Cyber Security Policy?', 'Tell me more about the National Cyber Security Policy.'],
    ['An example?', hacking, 'Is there an example of how Vietnam responded to hacking?'],
    ['anything else?', 'What does Sadi say about drones?', 'What else does Sadi say about drones?'],
    ['Who else?', 'Who mediated the ceasefire?', 'Who else mediated the ceasefire?'],
    ['Thanks! And Malaysia?', hacking, 'How did Malaysia respond to hacking?'],
  ])('%s after “%s”', (turn, before, standalone) => {
    expect(after(before, turn)).toBe(standalone);
  });

  test('keeps the topic for the turn after it', () => {
    expect(lastOf([hacking, 'tell me more', 'thanks', 'Why?'])).toBe('Why did Vietnam respond to hacking?');
  });
});

describe('asking for the source', () => {
  test.each([
    ['Where does he say that?', hacking, 'Where does Sadi say how Vietnam responded to hacking?'],
    ['source?', hacking, 'Where does Sadi say how Vietnam responded to hacking?'],
    ['which page?', hacking, 'On which page does Sadi say how Vietnam responded to hacking?'],
    [
      'What’s the source for that?',
      'Did Vietnam restrict Huawei?',
      'Where does Sadi say whether Vietnam restricted Huawei?',
    ],
    [
      'Where does she say that?',
      'What does Sadi recommend for the universities?',
      'Where does Sadi say what she recommends for the universities?',
    ],
    ['in which section?', 'What does Sadi say about drones?', 'In which section does Sadi write about drones?'],
    ['On which page does she propose this?', hacking, 'On which page does Sadi say how Vietnam responded to hacking?'],
    ['Where exactly?', 'What does Sadi say about drones?', 'Where does Sadi write about drones?'],
    ['who says that?', 'Did Pakistan win the war?', 'Who says whether Pakistan won the war?'],
  ])('%s after “%s”', (turn, before, standalone) => {
    expect(after(before, turn, vietnamAnswer)).toBe(standalone);
  });

  test('keeps the topic for the turn after it', () => {
    expect(lastOf([hacking, 'source?', 'And Malaysia?'])).toBe('How did Malaysia respond to hacking?');
  });
});

describe('another paper', () => {
  test.each([
    [
      'what does the other paper say?',
      hacking,
      'What do Sarwar and Rashid say about how Vietnam responded to hacking?',
    ],
    ['And the other authors?', 'What does Sadi say about drones?', 'What do Sarwar and Rashid say about drones?'],
    ['And Sarwar?', 'What does Sadi say about drones?', 'What do Sarwar and Rashid say about drones?'],
    ['does Sarwar agree?', hacking, 'Do Sarwar and Rashid agree on how Vietnam responded to hacking?'],
    [
      'Does the other paper say that as well?',
      hacking,
      'Do Sarwar and Rashid also say how Vietnam responded to hacking?',
    ],
    [
      'Is that in the other paper too?',
      'What does Sadi say about drones?',
      'Do Sarwar and Rashid also write about drones?',
    ],
    [
      'And what about the other paper?',
      'What limits AI in Pakistan, according to Sadi?',
      'What do Sarwar and Rashid say about what limits AI in Pakistan?',
    ],
    ['I mean the other paper', 'What does Sadi say about drones?', 'What do Sarwar and Rashid say about drones?'],
    ['What does the other paper say about deterrence?', hacking, 'What do Sarwar and Rashid say about deterrence?'],
  ])('%s after “%s”', (turn, before, standalone) => {
    expect(after(before, turn, vietnamAnswer)).toBe(standalone);
  });
});

describe('a change of topic that is announced', () => {
  test.each([
    ['Different topic: what is PECA?', 'What is PECA?'],
    ['By the way, where does Pakistan rank?', 'Where does Pakistan rank?'],
    ['Another question: who mediated the ceasefire?', 'Who mediated the ceasefire?'],
  ])('takes nothing over: %s', (turn, standalone) => {
    expect(after(hacking, turn)).toBe(standalone);
  });

  test('is what the next turn is about', () => {
    expect(lastOf([hacking, 'Let me ask about drones. What is the Burraq?', 'Who built it?'])).toBe(
      'Who built the Burraq?',
    );
  });
});

describe('a question that says little by itself', () => {
  test.each([
    [
      'And what is China doing?',
      'What does Russia plan with military robots?',
      'What does China plan with military robots?',
    ],
    ['Why those?', 'Which partners does Sadi name?', 'Why does Sadi name those partners?'],
    [
      'How does the other paper define it?',
      'What does Sadi say about defensive realism?',
      'How do Sarwar and Rashid define defensive realism?',
    ],
    [
      'What source does she give for that?',
      'Did Vietnam restrict Huawei?',
      'Where does Sadi say whether Vietnam restricted Huawei?',
    ],
    ['Why is that a problem?', 'Did Vietnam restrict Huawei?', 'Why is it a problem that Vietnam restricted Huawei?'],
    ['What did India do about it?', 'What happened at Pahalgam?', 'What did India do about Pahalgam?'],
  ])('%s after “%s”', (turn, before, standalone) => {
    expect(after(before, turn, vietnamAnswer)).toBe(standalone);
  });
});
