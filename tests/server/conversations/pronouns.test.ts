import { describe, expect, test } from 'vitest';
import { after, ceasefireAnswer, lastOf, vietnamAnswer } from './after.ts';

const hacking = 'How did Vietnam respond to hacking?';

describe('a pronoun', () => {
  test.each([
    ['it, the country', hacking, 'Does it restrict Huawei?', 'Does Vietnam restrict Huawei?'],
    ['they, the country', hacking, 'When did they do that?', 'When did Vietnam respond to hacking?'],
    [
      'its, the country',
      'How dependent is Pakistan on China?',
      'What are its main weaknesses?',
      'What are Pakistan’s main weaknesses?',
    ],
    ['there', hacking, 'How many people live there?', 'How many people live in Vietnam?'],
    ['the author of the answer', hacking, 'What does she think of Malaysia?', 'What does Sadi think of Malaysia?'],
    [
      'the author of the question',
      'What does Khurshid argue?',
      'What does she suggest?',
      'What does Khurshid suggest?',
    ],
    [
      'a thing spoken about',
      'What does Sadi say about a Cyber Defence Fund?',
      'How big should it be?',
      'How big should the Cyber Defence Fund be?',
    ],
    [
      'a name',
      'What is the National Cyber Security Policy?',
      'Who wrote it?',
      'Who wrote the National Cyber Security Policy?',
    ],
    ['several', 'How do Vietnam and India react?', 'Are they successful?', 'Are Vietnam and India successful?'],
    [
      'who does, not what is done',
      'Which law did Vietnam adopt in 2018?',
      'How many experts does it want to train?',
      'How many experts does Vietnam want to train?',
    ],
    [
      'what is asked for',
      'Which law did Vietnam adopt in 2018?',
      'Which agencies enforce it?',
      'Which agencies enforce the law?',
    ],
    ['what was asked for', 'Which jets were shot down?', 'Who flew them?', 'Who flew the jets that were shot down?'],
    [
      'a deed',
      'Which law did Vietnam adopt in 2018?',
      'Why did it do that?',
      'Why did Vietnam adopt that law in 2018?',
    ],
  ])('%s: after “%s”, %s', (_, before, turn, standalone) => {
    expect(after(before, turn, vietnamAnswer)).toBe(standalone);
  });

  test.each([
    ['two authors', 'Who mediated the ceasefire?', 'What do they recommend?', 'What do Sarwar and Rashid recommend?'],
    [
      'one of two authors',
      'Which jets were shot down?',
      'What does he conclude?',
      'What do Sarwar and Rashid conclude?',
    ],
    [
      'who the answer names',
      'Who mediated the ceasefire?',
      'Why did he do it?',
      'Why did US President Donald Trump mediate the ceasefire?',
    ],
    ['a thing', 'Who mediated the ceasefire?', 'When did it end?', 'When did the ceasefire end?'],
  ])('%s: after “%s”, %s', (_, before, turn, standalone) => {
    expect(after(before, turn, ceasefireAnswer)).toBe(standalone);
  });

  test.each([
    ['the author', 'What does the author recommend?', 'What does Sadi recommend?'],
    ['this paper', 'What does this paper conclude?', 'What does the paper by Sadi conclude?'],
    ['the country', 'Why did the country restrict Huawei?', 'Why did Vietnam restrict Huawei?'],
    ['that law', 'When was that law passed?', 'When was the Cybersecurity Law passed?'],
  ])('or a description: %s', (_, turn, standalone) => {
    expect(after(hacking, turn, vietnamAnswer)).toBe(standalone);
  });

  test.each([
    [
      'this',
      'What does that mean for its army?',
      'What does the way Vietnam responded to hacking mean for Vietnam’s army?',
    ],
    ['a judgement', 'Was it effective?', 'Was the way Vietnam responded to hacking effective?'],
    [
      'a noun that is of something',
      'What are the risks?',
      'What are the risks of the way Vietnam responded to hacking?',
    ],
    [
      'an object',
      'What can Pakistan learn from this?',
      'What can Pakistan learn from the way Vietnam responded to hacking?',
    ],
  ])('that stands for a whole sentence has it in its place (%s)', (_, turn, standalone) => {
    expect(after(hacking, turn)).toBe(standalone);
  });

  test.each([
    [
      'a name',
      'Which Chinese cloud do the ministries use?',
      'Sadi writes: “The ministries have used Alibaba Cloud for storage.”',
      'Why is that a problem?',
      'Why is it a problem that the ministries use Alibaba Cloud?',
    ],
    [
      'a name with its article',
      'Which law did Vietnam adopt?',
      'Sadi writes: “Vietnam adopted the Cybersecurity Law.”',
      'When was that?',
      'When was it that Vietnam adopted the Cybersecurity Law?',
    ],
    [
      'a name with a year',
      'Which law did Vietnam adopt?',
      'Sadi writes: “It adopted the 2018 Cybersecurity Law.”',
      'Why?',
      'Why did Vietnam adopt the Cybersecurity Law?',
    ],
    [
      'another country’s',
      'Which law did Malaysia adopt?',
      'Sadi writes: “Vietnam adopted the Cybersecurity Law.”',
      'Why?',
      'Why did Malaysia adopt that law?',
    ],
    [
      'one of each',
      'Which law did Vietnam adopt?',
      'Sadi writes: “Unlike China with its National Intelligence Law, Vietnam adopted a softer law.”',
      'Why?',
      'Why did Vietnam adopt that law?',
    ],
    [
      'a name outside the quotations',
      'Which law did Vietnam adopt?',
      'No passage says so. There is the Data Security Law.',
      'Why?',
      'Why did Vietnam adopt that law?',
    ],
    [
      'two names that fit',
      'Which law did Vietnam adopt?',
      'Sadi writes: “Vietnam adopted the Cybersecurity Law and the Data Law.”',
      'Why?',
      'Why did Vietnam adopt that law?',
    ],
  ])('what was asked for goes by its name in the answer (%s)', (_, before, answer, turn, standalone) => {
    expect(after(before, turn, answer)).toBe(standalone);
  });

  test.each([
    ['What about Malaysia’s ties with the US?', 'What can Pakistan learn from Malaysia?'],
    [
      'What about Pakistan’s response to the attack?',
      'What can Pakistan learn from Pakistan’s response to the attack?',
    ],
  ])('one learns from a country, not from its ties, and not from oneself: %s', (before, standalone) => {
    expect(after(before, 'What can Pakistan learn from this?')).toBe(standalone);
  });

  test.each([
    ['a fact', 'Did Vietnam restrict Huawei?', 'Was that legal?', 'Was it legal that Vietnam restricted Huawei?'],
    [
      'a fact with what was asked for',
      'Which Chinese cloud do Pakistan’s ministries use?',
      'Why is that a problem?',
      'Why is it a problem that Pakistan’s ministries use that Chinese cloud?',
    ],
    [
      'a time',
      'Which treaty did India suspend?',
      'What did it do after that?',
      'What did India do after it suspended that treaty?',
    ],
    [
      'events',
      'What happened at Pahalgam?',
      'What happened after that?',
      'What happened after the events at Pahalgam?',
    ],
    [
      'a preposition before the question word',
      'Under what conditions does Malaysia accept Huawei?',
      'Who checks this?',
      'Who checks the conditions under which Malaysia accepts Huawei?',
    ],
    [
      'a number',
      'How many drones did Pakistan neutralize?',
      'Is that more than India lost?',
      'Is the number of drones that Pakistan neutralized more than India lost?',
    ],
    [
      'a share and whose it is',
      'How much of the telecom network is Chinese?',
      'Is that more than its share of the infrastructure?',
      'Is the share of the telecom network that is Chinese more than the Chinese share of the infrastructure?',
    ],
    [
      'a size',
      'How big is India’s AI budget?',
      'Is that more than Pakistan’s?',
      'Is India’s AI budget more than Pakistan’s?',
    ],
  ])('or for a sentence of another form (%s)', (_, before, turn, standalone) => {
    expect(after(before, turn)).toBe(standalone);
  });

  test.each([
    [
      'what it does, the thing',
      'In which year did Pakistan’s military develop the Threat Matrix?',
      'What does it do then?',
      'What does the Threat Matrix do?',
    ],
    ['what it does, the law', 'Which law did Vietnam adopt in 2018?', 'What does it do?', 'What does the law do?'],
    [
      'they, those asked for',
      'Which hacker groups attacked Vietnam?',
      'What did they target?',
      'What did the hacker groups that attacked Vietnam target?',
    ],
    [
      'which policy',
      'What did the National Cyber Security Policy of 2021 suggest?',
      'Who wrote it?',
      'Who wrote the National Cyber Security Policy of 2021?',
    ],
    [
      'all that was asked for',
      'What stands in the way of AI in Pakistan, according to Sarwar?',
      'Which of them are economic?',
      'Which of the things that stand in the way of AI in Pakistan are economic?',
    ],
    [
      'how many of all that',
      'What did the Indian air force lose in May 2025?',
      'How many of them were Rafales?',
      'How many Rafales did the Indian air force lose in May 2025?',
    ],
  ])('that could stand for several stands for %s', (_, before, turn, standalone) => {
    expect(after(before, turn)).toBe(standalone);
  });

  test('stands for whom the answer reports, and a deed for who did it', () => {
    const answer =
      'Sarwar & Rashid (n.d.) write (Theory): “Buzan and Wæver believe that security has changed.” [1] “India suspended the treaty and later on attacked Pakistan.” [2]';
    expect(after('Who wrote about securitization in 1998?', 'What do they believe?', answer)).toBe(
      'What do Buzan and Wæver believe?',
    );
    expect(after('Which treaty did India suspend?', 'How did Pakistan answer this attack?', answer)).toBe(
      'How did Pakistan answer India’s attack?',
    );
  });

  test('means the newest topic', () => {
    const turns = [hacking, 'Why?', 'What is PECA?', 'When was it passed?'];
    expect(lastOf(turns)).toBe('When was PECA passed?');
    expect(lastOf([...turns, 'How does Malaysia treat Huawei?', 'Is it successful in that?'])).not.toContain('PECA');
  });
});

describe('a question that is complete stays letter for letter', () => {
  test.each([
    'Which French jets were shot down?',
    'who mediated the ceasefire',
    'What is Force 47?',
    'what is deterrence?',
    'How does Pakistan protect its networks?',
    'Why do states say that they seek security?',
    'Is it true that Malaysia uses Huawei?',
    'Are there any laws on data in Pakistan?',
    'What is the law that Vietnam adopted in 2018?',
    'How long does it take to train experts in Vietnam?',
    'Does Sadi think that Pakistan should leave CPEC?',
    'Pakistan cyber policy 2021',
    'Und warum?',
    '¿Por qué?',
    'Pourquoi ?',
    '为什么？',
    'thanks',
    'Ok, got it.',
  ])('%s', (question) => {
    expect(after('How did Vietnam respond to hacking?', question, vietnamAnswer)).toBe(question);
  });

  test('and every question is, where nothing was said before', () => {
    for (const question of ['Why?', 'And Malaysia?', 'What does it say?']) expect(lastOf([question])).toBe(question);
    expect(lastOf(['thanks', 'Why?'])).toBe('Why?');
  });
});
