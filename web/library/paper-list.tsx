import type { WirePaper } from '../../server/wire.ts';
import { authorsInWords } from '../conversation/citation-words.ts';
import type { PaperList as PaperListState } from './use-papers.ts';

function detailsInWords({ year, passages, pages }: WirePaper): string {
  const parts = [
    year === null ? null : String(year),
    pages === null ? null : pages === 1 ? '1 page' : `${pages} pages`,
  ];
  return [...parts, passages === 1 ? '1 passage' : `${passages} passages`].filter((part) => part !== null).join(' · ');
}

function isAllCapitals(title: string): boolean {
  return title === title.toUpperCase() && title !== title.toLowerCase();
}

interface PaperListProps {
  readonly list: PaperListState;
  readonly onOpen: (href: string) => void;
}

/** The papers that answers come from, set as a list of references. */
export function PaperList({ list, onOpen }: PaperListProps) {
  const { papers, error, reload } = list;
  return (
    <section class="papers" aria-labelledby="papers-heading">
      <h2 id="papers-heading">In the library</h2>
      {error !== null && (
        <div class="broken failed" role="alert">
          <p>{error}</p>
          <button type="button" onClick={reload}>
            Try again
          </button>
        </div>
      )}
      {papers === null && error === null && <p class="progress">Opening the library…</p>}
      {papers?.length === 0 && (
        <p class="papers-empty">There are no papers yet. Add some with: ibid ingest &lt;file or folder&gt;</p>
      )}
      <ul>
        {papers?.map((paper) => {
          const href = `/papers/${encodeURIComponent(paper.id)}`;
          return (
            <li key={paper.id}>
              <a
                class={isAllCapitals(paper.title) ? 'paper-title all-capitals' : 'paper-title'}
                href={href}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  onOpen(href);
                }}
              >
                {paper.title}
              </a>
              <span class="paper-authors">{paper.authors.length > 0 ? authorsInWords(paper) : 'Author not named'}</span>
              <span class="paper-details">{detailsInWords(paper)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
