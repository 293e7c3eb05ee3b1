import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerParagraphs, type AnswerToken, parseAnswerText } from '../../web/conversation/answer-text.ts';
import { placeOf, sadi } from '../fakes/wire-papers.ts';

const paper = sadi();
const one = placeOf(paper, 1, 'This dynamic is particularly pressing for Pakistan.');
const twelve = placeOf(paper, 12, 'The AI competition between Washington and Beijing');
const citations = [one, twelve];

const written = (tokens: readonly AnswerToken[]) =>
  tokens.map((token) => (token.type === 'marker' ? `[${token.citation.number}]` : token.text)).join('');
const kinds = (text: string) =>
  parseAnswerText(text, citations).map((token) => (token.type === 'marker' ? token.citation.number : token.type));

describe('markers in an answer', () => {
  test.each<[what: string, text: string, tokens: (string | number)[]]>([
    ['a marker after words', 'As Sadi says [1].', ['text', 1, 'text']],
    ['two in a row', 'As Sadi says [1][12]', ['text', 1, 12]],
    ['one at the very start', '[12] says it', [12, 'text']],
    ['a number without a citation is text', 'the index [2] and [121]', ['text']],
    ['a marker that has not ended is text', 'As Sadi says [1', ['text']],
    ['other brackets are text', '[sic] [1a] [ 1 ] [01]', ['text']],
    ['verified words are a quotation', `Sadi: “${one.quote}” [1] Then more.`, ['text', 'quotation', 1, 'text']],
    ['with straight quotation marks too', `"${one.quote}" [1]`, ['quotation', 1]],
    ['quoted words that the citation lacks are the writer’s', '“Something else” [1]', ['text', 1]],
    ['only the last of two quotations is this citation’s', `“x”, “${one.quote}” [1]`, ['text', 'quotation', 1]],
  ])('%s', (_, text, tokens) => {
    expect(kinds(text)).toEqual(tokens);
  });

  test('a reference number of the paper inside a quotation is no marker', () => {
    const own = placeOf(paper, 2, 'This dynamic is particularly pressing for Pakistan.');
    const quoting = { ...one, quote: 'Tools help readers [2] a lot' };
    const tokens = parseAnswerText(`“${quoting.quote}” [1] and “${own.quote}” [2].`, [quoting, own]);
    expect(tokens.map((token) => (token.type === 'marker' ? token.citation.number : token.type))).toEqual([
      'quotation',
      1,
      'text',
      'quotation',
      2,
      'text',
    ]);
  });

  test('put together again, the tokens are the text', () => {
    const pieces = fc.constantFrom('[1]', '[12]', '[3]', '[', ']', '“', '”', '"', ' ', 'Sadi', one.quote, '1');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), (all) => {
        expect(written(parseAnswerText(all.join(''), citations))).toBe(all.join(''));
      }),
    );
  });
});

describe('paragraphs of an answer', () => {
  test('are parted by blank lines', () => {
    expect(answerParagraphs('One.\n\nTwo,\nstill two.\n \n\nThree.\n', false)).toEqual([
      'One.',
      'Two,\nstill two.',
      'Three.',
    ]);
  });

  test('half a marker is held back while the answer streams, and only then', () => {
    expect(answerParagraphs('As Sadi says [1', true)).toEqual(['As Sadi says']);
    expect(answerParagraphs('As Sadi says [1', false)).toEqual(['As Sadi says [1']);
    expect(answerParagraphs('As Sadi says [1]', true)).toEqual(['As Sadi says [1]']);
  });
});
