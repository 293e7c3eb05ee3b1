import { contextLine } from './blocks.ts';
import { limits, prefaceRoom } from './limits.ts';
import { escapeText } from './mrkdwn.ts';
import { packed, sizeOf } from './pack.ts';
import { proseParts } from './prose.ts';
import { beginning, shownText } from './shown-text.ts';
import type { SlackMessage } from './slack-message.ts';

/** A plain sentence of ours; whatever names stand in it are shown as they are. More than a message holds is cut. */
export function noticeMessage(sentence: string): SlackMessage {
  const shown = beginning(shownText(sentence).trim(), limits.sectionText);
  const [message] = packed([{ parts: proseParts(shown === '' ? 'There is nothing to say.' : shown) }], null);
  return message ?? { text: escapeText(shown), blocks: [] };
}

/**
 * The message with a quiet line before it, for a place where it was not asked for. The line has at most 300 characters
 * and messages of this folder keep room for one; where a message has none, the line stands in its words alone, or not.
 */
export function withPreface(message: SlackMessage, sentence: string): SlackMessage {
  const shown = beginning(shownText(sentence).trim(), prefaceRoom.words);
  if (shown === '') return message;
  const text = `${escapeText(shown)}\n\n${message.text}`;
  if (text.length > limits.text) return message;
  const told = { text, blocks: message.blocks };
  if (message.blocks.length === 0) return told;
  const prefaced = { text, blocks: [contextLine(shown), ...message.blocks] };
  if (prefaced.blocks.length <= limits.blocks && sizeOf(prefaced) <= limits.message) return prefaced;
  return sizeOf(told) <= limits.message ? told : message;
}

/**
 * The message without blocks, for when Slack refuses them. Its words are all that the blocks say, with links in place
 * of the buttons that open passages; only where one message was too small for all do they end with where the rest is.
 */
export function textOnly({ text }: SlackMessage): SlackMessage {
  return { text, blocks: [] };
}
