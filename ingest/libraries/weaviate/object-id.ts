import { createHash, randomUUID } from 'node:crypto';

/** A UUID that the same words always give (version 8 of RFC 9562: SHA-256 in place of a registered scheme). */
export function objectIdOf(...words: readonly (string | number)[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(words)).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A UUID that nobody had before. */
export function newObjectId(): string {
  return randomUUID();
}

let last = 0;

/** Milliseconds since the epoch by this machine's clock; later calls of a process get larger numbers. */
export function nextMoment(): number {
  last = Math.max(Date.now(), last + 1);
  return last;
}
