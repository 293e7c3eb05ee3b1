import { useEffect, useRef, useState } from 'preact/hooks';
import type { WirePaper } from '../../server/wire.ts';
import { type PaperActs, PaperRow } from './paper-row.tsx';

interface PaperRowsProps {
  readonly papers: readonly WirePaper[];
  readonly chosen: ReadonlySet<string>;
  readonly acts: PaperActs;
}

/** Papers that are added to the page at a time: few enough for no task to take long. */
const step = 30;

/** The papers as a list that grows while it is scrolled; `key` it by what begins it anew. */
export function PaperRows({ papers, chosen, acts }: PaperRowsProps) {
  const [shown, setShown] = useState(step);
  const more = useRef<HTMLButtonElement>(null);
  const rest = papers.length - shown;
  useEffect(() => {
    if (!more.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setShown((before) => before + step);
      },
      { rootMargin: '1200px' },
    );
    observer.observe(more.current);
    return () => observer.disconnect();
  }, [shown, rest > 0]);
  return (
    <>
      <ul class="paper-rows">
        {papers.slice(0, shown).map((paper) => (
          <PaperRow key={paper.id} paper={paper} chosen={chosen.has(paper.id)} acts={acts} />
        ))}
      </ul>
      {rest > 0 && (
        <button ref={more} type="button" class="quiet show-more" onClick={() => setShown(shown + step)}>
          Show more: {rest} left
        </button>
      )}
    </>
  );
}
