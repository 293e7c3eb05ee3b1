import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** Tells a screen reader a sentence, politely: what has changed where the focus is not. */
export type Announce = (sentence: string) => void;

export const Announcements = createContext<Announce>(() => undefined);

/** The page's one way to say something aloud; `App` holds the live region. */
export function useAnnounce(): Announce {
  return useContext(Announcements);
}
