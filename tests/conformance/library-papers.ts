import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { NewPaper } from '../../ingest/library.ts';
import { type PassageId, sha256Of } from '../../ingest/paper.ts';
import { prose } from '../fixtures/papers.ts';
import { type LibraryCase, missing, missingPassage, paperOf, vectorOf } from './library-case.ts';

/** Papers in, replaced, put right, removed. */
export function describePapers(at: LibraryCase): void {
  describe('papers', () => {
    test('an empty library answers everything with nothing', async () => {
      expect(at.library.embedderId).toBe('fixture-embedder');
      expect(at.library.embedderDimensions).toBe(48);
      expect(await at.library.papers()).toEqual([]);
      expect(await at.library.paper(missing)).toBeNull();
      expect(await at.library.passagesOf(missing)).toEqual([]);
      expect(await at.library.vectorsOf([missingPassage])).toEqual([null]);
      expect(await at.library.original(missing)).toBeNull();
      expect(await at.library.findOriginal(sha256Of('none'))).toBeNull();
      expect(await at.library.findOrigin('/none.txt')).toBeNull();
      expect(await at.library.remove(missing)).toBe(false);
      expect(await at.library.correct(missing, { year: 1999 })).toBe(false);
      expect(await at.library.search({ text: 'bees', vector: vectorOf('bees'), limit: 5 })).toMatchObject({
        lexical: [],
        dense: [],
      });
      expect(await at.library.verify()).toEqual({ papers: 0, passages: 0, faults: [] });
    });

    test('gives back what was added, to the last code unit', async () => {
      const given = paperOf(prose.bees);
      const before = await at.library.revision();
      expect(await at.library.add(given)).toBe('added');
      expect(await at.library.revision()).toBeGreaterThan(before);
      expect(await at.library.paper(given.paper.id)).toEqual(given.paper);
      expect(await at.library.passagesOf(given.paper.id)).toEqual(given.passages);
      const { id, title, authors, year, doi, source, sha256, warnings } = given.paper;
      const summary = { id, title, authors, year, doi, source, sha256, warnings, pages: null, passages: 3 };
      expect(await at.library.papers()).toEqual([summary]);
      expect(await at.library.findOriginal(given.original.sha256)).toEqual(summary);
      expect(await at.library.findOrigin(given.original.origin)).toEqual(summary);
      const original = await at.library.original(id);
      expect({ ...original, bytes: [...(original?.bytes ?? [])] }).toEqual({
        ...given.original,
        bytes: [...given.original.bytes],
      });
    });

    test('keeps every part of a paper’s structure', async () => {
      const { paper, ...rest } = paperOf(prose.tides);
      const span = { start: 0, end: 10 };
      const full = {
        ...paper,
        year: null,
        doi: '10.1000/xyz',
        pages: [{ number: 1, label: 'xi', span: { start: 0, end: paper.text.length } }],
        references: [{ span, authors: ['Leopold'], year: '1964a', title: null }],
        mentions: [{ span, authors: ['Leopold'], year: 'n.d.', reference: 0 }],
        furniture: [{ span, kind: 'running-head' as const }],
        warnings: ['Page 3 has no text.'],
      };
      await at.library.add({ ...rest, paper: full });
      expect(await at.library.paper(paper.id)).toEqual(full);
      expect(await at.library.papers()).toMatchObject([{ pages: 1, year: null, warnings: ['Page 3 has no text.'] }]);
    });

    test.each([
      ['emoji and letters beyond the basic plane', 'Signs 𝒜\n\nThe 🐝 danced; 𝔘 and 𠮷 followed.'],
      ['combining marks, right-to-left script, soft hyphens', 'Cafe\u0301\n\nשלום עולם re\u00adsearch ﬁne\u200bline'],
      [
        'control characters and markup',
        'A\u0000B\n\n<script>alert("x")</script> \u0007 %s $1 \\ \'; DROP TABLE papers; --',
      ],
    ])('keeps hostile text as it is: %s', async (_, text) => {
      const given = paperOf(text);
      await at.library.add(given);
      expect((await at.library.paper(given.paper.id))?.text).toBe(text);
      expect(await at.library.verify()).toMatchObject({ papers: 1, faults: [] });
    });

    test('vectors come in the order asked for, null for what is not here', async () => {
      const given = paperOf(prose.glaciers);
      await at.library.add(given);
      const ids = given.passages.map(({ id }) => id).reverse();
      const vectors = await at.library.vectorsOf([...ids, missingPassage, 'rubbish' as PassageId]);
      expect(vectors.map((vector) => vector && [...vector])).toEqual([
        ...given.vectors.map((vector) => [...vector]).reverse(),
        null,
        null,
      ]);
    });

    test('a paper that is there already is left as it is', async () => {
      const given = paperOf(prose.bees);
      await at.library.add(given);
      const before = await at.library.revision();
      expect(await at.library.add(paperOf(prose.bees, { title: 'Another title', origin: '/other.txt' }))).toBe(
        'present',
      );
      expect(await at.library.add(given, { replaces: given.paper.id })).toBe('present');
      expect(await at.library.papers()).toMatchObject([{ title: given.paper.title, passages: 3 }]);
      expect(await at.library.revision()).toBe(before);
      expect(await at.dense('bees')).toHaveLength(3);
    });

    test('what does not fit together is refused, and nothing of it stays', async () => {
      const given = paperOf(prose.bees);
      const [first = new Float32Array()] = given.vectors;
      const other = paperOf(prose.tides);
      const wrong: [string, NewPaper][] = [
        ['a vector missing', { ...given, vectors: given.vectors.slice(1) }],
        ['a search text missing', { ...given, searchTexts: given.searchTexts.slice(1) }],
        ['other dimensions', { ...given, vectors: given.vectors.map((vector) => vector.slice(1)) }],
        ['not of unit length', { ...given, vectors: given.vectors.map((vector) => vector.map((x) => x * 2)) }],
        ['not a number', { ...given, vectors: [first.map(() => NaN), ...given.vectors.slice(1)] }],
        ['a passage twice', { ...given, passages: given.passages.map((passage) => given.passages[0] ?? passage) }],
        ['another paper’s passages', { ...given, passages: other.passages }],
      ];
      for (const [why, paper] of wrong) {
        await expect(at.library.add(paper), why).rejects.toThrow(RangeError);
      }
      expect(await at.library.papers()).toEqual([]);
      expect(await at.library.add(given)).toBe('added');
    });
  });

  describe('replacing', () => {
    const versions = ['first', 'second', 'third'].map((word) => `${prose.letters}\n\nThis is the ${word} version.`);
    const [a, b, c] = versions.map((text) => paperOf(text, { origin: '/letters.txt' })) as [
      NewPaper,
      NewPaper,
      NewPaper,
    ];

    test('the old id leads to the new paper, over any number of versions', async () => {
      await at.library.add(a);
      expect(await at.library.add(b, { replaces: a.paper.id })).toBe('replaced');
      expect(await at.library.add(c, { replaces: b.paper.id })).toBe('replaced');
      for (const { paper } of [a, b, c]) expect((await at.library.paper(paper.id))?.id).toBe(c.paper.id);
      expect((await at.library.original(a.paper.id))?.sha256).toBe(c.original.sha256);
      expect(await at.library.papers()).toHaveLength(1);
      expect(await at.library.findOrigin('/letters.txt')).toMatchObject({ id: c.paper.id });
      expect(await at.library.findOriginal(a.original.sha256)).toBeNull();
      expect(await at.library.passagesOf(a.paper.id)).toEqual([]);
      expect((await at.lexical('first')).length).toBe(0);
      expect((await at.lexical('third')).length).toBe(1);
      expect(await at.library.verify()).toMatchObject({ papers: 1, faults: [] });
    });

    test('ids are found by their beginning, and by that of an older version whole', async () => {
      await at.library.add(a);
      await at.library.add(b, { replaces: a.paper.id });
      expect(await at.library.findIds(b.paper.id.slice(0, 9))).toEqual([b.paper.id]);
      expect(await at.library.findIds(b.paper.id)).toEqual([b.paper.id]);
      expect(await at.library.findIds(a.paper.id)).toEqual([b.paper.id]);
      for (const none of ['', missing, 'zz', '%', `${b.paper.id}0`]) expect(await at.library.findIds(none)).toEqual([]);
    });

    test('a paper that comes back is itself again', async () => {
      await at.library.add(a);
      await at.library.add(b, { replaces: a.paper.id });
      expect(await at.library.add(a, { replaces: b.paper.id })).toBe('replaced');
      expect((await at.library.paper(a.paper.id))?.text).toBe(versions[0]);
      expect((await at.library.paper(b.paper.id))?.id).toBe(a.paper.id);
    });

    test('corrections pass to the new paper', async () => {
      await at.library.add(a);
      await at.library.correct(a.paper.id, { title: 'Reading aloud', year: 1987 });
      await at.library.add(b, { replaces: a.paper.id });
      expect(await at.library.paper(b.paper.id)).toMatchObject({
        title: 'Reading aloud',
        year: 1987,
        authors: ['A. Sadi'],
      });
    });

    test('a paper that is there already takes the place of the old one', async () => {
      await at.library.add(a);
      await at.library.add(b);
      expect(await at.library.add(b, { replaces: a.paper.id })).toBe('replaced');
      expect(await at.library.papers()).toMatchObject([{ id: b.paper.id }]);
      expect((await at.library.paper(a.paper.id))?.id).toBe(b.paper.id);
    });

    test('a paper that takes the place of another takes over its file and origin', async () => {
      const copy = paperOf(versions[1] ?? '', { origin: '/copy.txt', source: 'copy.txt' });
      const moved = paperOf(versions[1] ?? '', { origin: '/letters.txt', source: 'letters.txt' });
      await at.library.add(a);
      await at.library.add(copy);
      await at.library.paper(copy.paper.id);
      expect(await at.library.add(moved, { replaces: a.paper.id })).toBe('replaced');
      expect(await at.library.findOrigin('/letters.txt')).toMatchObject({ id: b.paper.id, source: 'letters.txt' });
      expect(await at.library.findOrigin('/copy.txt')).toBeNull();
      expect(await at.library.paper(b.paper.id)).toMatchObject({ source: 'letters.txt', text: versions[1] });
      expect(await at.library.original(b.paper.id)).toMatchObject({ origin: '/letters.txt', name: 'letters.txt' });
      expect(await at.library.verify()).toMatchObject({ papers: 1, faults: [] });
    });

    test('replacing what is not here adds', async () => {
      expect(await at.library.add(a, { replaces: missing })).toBe('added');
      expect(await at.library.paper(missing)).toBeNull();
    });

    test('answers that quote the old version go with the new one', async () => {
      await at.library.add(a);
      await at.library.keepAnswer({ id: 'one', json: '{}', papers: [a.paper.id] });
      await at.library.add(b, { replaces: a.paper.id });
      expect(await at.library.answer('one')).not.toBeNull();
      await at.library.remove(b.paper.id);
      expect(await at.library.answer('one')).toBeNull();
    });
  });

  describe('removing', () => {
    test('takes everything of the paper and nothing else', async () => {
      const [bees, tides] = [paperOf(prose.bees), paperOf(prose.tides, { source: 'tides.txt' })];
      const older = paperOf(`${prose.bees}\n\nAn older version.`);
      await at.library.add(older);
      await at.library.add(bees, { replaces: older.paper.id });
      await at.library.add(tides);
      await at.library.keepAnswer({ id: 'both', json: '{"n":1}', papers: [bees.paper.id, tides.paper.id] });
      await at.library.keepAnswer({ id: 'tides', json: '{"n":2}', papers: [tides.paper.id] });
      const before = await at.library.revision();

      expect(await at.library.remove(bees.paper.id)).toBe(true);
      expect(await at.library.remove(bees.paper.id)).toBe(false);
      expect(await at.library.revision()).toBeGreaterThan(before);
      for (const { paper } of [older, bees]) {
        expect(await at.library.paper(paper.id)).toBeNull();
        expect(await at.library.original(paper.id)).toBeNull();
      }
      expect(await at.library.passagesOf(bees.paper.id)).toEqual([]);
      expect(await at.library.findOriginal(bees.original.sha256)).toBeNull();
      expect(await at.lexical('waggle antennae')).toEqual([]);
      expect((await at.dense(prose.bees)).map(({ passage }) => passage.slice(0, 16))).toEqual(
        Array(3).fill(tides.paper.id),
      );
      expect(await at.library.answer('both')).toBeNull();
      expect(await at.library.answer('tides')).toEqual({ json: '{"n":2}', feedback: null });
      expect(await at.library.verify()).toEqual({ papers: 1, passages: 3, faults: [] });
    });

    test('the same paper starts clean when it is added again', async () => {
      const given = paperOf(prose.bees);
      await at.library.add(given);
      await at.library.correct(given.paper.id, { title: 'Wrong' });
      await at.library.remove(given.paper.id);
      await at.library.add(given);
      expect((await at.library.paper(given.paper.id))?.title).toBe(given.paper.title);
      expect(await at.dense('bees')).toHaveLength(3);
      expect(await at.lexical('polarized')).toHaveLength(1);
    });
  });

  describe('corrections', () => {
    test('show everywhere, add up, and survive closing', async () => {
      const { paper } = paperOf(prose.glaciers);
      await at.library.add(paperOf(prose.glaciers));
      const before = await at.library.revision();
      expect(await at.library.correct(paper.id, { title: 'Glaciers', doi: '10.1000/g' })).toBe(true);
      expect(await at.library.correct(paper.id, { year: null, authors: ['M. Keller', 'J. Roth'] })).toBe(true);
      expect(await at.library.revision()).toBeGreaterThan(before);
      const expected = { title: 'Glaciers', doi: '10.1000/g', year: null, authors: ['M. Keller', 'J. Roth'] };
      expect(await at.library.paper(paper.id)).toEqual({ ...paper, ...expected });
      expect(await at.library.papers()).toMatchObject([expected]);
      await at.library.close();
      at.library = await at.openIn(join(at.folder, 'library'));
      expect(await at.library.add(paperOf(prose.glaciers))).toBe('present');
      expect(await at.library.paper(paper.id)).toMatchObject(expected);
    });
  });
}
