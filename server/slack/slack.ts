import type { Logger } from 'pino';
import type { Library } from '../../ingest/library.ts';
import type { Assistant } from '../assistant.ts';
import type { Checker } from '../quotes/checker.ts';
import { openFeedback } from './entrance/feedback.ts';
import { openEntrance } from './entrance/receive.ts';
import type { SlackEntrance } from './entrance/slack-entrance.ts';
import { openTell } from './entrance/tell.ts';
import { welcome } from './entrance/welcome.ts';
import { respond } from './sending/response-url.ts';
import { openLookUp } from './sending/look-up.ts';
import { type Pace, standardPace } from './sending/pace.ts';
import { openSender } from './sending/sender.ts';
import { openWebApi } from './sending/web-api.ts';
import { openStore } from './store/open-store.ts';
import { openUpkeep } from './store/upkeep.ts';
import { whoAmI, type Self } from './who-am-i.ts';
import { afterTheRush } from './answering/after-the-rush.ts';
import { openIndicator } from './answering/indicator.ts';
import type { LivePace } from './answering/live-message.ts';
import { openWorker } from './answering/worker.ts';

export interface SlackParts {
  readonly botToken: string;
  /** Ends with a slash. */
  readonly apiUrl: string;
  readonly library: Library;
  readonly assistant: Assistant;
  readonly checker: Pick<Checker, 'check'>;
  /** Origin of the web page, without a slash at the end, once work has begun: links lead there. */
  readonly publicUrl: () => string;
  /** Absolute path of the folder that `slack.db` is kept in. */
  readonly folder: string;
  readonly log: Logger;
  /** Says to whoever started the server that Slack is there. */
  readonly announce?: (sentence: string) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Milliseconds that Slack has to respond. */
  readonly timeoutMs?: number;
  readonly pace?: Partial<Pace>;
  readonly live?: Partial<LivePace>;
  /** Milliseconds of a second that is waited before a failed answer is tried again; 1000 unless a test is in a hurry. */
  readonly secondMs?: number;
}

/** Ibid in Slack: takes what comes, works, answers, and goes on after an end at any moment where it was. */
export interface Slack {
  /** Takes from the beginning; nothing is answered before `start`. */
  readonly entrance: SlackEntrance;
  /** Goes on with what was left, and with what comes. */
  start(): void;
  /** Breaks off what is being worked on: it stays to be done. */
  close(): Promise<void>;
}

/** Jobs at a time: most of the time each waits for a model. */
const atOnce = 16;

/**
 * Puts the parts of Slack together.
 * @throws SlackStoreError when another process works for Slack with this folder, or its file can't be read
 */
export function openSlack(parts: SlackParts): Slack {
  const { library, log, apiUrl, now = Date.now } = parts;
  const store = openStore(parts.folder);
  const api = openWebApi({
    token: parts.botToken,
    apiUrl,
    log,
    ...(parts.timeoutMs === undefined ? {} : { timeoutMs: parts.timeoutMs }),
  });
  const pace = { ...standardPace, ...parts.pace };
  const sender = openSender({
    store,
    api,
    lookUp: openLookUp(api),
    respond,
    log,
    now,
    pace,
  });
  const worker = openWorker({
    ...parts,
    store,
    log,
    indicator: openIndicator(api),
    wakeSender: () => sender.wake(),
    now,
    atOnce,
    secondMs: parts.secondMs ?? 1000,
    live: { after: 2500, every: 1000, ...parts.live },
  });
  const upkeep = openUpkeep({ store, library, log, now });
  const tell = openTell(respond, apiUrl);
  let self: Self | null = null;
  const closing = new AbortController();
  let started = false;
  const begin = afterTheRush(() => worker.wake());

  return {
    entrance: openEntrance({
      store,
      apiUrl,
      log,
      now,
      botUser: () => self?.user ?? null,
      team: () => self?.team ?? null,
      wakeWorker: () => {
        if (started) begin();
      },
      wakeSender: () => {
        if (started) sender.wake();
      },
      abort: (jobs) => jobs.forEach((job) => worker.abort(job)),
      welcome: (channel) => {
        welcome(channel, library, api).catch((error: unknown) => log.warn({ err: error }, 'no prompts were suggested'));
      },
      dropAnswers: () => void upkeep.dropAnswers(),
      tell,
      feedback: openFeedback({ library, api, tell }),
    }),
    start() {
      started = true;
      // What Slack took just before this process began may not be there to be looked up yet.
      store.outbox.hold(now() + (pace.retries[0] ?? 0));
      upkeep.start();
      worker.wake();
      sender.wake();
      void whoAmI(api, log, closing.signal).then((found) => {
        self = found;
        if (found) parts.announce?.(`Ibid is in Slack, in the workspace ${found.workspace}`);
      });
    },
    async close() {
      closing.abort();
      upkeep.stop();
      await Promise.all([worker.close(), sender.close()]);
      store.close();
    },
  };
}
