import type { Place } from '../../server/wire.ts';
import { InnerLink } from '../controls/inner-link.tsx';
import { sourceParts } from '../citation/citation-words.ts';
import { CopyCitationMenu } from '../citation/copy-citation-menu.tsx';
import { WordsInParts } from '../citation/words-in-parts.tsx';

interface AnswerSourcesProps {
  readonly citations: readonly Place[];
  readonly openPermalink: string | null;
  readonly onOpen: (href: string) => void;
}

/** The sources of an answer in the order of their markers: who, when and where, with what can be done with each. */
export function AnswerSources({ citations, openPermalink, onOpen }: AnswerSourcesProps) {
  if (citations.length === 0) return null;
  return (
    <ol class="sources" aria-label="Sources">
      {citations.map((citation) => {
        const open = citation.permalink === openPermalink;
        return (
          <li key={citation.number} class={open ? 'open' : ''}>
            <span class="source-number" aria-hidden="true">
              {citation.number}
            </span>
            <span class="source-line">
              <InnerLink href={citation.permalink} onOpen={onOpen} aria-current={open ? 'true' : undefined}>
                <WordsInParts parts={sourceParts(citation)} />
              </InnerLink>
              {citation.secondary && (
                <span class="secondary-mark">
                  Reports another author: <bdi>{citation.secondary.author}</bdi>
                </span>
              )}
            </span>
            <CopyCitationMenu citation={citation} />
          </li>
        );
      })}
    </ol>
  );
}
