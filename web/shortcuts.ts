import { useEffect, useRef } from 'preact/hooks';

/** What keys do, outside fields that are typed in. */
export interface Shortcuts {
  readonly focusQuestion: () => void;
  readonly closeSource: () => void;
  readonly goCitation: (step: 1 | -1) => void;
  readonly showHelp: () => void;
}

function isTypedIn(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** In the box for questions Esc leaves it, so that keys are keys again. Elsewhere: `/` goes to the question box, `j` and `k` to the next and previous citation, Esc closes the source, `?` lists the keys. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape') {
        if (event.target instanceof HTMLTextAreaElement) event.target.blur();
        else current.current.closeSource();
        return;
      }
      if (isTypedIn(event.target)) return;
      if (event.key === '/') {
        // Or the slash would be typed into the box.
        event.preventDefault();
        current.current.focusQuestion();
      } else if (event.key === 'j') current.current.goCitation(1);
      else if (event.key === 'k') current.current.goCitation(-1);
      else if (event.key === '?') current.current.showHelp();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
