import { useCallback, useEffect, useReducer, useRef } from 'preact/hooks';
import type { Answer } from '../../server/wire.ts';
import { ask as askServer, type Verdict } from '../api/answers.ts';
import { inWords, isLoggedOut } from '../api/failure.ts';
import { type Conversation, historyOf, isUnderWay, reduceConversation, turnsBefore } from './conversation.ts';

/** What a conversation tells whoever keeps it. `before`: the turns before the one concerned. */
export interface ConversationListener {
  readonly onAsked: (question: string, before: Conversation) => void;
  readonly onAnswer: (answer: Answer, before: Conversation) => void;
  /** Stopped or failed: no answer comes. `loggedOut`: the server asked for a key. */
  readonly onEnded: (question: string, before: Conversation, loggedOut: boolean) => void;
}

export interface ConversationControls {
  readonly turns: Conversation;
  /** True while an answer is under way: one at a time. */
  readonly busy: boolean;
  /** `papers`: ids of those that are asked; empty: all. */
  readonly ask: (question: string, papers: readonly string[]) => void;
  readonly stop: () => void;
  /** Shows a question as stopped, after the turns that are there. */
  readonly showStopped: (question: string) => void;
  /** Asks in the place of a turn, which goes with all after it. */
  readonly askInstead: (key: number, question: string, papers: readonly string[]) => void;
  readonly judge: (id: string, verdict: Verdict) => void;
  /** Shows kept answers instead; what was under way is stopped. */
  readonly open: (answers: readonly Answer[]) => void;
}

interface Run {
  readonly key: number;
  readonly controller: AbortController;
  readonly question: string;
  readonly before: Conversation;
}

/** A conversation with the server. */
export function useConversation(listener: ConversationListener): ConversationControls {
  const [turns, dispatch] = useReducer(reduceConversation, []);
  const current = useRef<Conversation>(turns);
  current.current = turns;
  const told = useRef(listener);
  told.current = listener;
  const nextKey = useRef(1);
  const running = useRef<Run | null>(null);

  const stop = useCallback(() => {
    const run = running.current;
    if (!run) return;
    running.current = null;
    run.controller.abort();
    dispatch({ type: 'stopped', key: run.key });
    told.current.onEnded(run.question, run.before, false);
  }, []);

  const askAfter = useCallback((before: Conversation, question: string, papers: readonly string[]) => {
    if (running.current) return;
    const key = nextKey.current++;
    const controller = new AbortController();
    running.current = { key, controller, question, before };
    dispatch({ type: 'asked', key, question });
    told.current.onAsked(question, before);
    const run = async () => {
      const body = { question, history: historyOf(before), ...(papers.length > 0 ? { papers: [...papers] } : {}) };
      for await (const event of askServer(body, controller.signal)) {
        if (controller.signal.aborted) return;
        if (event.type === 'answer-end' || event.type === 'error') running.current = null;
        dispatch({ type: 'event', key, event });
        if (event.type === 'answer-end') told.current.onAnswer(event.answer, before);
        if (event.type === 'error') told.current.onEnded(question, before, false);
      }
    };
    run().catch((error: unknown) => {
      if (controller.signal.aborted) return;
      running.current = null;
      dispatch({ type: 'failed', key, message: inWords(error) });
      told.current.onEnded(question, before, isLoggedOut(error));
    });
  }, []);

  const askInstead = useCallback(
    (key: number, question: string, papers: readonly string[]) => {
      if (running.current) return;
      dispatch({ type: 'cut', key });
      askAfter(turnsBefore(current.current, key), question, papers);
    },
    [askAfter],
  );

  const open = useCallback((answers: readonly Answer[]) => {
    running.current?.controller.abort();
    running.current = null;
    const firstKey = nextKey.current;
    nextKey.current += answers.length;
    dispatch({ type: 'opened', answers, firstKey });
  }, []);

  useEffect(() => () => running.current?.controller.abort(), []);

  return {
    turns,
    busy: turns.some(isUnderWay),
    ask: (question, papers) => askAfter(current.current, question, papers),
    stop,
    showStopped: useCallback((question: string) => {
      const key = nextKey.current++;
      dispatch({ type: 'asked', key, question });
      dispatch({ type: 'stopped', key });
    }, []),
    askInstead,
    judge: useCallback((id: string, verdict: Verdict) => dispatch({ type: 'judged', id, verdict }), []),
    open,
  };
}
