import { useEffect, useRef } from 'preact/hooks';
import { PaperList } from './paper-list.tsx';
import type { PaperList as PaperListState } from './use-papers.ts';

interface LibraryMenuProps {
  readonly list: PaperListState;
  readonly onOpen: (href: string) => void;
}

/** The library's papers, folded away while a conversation has the page; Esc or a click elsewhere folds it again. */
export function LibraryMenu({ list, onOpen }: LibraryMenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const fold = () => menu.current?.removeAttribute('open');
  useEffect(() => {
    const foldOutside = ({ target }: Event) => {
      if (!(target instanceof Node && menu.current?.contains(target))) fold();
    };
    addEventListener('pointerdown', foldOutside);
    return () => removeEventListener('pointerdown', foldOutside);
  }, []);
  return (
    <details
      ref={menu}
      class="library-menu"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !event.currentTarget.open) return;
        event.stopPropagation();
        fold();
        event.currentTarget.querySelector('summary')?.focus();
      }}
    >
      <summary>Library</summary>
      <PaperList
        list={list}
        onOpen={(href) => {
          fold();
          onOpen(href);
        }}
      />
    </details>
  );
}
