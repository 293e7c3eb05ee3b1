import { describe, expect, test } from 'vitest';
import { locate } from '../../../server/citations/locate.ts';
import { secondarySourceAt } from '../../../server/citations/secondary.ts';
import { readText, sadi, sarwar } from '../../fixtures/default-papers.ts';

describe('whose words they are', () => {
  test.each([
    [
      'a speaker with a title',
      sadi,
      'The AI competition between Washington and Beijing will prove more consequential',
      'Robert Work',
    ],
    ['according to', sarwar, 'AI has altered the warfare strategies', 'Khurshid'],
    ['a pronoun carries it on', sarwar, 'this integration impacts deterrence dynamics', 'Khurshid'],
    ['two speakers', sarwar, 'AI has transformed the military doctrine', 'Scharre and Horowitz'],
    ['a hyphenated name', sarwar, 'AI can detect any propaganda', 'Al-Suqri'],
    ['a theory is no speaker', sarwar, 'states act in their self-interest to ensure survival', null],
    ['a school is no speaker', sarwar, 'states seek power to secure national interests', null],
    ['a bare reference at the end', sadi, 'AI systems are deciding everything from what we read online', null],
    ['the paper itself', sadi, 'It is not your typical geopolitical battle', null],
    ['the paper on itself', sadi, 'This paper examines the implications of the US-China AI rivalry', null],
  ])('%s', (_, paper, quote, author) => {
    const place = locate(paper, quote);
    expect(place).not.toBeNull();
    expect(place && (secondarySourceAt(paper, place.span)?.author ?? null)).toBe(author);
  });

  test('with the in-text reference of the report', () => {
    const place = locate(sarwar, 'this integration impacts deterrence dynamics');
    expect(place && secondarySourceAt(sarwar, place.span)).toEqual({ author: 'Khurshid', marker: null });
  });
});

test('a long list of names takes no time', async () => {
  const names = Array.from(
    { length: 40 },
    (_, index) => `Pakistan Digital Sovereignty Corridor${index % 7 ? '' : 's'}`,
  );
  const paper = await readText(`Names\n\nIntroduction\n\nKeywords: ${names.join(', ')}, and trust in machines.`);
  const place = locate(paper, 'trust in machines');
  expect(place && secondarySourceAt(paper, place.span)).toBeNull();
});
