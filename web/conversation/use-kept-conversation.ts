import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Answer } from '../../server/wire.ts';
import { type Address, type AskView, conversationHref, type EntryState } from '../address/address.ts';
import type { Navigate } from '../address/use-address.ts';
import { getAnswer, giveFeedback, type Verdict } from '../api/answers.ts';
import { inWords, RequestFailedError } from '../api/failure.ts';
import { answerIdsOf, type Conversation, judged } from './conversation.ts';
import { keepTypedQuestion } from './typed-question.ts';
import { type ConversationControls, useConversation } from './use-conversation.ts';

/** What stands between the address and the conversation that it names. */
export type Opening =
  | { readonly state: 'ready' }
  | { readonly state: 'opening' }
  | { readonly state: 'failed'; readonly message: string; readonly canRetry: boolean };

export interface KeptConversation {
  readonly turns: Conversation;
  readonly busy: boolean;
  readonly opening: Opening;
  /** Ids of the papers that are asked; empty: all. */
  readonly papers: readonly string[];
  /** Where the conversation stands, whatever the page shows now. */
  readonly href: string;
  readonly ask: (question: string) => void;
  readonly stop: () => void;
  /** Asks in the place of a turn, which goes with all after it. */
  readonly askInstead: (key: number, question: string) => void;
  /** Keeps a reader's verdict. @throws RequestFailedError */
  readonly judge: (id: string, verdict: Verdict) => Promise<void>;
  readonly choosePapers: (ids: readonly string[]) => void;
  readonly reopen: () => void;
}

const forgotten =
  'This answer is not kept here. The link may be mistyped, a paper that it quotes may have been removed, or it was one of the oldest. You can ask the question again.';

/** Null for an answer that is not kept any more. */
async function keptAnswer(id: string, signal: AbortSignal): Promise<Answer | null> {
  try {
    return await getAnswer(id, signal);
  } catch (error) {
    if (error instanceof RequestFailedError && error.status === 404) return null;
    throw error;
  }
}

/**
 * The conversation that the address names: each answer is added to it; back, forward and reload restore it, and a
 * reload asks a question again whose answer was under way. While another room is shown it goes on.
 */
export function useKeptConversation(address: Address, navigate: Navigate): KeptConversation {
  const [opening, setOpening] = useState<Opening>({ state: 'ready' });
  const [attempt, setAttempt] = useState(0);
  const answers = useRef(new Map<string, Answer>());
  const lastView = useRef<AskView>({ page: 'ask', answers: [], papers: [] });
  const isShown = address.main.page === 'ask';
  // Back at the entry at which it was asked, the answer that came meanwhile is shown.
  const awaited = useRef<{ readonly question: string; readonly view: AskView } | null>(null);
  const came = isShown && !address.ended && awaited.current?.question === address.asking ? awaited.current.view : null;
  if (address.main.page === 'ask') lastView.current = came ?? address.main;
  const view = lastView.current;
  useEffect(() => {
    if (!came) return;
    awaited.current = null;
    navigate(conversationHref(came), 'replace');
  }, [came]);
  /** Whether the entry that is shown was made when its question was asked. */
  const madeByAsking = useRef(false);

  /** Moves the address to these answers, unless another room is shown; a source that is open stays open. */
  const moveTo = (before: Conversation, more: { id?: string; state?: EntryState; how: 'push' | 'replace' }) => {
    const ids = [...answerIdsOf(before), ...(more.id === undefined ? [] : [more.id])];
    const next: AskView = { ...view, answers: ids };
    lastView.current = next;
    if (!isShown) return;
    const state = more.state ?? {};
    if (address.permalink) {
      navigate(address.href, 'replace', { ...state, beside: conversationHref(next) });
      return;
    }
    // The entry that is left behind must not ask again when somebody comes back to it.
    if (more.how === 'push' && address.asking !== null) navigate(address.href, 'replace');
    navigate(conversationHref(next), more.how, state);
  };
  const sameAs = (before: Conversation) => answerIdsOf(before).join() === view.answers.join();

  const conversation: ConversationControls = useConversation({
    // An edited question leaves the answers behind that it replaces: back leads to them.
    onAsked: (asking, before) => {
      awaited.current = null;
      madeByAsking.current = !sameAs(before);
      moveTo(before, { state: { asking }, how: madeByAsking.current ? 'push' : 'replace' });
    },
    onAnswer: (answer, before) => {
      answers.current.set(answer.id, answer);
      moveTo(before, { id: answer.id, how: madeByAsking.current ? 'replace' : 'push' });
      if (!isShown) awaited.current = { question: answer.question, view: lastView.current };
    },
    onEnded: (asking, before, loggedOut) => {
      // After the login it stands in the box again.
      if (loggedOut) keepTypedQuestion(asking);
      moveTo(before, { state: { asking, ended: true }, how: 'replace' });
    },
  });
  const { open } = conversation;
  const shown = answerIdsOf(conversation.turns).join();
  const wanted = view.answers.join();

  useEffect(() => {
    if (wanted === shown || !isShown) {
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
  }, [wanted, isShown, attempt]);

  // What was under way when the page was left: only a page that is loaded anew takes it up.
  const unfinished = useRef(address.asking === null ? null : { question: address.asking, ended: address.ended });
  const isReady = opening.state === 'ready' && wanted === shown;
  useEffect(() => {
    if (!isReady || unfinished.current === null) return;
    const { question, ended } = unfinished.current;
    unfinished.current = null;
    if (ended) conversation.showStopped(question);
    else if (isShown && !conversation.busy) conversation.ask(question, view.papers);
  }, [isReady]);

  return {
    turns: conversation.turns,
    busy: conversation.busy,
    opening,
    papers: view.papers,
    href: conversationHref({ ...view, answers: wanted === '' ? [] : wanted.split(',') }),
    ask: (question) => conversation.ask(question, view.papers),
    stop: conversation.stop,
    askInstead: (key, question) => conversation.askInstead(key, question, view.papers),
    judge: async (id, verdict) => {
      await giveFeedback(id, verdict);
      const answer = answers.current.get(id);
      if (answer) answers.current.set(id, judged(answer, verdict));
      conversation.judge(id, verdict);
    },
    choosePapers: (ids) => {
      const next = { ...view, papers: ids };
      lastView.current = next;
      if (address.permalink) navigate(address.href, 'replace', { beside: conversationHref(next) });
      else navigate(conversationHref(next), isShown ? 'replace' : 'push');
    },
    reopen: useCallback(() => setAttempt((number) => number + 1), []),
  };
}
