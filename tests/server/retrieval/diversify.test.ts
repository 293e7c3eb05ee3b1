import { describe, expect, test } from 'vitest';
import { passagesOf } from '../../../ingest/passages.ts';
import { read } from '../../../ingest/reading-text.ts';
import { type Candidate, candidateId, diversify } from '../../../server/retrieval/diversify.ts';
import { readText, sadi } from '../../fixtures/default-papers.ts';

const passages = passagesOf(sadi);
const candidate = (index: number, score: number): Candidate => {
  const span = passages[index]?.span ?? { start: 0, end: 1 };
  return { paper: sadi, span, text: read(sadi, span), score };
};
const section = (index: number) => passages[index]?.section;
/** A neighbour pair inside one section, short enough to be one passage. */
const pair = passages.findIndex(
  (_, index) =>
    section(index) === section(index + 1) &&
    diversify([candidate(index, 1), candidate(index + 1, 0.5)], 8).length === 1,
);

describe('choosing passages', () => {
  test('neighbours become one passage with an id of its own', () => {
    const [merged] = diversify([candidate(pair, 0.9), candidate(pair + 1, 0.4)], 8);
    const [first, second] = [passages[pair], passages[pair + 1]];
    expect(merged?.span).toEqual({ start: first?.span.start, end: second?.span.end });
    expect(merged && candidateId(merged)).toBe(`${sadi.id}.${first?.span.start}-${second?.span.end}`);
    expect(merged?.score).toBe(0.9);
    expect(merged?.text).toBe(merged && read(sadi, merged.span));
  });

  test('passages of two sections are never merged', () => {
    const edge = passages.findIndex((_, index) => index > 0 && section(index) !== section(index + 1));
    expect(diversify([candidate(edge, 0.9), candidate(edge + 1, 0.4)], 8)).toHaveLength(2);
  });

  test('the limit is kept, best first', () => {
    const all = passages.map((_, index) => candidate(index, 1 - index / 100));
    expect(diversify(all, 3)).toHaveLength(3);
  });

  test('a near-duplicate of a better passage is dropped', async () => {
    const words = 'The very same sentence about rivers and lakes stands in both of these papers, word for word, twice.';
    const copy = await readText(`# Copy\n\n## Introduction\n\n${words}\n`);
    const original = await readText(`# Original\n\n## Introduction\n\n${words} And more.\n`);
    const of = (paper: typeof copy, score: number): Candidate => {
      const span = paper.paragraphs.at(-1) ?? { start: 0, end: 1 };
      return { paper, span, text: read(paper, span), score };
    };
    expect(diversify([of(original, 0.9), of(copy, 0.8)], 8).map((item) => item.paper.id)).toEqual([original.id]);
  });
});
