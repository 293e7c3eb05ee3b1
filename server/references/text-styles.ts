import { z } from 'zod';
import type { CitationItem } from './citation-item.ts';
import { chicago } from './styles/chicago.ts';
import { mla } from './styles/mla.ts';
import { isEnglishTitle, species } from './title-case.ts';

export type TextStyle = 'apa' | 'mla' | 'chicago';

const ConfigSchema = z.object({
  templates: z.custom<{ has(name: string): boolean; add(name: string, style: string): void }>(
    (value) => typeof value === 'object' && value !== null,
  ),
});

/** Loaded with the first reference: the server starts without it. */
async function styles() {
  const { plugins } = await import('@citation-js/core');
  await import('@citation-js/plugin-csl');
  const { templates } = ConfigSchema.parse(plugins.config.get('@csl'));
  for (const [name, style] of Object.entries({ mla, chicago })) if (!templates.has(name)) templates.add(name, style);
  return plugins.output;
}

/** The signs that CSL reads as marks, as signs for private use that it leaves alone. */
const marks: readonly (readonly [string, string])[] = [
  ['<', '\ue000'],
  ['>', '\ue001'],
  ['&', '\ue002'],
];

/** A reference as plain text on one line. */
export async function formatText(item: CitationItem, style: TextStyle): Promise<string> {
  const output = await styles();
  const { DOI, ...rest } = item;
  const link = DOI === undefined ? {} : { URL: `https://doi.org/${linked(DOI)}` };
  const language = isEnglishTitle(item.title) ? {} : { language: 'und' };
  const hidden = hide({ ...rest, ...link, ...language });
  // CSL 1.0.2, "text-case": what is marked so keeps its small letters in headline style.
  const title = hidden.title.replace(species, '<span class="nocase">$&</span>');
  const text = z
    .string()
    .parse(output.format('bibliography', [{ ...hidden, title }], { template: style, format: 'text' }));
  return marks.reduce((shown, [sign, stand]) => shown.replaceAll(stand, sign), text).trim();
}

/** A DOI in a link (DOI Handbook, 3.6): what has a meaning in URLs, or ends one in a text, is encoded. */
function linked(doi: string): string {
  return encodeURI(doi.toWellFormed()).replace(/[#?]/g, encodeURIComponent);
}

function hide(item: CitationItem): CitationItem {
  const json = JSON.stringify(item, (_, value: unknown) =>
    typeof value === 'string'
      ? marks.reduce((text, [sign, stand]) => text.replaceAll(stand, '').replaceAll(sign, stand), value)
      : value,
  );
  return JSON.parse(json) as CitationItem;
}
