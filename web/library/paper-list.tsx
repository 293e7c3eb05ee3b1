import { authorParts } from '../citation/citation-words.ts';
import { WordsInParts } from '../citation/words-in-parts.tsx';
import { InnerLink } from '../controls/inner-link.tsx';
import { LibraryState } from './library-state.tsx';
import { isAllCapitals, paperHref, sizeInWords } from './paper-details.ts';
import type { PaperList as PaperListState } from './use-papers.ts';

interface PaperListProps {
  readonly list: PaperListState;
  readonly onOpen: (href: string) => void;
}

/** Most papers of the short list; the library's room has them all. */
const most = 12;

/** The papers that answers come from, set as a short list of references. */
export function PaperList({ list, onOpen }: PaperListProps) {
  const { papers } = list;
  const more = (papers?.length ?? 0) - most;
  return (
    <section class="papers" aria-labelledby="papers-heading">
      <h2 id="papers-heading">In the library</h2>
      <LibraryState list={list} />
      {papers?.length === 0 && (
        <p class="papers-empty">
          There are no papers yet.{' '}
          <InnerLink href="/library" onOpen={onOpen}>
            Add some
          </InnerLink>
          .
        </p>
      )}
      <ul>
        {papers?.slice(0, most).map((paper) => (
          <li key={paper.id}>
            <InnerLink
              class={isAllCapitals(paper.title) ? 'paper-title all-capitals' : 'paper-title'}
              href={paperHref(paper.id)}
              onOpen={onOpen}
              dir="auto"
            >
              {paper.title}
            </InnerLink>
            <span class="paper-authors">
              {paper.authors.length > 0 ? <WordsInParts parts={authorParts(paper)} /> : 'Author not named'}
            </span>
            <span class="paper-details">
              {[...(paper.year === null ? [] : [String(paper.year)]), ...sizeInWords(paper)].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p class="papers-more">
          <InnerLink href="/library" onOpen={onOpen}>
            All {papers?.length} papers
          </InnerLink>
        </p>
      )}
    </section>
  );
}
