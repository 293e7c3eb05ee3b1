import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Library } from '../../ingest/library.ts';
import type { Assistant } from '../assistant.ts';
import type { Checker } from '../quotes/checker.ts';
import { openFeedback } from './entrance/feedback.ts';
import { openEntrance } from './entrance/receive.ts';
import type { SlackEntrance } from './entrance/slack-entrance.ts';
import { welcome } from './entrance/welcome.ts';
import { refusalOf } from './sending/outcome.ts';
import { respond } from './sending/response-url.ts';
import { openSender, type Pace, standardPace } from './sending/sender.ts';
import { openWebApi, type WebApi } from './sending/web-api.ts';
import { openStore } from './store/open-store.ts';
import { afterTheRush } from './work/after-the-rush.ts';
import { openIndicator } from './work/indicator.ts';
import type { LivePace } from './work/live-message.ts';
import { openWorker } from './work/worker.ts';

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
/** Milliseconds that a conversation is remembered. */
const remembered = 90 * 24 * 60 * 60 * 1000;
/** Milliseconds between two looks for what can be forgotten. */
const betweenPrunings = 6 * 60 * 60 * 1000;
/** Milliseconds before Slack is asked again who the bot is. */
const askAgain = 60_000;

/**
 * Puts the parts of Slack together.
 * @throws SlackStoreBusyError when another process works for Slack with this folder
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
  const sender = openSender({ store, api, respond, log, now, pace: { ...standardPace, ...parts.pace } });
  const worker = openWorker({
    ...parts,
    store,
    indicator: openIndicator(api),
    wakeSender: () => sender.wake(),
    now,
    atOnce,
    secondMs: parts.secondMs ?? 1000,
    live: { after: 2500, every: 1000, ...parts.live },
  });
  let botUser: string | null = null;
  const closing = new AbortController();
  let pruning: NodeJS.Timeout | undefined;
  let started = false;
  const begin = afterTheRush(() => worker.wake());

  return {
    entrance: openEntrance({
      store,
      apiUrl,
      log,
      now,
      botUser: () => botUser,
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
      dropAnswers: (answers) => {
        library
          .dropAnswers(answers)
          .catch((error: unknown) => log.error({ err: error }, 'answers could not be deleted'));
      },
      feedback: openFeedback({ library, api, respond, apiUrl }),
    }),
    start() {
      started = true;
      const prune = () => store.jobs.prune(now() - remembered);
      prune();
      pruning = setInterval(prune, betweenPrunings).unref();
      worker.wake();
      sender.wake();
      void whoAmI(api, log, closing.signal).then((user) => (botUser = user));
    },
    async close() {
      closing.abort();
      clearInterval(pruning);
      await Promise.all([worker.close(), sender.close()]);
      store.close();
    },
  };
}

const WhoSchema = z.looseObject({ user_id: z.string(), team: z.string().optional() });

/** The bot’s user id, once Slack says it. A token that Slack refuses is said in the log, where somebody can mend it. */
async function whoAmI(api: WebApi, log: Logger, signal: AbortSignal): Promise<string | null> {
  while (!signal.aborted) {
    const who = await api.call('auth.test', {});
    if (who.kind === 'done') {
      const { user_id, team } = WhoSchema.parse(who.result);
      log.info({ workspace: team }, 'Ibid is in Slack.');
      return user_id;
    }
    if (who.kind === 'refused' && refusalOf(who.error) === 'token') {
      log.error(
        { error: who.error },
        `Slack refuses the bot’s token: set SLACK_BOT_TOKEN to the one under “OAuth & Permissions” of the app.`,
      );
    } else log.warn({ outcome: who.kind }, 'Slack was not reached; Ibid goes on trying.');
    await wait(askAgain, undefined, { signal }).catch(() => undefined);
  }
  return null;
}
