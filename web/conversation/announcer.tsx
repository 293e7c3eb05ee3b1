import { spokenAnswer } from './answer-text.ts';
import type { ConversationTurn } from './conversation.ts';

/** What a screen reader is told about a turn: that it began, then the whole answer at once. */
export function announcementOf(turn: ConversationTurn | undefined): string {
  switch (turn?.phase) {
    case undefined:
      return '';
    case 'searching':
    case 'writing':
      return 'Searching the papers.';
    case 'stopped':
      return 'Stopped.';
    case 'failed':
      return turn.error ?? '';
    case 'done':
      return turn.answer?.abstention?.message ?? spokenAnswer(turn.text, turn.citations);
  }
}

/** The page's one live region for answers: polite, and silent while tokens stream. */
export function Announcer({ turn }: { turn: ConversationTurn | undefined }) {
  return (
    <div class="visually-hidden" role="status" aria-live="polite">
      {announcementOf(turn)}
    </div>
  );
}
