/** Milliseconds that Slack has to respond. */
export const responseTime = 10_000;

/** Milliseconds to wait when Slack does not say how long. */
export const limitedFor = 30_000;

/** What came of asking Slack for something. */
export type Outcome<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  /** Nothing was done: it was too much at once. */
  | { readonly kind: 'limited'; readonly retryAfterMs: number }
  /** Nothing was done, and Slack says why. */
  | { readonly kind: 'refused'; readonly error: string }
  /** Nothing was done: Slack was not reached. */
  | { readonly kind: 'unreachable'; readonly why: string }
  /** It may or may not have been done. */
  | { readonly kind: 'unknown'; readonly why: string }
  /** The same, and nobody can look whether it was. */
  | { readonly kind: 'out-of-sight'; readonly error: string };

/**
 * What can be done about a refusal. `token`: nothing can be sent until somebody sees to the token and its scopes.
 * `shape`: Slack does not take the message as it is. `unclear`: Slack broke down in the middle. `impossible`: this can't go there.
 */
export type Refusal = 'token' | 'shape' | 'unclear' | 'impossible';

/** Source: the errors of chat.postMessage, https://docs.slack.dev/reference/methods/chat.postMessage. */
const refusals: Readonly<Record<string, Refusal>> = {
  token_revoked: 'token',
  token_expired: 'token',
  invalid_auth: 'token',
  not_authed: 'token',
  account_inactive: 'token',
  org_login_required: 'token',
  ekm_access_denied: 'token',
  missing_scope: 'token',
  not_allowed_token_type: 'token',
  no_permission: 'token',
  access_denied: 'token',
  team_access_not_granted: 'token',
  two_factor_setup_required: 'token',
  user_removed_from_team: 'token',
  team_disabled: 'token',
  msg_blocks_too_long: 'shape',
  msg_too_long: 'shape',
  invalid_blocks: 'shape',
  invalid_blocks_format: 'shape',
  block_mismatch: 'shape',
  no_text: 'shape',
  internal_error: 'unclear',
  fatal_error: 'unclear',
  request_timeout: 'unclear',
  service_unavailable: 'unclear',
  accesslimited: 'unclear',
  team_added_to_org: 'unclear',
};

/** Whether this is a code of Slack's, and no page that something in between says instead. */
export function isErrorCode(error: unknown): error is string {
  return typeof error === 'string' && /^[a-z][a-z0-9_]{1,79}$/.test(error);
}

/** Codes that are not in the table are taken to be about the place: the next one may do. */
export function refusalOf(error: string): Refusal {
  return refusals[error] ?? 'impossible';
}

const notReached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The outcome of a request that came to no response. */
export function failedRequest(error: unknown): Outcome<never> {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && notReached.has(cause.code)) {
      return { kind: 'unreachable', why: cause.code };
    }
  }
  return { kind: 'unknown', why: error instanceof Error ? error.name : 'no response' };
}
