import type { Library } from '../../../ingest/library.ts';
import { plainText } from '../../http/plain-text.ts';
import type { WebApi } from '../sending/web-api.ts';
import type { PressedAt, Tell } from './tell.ts';

/** Name of the dialog that asks what was wrong. */
export const feedbackDialogId = 'feedback_comment';

/** What readers say of answers. All reject when the library can’t be asked. */
export interface Feedback {
  /** Whether an answer is still there. */
  isKept(answer: string): Promise<boolean>;
  /** Keeps it with the answer; doing so twice is doing it once. Gives what is left to do: to thank, or to ask what was wrong. */
  give(press: {
    readonly answer: string;
    readonly verdict: 'good' | 'bad';
    readonly triggerId: string | null;
    readonly at: PressedAt;
  }): Promise<() => void>;
  /** Keeps what was wrong. */
  comment(answer: string, comment: string): Promise<void>;
}

interface FeedbackParts {
  readonly library: Pick<Library, 'answer' | 'giveFeedback'>;
  readonly api: WebApi;
  readonly tell: Tell;
}

/** Characters of a comment, as the library takes it from the web page too. */
const longestComment = 2000;

/** Keeps what readers say with the answer. The thanks are best effort. */
export function openFeedback({ library, api, tell }: FeedbackParts): Feedback {
  return {
    isKept: async (answer) => (await library.answer(answer)) !== null,

    async give({ answer, verdict, triggerId, at }) {
      const before = (await library.answer(answer))?.feedback;
      const comment = before?.verdict === verdict ? before.comment : null;
      const kept = await library.giveFeedback(answer, { verdict, comment });
      if (!kept) return () => tell(at, gone);
      if (verdict === 'good' || triggerId === null) return () => tell(at, thanks);
      // Within three seconds of the press; whoever misses it has said "wrong" all the same.
      return () =>
        void api.call('views.open', { trigger_id: triggerId, view: dialog(answer) }).then((opened) => {
          if (opened.kind !== 'done') tell(at, thanks);
        });
    },

    async comment(answer, comment) {
      await library.giveFeedback(answer, { verdict: 'bad', comment: plainText(comment).slice(0, longestComment) });
    },
  };
}

const thanks = 'Thank you. It is kept with the answer.';
const gone =
  'This is no longer kept: answers go with the papers that they quote, and what is said of them too. Ask the question again.';

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
