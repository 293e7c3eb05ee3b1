import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Show } from '../address/permalink.ts';
import { usePrinting } from '../controls/use-printing.ts';
import { ContentsView } from './contents-view.tsx';
import { PageView } from './page/page-view.tsx';
import { fitWidth, PageZoom } from './page/page-zoom.tsx';
import { PaperText } from './paper-text.tsx';
import { SourceTabs, tabIds } from './source-tabs.tsx';
import { spanAt } from './spans.ts';
import type { OpenSource } from './use-source.ts';

const isPdf = (source: string) => /\.pdf$/i.test(source);

interface SourceViewsProps {
  readonly source: OpenSource;
  readonly show: Show;
  readonly onShow: (show: Show) => void;
  readonly onOpen: (href: string) => void;
}

function GoneNote({ class: name }: { class: string }) {
  return (
    <p class={name} role="status">
      The words that this link points to are not in the paper, or not any more. Here is the paper as it is now.
    </p>
  );
}

/** The ways to look at an open paper. One that was looked at stays as it is, so that going back to it loses no place. */
export function SourceViews({ source, show, onShow, onOpen }: SourceViewsProps) {
  const { paper, content, pieces, gone } = source;
  const id = useId();
  const tabs: readonly Show[] = isPdf(paper.source) ? ['text', 'page', 'contents'] : ['text', 'contents'];
  const shown = tabs.includes(show) ? show : 'text';
  const visited = useRef(new Set<Show>()).current.add(shown);
  // Where the text and the page image are read; only the page is shown, so only another page renders anew.
  const readAt = useRef(pieces[0]?.start ?? 0);
  const [textPage, setTextPage] = useState(0);
  const [imagePage, setImagePage] = useState(0);
  const [zoom, setZoom] = useState(fitWidth);
  // Whatever is looked at, what is printed is the text: it has the words, and each page whole.
  const printing = usePrinting();
  const textPanel = useRef<HTMLDivElement>(null);
  const leavesContents = useRef(false);
  useEffect(() => {
    // The link that was followed is put away, and the focus with it.
    if (leavesContents.current && shown === 'text') textPanel.current?.focus({ preventScroll: true });
    leavesContents.current = false;
  }, [shown]);
  const page = content.pages[(shown === 'page' ? imagePage : textPage) - 1] ?? null;

  const panel = (view: Show) => {
    const ids = tabIds(id, view);
    const hidden = view !== shown;
    return {
      id: ids.panel,
      role: 'tabpanel',
      class: `source-scroll ${view}-panel${hidden ? ' put-away' : ''}`,
      'aria-labelledby': ids.tab,
      inert: hidden,
      tabIndex: 0,
    } as const;
  };
  return (
    <>
      <SourceTabs id={id} tabs={tabs} shown={shown} onShow={onShow}>
        {page && shown !== 'contents' && content.pages.length > 1 && (
          <span class="source-position">
            p. {page.label ?? page.number}
            <span class="source-position-of">
              {page.label === null || page.label === String(page.number) ? '' : ` · ${page.number}`} of{' '}
              {content.pages.length}
            </span>
          </span>
        )}
        {shown === 'page' && <PageZoom zoom={zoom} onZoom={setZoom} />}
      </SourceTabs>
      <div class="source-views">
        {(visited.has('text') || printing) && (
          <div ref={textPanel} {...panel('text')}>
            {gone && <GoneNote class="note" />}
            <PaperText
              paper={paper}
              content={content}
              quoted={pieces}
              whole={printing}
              onRead={(offset) => {
                readAt.current = offset;
                const at = spanAt(content.pages, offset);
                setTextPage(at ? content.pages.indexOf(at) + 1 : 0);
              }}
            />
          </div>
        )}
        {visited.has('page') && (
          <div {...panel('page')}>
            {gone && <GoneNote class="page-lost" />}
            <PageView
              paper={paper}
              content={content}
              quoted={pieces}
              firstPage={textPage}
              zoom={zoom}
              onRead={setImagePage}
              onShowText={() => onShow('text')}
            />
          </div>
        )}
        {visited.has('contents') && (
          <div {...panel('contents')}>
            <ContentsView
              paper={paper}
              text={content.text}
              readAt={readAt.current}
              onOpen={(href) => {
                leavesContents.current = true;
                onOpen(href);
              }}
            />
          </div>
        )}
      </div>
    </>
  );
}
