import { describe, expect, test } from 'vitest';
import { readingTextOf } from '../../ingest/reading-text.ts';
import { placeOf } from '../../server/citations/citation.ts';
import { locateAll } from '../../server/citations/locate.ts';
import { parsePermalink } from '../../web/address/permalink.ts';
import { holdsWords } from '../../web/source/holds-words.ts';
import { sadi, sarwar } from '../fixtures/default-papers.ts';

const text = 'It rose by 78%, *not* 7.8%, in exam-\nples of “trust”. A footnote. It fell.';
const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });

describe('the words of a permalink at its offsets', () => {
  test.each<[what: string, pieces: string[], quote: string | null, holds: boolean]>([
    ['as they are', ['It rose by 78%'], 'It rose by 78%', true],
    [
      'marks, hyphens and quotation marks aside',
      ['*not* 7.8%, in exam-\nples of “trust”'],
      'not 7.8%, in examples of "trust"',
      true,
    ],
    ['over what parts them', ['“trust”.', 'It fell.'], '“trust”. It fell.', true],
    ['other words', ['It rose by 78%'], 'It fell.', false],
    ['one word left out', ['It rose by 78%, *not* 7.8%'], 'It rose by 78%, 7.8%', false],
    ['a few words at the head of many', ['It rose by 78%, *not* 7.8%'], 'It rose by 78%', false],
    ['no letter at all', ['It rose'], '…', false],
    ['no words claimed', ['It rose'], null, true],
    ['no offsets', [], 'It rose', false],
  ])('%s', (_, pieces, quote, holds) => {
    expect(holdsWords(text, pieces.map(at), quote)).toBe(holds);
  });

  test('offsets behind the end of the text', () => {
    expect(holdsWords(text, [{ start: 5, end: text.length + 1 }], null)).toBe(false);
  });

  test('a long quotation is there with the beginning that its link carries', () => {
    const paragraph = sadi.paragraphs.find(({ start, end }) => end - start > 700);
    if (!paragraph) throw new Error('Sadi has a long paragraph');
    const [located] = locateAll(sadi, sadi.text.slice(paragraph.start, paragraph.end));
    if (!located) throw new Error('a paragraph locates to itself');
    const link = parsePermalink(placeOf(sadi, located, 1).permalink);
    expect(link?.quote?.length).toBeLessThanOrEqual(300);
    expect(holdsWords(sadi.text, link?.pieces ?? [], link?.quote ?? null)).toBe(true);
  });

  test('the links that the server makes to the default papers are read without asking it', () => {
    for (const paper of [sadi, sarwar]) {
      const links = paper.paragraphs.flatMap((span, index) => {
        if (index % 5 > 0) return [];
        const [located] = locateAll(paper, /^.{1,200}(?!\S)/su.exec(readingTextOf(paper, span).text)?.[0] ?? '', span);
        return located ? [parsePermalink(placeOf(paper, located, 1).permalink)] : [];
      });
      expect(links.length).toBeGreaterThan(5);
      for (const link of links) expect(holdsWords(paper.text, link?.pieces ?? [], link?.quote ?? null)).toBe(true);
    }
  });
});
