import type { ComponentChildren, JSX } from 'preact';

type InnerLinkProps = Omit<JSX.IntrinsicElements['a'], 'href' | 'onClick'> & {
  readonly href: string;
  readonly onOpen: (href: string) => void;
  readonly children: ComponentChildren;
};

/** A link within the page: opens without loading it anew, and like any link in a new tab when asked to. */
export function InnerLink({ href, onOpen, children, ...rest }: InnerLinkProps) {
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
        event.preventDefault();
        onOpen(href);
      }}
    >
      {children}
    </a>
  );
}
