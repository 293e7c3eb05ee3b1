import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { WirePaperDetail, WirePaperText, WireSpan } from '../../../server/wire.ts';
import { type Located, locateQuotation } from './locate-quotation.ts';
import { PageList } from './page-list.tsx';
import { quotationOnPages } from './quotation-on-pages.ts';
import { type ReadPdf, usePdf } from './use-pdf.ts';

interface PageViewProps {
  readonly paper: WirePaperDetail;
  readonly content: WirePaperText;
  readonly quoted: readonly WireSpan[];
  /** The page (1-based) to begin at where no words are quoted; 0 for the beginning. */
  readonly firstPage: number;
  /** Percent of the pane's width. */
  readonly zoom: number;
  /** Told the page (1-based) that is read now. */
  readonly onRead: (page: number) => void;
  readonly onShowText: () => void;
}

/** A PDF's own pages with the quoted words marked. */
export function PageView(props: PageViewProps) {
  const [pdf, retry] = usePdf(props.paper.id);
  if (pdf.state === 'opening') {
    const percent = Math.round(pdf.share * 100);
    return (
      <p class="source-message" role="status">
        Loading the pages…{percent > 0 && percent < 100 ? ` ${percent}%` : ''}
      </p>
    );
  }
  if (pdf.state === 'failed') {
    return (
      <div class="source-message" role="alert">
        <p>{pdf.message}</p>
        <button type="button" onClick={pdf.canRetry ? retry : props.onShowText}>
          {pdf.canRetry ? 'Try again' : 'Show the text'}
        </button>
      </div>
    );
  }
  return <OpenPages {...props} pdf={pdf} />;
}

const nothing: Located = new Map();

function OpenPages({ pdf, content, quoted, firstPage, zoom, onRead, onShowText }: PageViewProps & { pdf: ReadPdf }) {
  const [located, setLocated] = useState<{ of: readonly WireSpan[]; words: Located | null } | null>(null);
  const parts = useMemo(() => quotationOnPages(content, quoted), [content, quoted]);
  useEffect(() => {
    let current = true;
    const settle = (words: Located | null) => {
      if (current) setLocated({ of: quoted, words });
    };
    locateQuotation(parts, async (number) => (await pdf.read(number)).items).then(settle, () => settle(null));
    return () => {
      current = false;
    };
  }, [pdf, parts]);
  // What was found for other words is none of these.
  const words = located?.of === quoted ? located.words : nothing;
  const lost = words === null || (quoted.length > 0 && parts.length === 0);

  // The page of the quotation, else the one that was read; later ones are the reader's own way.
  const start = useRef(Math.max(1, Math.min(pdf.pages, parts[0]?.number ?? firstPage)));
  return (
    <>
      {lost && (
        <p class="page-lost" role="status">
          The quotation could not be located on the page image.{' '}
          <button type="button" class="quiet" onClick={onShowText}>
            Show it in the text
          </button>
        </p>
      )}
      <PageList
        pdf={pdf}
        labels={content.pages}
        located={words ?? nothing}
        first={start.current}
        target={parts[0]?.number ?? null}
        zoom={zoom}
        onRead={onRead}
      />
    </>
  );
}
