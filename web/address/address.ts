import { type Permalink, parsePermalink } from './permalink.ts';

/** What the address bar names. */
export type View =
  | { readonly page: 'home' }
  | { readonly page: 'answer'; readonly id: string }
  | { readonly page: 'paper'; readonly permalink: Permalink };

/** An entry of the browser's history: the address, and the conversation beside it. */
export interface Address {
  /** Path and fragment. */
  readonly href: string;
  readonly view: View;
  /** Ids of the kept answers that make the conversation, oldest first. */
  readonly answers: readonly string[];
}

/** Reads path and fragment; what it does not know is the home page. */
export function parseView(href: string): View {
  const permalink = parsePermalink(href);
  if (permalink) return { page: 'paper', permalink };
  const id = /^\/answers\/([\w-]{1,128})\/?(?:[?#].*)?$/.exec(href)?.[1];
  return id === undefined ? { page: 'home' } : { page: 'answer', id };
}

/**
 * The address with the conversation that the history entry holds (any value: the browser keeps it for us, over
 * reloads too). An answer that is opened by its link alone is a conversation of one.
 */
export function parseAddress(href: string, historyState: unknown): Address {
  const view = parseView(href);
  const held: unknown =
    typeof historyState === 'object' && historyState !== null && 'answers' in historyState
      ? historyState.answers
      : undefined;
  const answers = Array.isArray(held) ? held.filter((id): id is string => typeof id === 'string') : [];
  if (view.page === 'answer' && !answers.includes(view.id)) return { href, view, answers: [view.id] };
  return { href, view, answers };
}

/** Where a conversation stands when no source is open beside it. */
export function conversationHref(answers: readonly string[]): string {
  const last = answers.at(-1);
  return last === undefined ? '/' : `/answers/${encodeURIComponent(last)}`;
}
