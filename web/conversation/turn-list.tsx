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
  useLayoutEffect(() => {
    if (turns.length > 1) list.current?.lastElementChild?.scrollIntoView({ block: 'start' });
    // Only when another turn is the last.
  }, [last?.key]);
  return (
    <div class="turns" ref={list}>
      {turns.map((turn) => (
        <TurnView key={turn.key} turn={turn} isLast={turn === last} {...rest} />
      ))}
    </div>
  );
}
