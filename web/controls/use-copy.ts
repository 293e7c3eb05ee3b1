import { useEffect, useRef, useState } from 'preact/hooks';
import { inWords } from '../api/failure.ts';
import { useAnnounce } from './announcements.tsx';
import { copyText } from './copy-text.ts';

/** Milliseconds for which a button says that it has copied. */
const shownFor = 2500;

export interface Copying {
  /** Copies text, at once or once it has come; `what` is told to a screen reader: "Link copied." */
  readonly copy: (what: string, text: string | Promise<string>) => void;
  /** True for a moment after it was copied. */
  readonly copied: boolean;
  /** Why nothing was copied, in words. */
  readonly problem: string | null;
}

const refused = 'This browser did not let the page copy. Select the words and copy them by hand.';

/** Copying with its outcome said. */
export function useCopy(): Copying {
  const announce = useAnnounce();
  const [state, setState] = useState<{ copied: boolean; problem: string | null }>({ copied: false, problem: null });
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = (copied: boolean, problem: string | null, words: string) => {
    clearTimeout(timer.current);
    setState({ copied, problem });
    announce(words);
    timer.current = setTimeout(() => setState({ copied: false, problem: null }), copied ? shownFor : 4 * shownFor);
  };
  return {
    ...state,
    copy: (what, text) => {
      copyText(text).then(
        (done) => (done ? show(true, null, `${what} copied.`) : show(false, refused, refused)),
        (error: unknown) => show(false, inWords(error), inWords(error)),
      );
    },
  };
}
