import { createHmac } from 'node:crypto';

/** What Slack shows as an app's signing secret in its own documentation. */
export const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5';

/** The signature of a body, as Slack makes it. */
export function signatureOf(body: string | Uint8Array, timestamp: number | string, secret = signingSecret): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
}

/** The headers of a body that Slack sends at a time, in seconds since 1970. */
export function signedHeaders(
  body: string | Uint8Array,
  type: 'application/json' | 'application/x-www-form-urlencoded',
  timestamp: number,
  secret = signingSecret,
): Record<string, string> {
  return {
    'Content-Type': type,
    'X-Slack-Request-Timestamp': String(timestamp),
    'X-Slack-Signature': signatureOf(body, timestamp, secret),
  };
}
