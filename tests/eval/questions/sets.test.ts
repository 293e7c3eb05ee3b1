import { describe, expect, test } from 'vitest';
import {
  conversationFaults,
  paperTexts,
  type PaperTexts,
  questionFaults,
  repeated,
  sharedEvidence,
  unanswerableFaults,
} from './faults.ts';
import {
  type AnswerableQuestion,
  answerableQuestions,
  type Conversation,
  conversations,
  questionKinds,
  turnKinds,
  type UnanswerableQuestion,
  unanswerableKinds,
  unanswerableQuestions,
} from './sets.ts';

const splits = ['dev', 'held-out'] as const;

describe('The sets hold', () => {
  test('every piece of evidence of the answerable questions is in its paper, every keyword near it', () => {
    const questions = answerableQuestions();
    expect(questionFaults(questions, paperTexts)).toEqual([]);
    expect(repeated(questions)).toEqual([]);
  });

  test.each(splits)('every kind of answerable question is in %s', (split) => {
    expect(new Set(answerableQuestions(split).map(({ kind }) => kind))).toEqual(new Set(questionKinds));
  });

  test('no evidence is needed in both splits', () => {
    expect(sharedEvidence(answerableQuestions(), paperTexts)).toEqual([]);
  });

  test('there are enough, about a third of them held out', () => {
    const counts: [number, number, number][] = [
      [answerableQuestions().length, answerableQuestions('held-out').length, 100],
      [unanswerableQuestions().length, unanswerableQuestions('held-out').length, 60],
      [conversations().length, conversations('held-out').length, 20],
    ];
    for (const [all, heldOut, least] of counts) {
      expect(all).toBeGreaterThanOrEqual(least);
      expect(heldOut / all).toBeGreaterThan(0.25);
      expect(heldOut / all).toBeLessThan(0.42);
    }
  });

  test.each(splits)('every kind of question without an answer and of turn is in %s', (split) => {
    const turns = conversations(split).flatMap(({ turns: own }) => own);
    expect(new Set(unanswerableQuestions(split).map(({ kind }) => kind))).toEqual(new Set(unanswerableKinds));
    expect(new Set(turns.map(({ kind }) => kind))).toEqual(new Set(turnKinds));
  });

  test('what makes a question unanswerable is not in the papers', () => {
    const questions = unanswerableQuestions();
    expect(unanswerableFaults(questions, paperTexts)).toEqual([]);
    expect(repeated(questions)).toEqual([]);
  });

  test('every answerable turn of a conversation has its evidence in the papers', () => {
    const talks = conversations();
    expect(conversationFaults(talks, paperTexts)).toEqual([]);
    expect(repeated(talks)).toEqual([]);
  });
});

const texts: PaperTexts = {
  sadi: [
    'Malaysia has chosen a more nuanced approach, strategic hedging. Force 47 was founded in Hanoi.',
    'a Student, University of Management and Technology, Lahore.',
  ],
  sarwar: ['The President mediated a ceasefire after four days of fighting.'],
};

const question: AnswerableQuestion = {
  id: 'q-001',
  split: 'dev',
  kind: 'plain',
  question: 'Which approach has Malaysia chosen?',
  evidence: [[{ paper: 'sadi', quote: 'Malaysia has chosen a more nuanced approach' }]],
  keywords: [['hedging']],
};
const ceasefire = { paper: 'sarwar', quote: 'The President mediated a ceasefire' } as const;

describe('The checker finds in an answerable question', () => {
  test('nothing where it holds, in the text or in a footnote', () => {
    const footnote = [[{ paper: 'sadi', quote: 'Student, University of Management and Technology' } as const]];
    const inNote = { ...question, evidence: footnote, keywords: [['lahore']] };
    expect(questionFaults([question, inNote], texts)).toEqual([]);
  });

  const cases: [string, Partial<AnswerableQuestion>, string][] = [
    [
      'a quote with one letter changed',
      { evidence: [[{ paper: 'sadi', quote: 'Malaysia has chosen a more nuanced approaсh' }]] },
      'q-001: evidence “Malaysia has chosen a more nuanced approaсh” does not stand in sadi',
    ],
    [
      'a quote of the other paper',
      { evidence: [[{ ...ceasefire, paper: 'sadi' }]], keywords: [['president']] },
      'evidence “The President mediated a ceasefire” does not stand in sadi',
    ],
    [
      'a wrong alternative beside a right one',
      { evidence: [[...(question.evidence[0] ?? []), { paper: 'sadi', quote: 'Malaysia has chosen no approach' }]] },
      'evidence “Malaysia has chosen no approach” does not stand in sadi',
    ],
    [
      'a quote of too few words',
      { evidence: [[{ paper: 'sadi', quote: 'Malaysia has chosen' }]] },
      'evidence “Malaysia has chosen” has 3 words',
    ],
    ['a keyword that the paper has nowhere near', { keywords: [['balancing']] }, 'no keyword of “balancing” stands'],
    ['a keyword with capitals', { keywords: [['hedging', 'Malaysia']] }, 'keyword “Malaysia” has capitals'],
    ['capitals in a lower-case question', { kind: 'lower-case' }, 'has a capital or a question mark'],
    ['a comparison of one thing', { kind: 'comparing' }, 'compares, with one item of evidence'],
    ['both papers where one is enough', { kind: 'both-papers' }, 'does not need both papers'],
    ['a paraphrase in the paper’s words', { kind: 'paraphrase' }, 'takes “approach” from the paper'],
  ];
  test.each(cases)('%s', (_, change, fault) => {
    expect(questionFaults([{ ...question, ...change }], texts).join('\n')).toContain(fault);
  });

  test('an id or a question given twice', () => {
    const again = { ...question, id: 'q-002', question: 'which approach has malaysia chosen?' };
    expect(repeated([question, again, question])).toEqual([
      'which approach has malaysia chosen?',
      'q-001',
      'which approach has malaysia chosen?',
    ]);
  });
});

test('The checker finds evidence that both splits need, though one quotes more of it', () => {
  const longer = 'Malaysia has chosen a more nuanced approach, strategic hedging';
  const heldOut: AnswerableQuestion = {
    ...question,
    id: 'q-002',
    split: 'held-out',
    evidence: [[ceasefire, { paper: 'sadi', quote: longer }]],
  };
  expect(sharedEvidence([question, heldOut], texts)).toEqual(['q-001 and q-002']);
  expect(sharedEvidence([question, { ...heldOut, evidence: [[ceasefire]] }], texts)).toEqual([]);
  expect(sharedEvidence([question, { ...heldOut, split: 'dev' }], texts)).toEqual([]);
});

const unanswerable: UnanswerableQuestion = {
  id: 'u-001',
  split: 'dev',
  kind: 'other-country',
  question: 'How did Iran react?',
  absent: [{ text: 'Iran', from: 'both' }],
  note: 'Iran is in neither paper.',
};

describe('The checker finds in a question without an answer', () => {
  test('nothing where it holds', () => {
    const elsewhere: UnanswerableQuestion = {
      ...unanswerable,
      kind: 'other-paper',
      absent: [{ text: 'ceasefire', from: 'sadi' }],
      elsewhere: ceasefire,
    };
    const premise: UnanswerableQuestion = {
      ...unanswerable,
      kind: 'false-premise',
      absent: [],
      contradicted: ceasefire,
    };
    expect(unanswerableFaults([unanswerable, elsewhere, premise], texts)).toEqual([]);
  });

  const cases: [string, Partial<UnanswerableQuestion>, string][] = [
    ['a word that is there in another case', { absent: [{ text: 'MALAYSIA', from: 'both' }] }, 'stands in sadi'],
    ['a word that is there in a footnote', { absent: [{ text: 'Lahore', from: 'sadi' }] }, 'stands in sadi'],
    ['nothing named as absent', { absent: [] }, 'nothing is named that is absent'],
    ['a premise that nothing contradicts', { kind: 'false-premise' }, 'no words contradict the premise'],
    [
      'contradicting words that are not there',
      { kind: 'false-premise', contradicted: { ...ceasefire, paper: 'sadi' } },
      'contradicting “The President mediated a ceasefire” does not stand in sadi',
    ],
    ['no words of the other paper', { kind: 'other-paper' }, 'the other paper’s words are missing'],
    [
      'the other paper’s words in the wrong paper',
      { kind: 'other-paper', absent: [{ text: 'Iran', from: 'sarwar' }], elsewhere: { ...ceasefire, paper: 'sadi' } },
      'other paper’s “The President mediated a ceasefire” does not stand in sadi',
    ],
    [
      'words absent from the wrong paper',
      { kind: 'other-paper', absent: [{ text: 'Iran', from: 'sarwar' }], elsewhere: ceasefire },
      'what is absent has to be absent from the named paper alone',
    ],
  ];
  test.each(cases)('%s', (_, change, fault) => {
    expect(unanswerableFaults([{ ...unanswerable, ...change }], texts).join('\n')).toContain(fault);
  });
});

const first: Conversation['turns'][number] = {
  kind: 'first',
  question: 'Who mediated?',
  standalone: 'Who mediated?',
  evidence: [[ceasefire]],
  keywords: [['president']],
  answerable: true,
};

describe('The checker finds in a conversation', () => {
  const cases: [string, Partial<Conversation['turns'][number]>, string | null][] = [
    ['nothing where it holds', {}, null],
    ['nothing in a turn without an answer', { answerable: false, evidence: [], keywords: [] }, null],
    ['a second beginning', { kind: 'first' }, 'c-01 turn 2: is “first”'],
    ['an answer without evidence', { evidence: [] }, 'c-01 turn 2: is answerable if and only if it has evidence'],
    ['an answer without keywords', { keywords: [] }, 'c-01 turn 2: is answerable if and only if it has keywords'],
    ['a quote that is not there', { evidence: [[{ ...ceasefire, quote: 'Nobody mediated a ceasefire' }]] }, 'stand'],
  ];
  test.each(cases)('%s', (_, change, fault) => {
    const turns = [first, { ...first, kind: 'why' as const, ...change }];
    const faults = conversationFaults([{ id: 'c-01', split: 'dev', turns }], texts);
    if (fault === null) expect(faults).toEqual([]);
    else expect(faults.join('\n')).toContain(fault);
  });
});
