import type { Logger } from 'pino';
import type { IngestFile, IngestOptions, PaperOutcome } from '../../ingest/add-paper.ts';
import type { Library } from '../../ingest/library.ts';
import type { Assistant } from '../assistant.ts';
import type { Checker } from '../quotes/checker.ts';
import type { SlackEntrance } from '../slack/entrance/slack-entrance.ts';
import type { Place } from '../wire.ts';

/** How fast one client may go: `burst` at once, then `perSecond`. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Bounds that keep one client from using up the server. */
export interface Limits {
  /** Characters (Unicode code points) of a question. */
  readonly questionCharacters: number;
  /** Turns of a conversation that are read, newest first; the rest is cut. */
  readonly historyTurns: number;
  /** Bytes of any body but an upload's. */
  readonly bodyBytes: number;
  /** Bytes of an uploaded file. */
  readonly uploadBytes: number;
  /** Uploads that may wait behind the one that is being read. */
  readonly waitingUploads: number;
  /** Bytes that all uploads in memory may have together. */
  readonly waitingUploadBytes: number;
  readonly questions: Rate;
  readonly logins: Rate;
  /** Milliseconds between two signs of life on an event stream. */
  readonly heartbeatMs: number;
  /** Milliseconds that a session lasts. */
  readonly sessionMs: number;
}

export const standardLimits: Limits = {
  questionCharacters: 2000,
  historyTurns: 20,
  bodyBytes: 16 * 1024 * 1024,
  uploadBytes: 50 * 1024 * 1024,
  waitingUploads: 100,
  waitingUploadBytes: 256 * 1024 * 1024,
  questions: { burst: 600, perSecond: 10 },
  logins: { burst: 20, perSecond: 0.2 },
  heartbeatMs: 15_000,
  sessionMs: 30 * 24 * 60 * 60 * 1000,
};

/** Who may come in, and under which names. */
export interface AccessSettings {
  /** True: everything but health and login asks for a key or a session. False only on loopback. */
  readonly requireKey: boolean;
  /**
   * Names that `Host` may have, each with or without a port, beside localhost, 127.0.0.1 and [::1]. With
   * `requireKey` an empty list lets any name in: what protects then is the key.
   */
  readonly allowedHosts: readonly string[];
  /** Origins that may send requests although they differ from `Host`: the public address behind a proxy. */
  readonly allowedOrigins?: readonly string[];
  /** False only where there is no TLS in front: the cookie then is `ibid`, without `__Host-` and `Secure`. */
  readonly secureCookies: boolean;
  /** True: the last entry of `X-Forwarded-For` is the client, for rate limits. */
  readonly trustedProxy?: boolean;
}

/** The words to find again in a paper; an empty prefix or suffix is not known. */
export interface WordsSought {
  readonly quote: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** What takes the requests that Slack sends. */
export interface SlackHttp {
  readonly entrance: SlackEntrance;
  /** Signing secrets, any of which may have signed a request; without one none is genuine. */
  readonly secrets: readonly string[];
  /** Bytes of a request; 1 MiB unless given. */
  readonly maxBytes?: number;
  /** Milliseconds since 1970; the clock unless given. */
  readonly now?: () => number;
}

/** What the HTTP app is put together from; whoever opened a part closes it. */
export interface AppParts {
  readonly library: Library;
  readonly assistant: Assistant;
  readonly checker: Pick<Checker, 'check' | 'checkDraft'>;
  /** `addPaper` of ingest, bound to its parts. */
  readonly addPaper: (file: IngestFile, options?: IngestOptions) => Promise<PaperOutcome>;
  /** Null: questions can be answered; otherwise the reason, as a sentence without paths. */
  readonly ready: () => Promise<string | null>;
  /** Where words stand now, null when they are gone; absent: there is no `…/place`. */
  readonly findPlace?: (paperId: string, words: WordsSought) => Promise<Place | null>;
  /** Absent: there are no routes for Slack. */
  readonly slack?: SlackHttp;
  /** Absolute path of the built web page; null: the API alone. */
  readonly webFolder: string | null;
  readonly access: AccessSettings;
  readonly limits?: Partial<Limits>;
  readonly log: Logger;
  readonly version: string;
  /** Aborted when the server begins to shut down: what runs may finish, nothing new is begun. */
  readonly closing?: AbortSignal;
  /** Aborted after that, when the time to finish is over: what still runs is broken off, and says so. */
  readonly breakOff?: AbortSignal;
}
