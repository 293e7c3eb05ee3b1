import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useLeaving } from './use-leaving.ts';

export interface MenuItem {
  readonly label: string;
  /** The menu closes, and the focus goes back to its button, before this is called. */
  readonly onChoose: () => void;
}

interface MenuProps {
  /** What the button shows. */
  readonly children: ComponentChildren;
  /** The button's accessible name where its content is no words. */
  readonly label?: string;
  readonly items: readonly MenuItem[];
  readonly class?: string;
}

const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** A button with a menu of actions (WAI-ARIA Authoring Practices, "Menu Button"): arrows, Home, End, Esc, Tab. */
export function Menu({ children, label, items, class: name = '' }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const close = (refocus: boolean) => {
    setOpen(false);
    if (refocus) button.current?.focus();
  };
  useLeaving(root, open, () => setOpen(false));
  useLayoutEffect(() => {
    const box = list.current?.getBoundingClientRect();
    if (!open || !box || !list.current) return;
    // Kept within the window, whatever side of it the button is on.
    list.current.classList.toggle('from-right', box.right > innerWidth - 8);
    list.current.classList.toggle('upwards', box.bottom > innerHeight - 8 && box.top > box.height + 48);
    list.current.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [open]);
  return (
    <span
      ref={root}
      class={`menu ${name}`}
      onKeyDown={(event) => {
        if (!open) return;
        if (event.key === 'Escape') {
          event.stopPropagation();
          close(true);
        }
        if (event.key === 'Tab') setOpen(false);
        const step = steps[event.key];
        if (!step) return;
        event.preventDefault();
        const all = [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
        all[step(all.indexOf(document.activeElement as HTMLElement), all.length)]?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        class="quiet"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (open || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
          event.preventDefault();
          event.stopPropagation();
          setOpen(true);
        }}
      >
        {children}
        <span aria-hidden="true"> ▾</span>
      </button>
      {open && (
        <div ref={list} class="menu-list" role="menu" id={id} aria-label={label}>
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close(true);
                item.onChoose();
              }}
            >
              {item.label}
            </button>
          ))}
        </div>
      )}
    </span>
  );
}
