import type { Embedder } from '../ingest/embedder.ts';
import { LibraryUnavailableError } from '../ingest/errors.ts';
import type { Library } from '../ingest/library.ts';
import { isAbort } from './errors.ts';

/** What has to work for a question to be answered. */
export interface ReadinessParts {
  readonly library: Pick<Library, 'check' | 'revision' | 'search'>;
  /** `stats().texts` grows with each text that is embedded. */
  readonly embedder: Pick<Embedder, 'embedQuestion'> & { stats(): { readonly texts: number } };
}

export interface ReadinessTimes {
  /** Milliseconds that library and model have to respond. */
  readonly limitMs: number;
  /** Milliseconds that an outcome is given again, so that probes cost next to nothing. */
  readonly rememberMs: number;
}

const standardTimes: ReadinessTimes = { limitMs: 3000, rememberMs: 5000 };

/**
 * Tries out what answering needs: the library says that it works, a search comes back, and the model embeds.
 * The function gives null, or the reason why no question can be answered, without paths.
 */
export function openReadiness(
  parts: ReadinessParts,
  times: ReadinessTimes = standardTimes,
): () => Promise<string | null> {
  let outcome: Promise<string | null> | null = null;
  let knownUntil = 0;
  return () => {
    if (outcome && performance.now() < knownUntil) return outcome;
    // While it is being found out, whoever asks waits for the same outcome.
    knownUntil = Infinity;
    outcome = tryOut(parts, times.limitMs).finally(() => (knownUntil = performance.now() + times.rememberMs));
    return outcome;
  };
}

async function tryOut(parts: ReadinessParts, limitMs: number): Promise<string | null> {
  const library = async (signal: AbortSignal) => {
    const reason = await parts.library.check();
    if (reason !== null) throw new LibraryUnavailableError(reason);
    await parts.library.revision();
    await parts.library.search({ text: 'ready', limit: 1 }, signal);
  };
  const results = await Promise.all([
    within(limitMs, library, 'The library'),
    // Behind a long queue the probe comes late, but others come out of it.
    modelRuns(parts.embedder, limitMs),
  ]);
  return results.find((reason) => reason !== null) ?? null;
}

async function modelRuns(embedder: ReadinessParts['embedder'], limitMs: number): Promise<string | null> {
  const before = embedder.stats().texts;
  const reason = await within(
    limitMs,
    (signal) => embedder.embedQuestion('Is the model ready?', signal),
    'The embedding model',
  );
  return embedder.stats().texts > before ? null : reason;
}

/** Null when the work was done in time, otherwise a sentence about what it was done with. */
async function within(
  limitMs: number,
  work: (signal: AbortSignal) => Promise<unknown>,
  what: string,
): Promise<string | null> {
  const limit = AbortSignal.timeout(limitMs);
  const late = `${what} does not respond. Ibid goes on trying; if it stays so, look into the log and start Ibid again.`;
  const tooLate = new Promise<string>((resolve) =>
    limit.addEventListener('abort', () => resolve(late), { once: true }),
  );
  const done = work(limit).then(
    () => null,
    (error: unknown) => {
      if (limit.aborted || isAbort(error)) return late;
      return tellable(error) ?? `${what} is not running just now. The reason is in the log of Ibid.`;
    },
  );
  return Promise.race([done, tooLate]);
}

/** What a library says of itself is made for people; but whoever asks here need not know where its files are. */
function tellable(error: unknown): string | null {
  if (!(error instanceof LibraryUnavailableError)) return null;
  const withoutNodes = error.reason.replace(/\bweaviate:\/\/[\w.:,[\]-]*(\/[\w-]*)?/g, '');
  return /[/\\]/.test(withoutNodes) ? null : error.reason;
}
