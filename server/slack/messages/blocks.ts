import type {
  ActionsBlock,
  Button,
  ContextBlock,
  DividerBlock,
  MrkdwnElement,
  PlainTextElement,
  SectionBlock,
} from '@slack/types';
import { limits } from './limits.ts';
import { escapeText, isWebAddress } from './mrkdwn.ts';
import { beginning, withoutControls } from './shown-text.ts';

/** Words that are shown as they are, whatever marks they hold; what is longer than `limit` ends with " …". */
function plain(words: string, limit: number): PlainTextElement {
  return { type: 'plain_text', text: escapeText(beginning(withoutControls(words).trim(), limit)), emoji: false };
}

/** Our own mrkdwn: what is put into it is escaped by whoever writes it. Nothing in it is linked by itself. */
export function mrkdwn(words: string): MrkdwnElement {
  return { type: 'mrkdwn', text: words, verbatim: true };
}

/** Words in a section, shown as they are, with a button beside them. */
export function plainSection(words: string, accessory: Button | null = null): SectionBlock {
  const text = plain(words, limits.sectionText);
  return { type: 'section', text, expand: true, ...(accessory ? { accessory } : {}) };
}

/** A line of our own in bold, and plain words behind it. */
export function headingSection(words: string, behind = ''): SectionBlock {
  return { type: 'section', text: mrkdwn(`*${escapeText(words)}*${escapeText(behind)}`) };
}

/** A quiet line: words that are shown as they are, or our own mrkdwn. */
export function contextLine(...elements: readonly (string | MrkdwnElement)[]): ContextBlock {
  const shown = elements.map((item) => (typeof item === 'string' ? plain(item, limits.contextText) : item));
  return { type: 'context', elements: shown.slice(0, limits.contextElements) };
}

export function divider(): DividerBlock {
  return { type: 'divider' };
}

/** A row of buttons. */
export function actions(buttons: readonly Button[]): ActionsBlock {
  return { type: 'actions', elements: [...buttons] };
}

interface ButtonMatter {
  readonly actionId: string;
  readonly label: string;
  /** What a screen reader says in place of the label. */
  readonly spoken?: string;
  /** A value that does not fit is an error of ours and no button: a cut one would mean something else. */
  readonly value?: string;
}

/** @throws RangeError when the value is longer than Slack takes */
export function button({ actionId, label, spoken, value }: ButtonMatter): Button {
  if (value !== undefined && value.length > limits.buttonValue) {
    throw new RangeError(`A button’s value has at most ${limits.buttonValue} characters, this one ${value.length}.`);
  }
  return {
    type: 'button',
    action_id: actionId,
    text: plain(label, limits.buttonText),
    ...(spoken === undefined ? {} : { accessibility_label: spoken.slice(0, limits.buttonText) }),
    ...(value === undefined ? {} : { value }),
  };
}

/** A button that opens an address; null where the address is no web address or longer than Slack takes. */
export function linkButton(matter: Omit<ButtonMatter, 'value'>, url: string): Button | null {
  if (url.length > limits.buttonUrl || !isWebAddress(url)) return null;
  return { ...button(matter), url };
}
