import type { Button } from '@slack/types';
import { button } from './blocks.ts';

/** Whether an answer was of use, said under it; the value is the answer's id. */
export function feedbackButtons(answerId: string): Button[] {
  return [
    button({ actionId: 'answer_good', label: '👍', spoken: 'This answer is good', value: answerId }),
    button({ actionId: 'answer_bad', label: '👎', spoken: 'This answer is wrong or of no use', value: answerId }),
  ];
}

/** What the only reader of a message can do with it; the value is the job's id. */
export function keepingButtons(jobId: string): Button[] {
  return [
    button({ actionId: 'share', label: 'Share', spoken: 'Share this with everybody here', value: jobId }),
    button({ actionId: 'keep', label: 'Keep', spoken: 'Keep this for yourself', value: jobId }),
  ];
}

/** Where the rest of what did not fit is, in mrkdwn: `reading` is a link. */
export function notAll(reading: string): string {
  return `Not all of it fits into one message. ${reading}.`;
}
