import { CopyMenu } from '../controls/copy-menu.tsx';
import { referenceItems } from './reference-items.ts';

/** The menu that copies a paper's entry for a reference list. */
export function CiteMenu({ id, title }: { id: string; title: string }) {
  return <CopyMenu label={`Cite ${title}`} word="Cite" items={referenceItems(id, (name) => name)} class="cite-menu" />;
}
