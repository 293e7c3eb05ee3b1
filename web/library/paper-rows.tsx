import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { WirePaper } from '../../server/wire.ts';
import { chunkSize, cutIntoChunks } from './paper-chunks.ts';
import { type PaperActs, PaperRow } from './paper-row.tsx';

interface PaperRowsProps {
  readonly papers: readonly WirePaper[];
  readonly chosen: ReadonlySet<string>;
  readonly acts: PaperActs;
}

/** Papers that come by themselves while the list is scrolled; then as many again when asked for. */
const mostByScrolling = 100;

/** The papers as a list that grows while it is scrolled; `key` it by what begins it anew. */
export function PaperRows({ papers, chosen, acts }: PaperRowsProps) {
  const [shown, setShown] = useState(2);
  const [most, setMost] = useState(mostByScrolling / chunkSize);
  const more = useRef<HTMLButtonElement>(null);
  const before = useRef<readonly (readonly WirePaper[])[]>([]);
  const chunks = useMemo(() => (before.current = cutIntoChunks(papers, before.current)), [papers]);
  const drawn = Math.min(shown, most);
  const rest = chunks.slice(drawn).reduce((sum, chunk) => sum + chunk.length, 0);
  useEffect(() => {
    if (!more.current || shown >= most) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setShown((count) => count + 1);
      },
      { rootMargin: '1200px' },
    );
    observer.observe(more.current);
    return () => observer.disconnect();
  }, [shown, most, rest > 0]);
  return (
    <>
      <div class="paper-rows" role="list" aria-label="Papers">
        {chunks.slice(0, drawn).map((chunk) => (
          <PaperChunk key={chunk[0]?.id} papers={chunk} chosen={chosen} acts={acts} />
        ))}
      </div>
      {rest > 0 && (
        <button
          ref={more}
          type="button"
          class="quiet show-more"
          onClick={() => {
            setMost(drawn + mostByScrolling / chunkSize);
            setShown(drawn + 1);
          }}
        >
          Show more: {rest} left
        </button>
      )}
    </>
  );
}

/** Some of the rows, drawn again only when something about one of them has changed. */
function PaperChunk({ papers, chosen, acts }: PaperRowsProps) {
  const which = papers.map(({ id }) => (chosen.has(id) ? '1' : '0')).join('');
  return useMemo(
    () => (
      <div class="paper-chunk" role="presentation">
        {papers.map((paper) => (
          <PaperRow key={paper.id} paper={paper} chosen={chosen.has(paper.id)} acts={acts} />
        ))}
      </div>
    ),
    [papers, which, acts],
  );
}
