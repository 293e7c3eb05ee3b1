import type { Button, KnownBlock } from '@slack/types';
import type { SlackMessage } from '../../../../server/slack/messages/slack-message.ts';

/** Escaped text as Slack shows it. */
export function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) => (name === 'amp' ? '&' : name === 'lt' ? '<' : '>'));
}

function buttonsIn(block: KnownBlock): Button[] {
  if (block.type === 'actions') return block.elements.filter((element) => element.type === 'button');
  return block.type === 'section' && block.accessory?.type === 'button' ? [block.accessory] : [];
}

function linesOf(block: KnownBlock): string[] {
  const buttons = buttonsIn(block).map(({ text }) => `[${text.text}]`);
  if (block.type === 'section') return [unescaped(block.text?.text ?? ''), ...buttons];
  if (block.type === 'context') return block.elements.map((item) => ('text' in item ? unescaped(item.text) : ''));
  return [block.type === 'actions' ? buttons.join(' ') : '---'];
}

/** What a person sees, a line each: buttons in square brackets, dividers as ---. */
export function seen({ blocks }: SlackMessage): string[] {
  return blocks.flatMap(linesOf);
}

/** Action ids with what they carry, in order. */
export function buttonsOf(
  messages: readonly SlackMessage[],
): { id: string; value: string | null; url: string | null }[] {
  return messages
    .flatMap(({ blocks }) => blocks)
    .flatMap(buttonsIn)
    .map(({ action_id, value, url }) => ({ id: action_id ?? '', value: value ?? null, url: url ?? null }));
}

/** All shown words, without white space: what does not depend on where text was cut. */
export function inkOf(messages: readonly SlackMessage[]): string {
  return ink(
    messages
      .flatMap(({ blocks }) => blocks)
      .map((block) => (block.type === 'section' ? unescaped(block.text?.text ?? '') : ''))
      .join(''),
  );
}

/** Text without white space and without what is never shown. */
export function ink(text: string): string {
  return text.toWellFormed().replace(/[\s\u202a-\u202e\u2066-\u2069]|\p{Cc}/gu, '');
}
