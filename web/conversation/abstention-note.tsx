import type { Abstention, EvidencePassage, WirePaper } from '../../server/wire.ts';
import { PassageList } from './passage-list.tsx';

const headings: Record<Abstention['reason'], string> = {
  'no-evidence': 'The library does not say',
  'weak-evidence': 'Not enough in the library to answer',
  'named-source-lacks-it': 'That paper does not say this',
  'false-premise': 'The question rests on something the papers do not say',
  'not-about-the-library': 'Not a question for this library',
};

/** Most passages that are shown of what came near. */
const mostNearest = 3;

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
      <p dir="auto">{abstention.message}</p>
      {nearest.length > 0 && (
        <>
          <h4>What came nearest</h4>
          <PassageList passages={nearest.slice(0, mostNearest)} papers={papers} onOpen={onOpen} />
        </>
      )}
    </div>
  );
}
