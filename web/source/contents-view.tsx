import type { WirePaperDetail } from '../../server/wire.ts';
import { spanAddress } from '../address/permalink.ts';
import { InnerLink } from '../controls/inner-link.tsx';
import { depthOf } from './outline.ts';
import { spanAt } from './spans.ts';

/** Most characters of a heading that are marked when it is gone to. */
const mostOfHeading = 300;

/** Where a heading's first line ends, for papers whose server does not say where the heading stands. */
function headingEnd(text: string, start: number): number {
  const line = text.slice(start, start + mostOfHeading);
  const body = /^[^\n\f]*/.exec(line)?.[0].trimEnd() ?? '';
  return start + Math.max(1, body.length);
}

interface ContentsViewProps {
  readonly paper: WirePaperDetail;
  readonly text: string;
  /** The offset in the frozen text that is being read. */
  readonly readAt: number;
  readonly onOpen: (href: string) => void;
}

/** A paper's sections as an outline, and its references, each leading to its place in the text. */
export function ContentsView({ paper, text, readAt, onOpen }: ContentsViewProps) {
  const { id, sha256, sections, references } = paper;
  const here = spanAt(sections, readAt);
  const hrefOf = (start: number, end: number) => spanAddress(id, { start, end }, sha256);
  return (
    <div class="contents">
      <h3>Sections</h3>
      {sections.length === 0 && <p class="contents-none">No headings were found in this paper.</p>}
      <ol class="contents-sections">
        {sections
          .filter(({ title }) => title !== '')
          .map((section) => (
            <li key={section.start} class={`depth-${depthOf(section.level, sections)}`}>
              <InnerLink
                href={hrefOf(
                  section.heading?.start ?? section.start,
                  section.heading?.end ?? headingEnd(text, section.start),
                )}
                dir="auto"
                aria-current={section === here ? 'location' : undefined}
                onOpen={onOpen}
              >
                {section.title}
              </InnerLink>
            </li>
          ))}
      </ol>
      <h3>References</h3>
      {references.length === 0 && <p class="contents-none">No list of references was found in this paper.</p>}
      <ol class="contents-references">
        {references.map(({ start, end, text: words }) => (
          <li key={start}>
            <InnerLink href={hrefOf(start, end)} dir="auto" onOpen={onOpen}>
              {words}
            </InnerLink>
          </li>
        ))}
      </ol>
    </div>
  );
}
