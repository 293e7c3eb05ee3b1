import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { WirePaperText } from '../../../server/wire.ts';
import { ReadingPosition } from '../reading-position.ts';
import type { Located } from './locate-quotation.ts';
import type { ItemRange } from './page-letters.ts';
import { PageSheet } from './page-sheet.tsx';
import { usePageSizes } from './use-page-sizes.ts';
import type { ReadPdf } from './use-pdf.ts';

const noRanges: readonly ItemRange[] = [];

interface PageListProps {
  readonly pdf: ReadPdf;
  /** Printed numbers of the pages. */
  readonly labels: WirePaperText['pages'];
  readonly located: Located;
  /** The page (1-based) to begin at. */
  readonly first: number;
  /** The page on which the quotation begins. */
  readonly target: number | null;
  /** Percent of the pane's width. */
  readonly zoom: number;
  readonly onRead: (page: number) => void;
}

/** All pages under each other, each as high as it is; only those near to what is in view are drawn. */
export function PageList({ pdf, labels, located, first, target, zoom, onRead }: PageListProps) {
  const sizes = usePageSizes(pdf, first);
  const list = useRef<HTMLOListElement>(null);
  const position = useRef<ReadingPosition | null>(null);
  const [near, setNear] = useState<ReadonlySet<number>>(new Set());
  const isLaidOut = sizes !== null;

  useLayoutEffect(() => {
    const column = list.current;
    const pane = column?.parentElement;
    const page = column?.children[(target ?? first) - 1];
    if (!column || !pane || !page || !isLaidOut) return;
    const reading = (position.current ??= new ReadingPosition(pane, column, '.page-mark'));
    reading.bring(page, 0.05);
  }, [target, located.size > 0 ? located : null, isLaidOut]);

  const bringMark = () => {
    const mark = list.current?.querySelector('.page-mark');
    if (mark && wanted.current !== located) position.current?.bring(mark);
    wanted.current = located;
  };
  // Each quotation is brought into view once; after that the reader scrolls.
  const wanted = useRef<Located | null>(null);

  useEffect(() => {
    const column = list.current;
    const pane = column?.parentElement;
    if (!column || !pane || !isLaidOut) return;
    const numbers = new Map([...column.children].map((element, index) => [element, index + 1] as const));
    const watched = new IntersectionObserver(
      (entries) =>
        setNear((before) => {
          const now = new Set(before);
          for (const { target: page, isIntersecting } of entries) {
            const number = numbers.get(page) ?? 0;
            if (isIntersecting) now.add(number);
            else now.delete(number);
          }
          return now;
        }),
      { root: pane, rootMargin: '60% 0px' },
    );
    const resized = new ResizeObserver(() => position.current?.restore());
    for (const page of column.children) {
      watched.observe(page);
      resized.observe(page);
    }
    let frame = 0;
    const notice = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        position.current?.note();
        onRead((position.current?.part ?? 0) + 1);
      });
    };
    pane.addEventListener('scroll', notice, { passive: true });
    notice();
    return () => {
      cancelAnimationFrame(frame);
      watched.disconnect();
      resized.disconnect();
      pane.removeEventListener('scroll', notice);
    };
  }, [pdf, isLaidOut]);

  if (!sizes) return null;
  return (
    <ol ref={list} class="pages" style={{ '--zoom': zoom / 100 }}>
      {Array.from({ length: pdf.pages }, (_, index) => {
        const number = index + 1;
        const label = labels[index]?.label ?? number;
        return (
          <li key={number} style={{ '--ratio': sizes.known.get(number) ?? sizes.usual }} aria-label={`Page ${label}`}>
            <div class="page-place">
              {near.has(number) && (
                <PageSheet pdf={pdf} number={number} ranges={located.get(number) ?? noRanges} onMarked={bringMark} />
              )}
            </div>
            <p class="page-number" aria-hidden="true">
              {label}
            </p>
          </li>
        );
      })}
    </ol>
  );
}
