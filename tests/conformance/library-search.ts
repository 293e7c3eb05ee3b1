import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PaperId, PassageId } from '../../ingest/paper.ts';
import { bm25 } from '../fakes/memory-search.ts';
import { prose } from '../fixtures/papers.ts';
import { type LibraryCase, missing, paperOf, vectorOf } from './library-case.ts';

/** Search by words and by vectors. */
export function describeSearch(at: LibraryCase): void {
  describe('search', () => {
    const all = Object.entries(prose).map(([key, text]) => paperOf(text, { source: `${key}.txt` }));
    beforeEach(async () => {
      for (const paper of all) await at.library.add(paper);
    });

    test('vector hits are the nearest by cosine, best first', async () => {
      const query = vectorOf('the waggle dance of a forager');
      const expected = all
        .flatMap(({ passages, vectors }) =>
          passages.map(({ id }, index) => ({
            passage: id,
            score: [...(vectors[index] ?? [])].reduce((sum, x, i) => sum + x * (query[i] ?? 0), 0),
          })),
        )
        .sort((x, y) => y.score - x.score)
        .slice(0, 5);
      const { dense: hits, lexical: none, revision } = await at.library.search({ vector: query, limit: 5 });
      expect(hits.map(({ passage }) => passage)).toEqual(expected.map(({ passage }) => passage));
      for (const [index, { score }] of hits.entries()) expect(score).toBeCloseTo(expected[index]?.score ?? 0, 5);
      expect(none).toEqual([]);
      expect(revision).toBe(await at.library.revision());
    });

    test('a phrase is found in every passage that holds its words in a row, and only where asked', async () => {
      const holding = async (phrases: string[], papers?: PaperId[]) =>
        new Set((await at.library.search({ phrases, limit: 100, ...(papers ? { papers } : {}) })).holding);
      const inText = (words: string) =>
        all.flatMap(({ passages, searchTexts }) =>
          passages.flatMap(({ id }, index) =>
            ` ${(searchTexts[index] ?? '').toLowerCase().replace(/[^a-z]+/g, ' ')} `.includes(` ${words} `) ? [id] : [],
          ),
        );
      for (const words of ['returns to the comb and dances', 'of the', 'the sun']) {
        const found = await holding([words]);
        for (const id of inText(words)) expect(found, words).toContain(id);
      }
      expect(await holding(['the comb to returns'])).toEqual(new Set());
      expect(await holding(['"', '', '* NEAR( -'])).toEqual(new Set());
      const [first, second] = all;
      const both = await holding(['returns to the comb', 'freezes around boulders']);
      expect(both.size).toBeGreaterThanOrEqual(2);
      if (!first || !second) throw new Error('two papers are needed');
      expect(await holding(['freezes around boulders'], [first.paper.id])).toEqual(new Set());
      expect((await at.library.search({ phrases: ['of the'], limit: 1 })).holding).toHaveLength(1);
      expect((await at.library.search({ text: 'comb', limit: 1 })).holding).toEqual([]);
    });

    test('word hits have the scores of BM25, best first', async () => {
      const entries = all.flatMap(({ passages, searchTexts, vectors }) =>
        passages.map(({ id }, index) => ({
          passage: id,
          text: searchTexts[index] ?? '',
          vector: vectors[index] ?? new Float32Array(),
        })),
      );
      for (const words of ['marsh', 'clover gravity marsh', 'sediment bedrock eggs eggs']) {
        const expected = bm25(entries, words).sort((x, y) => y.score - x.score);
        const hits = await at.lexical(words);
        expect(hits.length, words).toBe(expected.length);
        for (const [index, { score }] of hits.entries()) {
          expect(score).toBeGreaterThan(0);
          expect(score).toBeCloseTo(expected[index]?.score ?? 0, 4);
        }
      }
    });

    test('finds words whatever their case and accents', async () => {
      const [hit] = await at.lexical('PÓLARIZED');
      expect(hit?.passage).toBe(all[0]?.passages[2]?.id);
    });

    test('gives at most as many as asked for', async () => {
      const result = await at.library.search({ text: 'the marsh ice bees letters', vector: vectorOf('ice'), limit: 2 });
      expect([result.lexical.length, result.dense.length]).toEqual([2, 2]);
      const none = await at.library.search({ text: 'marsh', vector: vectorOf('ice'), limit: 0 });
      expect([none.lexical, none.dense]).toEqual([[], []]);
      expect(await at.dense('ice')).toHaveLength(12);
    });

    test('keeps to the papers named', async () => {
      const [bees, glaciers] = all.map(({ paper }) => paper.id);
      const papers = [bees, glaciers, missing].filter((id) => id !== undefined);
      const query = { text: 'the sun and the ice and the silt', vector: vectorOf('silt of the marsh'), limit: 50 };
      const some = await at.library.search({ ...query, papers });
      const of = (hits: readonly { passage: PassageId }[]) => new Set(hits.map(({ passage }) => passage.slice(0, 16)));
      expect(of(some.lexical)).toEqual(new Set([bees, glaciers]));
      expect(of(some.dense)).toEqual(new Set([bees, glaciers]));
      expect(some.dense).toHaveLength(6);
      const unfiltered = await at.library.search(query);
      const kept = unfiltered.lexical.filter(({ passage }) => papers.includes(passage.slice(0, 16) as PaperId));
      expect(some.lexical).toEqual(kept);
      for (const nothing of [[], [missing]]) {
        expect(await at.library.search({ ...query, papers: nothing })).toMatchObject({ lexical: [], dense: [] });
      }
    });

    test.each([
      ['an open quotation mark', '"marsh'],
      ['quotation marks doubled', 'marsh"" OR ""'],
      ['operators', 'NOT marsh AND NEAR('],
      ['a column filter', 'words:marsh'],
      ['a prefix', '^ mar* marsh*'],
      ['SQL', "marsh'; DROP TABLE papers; --"],
      ['brackets and a plus', '(marsh + {marsh} [marsh])'],
      ['a NUL', 'marsh\u0000OR"'],
      ['half a surrogate pair', 'marsh \ud83d'],
    ])('nothing in a question is syntax: %s', async (_, text) => {
      const plain = await at.lexical('marsh');
      expect(plain).not.toEqual([]);
      expect((await at.lexical(text)).map(({ passage }) => passage)).toEqual(
        expect.arrayContaining(plain.map(({ passage }) => passage)),
      );
      expect(await at.library.papers()).toHaveLength(4);
    });

    test('words that are operators elsewhere are words', async () => {
      const paper = paperOf('Nearness\n\nBaroque near the altar.', { source: 'x.txt' });
      await at.library.add(paper);
      expect((await at.lexical('NEAR')).map(({ passage }) => passage)).toEqual([paper.passages[0]?.id]);
    });

    test('any text at all can be asked', async () => {
      const anything = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ unit: 'grapheme', maxLength: 60 }),
      );
      await fc.assert(
        fc.asyncProperty(anything, async (text) => {
          const { lexical: hits } = await at.library.search({ text, limit: 3 });
          expect(hits.every(({ score }) => score > 0)).toBe(true);
        }),
        { numRuns: 150 },
      );
    });

    test('a text without words and a text of thousands are answered', async () => {
      expect(await at.lexical(' … — ?! ')).toEqual([]);
      const long = Array.from({ length: 5000 }, (_, i) => `word${i}`).join(' ');
      expect(await at.lexical(`marsh ${long}`)).not.toEqual([]);
    });

    test('a search that is called off rejects with the reason', async () => {
      const reason = new Error('The asker went away.');
      await expect(at.library.search({ text: 'marsh', limit: 3 }, AbortSignal.abort(reason))).rejects.toBe(reason);
      const controller = new AbortController();
      const running = at.library.search({ text: 'marsh', limit: 3 }, controller.signal);
      controller.abort(reason);
      await expect(running).rejects.toBe(reason);
      expect(await at.lexical('marsh')).not.toEqual([]);
    });
  });
}
