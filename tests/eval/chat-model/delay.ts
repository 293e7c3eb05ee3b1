import { z } from 'zod';

/** Milliseconds. */
export type Delay = number;

const HeadersSchema = z.union([
  z.instanceof(Headers).transform((headers) => Object.fromEntries(headers.entries())),
  z.record(z.string(), z.unknown()),
]);
const ErrorSchema = z.object({ headers: HeadersSchema });

/**
 * What a refusal says of when to come again (`Retry-After` in seconds or as a date, RFC 9110 10.2.3, or OpenAI's
 * `retry-after-ms`), in milliseconds; null where it says nothing.
 * @param now milliseconds since 1970
 */
export function delayOf(error: unknown, now: number): Delay | null {
  const parsed = ErrorSchema.safeParse(error);
  if (!parsed.success) return null;
  const header = (name: string) => {
    const value = parsed.data.headers[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const exact = Number(header('retry-after-ms') ?? NaN);
  if (exact >= 0) return exact;
  const after = header('retry-after');
  if (after === null) return null;
  const seconds = Number(after);
  if (seconds >= 0) return seconds * 1000;
  const date = Date.parse(after);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
