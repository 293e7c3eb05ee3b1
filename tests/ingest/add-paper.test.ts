import { describe, expect, test } from 'vitest';
import { type IngestFile, type IngestProgress, addPaper, maxPaperBytes } from '../../ingest/add-paper.ts';
import type { Embedder } from '../../ingest/embedder.ts';
import { EmbedderUnavailableError } from '../../ingest/errors.ts';
import { preparingWith } from '../../ingest/prepare-paper.ts';
import { plainTextReader } from '../../ingest/readers/plain-text.ts';
import { hashingEmbedder } from '../fakes/hashing-embedder.ts';
import { openMemoryLibrary } from '../fakes/memory-library.ts';

const prose = (topic: string) =>
  `# On ${topic}\n\n## Introduction\n\n${topic} is studied here at length, and nothing else is. The second sentence says more about ${topic}.\n`;

function file(name: string, content: string | Uint8Array, origin = `/folder/${name}`): IngestFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { name, origin, bytes: () => Promise.resolve(bytes) };
}

function setUp(embedder: Embedder = hashingEmbedder()) {
  return { library: openMemoryLibrary({ embedder }), embedder, prepare: preparingWith([plainTextReader()]) };
}

describe('what can’t be read is an outcome with a sentence, and nothing is half done', () => {
  const missing = Object.assign(new Error('gone'), { code: 'ENOENT' });
  const denied = Object.assign(new Error('no'), { code: 'EACCES' });
  test.each<[string, IngestFile, RegExp]>([
    ['0 bytes', file('a.txt', ''), /empty \(0 bytes\)/],
    ['only white space', file('a.txt', ' \n\n\t '), /no text/],
    ['over 50 MB', file('a.txt', new Uint8Array(maxPaperBytes + 1)), /limit is 50 MB/],
    ['binary named .txt', file('a.txt', Uint8Array.of(0x89, 0x50, 0, 0, 1, 2)), /not a text file/],
    ['another encoding', file('a.txt', Uint8Array.of(0x63, 0xe9, 0x20, 0x61)), /UTF-8/],
    ['an unknown kind', file('a.xyz', 'text'), /give \.txt, \.md, \.pdf, \.docx or \.epub/],
    ['a file that disappears', { ...file('a.txt', ''), bytes: () => Promise.reject(missing) }, /no longer there/],
    ['a file without permission', { ...file('a.txt', ''), bytes: () => Promise.reject(denied) }, /permission/],
  ])('%s', async (_, bad, reason) => {
    const parts = setUp();
    const outcome = await addPaper(bad, parts);
    expect(outcome).toMatchObject({ state: 'unreadable', paperId: null });
    expect(outcome.reason).toMatch(reason);
    expect(await parts.library.papers()).toEqual([]);
  });
});

describe('ingesting again', () => {
  test('what is unchanged does nothing', async () => {
    const parts = setUp();
    await addPaper(file('a.md', prose('rivers')), parts);
    const revision = await parts.library.revision();
    const outcome = await addPaper(file('a.md', prose('rivers')), parts);
    expect(outcome.state).toBe('unchanged');
    expect(await parts.library.revision()).toBe(revision);
  });

  test('the same text in another file is one paper, and its name is told', async () => {
    const parts = setUp();
    await addPaper(file('a.md', prose('rivers')), parts);
    const outcome = await addPaper(file('copy.md', `\ufeff${prose('rivers')}`, '/elsewhere/copy.md'), parts);
    expect(outcome).toMatchObject({ state: 'unchanged' });
    expect(outcome.reason).toContain('a.md');
  });

  test('a changed file replaces its paper, whose id leads to the new one', async () => {
    const parts = setUp();
    const before = await addPaper(file('a.md', prose('rivers')), parts);
    if (before.paperId) await parts.library.correct(before.paperId, { year: 1999 });
    const after = await addPaper(file('a.md', prose('lakes')), parts);
    expect(after.state).toBe('replaced');
    expect((await parts.library.papers()).map((paper) => paper.id)).toEqual([after.paperId]);
    const led = await parts.library.paper(before.paperId ?? '');
    expect(led?.id).toBe(after.paperId);
    expect(led?.year).toBe(1999);
  });

  test('two files of one name in different folders are two papers', async () => {
    const parts = setUp();
    await addPaper(file('a.md', prose('rivers'), '/one/a.md'), parts);
    await addPaper(file('a.md', prose('lakes'), '/two/a.md'), parts);
    expect(await parts.library.papers()).toHaveLength(2);
  });

  test('an upload of the same name replaces only the same paper', async () => {
    const parts = setUp();
    await addPaper(file('a.md', prose('rivers'), 'upload:a.md'), parts);
    const other = await addPaper(file('a.md', prose('lakes'), 'upload:a.md'), parts);
    expect(other).toMatchObject({ state: 'added', reason: expect.stringContaining('both are kept') as string });
    const newer = await addPaper(file('a.md', `${prose('lakes')}\nOne more line.\n`, 'upload:a.md'), parts);
    expect(newer.state).toBe('replaced');
    expect((await parts.library.papers()).map((paper) => paper.title).sort()).toEqual(['On lakes', 'On rivers']);
  });
});

describe('a file that changes into what the library has from another file leaves nothing behind', () => {
  const [rivers, lakes, seas] = ['rivers', 'lakes', 'seas'].map(prose) as [string, string, string];
  const texts = async (parts: ReturnType<typeof setUp>) =>
    (await parts.library.papers()).map(({ title, source }) => `${title}: ${source}`).sort();

  test.each([
    ['the same bytes', lakes],
    ['the same text in other bytes', `\ufeff${lakes}`],
  ])('%s: its old id leads to the paper that is there', async (_, changed) => {
    const parts = setUp();
    const old = await addPaper(file('a.md', rivers), parts);
    const other = await addPaper(file('b.md', lakes), parts);
    if (old.paperId) await parts.library.correct(old.paperId, { year: 1999 });
    const outcome = await addPaper(file('a.md', changed), parts);
    expect(outcome).toMatchObject({ state: 'replaced', paperId: other.paperId, passages: other.passages });
    expect(outcome.reason).toContain('b.md');
    expect(await texts(parts)).toEqual(['On lakes: a.md']);
    expect(await parts.library.paper(old.paperId ?? '')).toMatchObject({ id: other.paperId, year: 1999 });
    expect((await addPaper(file('a.md', changed), parts)).state).toBe('unchanged');
  });

  test('then that file changes again: it replaces what it held', async () => {
    const parts = setUp();
    await addPaper(file('a.md', rivers), parts);
    await addPaper(file('b.md', lakes), parts);
    await addPaper(file('a.md', lakes), parts);
    expect((await addPaper(file('a.md', seas), parts)).state).toBe('replaced');
    expect(await texts(parts)).toEqual(['On seas: a.md']);
    expect((await addPaper(file('b.md', lakes), parts)).state).toBe('added');
  });

  test('then the other file changes: what the first holds stays', async () => {
    const parts = setUp();
    await addPaper(file('a.md', rivers), parts);
    await addPaper(file('b.md', lakes), parts);
    await addPaper(file('a.md', lakes), parts);
    expect((await addPaper(file('b.md', seas), parts)).state).toBe('added');
    expect(await texts(parts)).toEqual(['On lakes: a.md', 'On seas: b.md']);
  });

  test('two files that change places are both kept', async () => {
    const parts = setUp();
    await addPaper(file('a.md', rivers), parts);
    await addPaper(file('b.md', lakes), parts);
    await addPaper(file('a.md', lakes), parts);
    await addPaper(file('b.md', rivers), parts);
    expect(await texts(parts)).toEqual(['On lakes: a.md', 'On rivers: b.md']);
  });

  test('an upload whose name another paper had: that paper stays', async () => {
    const parts = setUp();
    await addPaper(file('paper.md', rivers, 'upload:paper.md'), parts);
    await addPaper(file('b.md', lakes, 'upload:b.md'), parts);
    expect((await addPaper(file('paper.md', lakes, 'upload:paper.md'), parts)).state).toBe('unchanged');
    expect(await parts.library.papers()).toHaveLength(2);
  });

  test('an upload of a new version that came under another name before: the old version goes', async () => {
    const parts = setUp();
    const newer = `${rivers}\nOne more line.\n`;
    await addPaper(file('a.md', rivers, 'upload:a.md'), parts);
    await addPaper(file('a2.md', newer, 'upload:a2.md'), parts);
    expect((await addPaper(file('a.md', newer, 'upload:a.md'), parts)).state).toBe('replaced');
    expect(await texts(parts)).toEqual(['On rivers: a.md']);
  });
});

describe('on the way', () => {
  test('progress counts passages', async () => {
    const seen: IngestProgress[] = [];
    const outcome = await addPaper(file('a.md', prose('rivers')), setUp(), { onProgress: (now) => seen.push(now) });
    expect(seen[0]).toEqual({ stage: 'reading', done: 0, total: 0 });
    expect(seen.at(-1)).toEqual({ stage: 'saving', done: outcome.passages, total: outcome.passages });
  });

  test('an abort while embedding leaves nothing', async () => {
    const controller = new AbortController();
    const hashing = hashingEmbedder();
    const embedder: Embedder = {
      ...hashing,
      embedPassages: (texts, signal) => {
        controller.abort(new Error('stopped'));
        return hashing.embedPassages(texts, signal);
      },
    };
    const parts = setUp(embedder);
    await expect(addPaper(file('a.md', prose('rivers')), parts, { signal: controller.signal })).rejects.toThrow(
      'stopped',
    );
    expect(await parts.library.papers()).toEqual([]);
  });

  test('the embedder sees a passage alone, and a paper’s first ones under its title; words find it under both', async () => {
    const seen: string[] = [];
    const hashing = hashingEmbedder();
    const embedder: Embedder = {
      ...hashing,
      embedPassages: (texts, signal) => {
        seen.push(...texts);
        return hashing.embedPassages(texts, signal);
      },
    };
    const parts = setUp(embedder);
    const content = `${prose('rivers')}\n## Methods\n\nGauges were read every day.\n`;
    await addPaper(file('a.md', content), parts);
    expect(seen).toEqual([
      'On rivers. On rivers',
      'On rivers. rivers is studied here at length, and nothing else is. The second sentence says more about rivers.',
      'Gauges were read every day.',
    ]);
    const { lexical } = await parts.library.search({ text: 'Methods rivers', limit: 5 });
    expect(lexical).toHaveLength(3);
  });

  test('an embedder that fails is an error, not a bad file', async () => {
    const failing: Embedder = {
      ...hashingEmbedder(),
      embedPassages: () => Promise.reject(new EmbedderUnavailableError('model', 'its process ended')),
    };
    await expect(addPaper(file('a.md', prose('rivers')), setUp(failing))).rejects.toThrow('its process ended');
  });
});
