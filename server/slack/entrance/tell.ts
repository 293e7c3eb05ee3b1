import { escapeText } from '../messages/mrkdwn.ts';
import { isResponseUrl, type Respond } from '../sending/response-url.ts';

/** Where somebody pressed something. */
export interface PressedAt {
  /** Null: Slack gave no address to respond at. */
  readonly responseUrl: string | null;
  /** `ts` of the first message of the thread; null outside of threads. */
  readonly thread: string | null;
}

/** Says a sentence to who pressed a button; nobody else sees it. Best effort. */
export type Tell = (at: PressedAt, sentence: string) => void;

/** @param apiUrl decides which addresses are believed */
export function openTell(respond: Respond, apiUrl: string): Tell {
  return ({ responseUrl, thread }, sentence) => {
    if (responseUrl === null || !isResponseUrl(responseUrl, apiUrl)) return;
    void respond(responseUrl, {
      response_type: 'ephemeral',
      // The message with the button stays.
      replace_original: false,
      ...(thread === null ? {} : { thread_ts: thread }),
      text: escapeText(sentence),
      unfurl_links: false,
      unfurl_media: false,
    });
  };
}
