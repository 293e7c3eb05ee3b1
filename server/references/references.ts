import { citationItem, type Referenced } from './citation-item.ts';
import type { ReferenceStyle } from './format-reference.ts';
import { formatInThread } from './reference-thread.ts';

/** Media types of references, by style. */
export const referenceTypes: Readonly<Record<ReferenceStyle, string>> = {
  apa: 'text/plain; charset=utf-8',
  mla: 'text/plain; charset=utf-8',
  chicago: 'text/plain; charset=utf-8',
  bibtex: 'application/x-bibtex; charset=utf-8',
  ris: 'application/x-research-info-systems; charset=utf-8',
};

/** References that were made before, the newest last: a title in other capitals takes some 50 ms in a long paper. */
const made = new Map<string, string>();
const mostMade = 500;

/** A paper's reference as a style has it, ending in a line end. */
export async function referenceTo(paper: Referenced, style: ReferenceStyle): Promise<string> {
  const { id, title, authors, year, doi } = paper;
  const key = JSON.stringify([style, id, title, authors, year, doi]);
  const known = made.get(key);
  if (known !== undefined) return known;
  const item = citationItem(paper, style === 'apa' ? 'sentence' : style === 'bibtex' ? 'kept' : 'printed');
  const reference = `${await formatInThread(item, style)}\n`;
  const [oldest] = made.keys();
  if (made.size >= mostMade && oldest !== undefined) made.delete(oldest);
  made.set(key, reference);
  return reference;
}
