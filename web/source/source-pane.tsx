import { useEffect, useRef } from 'preact/hooks';
import type { Place } from '../../server/wire.ts';
import { paperInWords, whereInWords } from '../conversation/citation-words.ts';
import { PaperText } from './paper-text.tsx';
import { whereShown } from './source-place.ts';
import type { OpenSource, Source } from './use-source.ts';

interface SourcePaneProps {
  readonly source: Source;
  /** The citation that is open, when the conversation has it. */
  readonly citation: Place | null;
  /** Citations of the same answer, to go through. */
  readonly citations: readonly Place[];
  /** True when it was opened by the reader, not by the address: then the focus moves here. */
  readonly takesFocus: boolean;
  readonly onGo: (step: 1 | -1) => void;
  readonly onClose: () => void;
  readonly onRetry: () => void;
}

function SourceWhere({ source, citation }: { source: OpenSource; citation: Place | null }) {
  const where = citation ?? source.place ?? whereShown(source);
  const words = where ? whereInWords(where) : '';
  return (
    <div class="source-where">
      <h2>{source.paper.title}</h2>
      <p>
        <span class="source-paper">{paperInWords(source.paper)}</span>
        {words !== '' && <span class="source-section">{words}</span>}
      </p>
    </div>
  );
}

function CitationSteps({ citation, citations, onGo }: Pick<SourcePaneProps, 'citation' | 'citations' | 'onGo'>) {
  if (!citation || citations.length < 2) return null;
  const index = citations.indexOf(citation);
  return (
    <div class="source-steps">
      <button type="button" class="quiet" disabled={index === 0} onClick={() => onGo(-1)}>
        <span class="visually-hidden">Previous citation</span>
        <span aria-hidden="true">←</span>
      </button>
      <span>
        <span class="visually-hidden">Citation </span>
        {index + 1} of {citations.length}
      </span>
      <button type="button" class="quiet" disabled={index === citations.length - 1} onClick={() => onGo(1)}>
        <span class="visually-hidden">Next citation</span>
        <span aria-hidden="true">→</span>
      </button>
    </div>
  );
}

/** The paper beside the conversation, with the cited words marked. */
export function SourcePane(props: SourcePaneProps) {
  const { source, citation, takesFocus, onClose, onRetry } = props;
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    if (takesFocus) pane.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  return (
    <section ref={pane} class="source" aria-label="Source" tabIndex={-1}>
      <header class="source-bar">
        {source.state === 'open' ? <SourceWhere source={source} citation={citation} /> : <h2>Source</h2>}
        <div class="source-controls">
          <CitationSteps {...props} />
          <button type="button" class="quiet" onClick={onClose}>
            Close
          </button>
        </div>
      </header>
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
        <div class="source-scroll">
          {source.gone && (
            <p class="note" role="status">
              The words that this link points to are not in the paper, or not any more. Here is the paper as it is now.
            </p>
          )}
          <PaperText key={source.paper.id} paper={source.paper} content={source.content} quoted={source.pieces} />
        </div>
      )}
    </section>
  );
}
