import { OpenAPIHono } from '@hono/zod-openapi';
import type { z } from 'zod';
import type { StoredKey } from '../../ingest/library.ts';
import { RequestError } from '../errors.ts';
import { ErrorSchema } from '../wire.ts';

/** What a request carries through the app. */
export interface Env {
  Variables: {
    requestId: string;
    /** The key that it came in with; null where none is needed. */
    key: StoredKey | null;
  };
}

export type Router = OpenAPIHono<Env>;

/** A router whose requests that don't fit their schema are turned down with 400 and the first thing that is wrong. */
export function createRouter(): Router {
  return new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (!result.success) throw malformed(result.error);
    },
  });
}

function malformed(error: z.core.$ZodError): RequestError {
  const issue = error.issues[0];
  const field = issue?.path.join('.');
  const what = field ? `"${field.slice(0, 100)}" is wrong` : 'The request is wrong';
  return new RequestError(400, 'malformed', `${what}: ${issue?.message ?? 'it does not fit'}. See /docs.`);
}

const meanings = {
  400: 'Malformed',
  401: 'A key or a session is needed',
  403: 'Not from this Host or Origin',
  404: 'Not here',
  413: 'Too large',
  415: 'This kind is not taken',
  416: 'The range lies behind the end',
  422: 'The file can’t be read',
  429: 'Too fast; Retry-After says when',
  500: 'Something went wrong inside Ibid',
  503: 'Not now; Retry-After says when',
} as const;

/** Any request can come under a foreign Host or Origin, or fail inside. */
const always = [403, 500] as const;

/** The failures of a route, for its documentation; those that every route has are added. */
export function failures(...statuses: readonly (keyof typeof meanings)[]) {
  return Object.fromEntries(
    [...new Set([...statuses, ...always])]
      .sort()
      .map((status) => [
        status,
        { description: meanings[status], content: { 'application/json': { schema: ErrorSchema } } },
      ]),
  );
}

/** A JSON response or body, for the documentation of a route. */
export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } };
}
