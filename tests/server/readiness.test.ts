import { afterEach, describe, expect, test, vi } from 'vitest';
import { EmbedderUnavailableError, LibraryUnavailableError } from '../../ingest/errors.ts';
import { openReadiness, type ReadinessParts } from '../../server/readiness.ts';

const times = { limitMs: 50, rememberMs: 40 };
afterEach(() => vi.useRealTimers());

const never = () => new Promise<never>(() => undefined);
/** Library and model that work, but for what is changed. */
function partsWith(change: {
  check?: () => Promise<string | null>;
  revision?: () => Promise<number>;
  search?: () => Promise<never>;
  embed?: () => Promise<Float32Array>;
}): ReadinessParts & { probes: number } {
  const embed = change.embed ?? (() => Promise.resolve(new Float32Array(3)));
  const parts = {
    probes: 0,
    library: {
      check: change.check ?? (() => Promise.resolve(null)),
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
      change: { revision: () => Promise.reject(new Error('/srv/ibid is damaged')) },
      reason: /^The library is not running/,
    },
    {
      why: 'the library names a folder',
      change: { check: () => Promise.resolve('/srv/ibid is damaged') },
      reason: /^The library is not running/,
    },
    { why: 'the library’s own check hangs', change: { check: never }, reason: /^The library does not respond/ },
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
    {
      why: 'the library says that something is wrong with it',
      change: { check: () => Promise.resolve('The library’s file was moved. Put it back and start Ibid again.') },
      reason: 'The library’s file was moved. Put it back and start Ibid again.',
    },
    {
      why: 'it can’t tell its revision',
      change: { revision: () => Promise.reject(new LibraryUnavailableError('The disk is full. Free some space.')) },
      reason: 'The disk is full. Free some space.',
    },
    {
      why: 'it can’t be searched; its nodes’ address is no path',
      change: {
        search: () =>
          Promise.reject(
            new LibraryUnavailableError('No node of weaviate://a:8080,[::1]:80/ibid responds. Start one.'),
          ),
      },
      reason: 'No node of weaviate://a:8080,[::1]:80/ibid responds. Start one.',
    },
  ])('$why: its own words', async ({ change, reason }) => {
    expect(await openReadiness(partsWith(change), times)()).toBe(reason);
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
