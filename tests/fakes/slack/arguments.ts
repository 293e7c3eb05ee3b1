import { z } from 'zod';
import { slackProblems } from './block-schemas.ts';
import { Refused } from './refused.ts';

export type Arguments = Readonly<Record<string, unknown>>;

/** A method of the Web API: the fields of its answer next to `ok`. */
export type Method = (args: Arguments) => Readonly<Record<string, unknown>>;

/** Arguments that a form carries as JSON, with the error of one that isn't. */
const jsonFields: Readonly<Record<string, string>> = {
  blocks: 'invalid_blocks_format',
  metadata: 'invalid_metadata_format',
  view: 'invalid_arguments',
  prompts: 'invalid_arguments',
  loading_messages: 'invalid_arguments',
};

function parsed(text: string, error: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(error);
  }
}

/**
 * The arguments of a call as a form or JSON.
 * @throws Refused as Slack does for bodies that it can't read
 */
export function readArguments(contentType: string, body: string): Arguments {
  if (contentType.startsWith('application/json')) {
    const value = parsed(body, 'invalid_json');
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refused('json_not_object');
    return { ...value };
  }
  if (contentType === '' && body === '') return {};
  if (!contentType.startsWith('application/x-www-form-urlencoded')) throw new Refused('invalid_post_type');
  const fields = [...new URLSearchParams(body)].map(([name, value]): [string, unknown] => {
    const error = jsonFields[name];
    return [name, error === undefined ? value : parsed(value, error)];
  });
  return Object.fromEntries(fields);
}

/** What stands in forms for true and false. */
export const flag = z.union([
  z.boolean(),
  z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1'),
]);

/**
 * The arguments as a method takes them.
 * @throws Refused with `invalid_arguments`
 */
export function take<Schema extends z.ZodType>(schema: Schema, args: Arguments): z.output<Schema> {
  const result = schema.safeParse(args);
  if (result.success) return result.data;
  throw new Refused('invalid_arguments', slackProblems(schema, args, ''));
}
