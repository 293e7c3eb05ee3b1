import type { Answer, AnswerEvent, EvidencePassage, Place, RejectedQuotation, Turn } from '../../server/wire.ts';
import type { Verdict } from '../api/answers.ts';

/** A question with as much of its answer as has come. */
export interface ConversationTurn {
  /** Unique within the page's life. */
  readonly key: number;
  readonly question: string;
  /** searching and writing: under way; the others are final. */
  readonly phase: 'searching' | 'writing' | 'done' | 'stopped' | 'failed';
  /** The answer so far, with markers. */
  readonly text: string;
  readonly citations: readonly Place[];
  readonly passages: readonly EvidencePassage[];
  readonly rejected: readonly RejectedQuotation[];
  /** What the reader has to know about this answer. */
  readonly notice: string | null;
  /** Why it failed, in words. */
  readonly error: string | null;
  /** The whole answer, when done. */
  readonly answer: Answer | null;
}

/** Oldest first. */
export type Conversation = readonly ConversationTurn[];

/** `key` names the turn that an action is about; one for a turn that is gone or final changes nothing. */
export type ConversationAction =
  | { readonly type: 'asked'; readonly key: number; readonly question: string }
  | { readonly type: 'event'; readonly key: number; readonly event: AnswerEvent }
  | { readonly type: 'failed'; readonly key: number; readonly message: string }
  | { readonly type: 'stopped'; readonly key: number }
  /** The turn and all after it go: its question is asked anew. */
  | { readonly type: 'cut'; readonly key: number }
  | { readonly type: 'judged'; readonly id: string; readonly verdict: Verdict }
  /** Kept answers take the conversation's place; their turns have the keys from `firstKey` on. */
  | { readonly type: 'opened'; readonly answers: readonly Answer[]; readonly firstKey: number };

const nothingYet = {
  phase: 'searching',
  text: '',
  citations: [],
  passages: [],
  rejected: [],
  notice: null,
  error: null,
  answer: null,
} as const;

function finished(turn: { key: number; question: string }, answer: Answer): ConversationTurn {
  return {
    key: turn.key,
    question: turn.question,
    phase: 'done',
    text: answer.text,
    citations: answer.citations,
    passages: answer.passages,
    rejected: answer.rejected,
    notice: answer.notice,
    error: null,
    answer,
  };
}

function withEvent(turn: ConversationTurn, event: AnswerEvent): ConversationTurn {
  switch (event.type) {
    case 'evidence-found':
      return { ...turn, passages: event.passages };
    case 'text-delta':
      return { ...turn, phase: 'writing', text: turn.text + event.text };
    case 'citation-verified':
      return { ...turn, citations: [...turn.citations, event.citation] };
    case 'citation-rejected':
      return { ...turn, rejected: [...turn.rejected, { quote: event.quote, reason: event.reason }] };
    case 'answer-restarted':
      return { ...turn, phase: 'searching', text: '', citations: [], rejected: [], notice: event.notice };
    case 'answer-end':
      return finished(turn, event.answer);
    case 'error':
      return { ...turn, phase: 'failed', error: event.message };
  }
}

/** Whether a turn's answer is still under way. */
export function isUnderWay(turn: ConversationTurn): boolean {
  return turn.phase === 'searching' || turn.phase === 'writing';
}

function updated(
  turns: Conversation,
  key: number,
  update: (turn: ConversationTurn) => ConversationTurn,
): readonly ConversationTurn[] {
  return turns.map((turn) => (turn.key === key && isUnderWay(turn) ? update(turn) : turn));
}

/** The turns before one; all where there is no such turn. */
export function turnsBefore(turns: Conversation, key: number): Conversation {
  const at = turns.findIndex((turn) => turn.key === key);
  return at < 0 ? turns : turns.slice(0, at);
}

/** An answer with what a reader said of it. */
export function judged(answer: Answer, verdict: Verdict): Answer {
  return { ...answer, feedback: { verdict } };
}

/** The conversation after an answer's event or something that the reader did; pure. */
export function reduceConversation(turns: Conversation, action: ConversationAction): Conversation {
  switch (action.type) {
    case 'asked':
      return [...turns, { ...nothingYet, key: action.key, question: action.question }];
    case 'event':
      return updated(turns, action.key, (turn) => withEvent(turn, action.event));
    case 'failed':
      return updated(turns, action.key, (turn) => ({ ...turn, phase: 'failed', error: action.message }));
    case 'stopped':
      return updated(turns, action.key, (turn) => ({ ...turn, phase: 'stopped' }));
    case 'cut':
      return turnsBefore(turns, action.key);
    case 'judged':
      return turns.map((turn) =>
        turn.answer?.id === action.id ? { ...turn, answer: judged(turn.answer, action.verdict) } : turn,
      );
    case 'opened':
      return action.answers.map((answer, index) =>
        finished({ key: action.firstKey + index, question: answer.question }, answer),
      );
  }
}

/** What a follow-up question carries: finished turns, oldest first. */
export function historyOf(turns: Conversation): Turn[] {
  return turns.flatMap(({ question, answer }) => (answer ? [{ question, answer: answer.text }] : []));
}

/** Ids of the finished answers, oldest first: what the address bar holds. */
export function answerIdsOf(turns: Conversation): string[] {
  return turns.flatMap(({ answer }) => (answer ? [answer.id] : []));
}
