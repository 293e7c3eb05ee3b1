import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Answer } from '../../server/wire.ts';
import { type Address, conversationHref } from '../address/address.ts';
import type { Navigate } from '../address/use-address.ts';
import { getAnswer } from '../api/api.ts';
import { inWords, RequestFailedError } from '../api/failure.ts';
import { answerIdsOf } from './conversation.ts';
import { type ConversationControls, useConversation } from './use-conversation.ts';

/** What stands between the address and the conversation that it names. */
export type Opening =
  | { readonly state: 'ready' }
  | { readonly state: 'opening' }
  | { readonly state: 'failed'; readonly message: string; readonly canRetry: boolean };

export interface KeptConversation {
  readonly conversation: ConversationControls;
  readonly opening: Opening;
  readonly reopen: () => void;
  /** An empty conversation, at the home page. */
  readonly begin: () => void;
}

const forgotten =
  'This answer is not kept any more: a paper that it quotes was removed. You can ask the question again.';

/** Null for an answer that is not kept any more. */
async function keptAnswer(id: string, signal: AbortSignal): Promise<Answer | null> {
  try {
    return await getAnswer(id, signal);
  } catch (error) {
    if (error instanceof RequestFailedError && error.status === 404) return null;
    throw error;
  }
}

/** The conversation that the address names: each answer is added to it, and back, forward and reload restore it. */
export function useKeptConversation(address: Address, navigate: Navigate): KeptConversation {
  const [opening, setOpening] = useState<Opening>({ state: 'ready' });
  const [attempt, setAttempt] = useState(0);
  const answers = useRef(new Map<string, Answer>());

  const conversation = useConversation((answer) => {
    answers.current.set(answer.id, answer);
    const ids = [...address.answers, answer.id];
    // A source that is open stays open: the address goes on naming it.
    if (address.view.page === 'paper') navigate(address.href, ids, 'replace');
    else navigate(conversationHref(ids), ids);
  });
  const { open } = conversation;
  const shown = answerIdsOf(conversation.turns).join();
  const wanted = address.answers.join();

  useEffect(() => {
    if (wanted === shown) {
      setOpening({ state: 'ready' });
      return;
    }
    const controller = new AbortController();
    const { signal } = controller;
    const ids = wanted === '' ? [] : wanted.split(',');
    const known = ids.map((id) => answers.current.get(id));
    if (known.every((answer) => answer !== undefined)) {
      open(known);
      setOpening({ state: 'ready' });
      return;
    }
    setOpening({ state: 'opening' });
    Promise.all(ids.map(async (id) => answers.current.get(id) ?? (await keptAnswer(id, signal)))).then(
      (found) => {
        if (signal.aborted) return;
        const kept = found.filter((answer) => answer !== null);
        for (const answer of kept) answers.current.set(answer.id, answer);
        open(kept);
        setOpening(kept.length > 0 ? { state: 'ready' } : { state: 'failed', message: forgotten, canRetry: false });
      },
      (error: unknown) => {
        if (!signal.aborted) setOpening({ state: 'failed', message: inWords(error), canRetry: true });
      },
    );
    return () => controller.abort();
    // Only a new address opens answers; an answer that arrives changes the address itself.
  }, [wanted, attempt]);

  return {
    conversation,
    opening,
    reopen: useCallback(() => setAttempt((number) => number + 1), []),
    begin: () => {
      open([]);
      navigate('/', []);
    },
  };
}
