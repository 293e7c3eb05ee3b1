import { describe, expect, test } from 'vitest';
import type { IngestFile, PaperOutcome } from '../../ingest/add-paper.ts';
import { addPapers } from '../../ingest/add-papers.ts';
import type { Embedder } from '../../ingest/embedder.ts';
import type { Library } from '../../ingest/library.ts';
import { type PreparePaper, preparingWith } from '../../ingest/prepare-paper.ts';
import { plainTextReader } from '../../ingest/readers/plain-text.ts';
import { hashingEmbedder } from '../fakes/hashing-embedder.ts';
import { openMemoryLibrary } from '../fakes/memory-library.ts';

const prose = (topic: string) =>
  `# On ${topic}\n\n## Introduction\n\n${topic} is studied here at length, and nothing else is.\n`;

function file(name: string, content: string, bytes = new TextEncoder().encode(content)): IngestFile {
  return { name, origin: `/folder/${name}`, bytes: () => Promise.resolve(bytes) };
}

/** Parts that note what they do, in its order. */
function noting(change: { readonly embedder?: Partial<Embedder>; readonly prepare?: PreparePaper } = {}) {
  const notes: string[] = [];
  const hashing = { ...hashingEmbedder(), ...change.embedder };
  const embedder: Embedder = {
    ...hashing,
    async embedPassages(texts, signal) {
      notes.push('embeds');
      await new Promise((resolve) => setTimeout(resolve, 20));
      notes.push('has embedded');
      return hashing.embedPassages(texts, signal);
    },
  };
  const reading = preparingWith([plainTextReader()]);
  const prepare: PreparePaper = (source, signal) => {
    notes.push(`reads ${source.name}`);
    return (change.prepare ?? reading)(source, signal);
  };
  return { notes, library: openMemoryLibrary({ embedder }), embedder, prepare };
}

async function outcomesOf(files: readonly IngestFile[], parts: ReturnType<typeof noting>, signal?: AbortSignal) {
  const outcomes = [];
  for await (const { outcome } of addPapers(files, parts, signal ? { signal } : {})) outcomes.push(outcome);
  return outcomes;
}

describe('papers one after the other', () => {
  test('the next is read while one is embedded, and no more than that one', async () => {
    const parts = noting();
    const names = ['a.md', 'b.md', 'c.md'];
    const outcomes = await outcomesOf(
      names.map((name) => file(name, prose(name))),
      parts,
    );
    expect(outcomes.map(({ file: name, state }) => [name, state])).toEqual(names.map((name) => [name, 'added']));
    const [embeds, done] = ['embeds', 'has embedded'];
    const sorted = (some: string[]) => some.toSorted();
    expect(parts.notes[0]).toBe('reads a.md');
    expect(sorted(parts.notes.slice(1, 3))).toEqual(sorted([embeds, 'reads b.md']));
    expect(parts.notes[3]).toBe(done);
    expect(sorted(parts.notes.slice(4, 6))).toEqual(sorted([embeds, 'reads c.md']));
    expect(parts.notes.slice(6)).toEqual([done, embeds, done]);
  });

  test('one is written while the next is embedded', async () => {
    const parts = noting();
    const library: Library = {
      ...parts.library,
      async add(...given) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        const added = await parts.library.add(...given);
        parts.notes.push('has written');
        return added;
      },
    };
    await outcomesOf([file('a.md', prose('lakes')), file('b.md', prose('seas'))], { ...parts, library });
    const steps = parts.notes.filter((note) => !note.startsWith('reads'));
    expect(steps).toEqual(['embeds', 'has embedded', 'embeds', 'has written', 'has embedded', 'has written']);
  });

  test('a library that is full ends it; what was written is kept', async () => {
    const parts = noting();
    let left = 1;
    const library: Library = {
      ...parts.library,
      add: (...given) =>
        (left -= 1) < 0 ? Promise.reject(new Error('the disk is full')) : parts.library.add(...given),
    };
    const files = ['a.md', 'b.md', 'c.md'].map((name) => file(name, prose(name)));
    await expect(outcomesOf(files, { ...parts, library })).rejects.toThrow('the disk is full');
    expect(await parts.library.papers()).toHaveLength(1);
  });

  test('the second of two files of the same bytes, or of the same text, is unchanged', async () => {
    const parts = noting();
    const files = [file('a.md', prose('lakes')), file('b.md', prose('lakes')), file('c.md', `\uFEFF${prose('lakes')}`)];
    const outcomes = await outcomesOf(files, parts);
    expect(outcomes.map(({ state }) => state)).toEqual(['added', 'unchanged', 'unchanged']);
    expect(outcomes[1]?.reason).toMatch(/in the library already, as a\.md/);
    expect(await parts.library.papers()).toHaveLength(1);
  });

  test('what can’t be read has its outcome in its turn, and the others are added', async () => {
    const parts = noting();
    const outcomes = await outcomesOf(
      [file('a.md', prose('lakes')), file('b.md', ''), file('c.md', prose('seas'))],
      parts,
    );
    expect(outcomes.map(({ state }) => state)).toEqual(['added', 'unreadable', 'added']);
    expect(outcomes[1]?.reason).toMatch(/empty/);
  });

  test('an embedder that fails ends it: nobody misses the file that was read ahead', async () => {
    const parts = noting({ embedder: { embedPassages: () => Promise.reject(new Error('the model is gone')) } });
    const files = [file('a.md', prose('lakes')), file('b.md', '')];
    await expect(outcomesOf(files, parts)).rejects.toThrow('the model is gone');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await parts.library.papers()).toEqual([]);
  });

  test('an abort between two keeps the first and begins no other', async () => {
    const parts = noting();
    const control = new AbortController();
    const outcomes: PaperOutcome[] = [];
    const run = async () => {
      const files = ['a.md', 'b.md', 'c.md'].map((name) => file(name, prose(name)));
      for await (const { outcome } of addPapers(files, parts, { signal: control.signal })) {
        outcomes.push(outcome);
        control.abort(new Error('stopped'));
      }
    };
    await expect(run()).rejects.toThrow('stopped');
    expect(outcomes).toHaveLength(1);
    expect(await parts.library.papers()).toHaveLength(1);
    expect(parts.notes).not.toContain('reads c.md');
  });
});
