import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Show } from '../address/permalink.ts';

const names: Readonly<Record<Show, string>> = { text: 'Text', page: 'Page', contents: 'Contents' };

const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Ids of a tab and of its panel, which name each other. */
export const tabIds = (id: string, show: Show) => ({ tab: `${id}-${show}-tab`, panel: `${id}-${show}` });

interface SourceTabsProps {
  readonly id: string;
  readonly tabs: readonly Show[];
  readonly shown: Show;
  readonly onShow: (show: Show) => void;
  /** Stands at the row's end. */
  readonly children?: ComponentChildren;
}

/** Tabs over the ways to look at a paper (WAI-ARIA Authoring Practices, "Tabs"): arrows, Home, End. */
export function SourceTabs({ id, tabs, shown, onShow, children }: SourceTabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const go = (event: KeyboardEvent) => {
    const next = tabs[steps[event.key]?.(tabs.indexOf(shown), tabs.length) ?? -1];
    if (!next || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    onShow(next);
    list.current?.querySelector<HTMLElement>(`#${CSS.escape(tabIds(id, next).tab)}`)?.focus();
  };
  return (
    <div class="source-tabs">
      <div ref={list} role="tablist" aria-label="Ways to look at the paper" onKeyDown={go}>
        {tabs.map((show) => (
          <button
            key={show}
            type="button"
            role="tab"
            id={tabIds(id, show).tab}
            aria-selected={show === shown}
            aria-controls={tabIds(id, show).panel}
            tabIndex={show === shown ? 0 : -1}
            onClick={() => onShow(show)}
          >
            {names[show]}
          </button>
        ))}
      </div>
      {children}
    </div>
  );
}
