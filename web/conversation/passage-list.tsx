import type { EvidencePassage, WirePaper } from '../../server/wire.ts';
import { spanAddress } from '../address/permalink.ts';
import { InnerLink } from '../controls/inner-link.tsx';
import { pageInWords, paperInWords } from '../citation/citation-words.ts';

/** Words of a passage that are shown of it. */
const excerptWords = 45;

function excerpt(text: string): string {
  const words = text.split(/\s+/);
  return words.length <= excerptWords ? text : `${words.slice(0, excerptWords).join(' ')} …`;
}

interface PassageListProps {
  readonly passages: readonly EvidencePassage[];
  readonly papers: readonly WirePaper[];
  readonly onOpen: (href: string) => void;
}

/** Passages by their beginnings, each with the link that opens on exactly it. */
export function PassageList({ passages, papers, onOpen }: PassageListProps) {
  return (
    <ul class="passages">
      {passages.map((passage) => {
        const paper = papers.find(({ id }) => id === passage.paperId);
        const page = pageInWords({ page: passage.page, pageLabel: null });
        const where = [paper && paperInWords(paper), passage.section, page].filter(Boolean).join(', ');
        return (
          <li key={passage.id}>
            <p class="passage-text" dir="auto">
              {excerpt(passage.text)}
            </p>
            <InnerLink
              href={spanAddress(passage.paperId, passage, paper?.sha256 ?? null)}
              onOpen={onOpen}
              dir="auto"
              class="passage-where"
            >
              {where === '' ? 'Read it in the paper' : where}
            </InnerLink>
          </li>
        );
      })}
    </ul>
  );
}
