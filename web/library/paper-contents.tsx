import { useEffect, useState } from 'preact/hooks';
import type { WirePaper, WirePaperDetail } from '../../server/wire.ts';
import { spanAddress } from '../address/permalink.ts';
import { inWords } from '../api/failure.ts';
import { getPaper } from '../api/papers.ts';
import { InnerLink } from '../controls/inner-link.tsx';
import { isGone } from './is-gone.ts';
import { countOf } from './paper-details.ts';
import { referenceWords } from './reference-words.ts';
import { depthOf, placeOfHeading } from '../source/outline.ts';

interface PaperContentsProps {
  readonly paper: WirePaper;
  readonly onOpenHref: (href: string) => void;
  /** The paper is not in the library any more. */
  readonly onGone: () => void;
}

type Contents =
  | { readonly state: 'coming' }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'there'; readonly detail: WirePaperDetail };

/** What is in a paper: its headings as an outline, and its reference list, each a way to that place. */
export function PaperContents({ paper, onOpenHref, onGone }: PaperContentsProps) {
  const [contents, setContents] = useState<Contents>({ state: 'coming' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    setContents({ state: 'coming' });
    getPaper(paper.id, controller.signal).then(
      (detail) => setContents({ state: 'there', detail }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        if (isGone(error)) onGone();
        else setContents({ state: 'failed', reason: inWords(error) });
      },
    );
    return () => controller.abort();
  }, [paper.id, paper.sha256, attempt]);

  if (contents.state === 'coming') return <p class="progress">Opening its contents…</p>;
  if (contents.state === 'failed') {
    return (
      <div class="broken failed" role="alert">
        <p>{contents.reason}</p>
        <button type="button" onClick={() => setAttempt(attempt + 1)}>
          Try again
        </button>
      </div>
    );
  }
  const { sections, references, id, sha256 } = contents.detail;
  return (
    <div class="paper-contents">
      <h3>Sections</h3>
      {sections.length === 0 && <p class="contents-none">No headings were found in this paper.</p>}
      <ul class="outline">
        {sections.map((section) => (
          <li key={section.start} class={`depth-${depthOf(section.level, sections)}`}>
            <InnerLink href={spanAddress(id, placeOfHeading(section), sha256)} onOpen={onOpenHref} dir="auto">
              {section.title}
            </InnerLink>
          </li>
        ))}
      </ul>
      <h3>References</h3>
      {references.length === 0 && <p class="contents-none">No reference list was found in this paper.</p>}
      {references.length > 0 && <ReferenceList detail={contents.detail} onOpenHref={onOpenHref} />}
    </div>
  );
}

/** References that are shown at once; the others on demand. */
const firstReferences = 5;

function ReferenceList({ detail, onOpenHref }: { detail: WirePaperDetail; onOpenHref: (href: string) => void }) {
  const { id, sha256, references } = detail;
  const [all, setAll] = useState(references.length <= firstReferences + 1);
  return (
    <>
      <ul class="reference-list">
        {references.slice(0, all ? references.length : firstReferences).map((reference) => (
          <li key={reference.start}>
            <InnerLink href={spanAddress(id, reference, sha256)} onOpen={onOpenHref} dir="auto">
              {referenceWords(reference.text)}
            </InnerLink>
          </li>
        ))}
      </ul>
      {!all && (
        <button type="button" class="quiet" onClick={() => setAll(true)}>
          Show all {countOf(references.length, 'reference')}
        </button>
      )}
    </>
  );
}
