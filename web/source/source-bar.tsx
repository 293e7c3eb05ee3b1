import type { ComponentChildren } from 'preact';
import { withShow } from '../address/permalink.ts';
import type { Place } from '../../server/wire.ts';
import { useCopy } from '../controls/use-copy.ts';
import { paperParts, whereParts } from '../citation/citation-words.ts';
import { WordsInParts } from '../citation/words-in-parts.tsx';
import { whereShown } from './source-place.ts';
import type { OpenSource, Source } from './use-source.ts';

interface SourceBarProps {
  readonly source: Source;
  /** The citation that is open, when the conversation has it. */
  readonly citation: Place | null;
  /** Citations of the same answer, to go through. */
  readonly citations: readonly Place[];
  /** What can be done with the open citation; absent: its link can be copied. */
  readonly actions?: ComponentChildren;
  readonly onGo: (step: 1 | -1) => void;
  readonly onClose: () => void;
  /** On a narrow screen: whether the source covers what it is beside. */
  readonly tall: boolean;
  readonly onTall: (tall: boolean) => void;
}

function SourceWhere({ source, citation }: { source: OpenSource; citation: Place | null }) {
  const where = citation ?? source.place ?? whereShown(source);
  const parts = where ? whereParts(where) : [];
  const secondary = (citation ?? source.place)?.secondary;
  return (
    <div class="source-where">
      <h2 dir="auto" title={source.paper.title}>
        {source.paper.title}
      </h2>
      <p>
        <span class="source-paper">
          <WordsInParts parts={paperParts(source.paper)} />
        </span>
        {parts.length > 0 && (
          <span class="source-section">
            <WordsInParts parts={parts} />
          </span>
        )}
      </p>
      {secondary && (
        <p class="source-secondary">
          Here the paper reports <bdi>{secondary.author}</bdi>.
        </p>
      )}
    </div>
  );
}

function CitationSteps({ citation, citations, onGo }: Pick<SourceBarProps, 'citation' | 'citations' | 'onGo'>) {
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

function CopyLink({ citation }: { citation: Place | null }) {
  const { copy, copied, problem } = useCopy();
  const link = () => {
    const here = withShow(location.pathname + location.hash, 'text');
    copy('Link', new URL(citation?.permalink ?? here, location.href).href);
  };
  return (
    <>
      <button type="button" class="quiet" onClick={link}>
        {copied ? 'Copied' : 'Copy link'}
      </button>
      {problem !== null && <span class="copy-problem">{problem}</span>}
    </>
  );
}

/** What is open, and what can be done with it. */
export function SourceBar(props: SourceBarProps) {
  const { source, citation, actions, tall, onTall, onClose } = props;
  return (
    <header class="source-bar">
      {source.state === 'open' ? <SourceWhere source={source} citation={citation} /> : <h2>Source</h2>}
      <div class="source-controls">
        <CitationSteps {...props} />
        {actions ?? (source.state === 'open' && <CopyLink citation={citation} />)}
        <button type="button" class="quiet source-tall" aria-pressed={tall} onClick={() => onTall(!tall)}>
          <span class="visually-hidden">Full height</span>
          <span aria-hidden="true">{tall ? '↓' : '↑'}</span>
        </button>
        <button type="button" class="quiet source-close" onClick={onClose}>
          Close
        </button>
      </div>
    </header>
  );
}
