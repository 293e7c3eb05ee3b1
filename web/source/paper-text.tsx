import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { WirePaperDetail, WirePaperText, WireSpan } from '../../server/wire.ts';
import { type BlockGroup, blocksOf, groupBlocks } from './blocks.ts';
import { wordsOf } from './line-breaks.ts';
import { spansWithin } from './runs.ts';
import type { SettingMatter } from './setting.ts';
import { TextBlock } from './text-block.tsx';

/** Groups that are set each side of the quotation at first: enough for a screen. */
const step = 24;
/** Most groups that are added in one go: a longer pause would be felt. Until then each go doubles what is set. */
const mostAtOnce = 300;

interface Extent {
  readonly from: number;
  readonly to: number;
}

const around = (target: number): Extent => ({ from: Math.max(0, target - step), to: target + step });

// Converters write Markdown into .md and .txt; in any other source a star is a star.
const usesMarkdown = (source: string) => /\.(md|markdown|txt)$/i.test(source);

function whenIdle(task: () => void): () => void {
  // Safari has no requestIdleCallback.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(task, 30);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(task, { timeout: 500 });
  return () => cancelIdleCallback(handle);
}

function usePaperBlocks(paper: WirePaperDetail, { text, furniture, pages, paragraphs }: WirePaperText) {
  return useMemo(() => {
    const markdown = usesMarkdown(paper.source);
    const groups = groupBlocks(blocksOf(text, { furniture, pages, paragraphs, sections: paper.sections, markdown }));
    return { groups, matter: { text, furniture, markdown, knowsWord: wordsOf(text) } };
  }, [paper, text, furniture, pages, paragraphs]);
}

/**
 * Sets groups, and gives the same element again for one that holds no quoted words: Preact passes over it, so a long
 * paper that grows, or another quotation in it, costs only what is new.
 */
function useSetGroup(matter: Omit<SettingMatter, 'quoted'>, quoted: readonly WireSpan[]) {
  const plain = useMemo(() => ({ matter: { ...matter, quoted: [] }, set: new Map<number, JSX.Element>() }), [matter]);
  return (group: BlockGroup): JSX.Element => {
    const { start } = group[0];
    const end = group.at(-1)?.end ?? start;
    if (spansWithin(quoted, { start, end }).length > 0)
      return <TextBlock key={start} group={group} matter={{ ...matter, quoted }} />;
    const set = plain.set.get(start) ?? <TextBlock key={start} group={group} matter={plain.matter} />;
    plain.set.set(start, set);
    return set;
  };
}

interface PaperTextProps {
  readonly paper: WirePaperDetail;
  readonly content: WirePaperText;
  readonly quoted: readonly WireSpan[];
}

/**
 * A paper's text with the quoted words marked and in view. A long paper is set from the quotation outwards, a few
 * blocks at a time, and what comes in above does not move what is being read.
 */
export function PaperText({ paper, content, quoted }: PaperTextProps) {
  const { groups, matter } = usePaperBlocks(paper, content);
  const setGroup = useSetGroup(matter, quoted);
  const target = useMemo(() => {
    const at = quoted[0]?.start ?? 0;
    return Math.max(
      0,
      groups.findIndex((group) => (group.at(-1)?.end ?? 0) > at),
    );
  }, [groups, quoted]);
  const [grown, setGrown] = useState<Extent>(() => around(target));
  const extent = useMemo(() => (target < grown.from || target >= grown.to ? around(target) : grown), [target, grown]);
  const article = useRef<HTMLElement>(null);
  const fromBottom = useRef<number | null>(null);

  useEffect(() => {
    if (extent.from === 0 && extent.to >= groups.length) return;
    return whenIdle(() => {
      const pane = article.current?.parentElement;
      if (pane && extent.from > 0) fromBottom.current = pane.scrollHeight - pane.scrollTop;
      const more = Math.min(mostAtOnce, extent.to - extent.from);
      if (extent.from > 0) setGrown({ from: Math.max(0, extent.from - more), to: extent.to });
      else setGrown({ from: 0, to: extent.to + more });
    });
  }, [extent, groups]);

  useLayoutEffect(() => {
    const pane = article.current?.parentElement;
    if (pane && fromBottom.current !== null) pane.scrollTop = pane.scrollHeight - fromBottom.current;
    fromBottom.current = null;
  }, [extent]);

  useLayoutEffect(() => {
    const pane = article.current?.parentElement;
    if (!pane) return;
    const mark = article.current?.querySelector('mark');
    // A third from the top: the quotation is read with what leads up to it.
    const top = mark ? mark.getBoundingClientRect().top - pane.getBoundingClientRect().top : -pane.scrollTop;
    pane.scrollTop += mark ? top - pane.clientHeight / 3 : top;
  }, [quoted, groups]);

  return (
    <article ref={article} class="paper-text" aria-label={`Text of ${paper.title}`}>
      {groups.slice(extent.from, extent.to).map(setGroup)}
    </article>
  );
}
