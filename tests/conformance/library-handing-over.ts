import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { KeptAnswer, Library, WholePaper } from '../../ingest/library.ts';
import type { PaperId } from '../../ingest/paper.ts';
import { prose } from '../fixtures/papers.ts';
import { type LibraryCase, missing, paperOf } from './library-case.ts';

async function allAnswers(library: Library): Promise<KeptAnswer[]> {
  const answers: KeptAnswer[] = [];
  for await (const answer of library.answers()) answers.push({ ...answer, papers: [...answer.papers].sort() });
  return answers;
}

/** A whole paper with what can be compared: a library may make the search texts again, and give a Buffer for bytes. */
function comparable(whole: WholePaper | null) {
  if (!whole) return null;
  const { searchTexts, vectors, original, formerIds, ...rest } = whole;
  return {
    ...rest,
    searchTexts: searchTexts.length,
    vectors: vectors.map((vector) => [...vector]),
    original: { ...original, bytes: [...original.bytes] },
    formerIds: [...formerIds].sort(),
  };
}

/** What another library needs in order to take everything over. */
export function describeHandingOver(at: LibraryCase): void {
  describe('handing over', () => {
    const earlier = paperOf(`${prose.letters}\n\nThis is the first version.`);
    const later = paperOf(`${prose.letters}\n\nThis is the second version.`);

    test('a whole paper is what was given: uncorrected, with what was put right beside it', async () => {
      await at.library.add(earlier);
      await at.library.add(later, { replaces: earlier.paper.id });
      await at.library.correct(later.paper.id, { title: 'Reading aloud', year: null });
      expect(comparable(await at.library.whole(later.paper.id))).toEqual(
        comparable({ ...later, correction: { title: 'Reading aloud', year: null }, formerIds: [earlier.paper.id] }),
      );
    });

    test('nothing put right, no earlier version: both are empty; only a paper’s own id gives it', async () => {
      await at.library.add(earlier);
      expect(await at.library.whole(earlier.paper.id)).toMatchObject({ correction: {}, formerIds: [] });
      await at.library.add(later, { replaces: earlier.paper.id });
      expect(await at.library.whole(earlier.paper.id)).toBeNull();
      expect(await at.library.whole(missing)).toBeNull();
    });

    test('what one library gives of a paper another takes, former ids included', async () => {
      await at.library.add(earlier);
      await at.library.add(later, { replaces: earlier.paper.id });
      const whole = await at.library.whole(later.paper.id);
      if (!whole) throw new Error('The paper is not here.');
      const other = await at.openIn(join(at.folder, 'other'));
      expect(await other.add(whole, { formerIds: whole.formerIds })).toBe('added');
      expect(comparable(await other.whole(later.paper.id))).toEqual(comparable(whole));
      expect((await other.paper(earlier.paper.id))?.id).toBe(later.paper.id);
      expect(await other.verify()).toEqual({ papers: 1, passages: later.passages.length, faults: [] });
      await other.remove(later.paper.id);
      expect(await other.paper(earlier.paper.id)).toBeNull();
    });

    test('a former id that is a paper here stays that paper’s; a paper that is present takes none', async () => {
      const bees = paperOf(prose.bees);
      const formerIds = [bees.paper.id, 'fedcba9876543210' as PaperId];
      await at.library.add(bees);
      await at.library.add(later, { formerIds });
      expect((await at.library.paper(bees.paper.id))?.id).toBe(bees.paper.id);
      expect((await at.library.paper('fedcba9876543210'))?.id).toBe(later.paper.id);
      expect(await at.library.add(later, { formerIds: [missing] })).toBe('present');
      expect(await at.library.paper(missing)).toBeNull();
      expect(await at.library.whole(later.paper.id)).toMatchObject({ formerIds: ['fedcba9876543210'] });
    });

    test('with a replacement, former ids lead on as the replaced id does', async () => {
      await at.library.add(earlier);
      expect(await at.library.add(later, { replaces: earlier.paper.id, formerIds: [missing] })).toBe('replaced');
      for (const id of [earlier.paper.id, missing]) expect((await at.library.paper(id))?.id).toBe(later.paper.id);
      const replaced = paperOf(`${prose.letters}\n\nThis is the third version.`);
      await at.library.add(replaced, { replaces: later.paper.id });
      expect((await at.library.paper(missing))?.id).toBe(replaced.paper.id);
    });

    test('kept answers come oldest first, with their papers and what was said of them', async () => {
      expect(await allAnswers(at.library)).toEqual([]);
      const [bees, tides] = [paperOf(prose.bees), paperOf(prose.tides, { source: 'tides.txt' })];
      for (const paper of [bees, tides, earlier]) await at.library.add(paper);
      const papers = [bees.paper.id, tides.paper.id].sort();
      await at.library.keepAnswer({ id: 'z', json: '{"n":1}', papers });
      await at.library.keepAnswer({ id: 'a', json: '{"n":2}', papers: [earlier.paper.id] });
      await at.library.keepAnswer({ id: 'm', json: '{"n":3}', papers: [] });
      await at.library.giveFeedback('a', { verdict: 'bad', comment: 'Page 4, not 5.' });
      await at.library.add(later, { replaces: earlier.paper.id });
      expect(await allAnswers(at.library)).toEqual([
        { id: 'z', json: '{"n":1}', papers, feedback: null },
        {
          id: 'a',
          json: '{"n":2}',
          papers: [later.paper.id],
          feedback: { verdict: 'bad', comment: 'Page 4, not 5.' },
        },
        { id: 'm', json: '{"n":3}', papers: [], feedback: null },
      ]);
    });

    test('many answers come once each, also while others are kept', async () => {
      const ids = Array.from({ length: 230 }, (_, index) => `answer-${index}`);
      await Promise.all(ids.map((id) => at.library.keepAnswer({ id, json: '{}', papers: [] })));
      const seen: string[] = [];
      for await (const { id } of at.library.answers()) {
        seen.push(id);
        if (seen.length === 5) await at.library.keepAnswer({ id: 'answer-7', json: '{"again":true}', papers: [] });
      }
      expect(seen.filter((id) => ids.includes(id))).toEqual(ids);
    });

    test('notes are listed by name, and taken away', async () => {
      expect(await at.library.notes()).toEqual([]);
      for (const [name, value] of [
        ['upload:b', '{"done":false}'],
        ['default-papers', 'done'],
        ['ended-sessions:k1', ''],
      ] as const) {
        await at.library.setNote(name, value);
      }
      await at.library.setNote('upload:b', null);
      await at.library.setNote('never-there', null);
      expect(await at.library.note('upload:b')).toBeNull();
      expect(await at.library.notes()).toEqual([
        { name: 'default-papers', value: 'done' },
        { name: 'ended-sessions:k1', value: '' },
      ]);
    });

    test('a library that can be read and written says nothing against it; one that is closed says so', async () => {
      expect(await at.library.check()).toBeNull();
      await at.library.close();
      expect(await at.library.check()).toBe('The library is closed. Open it again.');
    });
  });
}
