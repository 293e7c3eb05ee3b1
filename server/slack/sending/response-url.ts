import { failedRequest, isErrorCode, limitedFor, type Outcome, responseTime } from './outcome.ts';

/** Milliseconds after which Slack no longer takes a response URL; some are kept for the way there. */
export const responseUrlLifetime = 29 * 60 * 1000;

/** Sends through the address that came with a command or a button. */
export type Respond = (url: string, body: Readonly<Record<string, unknown>>) => Promise<Outcome<null>>;

/** Who answers at response URLs, as far as this app believes it: somebody who could forge one may not choose where we send. */
export function isResponseUrl(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const given = new URL(url);
  const api = new URL(apiUrl);
  if (given.username || given.password) return false;
  if (given.protocol === 'https:' && given.port === '' && given.hostname === `hooks.${api.hostname}`) return true;
  // Somebody set this address: a Slack of another kind, or one for trying out.
  return given.origin === api.origin && api.hostname !== 'slack.com';
}

/** Never throws; tries once. Redirects are not followed: they could lead anywhere. */
export const respond: Respond = async (url, body) => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(responseTime),
    });
    const said = (await response.text()).slice(0, 1000);
    if (response.status === 429) {
      const seconds = Number(response.headers.get('retry-after') ?? '');
      return { kind: 'limited', retryAfterMs: seconds > 0 ? seconds * 1000 : limitedFor };
    }
    if (response.ok && (said.trim() === 'ok' || /"ok"\s*:\s*true/.test(said))) return { kind: 'done', result: null };
    const error = /"error"\s*:\s*"(\w+)"/.exec(said)?.[1] ?? said.trim();
    if (isErrorCode(error)) return { kind: 'refused', error };
    // A proxy or a page of maintenance may stand before what was done or not.
    const isTurnedAway = response.status >= 400 && response.status < 500;
    return isTurnedAway
      ? { kind: 'refused', error: `http_${response.status}` }
      : { kind: 'unknown', why: `HTTP ${response.status}` };
  } catch (error) {
    return failedRequest(error);
  }
};
