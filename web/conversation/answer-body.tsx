import type { Place } from '../../server/wire.ts';
import { answerParagraphs, parseAnswerText } from './answer-text.ts';
import { CitationMarker } from './citation-marker.tsx';

interface AnswerBodyProps {
  readonly text: string;
  readonly citations: readonly Place[];
  readonly underWay: boolean;
  /** Permalink of the source that is open, or null. */
  readonly openPermalink: string | null;
  readonly onOpen: (citation: Place) => void;
}

/** A marker never begins a line: the space before it does not break. */
const boundToMarker = (text: string) => text.replace(/\s+$/, '\u00a0');

/** An answer's text: the same while it streams and afterwards. */
export function AnswerBody({ text, citations, underWay, openPermalink, onOpen }: AnswerBodyProps) {
  return (
    <div class="answer-body">
      {answerParagraphs(text, underWay).map((paragraph, index) => (
        <p key={index} dir="auto">
          {parseAnswerText(paragraph, citations).map((token, position, tokens) => {
            const marked = tokens[position + 1]?.type === 'marker';
            if (token.type === 'text') return marked ? boundToMarker(token.text) : token.text;
            if (token.type === 'quotation') return <q key={position}>{boundToMarker(token.text)}</q>;
            return (
              <CitationMarker
                key={position}
                citation={token.citation}
                open={token.citation.permalink === openPermalink}
                onOpen={onOpen}
              />
            );
          })}
        </p>
      ))}
    </div>
  );
}
