import type { Place } from '../../server/wire.ts';
import { sourceInWords } from './citation-words.ts';
import { asMarkdown } from './markdown-text.ts';

/** An address as the target of a Markdown link, which nothing in it can end. */
export const linkTarget = (address: string) => `<${address.replaceAll(/[<>\\\s]/g, encodeURIComponent)}>`;

/** Who, when and where as a Markdown link to the place. `origin`: where this Ibid is. */
export function citationLink(place: Place, origin: string): string {
  return `[${asMarkdown(sourceInWords(place))}](${linkTarget(`${origin}${place.permalink}`)})`;
}

/** A quotation with its source: “words”, then — Aleena Sadi (2025), Introduction, p. 57, the title, and the link. */
export function citationAsText(place: Place, origin: string): string {
  const reported = place.secondary ? `, reporting ${place.secondary.author}` : '';
  return [
    `“${place.quote.replace(/\s+/g, ' ')}”`,
    `— ${sourceInWords(place)}${reported}`,
    place.paper.title,
    `${origin}${place.permalink}`,
  ].join('\n');
}

/** A quotation as a block quotation of Markdown, with its source as a link. */
export function citationAsMarkdown(place: Place, origin: string): string {
  const reported = place.secondary ? `, reporting ${asMarkdown(place.secondary.author)}` : '';
  return `> “${asMarkdown(place.quote)}”\n>\n> — ${citationLink(place, origin)}${reported}`;
}
