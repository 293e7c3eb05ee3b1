import type { Place } from '../../server/wire.ts';
import { type CopyItem, CopyMenu } from '../controls/copy-menu.tsx';
import { citationAsMarkdown, citationAsText } from './citation-text.ts';
import { referenceItems } from './reference-items.ts';

/** The menu that copies a citation: the quotation, its link, or the paper's reference in a style. */
export function CopyCitationMenu({ citation }: { citation: Place }) {
  const { origin } = location;
  const items: CopyItem[] = [
    { label: 'Quotation as text', what: 'Quotation', text: () => citationAsText(citation, origin) },
    { label: 'Quotation as Markdown', what: 'Quotation', text: () => citationAsMarkdown(citation, origin) },
    { label: 'Link to this place', what: 'Link', text: () => `${origin}${citation.permalink}` },
    ...referenceItems(citation.paper.id, (name) => `Reference in ${name}`),
  ];
  return <CopyMenu label={`Copy citation ${citation.number}`} word="Copy" items={items} class="copy-menu" />;
}
