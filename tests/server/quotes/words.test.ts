import { describe, expect, test } from 'vitest';
import { tokensOf } from '../../../server/quotes/words/quoted.ts';
import { wordsOf } from '../../../server/quotes/words/words.ts';

describe('words', () => {
  const cases: readonly [string, string, string][] = [
    ['hyphens part words', 'twenty-first-century', 'twenty first century'],
    ['apostrophes of any kind', 'Pakistan’s don′t', "pakistan's don't"],
    ['figures keep their separators', '10,000 and 4.9 and 1 000', '10000 and 4.9 and 1 000'],
    ['signs that say something', '78% of $4.9 & more', '78 % of $ 4.9 & more'],
    ['a minus is part of what is said, a dash is not', 'at −5 or 5–7 – so', 'at - 5 or 5 7 so'],
    ['a power is no longer number', '10² is not 102', '10² is not 102'],
    ['ligatures and full-width letters', 'ﬁnal ＡＩ', 'final ai'],
    ['soft hyphens vanish', 'secu\u00adrity', 'security'],
    ['characters of a script without spaces', '人工知能', '人 工 知 能'],
    ['nothing', ' – “…” ', ''],
  ];
  test.each(cases)('%s', (_, text, expected) => {
    const words = wordsOf(text);
    expect(words.map((word) => word.key).join(' ')).toBe(expected);
    for (const { start, end } of words) expect(text.slice(start, end).trim()).not.toBe('');
  });
});

describe('tokens of a quotation', () => {
  const cases: readonly [string, string, string][] = [
    ['APA: three spaced dots', 'a . . . b', 'a … b'],
    ['Chicago: four dots', 'a. . . . B', 'a … b'],
    ['MLA: in brackets', 'a [. . .] b (…) c [...] d', 'a … b … c … d'],
    ['one character', 'a … b⋯c', 'a … b … c'],
    ['two dots are none', 'a .. b', 'a b'],
    ['a bracket put in', 'a [the firm] b', 'a [the firm] b'],
    ['the first letter in brackets', '[T]he firm', 'the* firm'],
    ['an ending in brackets', 'govern[s] it', 'governs* it'],
    ['sic, and emphasis', 'teh [sic] firm [emphasis added] (italics mine)', 'teh ! firm ! !'],
    ['round brackets are the text’s own', 'a (b) c', 'a b c'],
    ['unbalanced', 'a [b c', 'a b c'],
    ['block quotation', '> a b\n> c', 'a b c'],
    ['the quoting text’s own note marks', 'a b.[^1]', 'a b'],
    ['raised', 'a b.¹', 'a b'],
    ['in HTML', 'a b<sup>12</sup> c', 'a b c'],
    ['a number in brackets at the end', 'a b. [1]', 'a b'],
    ['one inside is the source’s, or put in', 'a [1] b.', 'a [1] b'],
  ];
  test.each(cases)('%s', (_, quote, expected) => {
    const shown = tokensOf(quote).map((token) => {
      if (token.type === 'word') return `${token.word.key}${token.bracketed ? '*' : ''}`;
      if (token.type === 'bracket') return `[${token.words.map((word) => word.key).join(' ')}]`;
      return token.type === 'ellipsis' ? '…' : '!';
    });
    expect(shown.join(' ')).toBe(expected);
  });
});
