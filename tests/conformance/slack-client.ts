import { LogLevel, type Logger, WebClient, type WebClientOptions } from '@slack/web-api';
import type { FakeSlack } from '../fakes/slack/slack.ts';

const nothing = () => undefined;

/** A log of Slack's clients that says nothing. */
export const silent: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};

/** Slack's own client of the Web API, at a fake, trying each call once. */
export function clientOf(slack: FakeSlack, token: string, more: WebClientOptions = {}): WebClient {
  const once = { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
  return new WebClient(token, { slackApiUrl: slack.apiUrl, ...once, logger: silent, ...more });
}
