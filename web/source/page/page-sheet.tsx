import { useEffect, useRef, useState } from 'preact/hooks';
import { type Box, boxesOf } from './mark-boxes.ts';
import type { ItemRange } from './page-letters.ts';
import type { ReadPage, ReadPdf } from './use-pdf.ts';

/** Most pixels of a canvas: browsers refuse much larger ones. */
const mostPixels = 16_000_000;
/** Milliseconds for which a page has to stay near before it is drawn: what flies past is not. */
const patience = 60;

/** Draws a page on a canvas of its own; null when it was given up. */
async function draw({ page }: ReadPage, width: number, signal: AbortSignal): Promise<HTMLCanvasElement | null> {
  const plain = page.getViewport({ scale: 1 });
  const wanted = (width / plain.width) * devicePixelRatio;
  const scale = Math.min(wanted, Math.sqrt(mostPixels / (plain.width * plain.height)));
  const viewport = page.getViewport({ scale });
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(viewport.width));
  canvas.height = Math.max(1, Math.floor(viewport.height));
  const task = page.render({ canvas, viewport });
  signal.addEventListener('abort', () => task.cancel());
  try {
    await task.promise;
    return canvas;
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

interface PageSheetProps {
  readonly pdf: ReadPdf;
  /** 1-based. */
  readonly number: number;
  /** Quoted characters of the page's text items. */
  readonly ranges: readonly ItemRange[];
  /** Called when the boxes of the quoted words stand on the page. */
  readonly onMarked: () => void;
}

/** One page: its image, its text for selecting, and the boxes over quoted words. */
export function PageSheet({ pdf, number, ranges, onMarked }: PageSheetProps) {
  const sheet = useRef<HTMLDivElement>(null);
  const image = useRef<HTMLDivElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [elements, setElements] = useState<readonly HTMLElement[]>([]);
  const [boxes, setBoxes] = useState<readonly Box[]>([]);
  const [broken, setBroken] = useState(false);

  useEffect(() => {
    const box = sheet.current;
    if (!box) return;
    let timer: ReturnType<typeof setTimeout>;
    const measured = new ResizeObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(() => setWidth(box.clientWidth), patience);
    });
    measured.observe(box);
    return () => {
      clearTimeout(timer);
      measured.disconnect();
    };
  }, []);

  useEffect(() => {
    if (width === 0) return;
    const leaving = new AbortController();
    const show = async () => {
      const page = await pdf.read(number);
      if (leaving.signal.aborted) return;
      const canvas = await draw(page, width, leaving.signal);
      // The image that was there stays until the sharper one is ready.
      if (canvas) image.current?.replaceChildren(canvas);
    };
    show().catch(() => setBroken(true));
    return () => leaving.abort();
  }, [pdf, number, width]);

  const hasWidth = width > 0;
  useEffect(() => {
    const layer = words.current;
    if (!layer || !hasWidth) return;
    let current = true;
    const set = async () => {
      const { page, content } = await pdf.read(number);
      if (!current) return;
      const viewport = page.getViewport({ scale: 1 });
      layer.replaceChildren();
      layer.style.setProperty('--page-width', String(viewport.width));
      const text = new pdf.TextLayer({ textContentSource: content, container: layer, viewport });
      await text.render();
      setElements(text.textDivs);
    };
    // A page without its text can still be read.
    set().catch(() => undefined);
    return () => {
      current = false;
    };
  }, [pdf, number, hasWidth]);

  useEffect(() => {
    const box = sheet.current;
    if (!box || elements.length === 0) return;
    setBoxes(boxesOf(ranges, elements, box));
  }, [ranges, elements]);
  useEffect(() => {
    if (boxes.length > 0) onMarked();
  }, [boxes]);

  const share = (value: number) => `${(100 * value).toFixed(3)}%`;
  return (
    <div ref={sheet} class="page-sheet" style={{ '--sheet-width': width }}>
      <div
        ref={image}
        class="page-image"
        role="img"
        aria-label={`Image of page ${number}${ranges.length > 0 ? ', with the quotation marked' : ''}`}
      />
      {boxes.map((box) => (
        <span
          key={`${box.left} ${box.top}`}
          class="page-mark"
          style={{ left: share(box.left), top: share(box.top), width: share(box.width), height: share(box.height) }}
        />
      ))}
      <div ref={words} class="page-words" />
      {broken && <p class="page-broken">This page could not be drawn. Its text is under “Text”.</p>}
    </div>
  );
}
