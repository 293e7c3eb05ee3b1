import { describe, expect, test } from 'vitest';
import { plainProse } from '../../../server/answer/plain-prose.ts';

describe('what looks like a citation of Ibid is taken out', () => {
  test.each([
    '[1]', '[[1]]', '[1a]', '【1】', '［1］', '[^1]', '[0001]', '[١]', '\\[1\\]', '[1, 2]', '[1–3]', '[ 1 ]', '[１]', '【1†source】',
    '[1](http://example.org/a)', '[[1]](http://example.org)', '[1][2]', '[\u200b1\u200b]', '[\u202e1]', '[[1]1]', '[1[1]]',
    '[[[1]]]', '[1][ref]', '<https://example.org/1>', '[](http://example.org)', '![1](x.png)', '[]',
  ])('%s', (forged) => {
    expect(plainProse(`It melted ${forged}.`)).toMatch(/^It melted ?\.$/);
  }); // prettier-ignore
});

test.each([
  ['a year in brackets', 'In [2016] it melted.', 'In [2016] it melted.'],
  ['words in brackets', 'It [the ice] melted.', 'It [the ice] melted.'],
  ['a number in round brackets', 'It melted (1).', 'It melted (1).'],
  ['powers and fractions', '5 m² and ½ of it', '5 m² and ½ of it'],
  ['a link, as its words', 'See [the paper](http://x.org/a_(b)) now.', 'See the paper now.'],
  ['an image, as its words', 'See ![a map](data:image/png;base64,AA) now.', 'See a map now.'],
  ['bidirectional and zero-width controls', 'It \u202emelted\u202c\u200b, \ufeffso\u00ad.', 'It melted, so.'],
  ['a joiner between Latin letters', 'me\u200dlt', 'melt'],
  ['a joiner that Persian needs', 'می\u200cخواهم', 'می\u200cخواهم'],
])('%s', (_what, text, plain) => {
  expect(plainProse(text)).toBe(plain);
});
