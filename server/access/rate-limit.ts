import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { RequestError } from '../errors.ts';
import type { Rate } from '../http/parts.ts';
import type { Env } from '../http/router.ts';

interface Bucket {
  tokens: number;
  /** Milliseconds since the epoch. */
  at: number;
}

/** Buckets that are kept before full ones are thrown away; the memory that strangers can take is bounded by it. */
const maxBuckets = 10_000;

/** Token buckets, one a client: `burst` at once, then `perSecond`. */
export class TokenBuckets {
  readonly #rate: Rate;
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Takes a token; 0: taken, otherwise the seconds until there is one. */
  take(client: string): number {
    const now = Date.now();
    const bucket = this.#buckets.get(client) ?? { tokens: this.#rate.burst, at: now };
    const tokens = this.#tokensAt(bucket, now);
    if (tokens < 1) return Math.ceil((1 - tokens) / this.#rate.perSecond);
    this.#buckets.set(client, { tokens: tokens - 1, at: now });
    if (this.#buckets.size > maxBuckets) this.#prune(now);
    return 0;
  }

  #tokensAt(bucket: Bucket, now: number): number {
    return Math.min(this.#rate.burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * this.#rate.perSecond);
  }

  #prune(now: number): void {
    for (const [client, bucket] of this.#buckets) {
      if (this.#tokensAt(bucket, now) >= this.#rate.burst) this.#buckets.delete(client);
    }
    for (const client of this.#buckets.keys()) {
      if (this.#buckets.size <= maxBuckets) break;
      this.#buckets.delete(client);
    }
  }
}

/** Who a request counts for: its key, or else the address that it came from. */
export function clientOf(c: Context<Env>, trustedProxy: boolean): string {
  if (c.var.key) return `key ${c.var.key.id}`;
  // Each proxy appends the address that it sees: only the last entry is not the client's own claim.
  const forwarded = trustedProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return `address ${forwarded ?? addressOf(c)}`;
}

function addressOf(c: Context<Env>): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown';
  } catch {
    // No socket: the app was called directly, by a program in the same process.
    return 'none';
  }
}

/** @throws RequestError (429) with Retry-After when the client has to wait */
export function takeToken(buckets: TokenBuckets, client: string, what: string): void {
  const seconds = buckets.take(client);
  if (seconds === 0) return;
  const message = `Too many ${what} in a short time. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
  throw new RequestError(429, 'too-many-requests', message, seconds);
}
