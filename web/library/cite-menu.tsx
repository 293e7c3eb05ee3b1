import { inWords } from '../api/failure.ts';
import { getReference, type ReferenceStyle, referenceStyles } from '../api/papers.ts';
import { Menu } from '../controls/menu.tsx';
import { useCopy } from '../controls/use-copy.ts';

/** The menu that copies a paper's entry for a reference list. */
export function CiteMenu({ id, title }: { id: string; title: string }) {
  const { copy, copied, problem } = useCopy(inWords);
  const items = Object.entries(referenceStyles).map(([style, name]) => ({
    label: name,
    onChoose: () => copy(`${name} reference`, getReference(id, style as ReferenceStyle)),
  }));
  return (
    <>
      <Menu label={copied ? 'Copied' : `Cite ${title}`} items={items} class="cite-menu">
        {copied ? 'Copied' : 'Cite'}
      </Menu>
      {problem !== null && <span class="copy-problem">{problem}</span>}
    </>
  );
}
