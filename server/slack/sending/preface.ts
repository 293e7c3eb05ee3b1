import { beginning } from '../messages/shown-text.ts';
import type { Destination } from '../store/destination.ts';
import type { Job } from '../store/jobs.ts';

/** Characters of a question that remind of it. */
const reminder = 150;

/** Why a message comes where nobody expects it; null where it is at home. */
export function prefaceOf(job: Job, destination: Destination): string | null {
  if (destination.to !== 'direct') return null;
  return `This is ${whatWasAsked(job)}: Ibid could not post it where it was asked for, so it is here.`;
}

/** Said instead of a message that may or may not have come: it is not sent twice, and not lost without a word. */
export function outOfSight(job: Job): string {
  return `Slack did not say whether it took ${whatWasAsked(job)}, and Ibid can’t look there. If it did not come, ask again.`;
}

function whatWasAsked({ kind, text }: Job): string {
  if (text === '') return 'what you asked for';
  return `${kind === 'check' ? 'the check of' : 'the answer to'} “${beginning(text, reminder)}”`;
}
