import type { Answer, EvidencePassage, Place } from '../../server/wire.ts';
import { type FakePaper, placeOf } from './wire-papers.ts';

let answersMade = 0;

function passageAround(place: Place, paper: FakePaper): EvidencePassage {
  const start = Math.max(0, paper.content.text.lastIndexOf('\n', place.start) + 1);
  const end = Math.min(paper.content.text.length, start + 900);
  return {
    id: `${paper.detail.id}.${start}-${end}`,
    paperId: paper.detail.id,
    page: place.page,
    section: place.section,
    text: paper.content.text.slice(start, end).replace(/\s+/g, ' ').trim(),
    start,
    end,
    score: 0.71,
  };
}

function answerOf(question: string, fields: Partial<Answer>): Answer {
  answersMade += 1;
  return {
    id: `fake-${answersMade}`,
    question,
    standaloneQuestion: question,
    answered: true,
    abstention: null,
    text: '',
    parts: [],
    citations: [],
    rejected: [],
    passages: [],
    checks: [],
    writer: 'extractive',
    notice: null,
    libraryRevision: 12,
    ...fields,
  };
}

const quoted = (place: Place) => `“${place.quote}” [${place.number}]`;

/** An answer with three quotations of both default papers, one of which a footnote cuts in two. */
export function answered(question: string, sadi: FakePaper, sarwar: FakePaper, history: number): Answer {
  const infrastructure = placeOf(
    sadi,
    1,
    'With 78% of its vital digital infrastructure relying on Chinese technology and little domestic skills, Pakistan is ' +
      'still vulnerable to cyber-espionage, data breaches, and future geopolitical coercion.',
  );
  const plan = placeOf(
    sadi,
    2,
    'primarily through state-backed initiatives, such as the 863 Program, the "Made in China 2025" plan, and the 2017',
    'publication of its key Next Generation Artificial Intelligence Development Plan',
  );
  const dilemma = placeOf(sarwar, 3, 'AI has strengthened the state security dilemma');
  const text =
    (history > 0 ? `Following on from what was asked before, the papers add this. ` : '') +
    `Sadi puts a number on it: ${quoted(infrastructure)} The rise itself is traced to policy, ${quoted(plan)}.\n\n` +
    `Sarwar and Rashid describe the same pressure from the side of the state: ${quoted(dilemma)}, and the array index [7] ` +
    `in this sentence is no citation.`;
  return answerOf(question, {
    text,
    citations: [infrastructure, plan, dilemma],
    passages: [passageAround(infrastructure, sadi), passageAround(dilemma, sarwar)],
    rejected: [{ quote: 'Pakistan leads the world in cyber resilience', reason: 'not-found' }],
  });
}

/** An abstention, with the two passages that came nearest. */
export function abstained(question: string, sadi: FakePaper, sarwar: FakePaper): Answer {
  const passages = [
    passageAround(placeOf(sadi, 1, "China's Digital Silk Road initiative"), sadi),
    passageAround(placeOf(sarwar, 2, 'AI-driven technologies detect potential threats'), sarwar),
  ];
  return answerOf(question, {
    answered: false,
    abstention: {
      reason: 'no-evidence',
      message:
        'Neither paper says anything about this, so there is nothing to quote. They treat AI rivalry, cybersecurity ' +
        'and national security strategy.',
      nearest: passages.map(({ id }) => id),
    },
    passages,
    text:
      'Neither paper says anything about this, so there is nothing to quote. They treat AI rivalry, cybersecurity ' +
      'and national security strategy.',
  });
}

/** An answer that quotes one piece of any paper; for papers that a test brings. */
export function quotingAnswer(question: string, paper: FakePaper, before: string, words: string): Answer {
  const place = placeOf(paper, 1, words);
  return answerOf(question, {
    text: `${before} ${quoted(place)}`,
    citations: [place],
    passages: [passageAround(place, paper)],
  });
}
