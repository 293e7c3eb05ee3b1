import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LibraryMismatchError, LibraryUnavailableError } from '../../ingest/errors.ts';
import { sha256Of } from '../../ingest/paper.ts';
import { prose } from '../fixtures/papers.ts';
import { type LibraryCase, missing, paperOf } from './library-case.ts';

/** Several processes, answers, keys and notes, and the library as a whole. */
export function describeWhole(at: LibraryCase): void {
  describe('several at once', () => {
    test('one sees what another adds, corrects and removes', async () => {
      const other = await at.openIn(join(at.folder, 'library'));
      const given = paperOf(prose.bees);
      expect(await at.dense('bees')).toEqual([]);
      await other.add(given);
      expect(await at.library.revision()).toBe(await other.revision());
      expect((await at.library.paper(given.paper.id))?.text).toBe(prose.bees);
      expect(await at.dense('bees')).toHaveLength(3);
      expect(await at.lexical('antennae')).toHaveLength(1);
      await other.correct(given.paper.id, { title: 'Bees' });
      expect((await at.library.paper(given.paper.id))?.title).toBe('Bees');
      await other.remove(given.paper.id);
      expect(await at.library.paper(given.paper.id)).toBeNull();
      expect(await at.dense('bees')).toEqual([]);
      expect(await at.lexical('antennae')).toEqual([]);
    });

    test('of two that add the same paper one does', async () => {
      const other = await at.openIn(join(at.folder, 'library'));
      const outcomes = await Promise.all([at.library.add(paperOf(prose.bees)), other.add(paperOf(prose.bees))]);
      expect(outcomes.sort()).toEqual(['added', 'present']);
      expect(await at.library.verify()).toEqual({ papers: 1, passages: 3, faults: [] });
    });
  });

  describe('answers, keys and notes', () => {
    test('answers are kept with the feedback given', async () => {
      expect(await at.library.answer('none')).toBeNull();
      expect(await at.library.giveFeedback('none', { verdict: 'good', comment: null })).toBe(false);
      await at.library.keepAnswer({ id: 'one', json: '{"text":"“…”"}', papers: [] });
      expect(await at.library.answer('one')).toEqual({ json: '{"text":"“…”"}', feedback: null });
      expect(await at.library.giveFeedback('one', { verdict: 'bad', comment: 'Page 4, not 5.' })).toBe(true);
      await at.library.keepAnswer({ id: 'one', json: '{"text":"new"}', papers: [] });
      expect(await at.library.answer('one')).toEqual({
        json: '{"text":"new"}',
        feedback: { verdict: 'bad', comment: 'Page 4, not 5.' },
      });
    });

    test('answers that are dropped are gone with their feedback, and no others', async () => {
      for (const id of ['one', 'two']) await at.library.keepAnswer({ id, json: `{"id":"${id}"}`, papers: [] });
      await at.library.giveFeedback('one', { verdict: 'good', comment: null });
      await at.library.dropAnswers(['one', 'none']);
      expect(await at.library.answer('one')).toBeNull();
      expect(await at.library.answer('two')).toEqual({ json: '{"id":"two"}', feedback: null });
      await at.library.keepAnswer({ id: 'one', json: '{}', papers: [] });
      expect(await at.library.answer('one')).toEqual({ json: '{}', feedback: null });
    });

    test('an answer whose paper was removed meanwhile is not kept', async () => {
      await at.library.keepAnswer({ id: 'late', json: '{}', papers: [missing] });
      expect(await at.library.answer('late')).toBeNull();
    });

    test('keys come and go', async () => {
      const key = { id: 'k1', name: 'laptop', sha256: sha256Of('secret'), createdAt: '2025-03-01T10:00:00.000Z' };
      await at.library.addKey(key);
      await at.library.addKey({ ...key, id: 'k2', name: 'phone' });
      expect(await at.library.keys()).toEqual([key, { ...key, id: 'k2', name: 'phone' }]);
      expect(await at.library.revokeKey('k1')).toBe(true);
      expect(await at.library.revokeKey('k1')).toBe(false);
      expect(await at.library.keys()).toEqual([{ ...key, id: 'k2', name: 'phone' }]);
    });

    test('notes are kept', async () => {
      expect(await at.library.note('default-papers')).toBeNull();
      await at.library.setNote('default-papers', 'begun');
      await at.library.setNote('default-papers', 'done');
      expect(await at.library.note('default-papers')).toBe('done');
    });
  });

  describe('as a whole', () => {
    test('everything is there after closing and opening', async () => {
      await at.library.add(paperOf(prose.bees));
      await at.library.setNote('a', 'b');
      const before = [
        await at.library.revision(),
        await at.library.papers(),
        await at.lexical('clover'),
        await at.dense('clover'),
      ];
      await at.library.close();
      at.library = await at.openIn(join(at.folder, 'library'));
      expect([
        await at.library.revision(),
        await at.library.papers(),
        await at.lexical('clover'),
        await at.dense('clover'),
      ]).toEqual(before);
      expect(await at.library.note('a')).toBe('b');
    });

    test('another embedder’s library is refused, naming both', async () => {
      const failure: unknown = await at
        .openIn(join(at.folder, 'library'), 'another-embedder')
        .catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(LibraryMismatchError);
      expect(failure).toMatchObject({ libraryEmbedder: 'fixture-embedder', currentEmbedder: 'another-embedder' });
    });

    test('verifying reports its progress', async () => {
      for (const text of Object.values(prose)) await at.library.add(paperOf(text));
      const steps: [number, number][] = [];
      const report = await at.library.verify((done, total) => steps.push([done, total]));
      expect(report).toEqual({ papers: 4, passages: 12, faults: [] });
      expect(steps.at(-1)).toEqual([4, 4]);
    });

    test('a backup opens as the library that it is of', async () => {
      await at.library.add(paperOf(prose.bees));
      await at.library.add(paperOf(prose.tides, { source: 'tides.txt' }));
      const file = join(at.folder, 'copy.db');
      await at.library.backup(file);
      await at.library.remove(paperOf(prose.bees).paper.id);
      await at.restore(file, join(at.folder, 'restored'));
      const restored = await at.openIn(join(at.folder, 'restored'));
      expect(await restored.papers()).toHaveLength(2);
      expect(await at.lexical('antennae', restored)).toHaveLength(1);
      expect(await at.dense('antennae', restored)).toHaveLength(6);
      expect(await restored.verify()).toEqual({ papers: 2, passages: 6, faults: [] });
    });

    test('a backup never overwrites', async () => {
      const file = join(at.folder, 'notes.txt');
      writeFileSync(file, 'precious');
      await expect(at.library.backup(file)).rejects.toThrow(LibraryUnavailableError);
      expect(readFileSync(file, 'utf8')).toBe('precious');
    });

    test('a closed library says so', async () => {
      await at.library.close();
      await at.library.close();
      await expect(at.library.papers()).rejects.toThrow(LibraryUnavailableError);
      await expect(at.library.search({ text: 'a', limit: 1 })).rejects.toThrow(LibraryUnavailableError);
      await expect(at.library.verify()).rejects.toThrow(LibraryUnavailableError);
    });
  });
}
