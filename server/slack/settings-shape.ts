import { resolve } from 'node:path';
import { z } from 'zod';
import { SettingError } from '../../ingest/setting-error.ts';
import { type Environment, parseSettings, settingText } from '../../ingest/settings.ts';
import { isLoopback } from '../loopback.ts';

const apiUrlAllowed =
  'an https address such as https://slack.com/api/, or an http one on this machine such as http://127.0.0.1:8080/api/';

/** The address of an API with a slash at the end, so that a method's name can be put behind it, or null. */
function apiUrlOf(address: string): string | null {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.username || url.password || url.search || url.hash) return null;
  if (url.protocol === 'http:' && !isLoopback(url.hostname.replace(/^\[(.*)\]$/, '$1'))) return null;
  return url.href.replace(/\/*$/, '/');
}

export const slackShape = {
  SLACK_BOT_TOKEN: settingText(
    /^xoxb-[\x21-\x7e]+$/,
    'the Bot User OAuth Token of your Slack app, which begins with xoxb-',
  )
    .optional()
    .meta({
      standard: 'none',
      description: 'Bot token of your Slack app (`xoxb-…`). With it and one of the next two Ibid answers in Slack.',
    }),
  SLACK_SIGNING_SECRET: settingText(
    /^[\x21-\x2b\x2d-\x7e]+(\s*,\s*[\x21-\x2b\x2d-\x7e]+)?$/,
    'the Signing Secret of your Slack app, or to two of them with a comma between',
  )
    .optional()
    .meta({
      standard: 'none',
      description:
        'Signing secret of the Slack app, for HTTP; two with a comma between them while it is being changed.',
    }),
  SLACK_APP_TOKEN: settingText(/^xapp-[\x21-\x7e]+$/, 'an App-Level Token of your Slack app, which begins with xapp-')
    .optional()
    .meta({
      standard: 'none',
      description: 'App-level token of the Slack app (`xapp-…`), for Socket Mode: no public address is needed.',
    }),
  SLACK_API_URL: z
    .string()
    .refine((address) => apiUrlOf(address) !== null, { error: apiUrlAllowed })
    .default('https://slack.com/api/')
    .meta({
      standard: 'https://slack.com/api/',
      description: 'Where Slack’s API is. For GovSlack `https://slack-gov.com/api/`.',
    }),
  IBID_SLACK_FOLDER: z.string().optional().meta({
    standard: 'the library’s, or `data/slack`',
    description: 'Folder of what is still to be done in Slack; it has to outlive the server.',
  }),
};

/** How a server takes part in a Slack workspace. */
export interface SlackSettings {
  readonly botToken: string;
  /** Any of them may have signed a request; none: there are no HTTP routes, and an app token is there. */
  readonly signingSecrets: readonly string[];
  /** Null: no Socket Mode. */
  readonly appToken: string | null;
  /** Ends with a slash. */
  readonly apiUrl: string;
  /** Absolute; null: the library's. */
  readonly folder: string | null;
}

/** A variable that another one needs is not set. The message says which, and where its value is found. */
class MissingSettingError extends SettingError {
  constructor(setting: string, needing: string, allowed: string) {
    super(setting, null, allowed);
    this.message = `${setting} is not set, but ${needing} is: set it to ${allowed}.`;
    this.name = 'MissingSettingError';
  }
}

/**
 * The Slack settings from the variables of a process, or null when none of its tokens and secrets is set.
 * @throws SettingError for the first one that has a value it can't have, or that is missing beside the others
 */
export function readSlackSettings(env: Environment): SlackSettings | null {
  // A token put into the wrong variable would be shown if only the right one were secret.
  const set = parseSettings(slackShape, env, Object.keys(slackShape));
  const { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signing, SLACK_APP_TOKEN: appToken } = set;
  if (botToken === undefined) {
    if (signing === undefined && appToken === undefined) return null;
    throw new MissingSettingError(
      'SLACK_BOT_TOKEN',
      signing === undefined ? 'SLACK_APP_TOKEN' : 'SLACK_SIGNING_SECRET',
      'the Bot User OAuth Token of your app, which is under OAuth & Permissions at https://api.slack.com/apps',
    );
  }
  if (signing === undefined && appToken === undefined) {
    throw new MissingSettingError(
      'SLACK_SIGNING_SECRET',
      'SLACK_BOT_TOKEN',
      'the Signing Secret of your app, which is under Basic Information at https://api.slack.com/apps; or, for Socket Mode, set SLACK_APP_TOKEN to an App-Level Token from that page',
    );
  }
  return {
    botToken,
    signingSecrets: signing?.split(/\s*,\s*/) ?? [],
    appToken: appToken ?? null,
    apiUrl: apiUrlOf(set.SLACK_API_URL) ?? set.SLACK_API_URL,
    folder: set.IBID_SLACK_FOLDER === undefined ? null : resolve(set.IBID_SLACK_FOLDER),
  };
}
