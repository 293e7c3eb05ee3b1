import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Place } from '../../server/wire.ts';
import { sourceInWords, sourceParts } from '../citation/citation-words.ts';
import { WordsInParts } from '../citation/words-in-parts.tsx';

/** Milliseconds that a pointer rests on a marker before its card covers the lines below: one that passes by does not. */
const hoverDelay = 120;

interface CitationMarkerProps {
  readonly citation: Place;
  /** True while its source is open. */
  readonly open: boolean;
  readonly onOpen: (citation: Place) => void;
}

function CitationCard({ id, citation }: { id: string; citation: Place }) {
  const card = useRef<HTMLSpanElement>(null);
  const [above, setAbove] = useState(false);
  useLayoutEffect(() => {
    const box = card.current?.getBoundingClientRect();
    if (box) setAbove(box.bottom > innerHeight - 8 && box.top > box.height + 40);
  }, []);
  return (
    <span ref={card} class={above ? 'citation-card above' : 'citation-card'} role="tooltip" id={id}>
      <span class="citation-quote" dir="auto">
        {citation.quote}
      </span>
      <span class="citation-where">
        <WordsInParts parts={sourceParts(citation)} />
      </span>
      {citation.secondary && (
        <span class="citation-where secondary-mark">
          Reports another author: <bdi>{citation.secondary.author}</bdi>
        </span>
      )}
    </span>
  );
}

/** A marker in an answer: shows the quotation on hover and focus, opens its source. */
export function CitationMarker({ citation, open, onOpen }: CitationMarkerProps) {
  const [shown, setShown] = useState(false);
  const [hovered, setHovered] = useState(false);
  useEffect(() => {
    if (!hovered) return;
    const timer = setTimeout(() => setShown(true), hoverDelay);
    return () => {
      clearTimeout(timer);
      setShown(false);
    };
  }, [hovered]);
  const cardId = useId();
  const marker = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // On a narrow page the source that opens takes the room in which the marker stood.
    if (open) marker.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  return (
    <span
      class="citation"
      onMouseEnter={() => setHovered(true)}
      onMouseLeave={() => setHovered(false)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !shown) return;
        // The first Esc puts the card away (WCAG 2.2, 1.4.13), the next one closes the source.
        event.stopPropagation();
        setShown(false);
      }}
    >
      <button
        ref={marker}
        type="button"
        class="citation-marker"
        data-permalink={citation.permalink}
        aria-label={`Citation ${citation.number}: ${sourceInWords(citation)}`}
        aria-describedby={shown ? cardId : undefined}
        aria-pressed={open}
        onFocus={(event) => setShown(event.currentTarget.matches(':focus-visible'))}
        onBlur={() => setShown(false)}
        onClick={() => {
          setHovered(false);
          setShown(false);
          onOpen(citation);
        }}
      >
        {citation.number}
      </button>
      {shown && <CitationCard id={cardId} citation={citation} />}
    </span>
  );
}
