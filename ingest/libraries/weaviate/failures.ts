import { LibraryUnavailableError } from '../../errors.ts';

interface FailureFacts {
  readonly silent: boolean;
  readonly foreign?: boolean;
  readonly unheard?: boolean;
}

/** One node could not do what it was asked, but another, or the same a moment later, may. */
export class NodeFailure extends Error {
  /** `host:port`. */
  readonly node: string;
  /** True: nothing came back at all. */
  readonly silent: boolean;
  /** True: what came back is no HTTP. */
  readonly foreign: boolean;
  /** True: there was nobody to take the connection, so that nothing can have been done. */
  readonly unheard: boolean;

  constructor(
    node: string,
    message: string,
    { silent, foreign = false, unheard = false, ...options }: ErrorOptions & FailureFacts,
  ) {
    super(`${node}: ${message}`, options);
    this.node = node;
    this.silent = silent;
    this.foreign = foreign;
    this.unheard = unheard;
    this.name = 'NodeFailure';
  }
}

const sentences: readonly (readonly [RegExp, string])[] = [
  [
    /read[ -]?only|disk usage|resource pressure|no space left|ENOSPC|disk quota/i,
    'The disk of NODE is full: nothing was written. Free some space there and start that node again, then try again.',
  ],
  [
    /not enough memory|memory usage|cannot allocate/i,
    'There is no memory left for NODE: nothing was written. Give it more (GOMEMLIMIT), or add nodes.',
  ],
  [
    /could not find class|class .{0,80} not (?:found|present in schema)|failed to get class|no graphql provider|Cannot query field/i,
    'The library’s collections are not all there: some were deleted from Weaviate. Restore a backup, or name another library with IBID_LIBRARY.',
  ],
];

/** What Weaviate says of a lasting hindrance, as a sentence for people; null: nothing of the kind. */
export function hindranceIn(said: string): string | null {
  const found = sentences.find(([pattern]) => pattern.test(said));
  return found ? found[1].replace('NODE', nodeIn(said, found[0])) : null;
}

/** Whom a node's report names: `replica "10.0.0.2:7101": …: read only`, the port being that of the nodes among themselves. */
function nodeIn(said: string, pattern: RegExp): string {
  const reports = said.split('replica "').slice(1);
  const hosts = reports
    .filter((report) => pattern.test(report))
    .map((report) => /^[\w.:[\]-]{1,100}(?=")/.exec(report)?.[0]);
  const named = [...new Set(hosts.filter((host) => host !== undefined))].sort();
  if (named.length === 0) return 'a Weaviate node';
  return `the Weaviate node${named.length > 1 ? 's' : ''} ${named.join(' and ')} (port among the nodes)`;
}

/** What to say of credentials that are not taken; null: they were not the matter. */
export function refusalOf(status: number, keyGiven: boolean): string | null {
  if (status === 401) {
    return keyGiven
      ? 'Weaviate does not take the API key in IBID_WEAVIATE_KEY. Set it to one that may read and write.'
      : 'Weaviate asks for an API key. Set IBID_WEAVIATE_KEY to one that may read and write.';
  }
  if (status !== 403) return null;
  return keyGiven
    ? 'The API key in IBID_WEAVIATE_KEY may not do this. Allow it to read and write collections whose names begin with “Ibid_”.'
    : 'Weaviate lets nobody in without an API key here. Set IBID_WEAVIATE_KEY to one that may read and write.';
}

/** What to say when no node could do it, from the last failure of each. */
export function unavailable(failures: readonly NodeFailure[], nodes: readonly string[]): LibraryUnavailableError {
  const cause = failures[0];
  const hindrance = failures.map(({ message }) => hindranceIn(message)).find((sentence) => sentence !== null);
  if (hindrance) return new LibraryUnavailableError(hindrance, { cause });
  const foreign = failures.filter((failure) => failure.foreign).map(({ node }) => node);
  if (foreign.length > 0) return strangers(foreign, cause);
  const listed = nodes.join(', ');
  if (failures.every(({ silent }) => silent)) {
    const reason =
      nodes.length === 1
        ? `Weaviate does not answer at ${listed}. Start it, or put the right address into IBID_LIBRARY.`
        : `None of the Weaviate nodes ${listed} answers. Start them, or put the right addresses into IBID_LIBRARY.`;
    return new LibraryUnavailableError(reason, { cause });
  }
  return new LibraryUnavailableError(
    `Weaviate at ${listed} can’t do its work just now. Look into its log; most often too few of its nodes are running.`,
    { cause },
  );
}

/** What answers there is something else. */
export function strangers(nodes: readonly string[], cause?: unknown): LibraryUnavailableError {
  const reason = `What answers at ${nodes.join(' and ')} is not Weaviate’s HTTP port. Put the right address into IBID_LIBRARY; the port is 8080 unless set otherwise.`;
  return new LibraryUnavailableError(reason, { cause });
}

/** What came back is of no shape that is known. */
export function unexpected(body: unknown): LibraryUnavailableError {
  return new LibraryUnavailableError(
    'Weaviate answered in a way that Ibid does not understand. Ibid is made for version 1.38; compare it with the one that runs.',
    { cause: new Error(JSON.stringify(body).slice(0, 500)) },
  );
}
