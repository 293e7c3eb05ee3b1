import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { z } from 'zod';
import { shownLine } from './messages/shown-text.ts';
import { refusalOf } from './sending/outcome.ts';
import type { WebApi } from './sending/web-api.ts';

/** The bot in its workspace. */
export interface Self {
  readonly user: string;
  /** The workspace; null for an app of a whole organisation. */
  readonly team: string | null;
  /** Its name, without control characters; the bot's id where Slack does not say it. */
  readonly workspace: string;
}

/** Milliseconds before Slack is asked again. */
const askAgain = 60_000;

const WhoSchema = z.looseObject({ user_id: z.string(), team_id: z.string().nullish(), team: z.string().nullish() });

/**
 * Who the bot is, once Slack says it; null when `signal` aborts before. A token that Slack refuses is said in the log,
 * where somebody can mend it.
 */
export async function whoAmI(api: WebApi, log: Logger, signal: AbortSignal): Promise<Self | null> {
  while (!signal.aborted) {
    const who = await api.call('auth.test', {});
    const self = who.kind === 'done' ? WhoSchema.safeParse(who.result).data : undefined;
    if (self) {
      log.info({ workspace: self.team }, 'Ibid is in Slack.');
      const { user_id: user, team_id, team } = self;
      return { user, team: team_id ?? null, workspace: shownLine(team ?? user) };
    }
    if (who.kind === 'refused' && refusalOf(who.error) === 'token') log.error({ error: who.error }, refused);
    else log.warn({ outcome: who.kind }, 'Slack did not say who the bot is; Ibid goes on asking.');
    await wait(askAgain, undefined, { signal }).catch(() => undefined);
  }
  return null;
}

const refused =
  'Slack refuses the bot’s token: set SLACK_BOT_TOKEN to the one under “OAuth & Permissions” of the app at https://api.slack.com/apps, and start Ibid again.';
