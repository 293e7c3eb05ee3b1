import type { Library } from '../../../ingest/library.ts';
import { plainText } from '../../http/plain-text.ts';
import { type Feedback, feedbackDialogId } from './receive-interaction.ts';
import { isResponseUrl, type Respond } from '../sending/response-url.ts';
import type { WebApi } from '../sending/web-api.ts';

export interface FeedbackParts {
  readonly library: Pick<Library, 'giveFeedback'>;
  readonly api: WebApi;
  readonly respond: Respond;
  readonly apiUrl: string;
}

/** Characters of a comment, as the library takes it from the web page too. */
const longestComment = 2000;

/** Keeps what readers say with the answer. The thanks are best effort. */
export function openFeedback({ library, api, respond, apiUrl }: FeedbackParts): Feedback {
  const say = (url: string | null, text: string) => {
    if (url === null || !isResponseUrl(url, apiUrl)) return;
    void respond(url, { response_type: 'ephemeral', replace_original: false, text });
  };
  return {
    async give({ answer, verdict, triggerId, responseUrl }) {
      const kept = await library.giveFeedback(answer, { verdict, comment: null });
      if (!kept) {
        say(responseUrl, 'This answer is no longer kept, so neither is what you say of it. Ask the question again.');
      } else if (verdict === 'good' || triggerId === null) {
        say(responseUrl, thanks);
      } else {
        // Within three seconds of the press; whoever misses it has said "wrong" all the same.
        void api.call('views.open', { trigger_id: triggerId, view: dialog(answer) }).then((opened) => {
          if (opened.kind !== 'done') say(responseUrl, thanks);
        });
      }
    },
    async comment(answer, comment) {
      await library.giveFeedback(answer, { verdict: 'bad', comment: plainText(comment).slice(0, longestComment) });
    },
  };
}

const thanks = 'Thank you. It is kept with the answer.';

function dialog(answer: string) {
  const text = (words: string) => ({ type: 'plain_text', text: words });
  return {
    type: 'modal',
    callback_id: feedbackDialogId,
    private_metadata: answer,
    title: text('What was wrong?'),
    submit: text('Send'),
    close: text('Close'),
    blocks: [
      {
        type: 'input',
        block_id: 'comment',
        label: text('What is wrong with this answer?'),
        hint: text('It is kept with the answer, for whoever runs Ibid.'),
        element: { type: 'plain_text_input', action_id: 'comment', multiline: true, max_length: longestComment },
      },
    ],
  };
}
