import type { Abstention } from '../../wire.ts';
import type { Candidate } from '../../retrieval/diversify.ts';
import type { DraftPart } from '../answer-writer.ts';

/** The passages that an answer stands on, in the order of its quotations, and its draft: verified like any other. */
export interface StructuredAnswer {
  readonly passages: readonly Candidate[];
  readonly parts: readonly DraftPart[];
}

/** The answer that there is none, as a sentence. */
export function nothing(
  message: string,
  passages: readonly Candidate[] = [],
  reason: Abstention['reason'] = 'no-evidence',
): StructuredAnswer {
  return { passages, parts: [{ type: 'abstention', reason, message }] };
}
