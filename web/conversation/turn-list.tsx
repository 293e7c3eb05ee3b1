import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Conversation } from './conversation.ts';
import { TurnView, type TurnViewProps } from './turn-view.tsx';

/** The conversation's turns. A new question comes to the top; nothing scrolls while its answer streams. */
export function TurnList({ turns, ...rest }: Omit<TurnViewProps, 'turn'> & { readonly turns: Conversation }) {
  const list = useRef<HTMLDivElement>(null);
  const lastKey = turns.at(-1)?.key;
  useLayoutEffect(() => {
    if (turns.length > 1) list.current?.lastElementChild?.scrollIntoView({ block: 'start' });
    // Only when another turn is the last.
  }, [lastKey]);
  return (
    <div class="turns" ref={list}>
      {turns.map((turn) => (
        <TurnView key={turn.key} turn={turn} {...rest} />
      ))}
    </div>
  );
}
