import type { Abstention, EvidencePassage, WirePaper } from '../../server/wire.ts';
import { spanAddress } from '../address/permalink.ts';
import { pageInWords, paperInWords } from './citation-words.ts';

const headings: Record<Abstention['reason'], string> = {
  'no-evidence': 'The library does not say',
  'weak-evidence': 'Not enough in the library to answer',
  'named-source-lacks-it': 'That paper does not say this',
  'false-premise': 'The question rests on something the papers do not say',
  'not-about-the-library': 'Not a question for this library',
};

/** Words of a passage that are shown of what came near. */
const excerptWords = 45;

function excerpt(text: string): string {
  const words = text.split(/\s+/);
  return words.length <= excerptWords ? text : `${words.slice(0, excerptWords).join(' ')} …`;
}

interface AbstentionNoteProps {
  readonly abstention: Abstention;
  readonly passages: readonly EvidencePassage[];
  readonly papers: readonly WirePaper[];
  readonly onOpen: (href: string) => void;
}

/** Says that there is no answer, why, and what came nearest. */
export function AbstentionNote({ abstention, passages, papers, onOpen }: AbstentionNoteProps) {
  const nearest = abstention.nearest.flatMap((id) => passages.find((passage) => passage.id === id) ?? []);
  return (
    <div class="abstention">
      <h3>{headings[abstention.reason]}</h3>
      <p>{abstention.message}</p>
      {nearest.length > 0 && (
        <>
          <h4>What came nearest</h4>
          <ul class="nearest">
            {nearest.slice(0, 3).map((passage) => {
              const paper = papers.find(({ id }) => id === passage.paperId);
              const href = spanAddress(passage.paperId, passage, paper?.sha256 ?? null);
              const page = pageInWords({ page: passage.page, pageLabel: null });
              const where = [paper && paperInWords(paper), passage.section, page].filter(Boolean).join(', ');
              return (
                <li key={passage.id}>
                  <p class="nearest-text">{excerpt(passage.text)}</p>
                  <a
                    href={href}
                    onClick={(event) => {
                      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                      event.preventDefault();
                      onOpen(href);
                    }}
                  >
                    {where === '' ? 'Read it in the paper' : where}
                  </a>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </div>
  );
}
