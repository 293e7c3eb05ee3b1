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

const ConfigSchema = z.object({ format: z.object({ asciiOnly: z.boolean() }) });

/** Loaded with the first reference: the server starts without it. */
async function formats() {
  const { plugins } = await import('@citation-js/core');
  await import('@citation-js/plugin-bibtex');
  const config = plugins.config.get('@bibtex');
  ConfigSchema.parse(config);
  // In ASCII it drops every letter that is not Latin; what it would have escaped is escaped here.
  (config as z.infer<typeof ConfigSchema>).format.asciiOnly = false;
  return plugins.output;
}

/** An entry of a BibTeX file in UTF-8. */
export async function formatBibtex(item: CitationItem): Promise<string> {
  const output = await formats();
  const { DOI, ...rest } = item;
  const escaped = {
    ...rest,
    title: escape(item.title),
    ...(item.author ? { author: item.author.map(escapedName) } : {}),
    ...(DOI === undefined ? {} : { DOI: DOI.replace(/[{}\\%"]/g, encodeURIComponent) }),
  };
  return z
    .string()
    .parse(output.format('bibtex', [escaped], { format: 'text' }))
    .trim();
}

function escapedName(name: NonNullable<CitationItem['author']>[number]): unknown {
  return Object.fromEntries(Object.entries(name).map(([part, value]: [string, string]) => [part, escape(value)]));
}

function escape(text: string): string {
  return text.replace(/[\\{}<>~^&%$#_]/g, (sign) => signs[sign] ?? '');
}
