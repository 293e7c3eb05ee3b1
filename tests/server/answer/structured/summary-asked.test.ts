import { describe, expect, test } from 'vitest';
import type { Aspect } from '../../../../server/answer/structured/summary-asked.ts';
import { askedOf } from '../../../../server/answer/structured/structured-answer.ts';
import { sadi, sarwar } from '../../../fixtures/default-papers.ts';

const papers = [sadi, sarwar];

function aspectOf(question: string): Aspect | null {
  const asked = askedOf(question, papers);
  return asked?.kind === 'summary' ? asked.aspect : null;
}

describe('what asks for a paper as a whole', () => {
  test.each<[string, Aspect, string]>([
    ['plain', 'overview', 'Summarise this paper.'],
    ['American spelling, polite', 'overview', 'Hi! Could you please summarize the paper for me? Thanks!'],
    ['with slips', 'overview', 'sumarize teh artcle'],
    ['one word', 'overview', 'summary'],
    ['short form', 'overview', 'tl;dr'],
    ['by author', 'overview', 'give me an overview of Sadi’s article'],
    ['by two authors in lower case', 'overview', 'TLDR of sarwar and rashid?'],
    ['by full name, with a length', 'overview', 'Could you summarise the paper by Aleena Sadi in 5 sentences?'],
    ['by part of the title', 'overview', 'I want a short summary of the paper on artificial intelligence in pakistan’s national security strategy'],
    ['main points', 'overview', 'what are the main points of Sadi (2025)?'],
    ['what it is about', 'overview', 'In a nutshell, what is this study about?'],
    ['what they are about', 'overview', 'What are the two papers about?'],
    ['what it says', 'overview', 'What does the paper say?'],
    ['recommendations of both', 'recommendations', 'What do both papers recommend?'],
    ['recommendations by name', 'recommendations', 'What are the policy recommendations of Sadi’s paper?'],
    ['German', 'overview', 'Fasse bitte den Artikel von Sadi kurz zusammen.'],
    ['German, as a question', 'overview', 'Worum geht es in diesem Artikel?'],
    ['German, modal verb', 'overview', 'Kannst du das Paper zusammenfassen?'],
    ['French', 'overview', 'Peux-tu résumer l’article de Sadi ?'],
    ['French, noun', 'overview', 'Fais-moi un résumé de l’article'],
    ['French, as a question', 'overview', 'De quoi parle cet article ?'],
    ['the argument', 'argument', 'what is sadi’s main argument?'],
    ['the argument, by verb', 'argument', 'What does Sadi argue?'],
    ['the claim', 'argument', 'What is the central claim of this article?'],
    ['several arguments', 'argument', 'Compare the main arguments of both papers.'],
    ['the conclusion, by verb', 'conclusion', 'what do sarwar & rashid conclude'],
    ['the conclusion of the paper of a year', 'conclusion', 'What is the conclusion of the 2025 paper?'],
    ['conclusions drawn', 'conclusion', 'What conclusions do the authors draw?'],
    ['the aim', 'aim', 'What is the purpose of this paper?'],
    ['the aims of their research', 'aim', 'What are the aims of Sarwar and Rashid’s research?'],
    ['the questions asked', 'aim', 'what are the research questions of the paper?'],
    ['the method', 'method', 'Describe the methodology used in the study.'],
    ['the findings', 'findings', 'what are the key findings of the paper'],
  ])('%s → %s: %s', (_, aspect, question) => {
    expect(aspectOf(question)).toBe(aspect);
  }); // prettier-ignore

  test.each([
    ['3', 'sum up the paper in three sentences', 3],
    ['in digits', 'Summarise the article in 5 sentences, please', 5],
    ['not said', 'Summarise the article', null],
  ])('sentences wanted: %s', (_, question, count) => {
    const asked = askedOf(question, papers);
    expect(asked?.kind === 'summary' && asked.sentences).toBe(count);
  });
});

test.each([
  ['what the author says of something', 'What does Sadi argue about Huawei?'],
  ['what is concluded on something', 'What does Sadi conclude about Malaysia?'],
  ['a summary of what stands in it', 'Summarise the challenges that Pakistan faces'],
  ['an overview of a topic', 'give me an overview of China’s surveillance'],
  ['the argument of a theory', 'What is the main argument of defensive realism?'],
  ['the purpose of a thing', 'What is the purpose of Force 47?'],
  ['the aim of a fund', 'what is the aim of the Cyber Defence Fund'],
  ['the conclusion of another text', 'What is the conclusion of the UN report?'],
  ['the method of another author', 'What is the method of Khan?'],
  ['another author’s findings', 'What did Khurshid find?'],
  ['a pronoun for something said before', 'what is the purpose of it'],
  ['a search for papers', 'Which papers should I read on Vietnam?'],
  ['a topic in the paper', 'What is the paper about Malaysia?'],
  ['a reason', 'Why does Sadi argue this?'],
  ['points of contention', 'What are the main points of contention between India and Pakistan?'],
  ['the ideas of a theory', 'what are the main ideas of realism in the paper'],
  ['a size', 'What is this study’s sample size?'],
  ['a judgement', 'Is the conclusion supported by evidence?'],
  ['results of something else', 'What results did the election show?'],
  ['nothing', ''],
  ['a wall of text', 'summary '.repeat(3000)],
])('not asked for as a whole: %s', (_, question) => {
  expect(askedOf(question, papers)).toBeNull();
}); // prettier-ignore
