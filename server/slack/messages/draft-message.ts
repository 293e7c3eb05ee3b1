import { actions, button, contextLine, plainSection } from './blocks.ts';
import { escapeText } from './mrkdwn.ts';
import { shownText } from './shown-text.ts';
import type { SlackMessage } from './slack-message.ts';
import { endOfText } from './split-text.ts';

/** The most that is shown of a text that still grows: one section with room for "… ". */
const longest = 2900;
const stillWriting = 'Still writing …';

/**
 * What is shown while a model still writes: the text so far, of a longer one its newest part, and a button that stops
 * it. The end of a marker that has not come yet is held back.
 */
export function draftMessage(text: string, { jobId }: { readonly jobId: string }): SlackMessage {
  const whole = shownText(text)
    .replace(/\[\d{0,4}$/, '')
    .trim();
  const newest = endOfText(whole, longest);
  const shown = newest === whole ? whole : `… ${newest.trimStart()}`;
  return {
    text: shown === '' ? stillWriting : `${escapeText(shown)}\n\n${stillWriting}`,
    blocks: [
      ...(shown === '' ? [] : [plainSection(shown)]),
      contextLine(stillWriting),
      actions([button({ actionId: 'stop', label: 'Stop', spoken: 'Stop writing this answer', value: jobId })]),
    ],
  };
}
