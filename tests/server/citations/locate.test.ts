import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textOf } from '../../../ingest/paper.ts';
import { readingTextOf } from '../../../ingest/reading-text.ts';
import { locate, locateAll } from '../../../server/citations/locate.ts';
import { sadi, sarwar } from '../../fixtures/default-papers.ts';

describe('locating a quotation', () => {
  test.each([
    ['word for word', sadi, 'a technology arms race between the U.S. and China', 'exact'],
    ['over furniture', sadi, 'and the 2017 publication of its key', 'exact'],
    ['over a page end', sarwar, 'predictive monitoring (Upadhayay & Sharma, 2025)', 'exact'],
    ['over an escaped sign', sadi, 'almost $4.9 billion', 'exact'],
    ['through emphasis', sarwar, 'the policy of Quid pro quo to keep peace', 'exact'],
    ['other quotation marks', sadi, 'the “bifurcation of the global tech ecosystem”', 'normalized'],
    ['inner quotation marks of another kind', sarwar, '‘Information Warfare Wing’ in 2019', 'normalized'],
    ['a space for a hyphen', sadi, 'a high tech, borderless, interconnected race', 'normalized'],
    ['a hyphen lost', sadi, 'a hightech, borderless', 'normalized'],
    ['first letter in the other case', sadi, 'it is not your typical geopolitical battle', 'normalized'],
    ['another end', sadi, 'your typical geopolitical battle!', 'exact'],
    ['a lost space put right', sadi, 'train 10,000 cybersecurity professionals', 'normalized'],
    ['a number changed', sadi, 'nearly 87% of the critical digital infrastructure', null],
    ['a "not" put in', sadi, 'a strategic struggle that will not shape', null],
    ['half a word', sadi, 'gic struggle for the early', null],
    ['capitals elsewhere', sadi, 'Huawei and zte', null],
    ['only punctuation', sadi, '…', null],
    [
      'a hyphen at the end, where the source was cut',
      sadi,
      'AI becomes the latest flashpoint in the US China rivalry. Tribune.com.pk; The Express Tribune. https://tribune.com.pk/story/2527387/ai-becomes-the-latest-',
      'normalized',
    ],
    ['nothing', sadi, '', null],
  ] as const)('%s', (_, paper, quote, match) => {
    expect(locate(paper, quote)?.match ?? null).toBe(match);
  });

  test('every place where the words stand', () => {
    expect(locateAll(sadi, 'digital sovereignty').length).toBeGreaterThan(5);
  });

  test('end punctuation that the source has too belongs to the place', () => {
    const found = locate(sadi, 'It is not your typical geopolitical battle.');
    expect(found && textOf(sadi, found.span)).toBe('It is not your typical geopolitical battle.');
  });

  test.each([
    ['Sadi', sadi],
    ['Sarwar & Rashid', sarwar],
  ])('any run of whole words locates to itself (%s)', (_, paper) => {
    const whole = readingTextOf(paper);
    const words = [...whole.text.matchAll(/\S+/g)].filter((word) => /[\p{L}\p{N}]/u.test(word[0]));
    fc.assert(
      fc.property(fc.nat(words.length - 1), fc.integer({ min: 3, max: 60 }), (first, count) => {
        const [from, to] = [words[first], words[Math.min(words.length - 1, first + count)]];
        if (!from || !to) return;
        const span = { start: from.index, end: to.index + to[0].length };
        const quote = whole.text.slice(span.start, span.end);
        const starts = locateAll(paper, quote).map((place) => whole.offsetOf(place.span.start));
        const lead = /^["“”„«»\s]*/.exec(quote)?.[0].length ?? 0;
        expect(starts).toContain(span.start + lead);
      }),
      { numRuns: 150 },
    );
  });
});
