import { describe, expect, test } from 'vitest';
import type { Paper } from '../../../ingest/paper.ts';
import type { ReferenceStyle } from '../../../server/references/format-reference.ts';
import { referenceTo } from '../../../server/references/references.ts';
import { readText, sadi } from '../../fixtures/default-papers.ts';

/** Sentences that use a title's words as its field does. */
const prose = `# A paper

## 1. Introduction to Large Language Models

Enabling the reader to check what large language models write is the aim of this work. We ask Large Language Models
(LLMs) to generate text, and every language model that we tried wrote text with citations. A language that is natural,
and Language that is not, are treated alike. The national archive holds cards, and the national cards are many.

The track was held at the CLEF campaign, as before in the CLEF workshops. Its MULTILINGUAL QUESTION ANSWERING TRACK
had ten groups; a multilingual question is one in any language. We thank the organisers of the CLEF track.

The office asked for the National Cybersecurity Strategy to be carried out. A part of the National Cybersecurity Strategy
deals with cybersecurity in schools, and another of the National Cybersecurity Strategy with a strategy for cybersecurity
in towns, where cybersecurity is weak.

The program TIMP fits models by multi-way analysis. A package for the language R is called a package, and we model
with the package every day. Our toolkit PaperMage reads what the storks in Pakistan wrote, and the gardens of Pakistan
grow. Some of the gardens are large, as gardens are.
`;
const paper = await readText(prose);

async function titleOf(title: string, style: ReferenceStyle, base: Paper = paper): Promise<string> {
  const reference = await referenceTo({ ...base, title, authors: ['Ada Byron'], year: 2025, doi: null }, style);
  const found = style === 'bibtex' ? /title = \{(.*)\},/ : style === 'apa' ? /\(2025\)\. (.*)\.\n/ : /“(.*)\.”/;
  return found.exec(reference)?.[1] ?? reference;
}

describe('a title in sentence case has small letters but for names, as the paper’s own sentences write them', () => {
  test.each([
    [
      'the words of a heading and of an acronym’s origin are small',
      'Enabling Large Language Models to Generate Text with Citations',
      'Enabling large language models to generate text with citations',
    ],
    [
      'a name of several words is a name in all of them, or none',
      'Cybersecurity: Launching and Implementing the National Cybersecurity Strategy',
      'Cybersecurity: Launching and implementing the National Cybersecurity Strategy',
    ],
    ['part of such a name is none', 'A National Strategy for Gardens', 'A national strategy for gardens'],
    [
      'an acronym stays, other words in capitals are small',
      'OVERVIEW OF THE CLEF 2008 MULTILINGUAL QUESTION ANSWERING TRACK',
      'Overview of the CLEF 2008 multilingual question answering track',
    ],
    [
      'a first part before a hyphen',
      'TIMP: An R Package for Modeling Multi-way Spectroscopic Measurements',
      'TIMP: An R package for modeling multi-way spectroscopic measurements',
    ],
    ['capitals for emphasis', 'The Growth of LARGE Gardens in Pakistan', 'The growth of large gardens in Pakistan'],
    [
      'what no sentence has, but everybody knows',
      '“Smart” Cities in the United States',
      '“Smart” cities in the United States',
    ],
    ['its first letter', 'deep learning', 'Deep learning'],
    ['its first letter where it is a name’s own', 'iPhone use by storks', 'iPhone use by storks'],
    ['a species, and behind a colon', 'E. coli: a 50% study', 'E. coli: A 50% study'],
    ['a species inside', 'Growth of E. coli in the Lab', 'Growth of E. coli in the lab'],
    ['short forms end no sentence', 'Storks vs. gulls of the harbour', 'Storks vs. gulls of the harbour'],
    ['a ratio is no subtitle', 'Odds of 3:one in gardens', 'Odds of 3:one in gardens'],
  ])('%s', async (_, printed, expected) => {
    expect(await titleOf(printed, 'apa')).toBe(expected);
  });

  test('names of the paper’s sentences, in a title in capitals', async () => {
    const expected = 'Role of China and the United States in Pakistan';
    expect(await titleOf('ROLE OF CHINA AND THE UNITED STATES IN PAKISTAN', 'apa', sadi)).toBe(expected);
  });
});

test.each(['mla', 'chicago'] as const)('headline style keeps the small letters of a species: %s', async (style) => {
  expect(await titleOf('E. coli: a 50% study', style)).toBe('E. coli: A 50% Study');
  expect(await titleOf('growth of S. aureus in U.S. labs', style)).toBe('Growth of S. aureus in U.S. Labs');
});

describe('BibTeX braces what a style must not put in small letters, and nothing else', () => {
  test.each([
    ['S2ORC: The Open Research Corpus of Gardens', '{S2ORC}: The Open Research Corpus of Gardens'],
    ['PaperMage: A Toolkit for Reading Gardens', '{PaperMage}: A Toolkit for Reading Gardens'],
    ['TIMP: An R Package for Gardens', '{TIMP}: An {R} Package for Gardens'],
    ['U.S.-China AI Rivalry in Gardens', '{U.S.-China} {AI} Rivalry in Gardens'],
    ['Pakistan and the Gardens of Others', '{Pakistan} and the Gardens of Others'],
    ['Cybersecurity in the United States', 'Cybersecurity in the {United} {States}'],
    ['Enabling Large Language Models', 'Enabling Large Language Models'],
    ['Use of E. coli: a 50% study', 'Use of {E}. coli: a 50\\% study'],
    ['Die Gezeiten und der Deich', '{Die} {Gezeiten} und der {Deich}'],
  ])('%s', async (printed, expected) => {
    expect(await titleOf(printed, 'bibtex')).toBe(expected);
  });
});
