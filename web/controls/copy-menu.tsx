import { Menu } from './menu.tsx';
import { useCopy } from './use-copy.ts';

/** Something to copy. */
export interface CopyItem {
  /** What the menu says. */
  readonly label: string;
  /** What is told once it is copied: "Link" gives "Link copied." */
  readonly what: string;
  readonly text: () => string | Promise<string>;
}

interface CopyMenuProps {
  readonly label: string;
  /** What the button shows. */
  readonly word: string;
  readonly items: readonly CopyItem[];
  readonly class?: string;
}

/** A menu of what can be copied; says so when it is, and why when it is not. */
export function CopyMenu({ label, word, items, class: name }: CopyMenuProps) {
  const { copy, copied, problem } = useCopy();
  return (
    <>
      <Menu
        label={copied ? 'Copied' : label}
        items={items.map((item) => ({ label: item.label, onChoose: () => copy(item.what, item.text()) }))}
        {...(name === undefined ? {} : { class: name })}
      >
        {copied ? 'Copied' : word}
      </Menu>
      {problem !== null && <span class="copy-problem">{problem}</span>}
    </>
  );
}
