import { useCallback, useEffect, useReducer, useRef } from 'preact/hooks';
import type { Answer } from '../../server/wire.ts';
import { ask as askServer } from '../api/api.ts';
import { inWords } from '../api/failure.ts';
import { type Conversation, historyOf, isUnderWay, reduceConversation } from './conversation.ts';

export interface ConversationControls {
  readonly turns: Conversation;
  /** True while an answer is under way: one at a time. */
  readonly busy: boolean;
  readonly ask: (question: string) => void;
  readonly stop: () => void;
  /** Asks a stopped or failed question again, in its place. */
  readonly retry: (key: number) => void;
  /** Shows kept answers instead; what was under way is stopped. */
  readonly open: (answers: readonly Answer[]) => void;
}

/** A conversation with the server. `onAnswer` hears each answer once it is whole. */
export function useConversation(onAnswer: (answer: Answer) => void): ConversationControls {
  const [turns, dispatch] = useReducer(reduceConversation, []);
  const current = useRef<Conversation>(turns);
  current.current = turns;
  const heard = useRef(onAnswer);
  heard.current = onAnswer;
  const nextKey = useRef(1);
  const running = useRef<{ key: number; controller: AbortController } | null>(null);

  const stop = useCallback(() => {
    const run = running.current;
    if (!run) return;
    running.current = null;
    run.controller.abort();
    dispatch({ type: 'stopped', key: run.key });
  }, []);

  const ask = useCallback((question: string, conversation: Conversation) => {
    if (running.current) return;
    const key = nextKey.current++;
    const controller = new AbortController();
    running.current = { key, controller };
    dispatch({ type: 'asked', key, question });
    const run = async () => {
      const history = historyOf(conversation);
      for await (const event of askServer({ question, history }, controller.signal)) {
        if (controller.signal.aborted) return;
        if (event.type === 'answer-end' || event.type === 'error') running.current = null;
        dispatch({ type: 'event', key, event });
        if (event.type === 'answer-end') heard.current(event.answer);
      }
    };
    run().catch((error: unknown) => {
      if (controller.signal.aborted) return;
      running.current = null;
      dispatch({ type: 'failed', key, message: inWords(error) });
    });
  }, []);

  const retry = useCallback(
    (key: number) => {
      const turn = current.current.find((candidate) => candidate.key === key);
      if (!turn || running.current) return;
      dispatch({ type: 'dropped', key });
      ask(turn.question, current.current);
    },
    [ask],
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
    ask: (question) => ask(question, current.current),
    stop,
    retry,
    open,
  };
}
