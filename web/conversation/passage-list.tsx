import type { EvidencePassage, WirePaper } from '../../server/wire.ts';
import { spanAddress } from '../address/permalink.ts';
import { InnerLink } from '../controls/inner-link.tsx';
import { paperParts, whereParts } from '../citation/citation-words.ts';
import { WordsInParts } from '../citation/words-in-parts.tsx';

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
        const who = paper ? paperParts(paper) : [];
        const place = whereParts({ ...passage, paragraph: null, pageLabel: null });
        const between = who.length > 0 && place.length > 0 ? [{ words: ', ', own: false }] : [];
        const where = [...who, ...between, ...place];
        return (
          <li key={passage.id}>
            <p class="passage-text" dir="auto">
              {excerpt(passage.text)}
            </p>
            <InnerLink
              href={spanAddress(passage.paperId, passage, paper?.sha256 ?? null)}
              onOpen={onOpen}
              class="passage-where"
            >
              {where.length === 0 ? 'Read it in the paper' : <WordsInParts parts={where} />}
            </InnerLink>
          </li>
        );
      })}
    </ul>
  );
}
