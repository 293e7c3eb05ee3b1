import { familyNameOf, familyOf } from '../../ingest/structure/author-names.ts';

/** A name as CSL 1.0.2 has it: a person's parts, or a body's name whole. */
export type CslName =
  { readonly family: string; readonly given: string; readonly suffix?: string } | { readonly literal: string };

const degree = /[\s,]+(?:Ph\.?\s?D\.?|M\.?\s?D\.?|Esq\.?)$/i;
const generation = /[\s,]+((?:Jr|Sr)\.?|I{2,3}|IV)$/;

/** An author as papers print one, cut into its parts: "van der Berg, J.", "Martin L. King Jr.", "World Health Organization". */
export function personName(author: string): CslName {
  const plain = author.replace(/\s*\([^()]*\)/g, '').trim();
  let name = plain;
  let suffix = '';
  for (;;) {
    const born = generation.exec(name);
    const shorter = born ? name.slice(0, born.index) : name.replace(degree, '');
    if (shorter === name || shorter.trim() === '') break;
    if (born?.[1]) suffix = born[1];
    name = shorter.trim();
  }
  const parts = partsOf(name);
  if (!parts) return { literal: plain === '' ? author.trim() : plain };
  return { ...parts, ...(suffix === '' ? {} : { suffix }) };
}

function partsOf(name: string): { family: string; given: string } | null {
  const comma = name.indexOf(',');
  if (comma > 0) {
    const [family, given] = [name.slice(0, comma).trim(), name.slice(comma + 1).trim()];
    // More commas part the name of a body: "Department of Oil, Gas, and Mines".
    return given === '' || given.includes(',') || /\b(?:and|of)\b/.test(name) ? null : { family, given };
  }
  if (/^The\s/.test(name)) return null;
  const family = familyOf(name) ?? familyNameOf(name);
  if (family === name) return null;
  // "Bates DM": initials behind the family name, without points.
  if (name.startsWith(`${family} `)) {
    const initials = name.slice(family.length).trim();
    return { family, given: Array.from(initials, (letter) => `${letter}.`).join(' ') };
  }
  return name.endsWith(` ${family}`) ? { family, given: name.slice(0, -family.length).trim() } : null;
}
