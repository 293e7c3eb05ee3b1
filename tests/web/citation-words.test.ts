import { describe, expect, test } from 'vitest';
import {
  authorParts,
  paperInWords,
  paperParts,
  sourceInWords,
  sourceParts,
  whereInWords,
  whereParts,
} from '../../web/citation/citation-words.ts';
import { placeOf, sadi } from '../fakes/wire-papers.ts';

const paper = { title: 'على حافة النهر', authors: ['ليلى حداد', 'דן כהן'], year: null };
const where = { section: 'مقدمة', paragraph: 4, page: 3, pageLabel: '57' };
const words = (parts: readonly { words: string }[]) => parts.map((part) => part.words).join('');
const own = (parts: readonly { words: string; own: boolean }[]) =>
  parts.filter((part) => part.own).map((part) => part.words);

describe('a citation in words', () => {
  test('names authors, year, section, paragraph and page', () => {
    expect(paperInWords({ title: 'T', authors: ['Aleena Sadi'], year: 2025 })).toBe('Aleena Sadi (2025)');
    expect(paperInWords({ title: 'T', authors: ['A', 'B'], year: null })).toBe('A and B (n.d.)');
    expect(paperInWords({ title: 'T', authors: ['A', 'B', 'C'], year: 1999 })).toBe('A et al. (1999)');
    expect(paperInWords({ title: 'T', authors: [], year: 1999 })).toBe('T (1999)');
    expect(whereInWords({ ...where, section: 'Introduction' })).toBe('Introduction, paragraph 4, p. 57');
    expect(whereInWords({ section: null, paragraph: null, page: 3, pageLabel: null })).toBe('p. 3');
    expect(whereInWords({ section: null, paragraph: null, page: null, pageLabel: null })).toBe('');
  });

  test('comes in parts that are the same words, with what the paper says itself told apart', () => {
    expect(own(paperParts(paper))).toEqual(paper.authors);
    expect(own(authorParts({ ...paper, authors: [] }))).toEqual([paper.title]);
    expect(own(whereParts(where))).toEqual(['مقدمة']);
    expect(words(whereParts(where))).toBe('مقدمة, paragraph 4, p. 57');
    const place = placeOf(sadi(), 1, 'With 78% of its vital digital infrastructure');
    expect(words(sourceParts(place))).toBe(sourceInWords(place));
    expect(sourceInWords(place)).toBe('Aleena Sadi (2025), paragraph 2');
    // What is copied has no marks of direction in it.
    expect(sourceInWords({ ...place, paper: { ...place.paper, ...paper } })).not.toMatch(/\p{Cf}/u);
  });
});
