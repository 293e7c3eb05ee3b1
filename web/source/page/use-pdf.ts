import type { PDFPageProxy } from 'pdfjs-dist';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { type OpenPdf, openPdf, PdfFailedError } from './open-pdf.ts';

type TextContent = Awaited<ReturnType<PDFPageProxy['getTextContent']>>;

/** A page as it was read, once for all that look at it. */
export interface ReadPage {
  readonly page: PDFPageProxy;
  readonly content: TextContent;
  /** The text items' words, in their order. */
  readonly items: readonly string[];
}

export interface ReadPdf extends OpenPdf {
  readonly pages: number;
  readonly read: (number: number) => Promise<ReadPage>;
}

export type Pdf =
  | { readonly state: 'opening'; readonly share: number }
  | { readonly state: 'failed'; readonly message: string; readonly canRetry: boolean }
  | ({ readonly state: 'open' } & ReadPdf);

/** Pages that are remembered. */
const pagesKept = 40;

function reading(pdf: OpenPdf): ReadPdf {
  const known = new Map<number, Promise<ReadPage>>();
  const readAnew = async (number: number): Promise<ReadPage> => {
    const page = await pdf.file.getPage(number);
    const content = await page.getTextContent({ includeMarkedContent: false, disableNormalization: true });
    return { page, content, items: content.items.map((item) => ('str' in item ? item.str : '')) };
  };
  const read = (number: number) => {
    const page = known.get(number) ?? readAnew(number);
    known.delete(number);
    known.set(number, page);
    page.catch(() => known.delete(number));
    const oldest = known.keys().next().value;
    if (known.size > pagesKept && oldest !== undefined) known.delete(oldest);
    return page;
  };
  return { ...pdf, pages: pdf.file.numPages, read };
}

/** Opens a paper's original file; the second value tries again. */
export function usePdf(paperId: string): [Pdf, () => void] {
  const [pdf, setPdf] = useState<Pdf>({ state: 'opening', share: 0 });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const closing = new AbortController();
    const { signal } = closing;
    setPdf({ state: 'opening', share: 0 });
    openPdf(
      `/api/papers/${encodeURIComponent(paperId)}/file`,
      (share) => setPdf((now) => (now.state === 'opening' && !signal.aborted ? { state: 'opening', share } : now)),
      signal,
    ).then(
      (opened) => {
        if (!signal.aborted) setPdf({ state: 'open', ...reading(opened) });
      },
      (error: unknown) => {
        if (signal.aborted) return;
        const failed = error instanceof PdfFailedError ? error : null;
        setPdf({ state: 'failed', message: failed?.message ?? String(error), canRetry: failed?.canRetry ?? true });
      },
    );
    return () => closing.abort();
  }, [paperId, attempt]);
  return [pdf, useCallback(() => setAttempt((number) => number + 1), [])];
}
