import { describe, expect, test } from 'vitest';
import { findUses } from '../../../../server/quotes/uses/find-uses.ts';
import { paperOf, papers, shortly } from './library-of-two.ts';

const S = 'Sadi | sadi-2025 | ';
const S25 = `${S}2025`;
const SR = 'Sarwar, Rashid | sarwar-rashid | ';

const credits = (text: string, library = papers): string[] =>
  findUses(text, library)
    .filter((use) => use.kind === 'quotation' && !use.doubtful)
    .map((use) => shortly(use.attribution));

const Q = '“data is the new oil of our age”';

describe('a capital that begins a sentence is no part of the name behind it', () => {
  test.each<[string, string]>([
    ...['Recently', 'Did', 'Does', 'Has', 'Perhaps', 'Yesterday', 'Interestingly', 'Clearly', 'Miss', 'Frau', 'Nach', 'Laut', 'Selon', 'D’après'].map(
      (word): [string, string] => [`${word} Sadi (2025) says ${Q}.`, S25],
    ),
    [`It is bleak. Recently Sadi (2025) said ${Q}.`, S25],
    [`Recently Aleena Sadi said ${Q}.`, S],
    [`Recently Sarwar and Rashid (n.d.) said ${Q}.`, SR],
    [`Interestingly, Sarwar and Rashid (n.d.) say ${Q}.`, SR],
    [`Abdul Rashid says ${Q}.`, 'Rashid |  | '],
    [`Mark Sadi says ${Q}.`, 'Sadi |  | '],
    [`Aleena says ${Q}.`, S],
  ])('%s', (text, expected) => {
    expect(credits(text)).toEqual([expected]);
  }); // prettier-ignore

  test('a family name that is a word stays, and so does a given name that two authors have', () => {
    const library = [
      ...papers,
      paperOf('long', 'Wars of the Future', ['Mary Long', 'Aleena Khan'], 2020),
      paperOf('both', 'Deterrence Under Pressure', ['Mary Long', 'Tariq Recently'], 2021),
    ];
    expect(credits(`Aleena says ${Q}.`, library)).toEqual(['Aleena |  | ']);
    expect(credits(`Long and Recently (2021) say ${Q}.`, library)).toEqual(['Long, Recently | both | 2021']);
  });
});

describe('what leads in to a quotation of another paragraph or item', () => {
  const A = '“data is the new oil”';
  const B = '“algorithms are the new arms”';
  test.each<[string, string, string[]]>([
    ['a paragraph in marks', `Sadi (2025) writes:\n\n${A}`, [S25]],
    ['items', `Sadi (2025) makes two points:\n\n- ${A}\n- ${B}\n`, [S25, S25]],
    ['items that go on', `Sadi (2025) makes two points:\n\n- ${A} is the first of them\n- ${B} is the other\n`, [S25, S25]],
    ['numbered items', `Sadi (2025) makes two points:\n1. ${A}\n2. ${B}\n`, [S25, S25]],
    ['an item of somebody else', `Sadi (2025) and others say:\n\n- ${A}\n- ${B} (Sarwar & Rashid, n.d.)\n`, [S25, SR]],
    ['a sentence that is the quotation', `Sadi (2025) is blunt. ${A}`, [S25]],
    ['the last source, not the first', `Sadi (2025) is blunt. Sarwar and Rashid (n.d.) are not. ${A}`, [SR]],
    ['a paragraph that is the quotation', `Sadi (2025) is blunt.\n\n${A}`, [S25]],
    ['two such paragraphs', `Sadi (2025) is blunt.\n\n${A}\n\n${B}`, [S25, S25]],
    ['a paragraph with words of its own behind no colon', `Sadi (2025) is blunt.\n\n${A} is a common saying.`, ['nobody']],
    ['a paragraph behind the list', `Sadi (2025) says:\n\n- ${A}\n\n${B} is a common saying.`, [S25, 'nobody']],
    ['a heading that names a source', `## Sadi (2025)\n\n${A}`, [S25]],
  ])('%s', (_what, text, expected) => {
    expect(credits(text)).toEqual(expected);
  }); // prettier-ignore
});

describe('headings', () => {
  test.each<[string, string, string[]]>([
    ['the authors are those of the heading', `## Sadi (2025)\n\nIt is bleak.\n\n## Sarwar and Rashid (n.d.)\n\nThe authors warn that ${Q}.`, [SR]],
    ['not those of the heading before', `Sarwar and Rashid (n.d.) are calm.\n\n## Sadi (2025)\n\nThe paper warns that ${Q}.`, [S25]],
    ['two sources: none of them', `## Sadi (2025) and Khan (2020)\n\nShe warns that ${Q}.`, ['nobody']],
  ])('%s', (_what, text, expected) => {
    expect(credits(text)).toEqual(expected);
  }); // prettier-ignore
});

test.each<[string, string[]]>([
  ['Sadi argues that “Artificial Intelligence Kills Pakistan”.', ['Artificial Intelligence Kills Pakistan']],
  ['Sadi argues in that “Artificial Intelligence Age Plan” of hers.', []],
  ['Sadi looks at that “Artificial Intelligence Age”.', []],
])('capitals behind "that": %s', (text, expected) => {
  const quoted = findUses(text, papers).filter((use) => use.kind === 'quotation' && !use.doubtful);
  expect(quoted.map((use) => use.quote)).toEqual(expected);
}); // prettier-ignore

const claims = (text: string): string[] =>
  findUses(text, papers)
    .filter((use) => use.kind === 'claim')
    .map((use) => use.quote);

describe('a sentence with a quotation is a claim where it says more', () => {
  test.each([
    'According to Sadi (2025), the “Digital Silk Road” has connected 500 countries.',
    'According to Sadi (2025), the “Digital Silk Road” has ruined the economy of Pakistan completely.',
    'Sadi (2025) says that “data is the new oil” in 78% of cases.',
    'Sadi (2025) finds that infrastructure relies on Chinese vendors and warns that “the stakes are greater than Pakistan”.',
    'Sadi calls the rivalry “borderless”.',
    'It is a “chilling effect” (Sadi, 2025).',
  ])('%s', (text) => {
    expect(claims(text)).toEqual([text]);
  });
  test.each([
    'Sadi warns that “the stakes are also greater than Pakistan”.',
    'In her bleak conclusion on Pakistani dependence, Sadi (2025, p. 9) warns that “the stakes are also greater than Pakistan”.',
    'In 2025 Sadi made three points about Chinese technology: “data is the new oil”.',
    '“Data is the new oil,” writes Sadi (2025) on page 12.',
  ])('not: %s', (text) => {
    expect(claims(text)).toEqual([]);
  });
});

describe('claims', () => {
  test.each([
    'According to Sadi (2025), 78% relies on China.',
    'For Sadi, infrastructure relies on China.',
    'In Sadi (2025), infrastructure relies on China.',
    'Sadi (2025) counts 500 breaches of Pakistani networks.',
    'Sadi’s paper shows that infrastructure relies on China.',
    'Sadi’s claim that infrastructure relies on China is well known.',
    'Infrastructure relies on China (Sadi, 2025).',
    'We agree with Sadi (2025) that infrastructure relies on China.',
    'As shown by Sadi (2025), infrastructure relies on China.',
  ])('%s', (text) => {
    expect(claims(text)).toEqual([text]);
  });
  test.each([
    'We disagree with Sadi (2025).',
    'We disagree with Sadi (2025) in this matter.',
    'I find Sadi’s paper hard to read.',
    'Few readers of Sadi will be convinced.',
    'The title of Sadi’s article, “Data and its many oils”, promises much.',
    'This essay asks whether Sadi (2025) argues well.',
    'Does Sadi (2025) argue that infrastructure relies on China?',
    'Sadi (2025) writes of dependence. In her view the dependence is\n\n> a hard one and a long one',
  ])('not: %s', (text) => {
    expect(claims(text).filter((claim) => !claim.startsWith('Sadi (2025) writes of'))).toEqual([]);
  });
});

test.each<[string, string[]]>([
  [`Sarwar and Rashid (n.d.) are calm. The pair say that ${Q}.`, [SR]],
  [`Sadi (2025) looks on. Sarwar and Rashid (n.d.) are calm. Sadi is not. The duo hold that ${Q}.`, [SR]],
  [`Sarwar and Rashid (o. J.) say that ${Q}.`, [SR]],
  [`Sarwar and Rashid (s. d.) say that ${Q}. It is so.`, [SR]],
  [`It is a matter of arms. ${Q} (Sarwar & Rashid, o. J.)`, [SR]],
  [`${Q} (Sarwar & Rashid, s. d., p. 4). It is so.`, [SR]],
  [`It is bleak.\n\n> Data is the new oil of our age.\n> *— Aleena Sadi*`, [S]],
  [`It is bleak.\n\n> Data is the new oil of our age.\n> __— Sadi, 2025__`, [S25]],
])('%s', (text, expected) => {
  expect(credits(text)).toEqual(expected);
});

test('an attribution line in marks is no part of the quotation', () => {
  const [use] = findUses('It is bleak.\n\n> Data is the new oil of our age.\n> *— Aleena Sadi*', papers);
  expect(use?.quote).toBe('Data is the new oil of our age.');
});
