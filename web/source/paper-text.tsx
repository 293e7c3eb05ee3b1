import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { WirePaperDetail, WirePaperText, WireSpan } from '../../server/wire.ts';
import { markPassage } from './mark-passage.ts';
import { ReadingPosition } from './reading-position.ts';
import { useChunks, useSetChunk } from './set-chunks.tsx';
import { firstFrom } from './spans.ts';
import { useFilling } from './use-filling.ts';

/** Tells the style how high a character makes a chunk on average: it is the height of what is not set yet. */
function estimateHeights(column: HTMLElement, chunks: readonly WireSpan[]): void {
  let height = 0;
  let length = 0;
  [...column.children].forEach((part, index) => {
    const chunk = chunks[index];
    if (!chunk || !(part instanceof HTMLElement) || part.dataset.empty === 'true') return;
    // Only what is in view has its own height.
    const box = part.getBoundingClientRect();
    if (box.bottom < 0 || box.top > innerHeight) return;
    height += box.height;
    length += chunk.end - chunk.start;
  });
  if (length > 0 && height > 0) column.style.setProperty('--char-height', `${(height / length).toFixed(4)}px`);
}

interface PaperTextProps {
  readonly paper: WirePaperDetail;
  readonly content: WirePaperText;
  readonly quoted: readonly WireSpan[];
  /** All of it is set at once, for paper. */
  readonly whole: boolean;
  /** Told the offset in the frozen text that is read now. */
  readonly onRead?: ((offset: number) => void) | undefined;
}

/**
 * A paper's text with the quoted words marked and in view. It stands in chunks, each as high as it probably will be
 * until it is set; they are set from what is in view outwards, and what gets its height above does not move what is
 * being read.
 */
export function PaperText({ paper, content, quoted, whole, onRead }: PaperTextProps) {
  const chunked = useChunks(paper, content);
  const { chunks, matter } = chunked;
  const setChunk = useSetChunk(chunked, quoted);
  const at = quoted[0]?.start ?? 0;
  const target = Math.max(0, firstFrom(chunks, at + 1) - 1);
  const gather = useMemo(() => () => matter.words.gather(), [matter]);
  const [filled, fillRound] = useFilling(chunks.length, target, gather, whole);
  const article = useRef<HTMLElement>(null);
  const position = useRef<ReadingPosition | null>(null);
  const isSet = filled.has(target);

  useLayoutEffect(() => {
    const column = article.current;
    const pane = column?.parentElement;
    if (!column || !pane || !isSet) return;
    const reading = (position.current ??= new ReadingPosition(pane, column, 'mark'));
    const first = column.querySelector('mark') ?? column.children[target];
    if (at === 0 || !first) {
      pane.scrollTop = 0;
      reading.note();
      return;
    }
    // Twice: where the words are in view, their chunk has its own height, from which the others are estimated.
    first.scrollIntoView({ block: 'center' });
    estimateHeights(column, chunks);
    reading.bring(first);
  }, [quoted, chunks, isSet]);

  useLayoutEffect(() => {
    if (whole && article.current && filled.size === chunks.length) markPassage(article.current);
  }, [whole, filled, quoted]);

  const noticeScroll = useRef<() => void>(() => undefined);
  noticeScroll.current = () => {
    const reading = position.current;
    if (!reading) return;
    reading.note();
    fillRound(reading.part);
    const { read } = reading;
    const start = read?.closest('[data-start]') ?? read?.querySelector('[data-start]');
    onRead?.(start instanceof HTMLElement ? Number(start.dataset.start) : (chunks[reading.part]?.start ?? 0));
  };
  useEffect(() => {
    const column = article.current;
    const pane = column?.parentElement;
    if (!column || !pane) return;
    let frame = 0;
    const notice = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => noticeScroll.current());
    };
    let width = column.clientWidth;
    const resized = new ResizeObserver(() => {
      if (column.clientWidth !== width) estimateHeights(column, chunks);
      width = column.clientWidth;
      position.current?.restore();
    });
    for (const part of column.children) resized.observe(part);
    pane.addEventListener('scroll', notice, { passive: true });
    notice();
    return () => {
      cancelAnimationFrame(frame);
      resized.disconnect();
      pane.removeEventListener('scroll', notice);
    };
  }, [chunks]);

  return (
    <article ref={article} class="paper-text" aria-label={`Text of ${paper.title}`}>
      {chunks.map((_, index) => setChunk(index, filled.has(index)))}
    </article>
  );
}
