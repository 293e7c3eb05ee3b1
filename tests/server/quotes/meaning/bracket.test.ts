import { describe, expect, test } from 'vitest';
import { bracketWarning } from '../../../../server/quotes/meaning/bracket.ts';

const huawei = {
  sentencesBefore: 'The network is built by Huawei and ZTE. China pays for most of it.',
  before: '',
  after: 'has supplied monitoring systems in several safe city initiatives in Islamabad and Lahore',
};
const vietnam = {
  sentencesBefore:
    'The vulnerability to repeated hacking has certainly tailored the approach Vietnam has taken. In turn, Vietnam implemented a defensive strategy that fused institutional resilience with asymmetric countermeasures.',
  before: '',
  after:
    "also restricted Huawei from 5G equipment, drove indigenous alternatives through Viettel's local chip production",
};
const dikes = {
  sentencesBefore: 'Maria Silva surveyed the old dikes in 2015. Okafor and Moe had done so before her.',
  before: 'The engineers of the United States trusted',
  after: 'because artificial intelligence (AI) had checked the plans',
};

describe('a bracket that changes who or what is meant', () => {
  test.each([
    ['another country for a pronoun', 'Malaysia', 'It', vietnam, '“Malaysia”'],
    ['another country for a country', 'the United States', 'China', huawei, 'something else'],
    ['a person whom nobody named', 'Lindqvist', 'she', dikes, '“Lindqvist”'],
    ['several for one', 'the two powers', 'it', huawei, 'number'],
    ['several of a kind for one', 'the powers', 'it', huawei, 'several'],
    ['several names for one', 'Huawei and ZTE', 'It', huawei, 'several'],
    ['one for several', 'Huawei', 'They', huawei, 'is one'],
    ['a noun for another', 'hospitals', 'dikes', dikes, 'something else'],
    ['another subject', 'the farmers', 'The engineers', dikes, 'something else'],
    ['a verb for another', 'feared', 'trusted', dikes, 'something else'],
    ['its opposite by a prefix', 'unreliable', 'reliable', dikes, 'something else'],
    ['a negation put in', 'not', '', dikes, 'negation'],
    ['a number put in', 'forty', '', dikes, 'number'],
    ['a number for another', '80%', '78%', huawei, 'number'],
    ['a year that nobody gave', 'in 2023', '', dikes, 'number'],
    ['a limit put in', 'only', '', dikes, '“only”'],
    ['a hedge put in', 'possibly', '', dikes, '“possibly”'],
    ['certainty for doubt', 'must', 'may', dikes, '“must”'],
    ['a subject put in that nobody named', 'Ericsson', '', huawei, '“Ericsson”'],
    ['a quality put in', 'corrupt', '', dikes, '“corrupt”'],
    ['a name added to a name', 'Boris Silva', 'Silva', dikes, '“Boris”'],
    ['another kind for the same', 'the hospital', 'this country', { ...vietnam, before: 'In' }, '“hospital”'],
  ])('%s', (_, inserted, replaced, context, says) => {
    const warning = bracketWarning(inserted, replaced, context);
    expect(warning?.kind).toBe('bracket-changes-referent');
    expect(warning?.message).toContain(says);
  });
});

describe('a bracket that only fits a quotation in', () => {
  test.each([
    ['a pronoun made plain', 'Vietnam', 'It', vietnam],
    ['a possessive made plain', "Vietnam's", 'its', vietnam],
    ['a woman by her name', 'Silva', 'she', dikes],
    ['two people', 'Okafor and Moe', 'they', dikes],
    ['things', 'the dikes', 'them', dikes],
    ['by its kind', 'the company', 'It', huawei],
    ['a subject that the sentence lacks', 'Huawei', '', huawei],
    ['a name behind a pronoun', 'the dikes', '', { ...dikes, before: 'She saw that they' }],
    ['a kind behind a demonstrative', 'strategy', '', { ...vietnam, before: 'This' }],
    ['a name for its kind', 'Vietnam', 'this country', { ...vietnam, before: 'In' }],
    [
      'the United States for the U.S.',
      'the United States',
      'it',
      { ...huawei, sentencesBefore: 'The U.S. disagrees.' },
    ],
    ['a capital', 't', 'T', dikes],
    ['a capital of a whole word', 'the', 'The', dikes],
    ['an ending', 'undermines', 'undermine', dikes],
    ['a past tense', 'demonstrated', 'demonstrates', dikes],
    ['a tense of an auxiliary', 'was', 'is', dikes],
    ['a tense of a modal', 'would', 'will', dikes],
    ['the person of the speaker', 'their', 'our', dikes],
    ['an article', 'the', '', dikes],
    ['an article for another', 'an', 'the', dikes],
    ['a small word', 'of', '', dikes],
    ['an acronym spelled out', 'artificial intelligence', 'AI', dikes],
    ['an acronym for the words', 'AI', 'artificial intelligence', dikes],
    ['an acronym explained', 'World Health Organization', '', { ...dikes, before: 'The WHO' }],
    ['a letter put right', 'qua', 'gua', dikes],
    ['a full name', 'Maria Silva', 'Silva', dikes],
    ['that is', 'that is, officers', '', { ...dikes, before: 'alerts users' }],
    ['sic', 'sic', '', dikes],
    ['emphasis', 'emphasis added', '', dikes],
  ])('%s', (_, inserted, replaced, context) => {
    expect(bracketWarning(inserted, replaced, context)).toBeNull();
  });
});
