import { createHmac, timingSafeEqual } from 'node:crypto';

/** Milliseconds that a request may be old, and as much that it may come from the future. */
const tolerance = 300_000;

/** A request as it came, and with what it is checked. */
export interface SignedRequest {
  /** Signing secrets, any of which may have signed; empty ones never have. */
  readonly secrets: readonly string[];
  /** `X-Slack-Request-Timestamp`, seconds since 1970. */
  readonly timestamp: string | null;
  /** `X-Slack-Signature`. */
  readonly signature: string | null;
  /** The bytes that came: what is parsed and written again has another signature. */
  readonly body: Uint8Array;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Whether Slack sent this, just now. `stale`: Slack did, but more than five minutes ago or from now, by the clock here.
 * Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function verifyRequest(request: SignedRequest): 'genuine' | 'stale' | 'forged' {
  const { secrets, timestamp, signature, body, now } = request;
  // Lower case only: a signature has one spelling, so that a request that comes twice is known by it.
  const given = /^v0=([0-9a-f]{64})$/.exec(signature ?? '')?.[1];
  if (given === undefined || timestamp === null || !/^[1-9]\d{0,11}$/.test(timestamp)) return 'forged';
  const expected = Buffer.from(given, 'hex');
  let genuine = false;
  for (const secret of secrets) {
    if (secret.trim() === '') continue;
    const digest = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
    // Every secret is tried, so that time does not tell which one it was.
    genuine = timingSafeEqual(digest, expected) || genuine;
  }
  if (!genuine) return 'forged';
  return Math.abs(now - Number(timestamp) * 1000) > tolerance ? 'stale' : 'genuine';
}
