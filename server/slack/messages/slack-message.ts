import type { KnownBlock } from '@slack/types';

/** What is posted: blocks for people who see, and the same in words for notifications and screen readers. */
export interface SlackMessage {
  /** mrkdwn, escaped; 1–4,000 characters. */
  readonly text: string;
  /** 0–50; with none the text is what everybody sees. */
  readonly blocks: readonly KnownBlock[];
}
