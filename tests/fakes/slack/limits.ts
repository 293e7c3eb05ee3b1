import { MessageBlocksSchema, slackProblems } from './block-schemas.ts';

export { liveMarks } from './live-marks.ts';

/** What is looked at of a message; anything else in it doesn't matter here. */
export interface MessageContent {
  readonly text?: unknown;
  readonly blocks?: unknown;
}

/** Slack's error code, and its sentences of `response_metadata.messages`. */
export interface Problem {
  readonly error: string;
  readonly messages: readonly string[];
}

/** UTF-16 code units of the top-level text, and of all texts of a message together. */
const longestText = 4000;
const longestMessage = 12_000;
/**
 * UTF-16 code units of all blocks as JSON. Slack counts the containers too and refuses from some 13,200 on, which isn't
 * documented (slackapi/bolt-js issue 2509).
 */
const longestBlocks = 13_200;

function* textsOf(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* textsOf(item);
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value)) {
      if (typeof item !== 'string') yield* textsOf(item);
      else if (key === 'text' || key === 'alt_text') yield item;
    }
}

function* taken(blocks: unknown, path = '/blocks'): Generator<{ key: string; id: string; path: string }> {
  if (Array.isArray(blocks)) for (const [index, item] of blocks.entries()) yield* taken(item, `${path}/${index}`);
  else if (typeof blocks === 'object' && blocks !== null)
    for (const [key, item] of Object.entries(blocks)) {
      const isId = key === 'block_id' || key === 'action_id';
      if (isId && typeof item === 'string') yield { key, id: item, path: `${path}/${key}` };
      else yield* taken(item, `${path}/${key}`);
    }
}

/** An action's id has to be alone in its block, a block's in its message. */
function doubled(blocks: readonly unknown[]): string[] {
  const seen = new Set<string>();
  return [...taken(blocks)].flatMap(({ key, id, path }) => {
    const scope = key === 'block_id' ? key : path.split('/', 3).join('/');
    const name = `${scope}\n${id}`;
    const problem = `\`${key}\` "${id}" already exists for another ${key === 'block_id' ? 'block' : 'action'}`;
    if (seen.has(name)) return [`${problem} [json-pointer:${path}]`];
    seen.add(name);
    return [];
  });
}

/** What Slack has against a message, or null; `text` has to be there always, which Slack only advises. */
export function problemOf(message: MessageContent): Problem | null {
  const { text, blocks = [] } = message;
  if (text === undefined || text === null || (typeof text === 'string' && text.trim() === ''))
    return { error: 'no_text', messages: [] };
  if (typeof text !== 'string' || /\p{Surrogate}/u.test(text))
    return { error: 'invalid_arguments', messages: ['must be a string of valid Unicode [json-pointer:/text]'] };
  if (text.length > longestText) return { error: 'msg_too_long', messages: [] };
  if (!Array.isArray(blocks)) return { error: 'invalid_blocks_format', messages: [] };
  const problems = slackProblems(MessageBlocksSchema, blocks, '/blocks');
  const messages = problems.length > 0 ? problems : doubled(blocks);
  if (messages.length > 0) return { error: 'invalid_blocks', messages };
  const texts = [...textsOf(blocks)].reduce((length, words) => length + words.length, 0);
  if (text.length + texts > longestMessage || JSON.stringify(blocks).length > longestBlocks)
    return { error: 'msg_blocks_too_long', messages: [] };
  return null;
}

/** Slack's error code (`no_text`, `msg_too_long`, `invalid_blocks`, `msg_blocks_too_long` …) for a message that breaks a limit of `slack.md`, or null. */
export function refusal(message: MessageContent): string | null {
  return problemOf(message)?.error ?? null;
}
