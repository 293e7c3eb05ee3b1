import type { Place } from '../../server/wire.ts';
import { inWords } from '../api/failure.ts';
import { getReference, type ReferenceStyle, referenceStyles } from '../api/papers.ts';
import { Menu, type MenuItem } from '../controls/menu.tsx';
import { useCopy } from '../controls/use-copy.ts';
import { citationAsMarkdown, citationAsText } from './export-answer.ts';

/** The menu that copies a citation: the quotation, its link, or the paper's reference in a style. */
export function CopyCitationMenu({ citation }: { citation: Place }) {
  const { copy, copied, problem } = useCopy(inWords);
  const { origin } = location;
  const { id } = citation.paper;
  const items: MenuItem[] = [
    { label: 'Quotation as text', onChoose: () => copy('Quotation', citationAsText(citation)) },
    { label: 'Quotation as Markdown', onChoose: () => copy('Quotation', citationAsMarkdown(citation, origin)) },
    { label: 'Link to this place', onChoose: () => copy('Link', `${origin}${citation.permalink}`) },
    ...Object.entries(referenceStyles).map(([style, name]) => ({
      label: `Reference in ${name}`,
      onChoose: () => copy(`${name} reference`, getReference(id, style as ReferenceStyle)),
    })),
  ];
  return (
    <>
      <Menu label={`Copy citation ${citation.number}`} items={items} class="copy-menu">
        {copied ? 'Copied' : 'Copy'}
      </Menu>
      {problem !== null && <span class="copy-problem">{problem}</span>}
    </>
  );
}
