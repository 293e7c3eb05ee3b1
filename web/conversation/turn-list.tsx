import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Conversation } from './conversation.ts';
import { TurnView, type TurnViewProps } from './turn-view.tsx';

/** The conversation's turns. A new question comes to the top; nothing scrolls while its answer streams. */
export function TurnList({
  turns,
  ...rest
}: Omit<TurnViewProps, 'turn' | 'isLast'> & { readonly turns: Conversation }) {
  const list = useRef<HTMLDivElement>(null);
  const last = turns.at(-1);
  const focusWithin = useRef(false);
  useLayoutEffect(() => {
    const newest = list.current?.lastElementChild;
    if (turns.length > 1) newest?.scrollIntoView({ block: 'start' });
    // What had the focus went with the turn that was asked anew.
    if (document.activeElement === document.body && newest instanceof HTMLElement && focusWithin.current) {
      newest.focus({ preventScroll: true });
    }
    focusWithin.current = false;
    // Only when another turn is the last.
  }, [last?.key]);
  return (
    <div class="turns" ref={list} onFocusCapture={() => (focusWithin.current = true)}>
      {turns.map((turn) => (
        <TurnView key={turn.key} turn={turn} isLast={turn === last} {...rest} />
      ))}
    </div>
  );
}
