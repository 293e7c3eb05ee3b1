import type { WirePaper } from '../../server/wire.ts';

/** Most questions that are suggested. */
const most = 4;

const written: readonly { readonly about: RegExp; readonly questions: readonly string[] }[] = [
  {
    about: /AI Rivalry and its Implications on Pakistan/i,
    questions: [
      'How dependent is Pakistan’s digital infrastructure on Chinese technology?',
      'What does Sadi recommend to strengthen Pakistan’s cybersecurity?',
    ],
  },
  {
    about: /Artificial Intelligence in Pakistan['’]s National Security Strategy/i,
    questions: [
      'What limits Pakistan’s adoption of AI for national security, according to Sarwar and Rashid?',
      'How does securitization theory explain the use of AI in Pakistan?',
    ],
  },
];

/** Questions to begin with, for the papers that are there. */
export function exampleQuestions(papers: readonly WirePaper[]): string[] {
  const forDefaults = written.flatMap(({ about, questions }) =>
    papers.some(({ title }) => about.test(title)) ? questions : [],
  );
  if (forDefaults.length > 0) return forDefaults.slice(0, most);
  return papers.slice(0, most - 1).map(({ title }) => `What does “${title}” conclude?`);
}
