import { useId, useRef, useState } from 'preact/hooks';
import type { Show } from '../address/permalink.ts';
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
  const page = content.pages[(shown === 'page' ? imagePage : textPage) - 1] ?? null;

  const panel = (view: Show) => {
    const ids = tabIds(id, view);
    const hidden = view !== shown;
    return {
      id: ids.panel,
      role: 'tabpanel',
      class: hidden ? 'source-scroll put-away' : 'source-scroll',
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
        {visited.has('text') && (
          <div {...panel('text')}>
            {gone && (
              <p class="note" role="status">
                The words that this link points to are not in the paper, or not any more. Here is the paper as it is
                now.
              </p>
            )}
            <PaperText
              paper={paper}
              content={content}
              quoted={pieces}
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
            <ContentsView paper={paper} text={content.text} readAt={readAt.current} onOpen={onOpen} />
          </div>
        )}
      </div>
    </>
  );
}
