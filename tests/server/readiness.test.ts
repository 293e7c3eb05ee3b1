import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { EmbedderUnavailableError, LibraryUnavailableError } from '../../ingest/errors.ts';
import { openReadiness, type ReadinessParts } from '../../server/readiness.ts';

const times = { limitMs: 50, rememberMs: 40 };
const base = mkdtempSync(join(tmpdir(), 'ibid-ready-'));
const folder = join(base, 'library');
const libraryFile = join(folder, 'library.db');
afterAll(() => rmSync(base, { recursive: true }));
afterEach(() => vi.useRealTimers());
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  writeFileSync(libraryFile, 'as it was opened');
});

const never = () => new Promise<never>(() => undefined);
/** Library and model that work, but for what is changed. */
function partsWith(change: {
  revision?: () => Promise<number>;
  search?: () => Promise<never>;
  embed?: () => Promise<Float32Array>;
}): ReadinessParts & { probes: number } {
  const embed = change.embed ?? (() => Promise.resolve(new Float32Array(3)));
  const parts = {
    probes: 0,
    library: {
      revision: change.revision ?? (() => Promise.resolve(7)),
      search: change.search ?? (() => Promise.resolve({ revision: 7, lexical: [], dense: [], holding: [] })),
    },
    embedder: {
      embedQuestion: () => {
        parts.probes += 1;
        return embed();
      },
      stats: () => ({ texts: 0 }),
    },
    libraryFile,
  };
  return parts;
}

describe('readiness', () => {
  test('all works: ready', async () => {
    expect(await openReadiness(partsWith({}), times)()).toBeNull();
  });

  test.each([
    {
      why: 'the library fails',
      change: { revision: () => Promise.reject(new LibraryUnavailableError('/srv/ibid is damaged')) },
      reason: /^The library is not running/,
    },
    { why: 'searches hang', change: { search: never }, reason: /^The library does not respond/ },
    {
      why: 'the model can’t be loaded',
      change: { embed: () => Promise.reject(new EmbedderUnavailableError('bge', 'gone from /srv/models')) },
      reason: /^The embedding model is not running/,
    },
    { why: 'the model hangs', change: { embed: never }, reason: /^The embedding model does not respond/ },
  ])('$why: the reason, without a path, and although what hangs never ends', async ({ change, reason }) => {
    const told = await openReadiness(partsWith(change), times)();
    expect(told).toMatch(reason);
    expect(told).not.toContain('/srv');
  });

  test.each([
    { why: 'deleted', harm: () => rmSync(folder, { recursive: true }) },
    { why: 'moved away', harm: () => renameSync(folder, join(base, `moved-${Date.now()}`)) },
    {
      why: 'replaced by another one',
      harm: () => {
        writeFileSync(join(folder, 'other.db'), 'another library');
        renameSync(join(folder, 'other.db'), libraryFile);
      },
    },
  ])('the library was $why: not ready, although what is open can still be read', async ({ harm }) => {
    const ready = openReadiness(partsWith({}), { ...times, rememberMs: 0 });
    expect(await ready()).toBeNull();
    harm();
    expect(await ready()).toMatch(/^The library’s file was moved, replaced or deleted/);
  });

  test('a model that is busy with other texts is alive', async () => {
    const parts = partsWith({ embed: never });
    let texts = 0;
    const embedder = { ...parts.embedder, stats: () => ({ texts: (texts += 1) }) };
    expect(await openReadiness({ ...parts, embedder }, times)()).toBeNull();
  });

  test('probes at once and soon after share one outcome; later it is found out anew', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const parts = partsWith({});
    const ready = openReadiness(parts, times);
    await Promise.all([ready(), ready(), ready()]);
    await ready();
    expect(parts.probes).toBe(1);
    vi.advanceTimersByTime(times.rememberMs + 1);
    await ready();
    expect(parts.probes).toBe(2);
  });
});
