import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Place } from '../../server/wire.ts';
import type { Show } from '../address/permalink.ts';
import { SourceBar } from './source-bar.tsx';
import { SourceViews } from './source-views.tsx';
import type { Source } from './use-source.ts';

interface SourcePaneProps {
  readonly source: Source;
  /** The citation that is open, when the conversation has it. */
  readonly citation: Place | null;
  /** Citations of the same answer, to go through. */
  readonly citations: readonly Place[];
  /** True when it was opened by the reader, not by the address: then the focus moves here. */
  readonly takesFocus: boolean;
  /** How the paper is looked at. */
  readonly show: Show;
  /** More that can be done with the open citation, beside what the pane itself offers. */
  readonly actions?: ComponentChildren;
  readonly onShow: (show: Show) => void;
  /** Opens a place of the paper. */
  readonly onOpen: (href: string) => void;
  readonly onGo: (step: 1 | -1) => void;
  readonly onClose: () => void;
  readonly onRetry: () => void;
}

/** Keys that scroll; the pane itself has nothing to scroll. */
const scrolling = new Set(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', ' ']);

/** The paper beside the conversation, with the cited words marked. */
export function SourcePane(props: SourcePaneProps) {
  const { source, takesFocus, show, onShow, onOpen, onRetry } = props;
  const [tall, setTall] = useState(false);
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    // A part of it may have taken the focus already.
    const isWithin = pane.current?.contains(document.activeElement) ?? false;
    if (takesFocus && !isWithin) pane.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  const scrollShown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || !scrolling.has(event.key)) return;
    // What is shown gets the focus, and with it the key.
    pane.current?.querySelector<HTMLElement>('[role=tabpanel]:not([inert])')?.focus({ preventScroll: true });
  };
  return (
    <section ref={pane} class="source" data-tall={tall} aria-label="Source" tabIndex={-1} onKeyDown={scrollShown}>
      <SourceBar {...props} tall={tall} onTall={setTall} />
      {source.state === 'opening' && (
        <p class="source-message" role="status">
          Opening the paper…
        </p>
      )}
      {source.state === 'failed' && (
        <div class="source-message" role="alert">
          <p>{source.message}</p>
          {source.canRetry && (
            <button type="button" onClick={onRetry}>
              Try again
            </button>
          )}
        </div>
      )}
      {source.state === 'open' && (
        <SourceViews key={source.paper.id} source={source} show={show} onShow={onShow} onOpen={onOpen} />
      )}
    </section>
  );
}
