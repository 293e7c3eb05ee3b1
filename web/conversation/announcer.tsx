import { useEffect, useState } from 'preact/hooks';
import { spokenAnswer } from './answer-text.ts';
import type { ConversationTurn } from './conversation.ts';

/** Milliseconds after which the region is empty again, or whoever reads on meets the answer twice. */
const spokenFor = 4000;

/** What a screen reader is told about a turn: how far it is, then the whole answer at once. */
export function announcementOf(turn: ConversationTurn | undefined): string {
  switch (turn?.phase) {
    case undefined:
      return '';
    case 'searching':
      return 'Searching the papers.';
    case 'writing':
      return 'Writing the answer.';
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
  const said = announcementOf(turn);
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(said), spokenFor);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <div class="visually-hidden" role="status" aria-live="polite">
      {said === spoken ? '' : said}
    </div>
  );
}
