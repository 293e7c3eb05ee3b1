import { z } from 'zod';
import type { CitationItem } from './citation-item.ts';

/** Signs with a meaning in TeX. No brace stays one: BibTeX counts them even behind a backslash. */
const signs: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
};

const ConfigSchema = z.object({
  format: z.object({ asciiOnly: z.boolean() }),
  constants: z.object({ fieldTypes: z.object({ title: z.array(z.string()) }) }),
});

/** Loaded with the first reference: the server starts without it. */
async function formats() {
  const { plugins } = await import('@citation-js/core');
  await import('@citation-js/plugin-bibtex');
  const config = plugins.config.get('@bibtex');
  ConfigSchema.parse(config);
  const { format, constants } = config as z.infer<typeof ConfigSchema>;
  // In ASCII it drops every letter that is not Latin; what it would have escaped is escaped here.
  format.asciiOnly = false;
  // As a title it would brace every word with a capital, and "U.S." in its middle.
  constants.fieldTypes.title = ['field', 'literal'];
  return plugins.output;
}

/** An entry of a BibTeX file in UTF-8. */
export async function formatBibtex(item: CitationItem): Promise<string> {
  const output = await formats();
  const { DOI, kept = [], ...rest } = item;
  const escaped = {
    ...rest,
    // An `@article` has to name its journal, which nobody knows here.
    type: 'document',
    title: braced(item.title, kept),
    ...(item.author ? { author: item.author.map(escapedName) } : {}),
    ...(DOI === undefined ? {} : { DOI: DOI.replace(/[{}\\%"]/g, encodeURIComponent) }),
  };
  return z
    .string()
    .parse(output.format('bibtex', [escaped], { format: 'text' }))
    .trim();
}

/** Braces around what styles must not put in small letters. */
function braced(title: string, kept: NonNullable<CitationItem['kept']>): string {
  let made = '';
  let from = 0;
  for (const { start, end } of kept) {
    made += `${escape(title.slice(from, start))}{${escape(title.slice(start, end))}}`;
    from = end;
  }
  return made + escape(title.slice(from));
}

function escapedName(name: NonNullable<CitationItem['author']>[number]): unknown {
  return Object.fromEntries(Object.entries(name).map(([part, value]: [string, string]) => [part, escape(value)]));
}

function escape(text: string): string {
  return text.replace(/[\\{}<>~^&%$#_]/g, (sign) => signs[sign] ?? '');
}
