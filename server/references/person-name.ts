import { familyNameOf, familyOf } from '../../ingest/structure/author-names.ts';

/** A name as CSL 1.0.2 has it: a person's parts, or a body's name whole. */
export type CslName =
  { readonly family: string; readonly given: string; readonly suffix?: string } | { readonly literal: string };

const degree = /[\s,]+(?:Ph\.?\s?D\.?|M\.?\s?D\.?|Esq\.?)$/i;
const generation = /[\s,]+((?:Jr|Sr)\.?|I{2,3}|IV)$/;

/** Family names of several words that tell so themselves: "Ortega y Gasset", "Puig i Cadafalch", "Le Guin". */
const severalWords = /^(.+?)\s+(\p{Lu}\S+\s[yi]\s\p{Lu}\S+|(?:Le|La|Du)\s\p{Lu}[\p{L}\p{M}'’-]+)$/u;
/** Behind these "Le" is a given name. */
const vietnamese =
  /\s(?:Nguyen|Nguyễn|Tran|Trần|Pham|Phạm|Huynh|Huỳnh|Hoang|Hoàng|Phan|Vu|Vũ|Vo|Võ|Dang|Đặng|Bui|Bùi|Do|Đỗ|Ho|Hồ|Ngo|Ngô|Duong|Dương|Ly|Lý|Trinh|Trịnh|Dinh|Đinh|Truong|Trương)$/u;

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
  const several = severalWords.exec(name);
  if (several?.[1] && several[2] && !vietnamese.test(several[2])) return { given: several[1], family: several[2] };
  const family = familyOf(name) ?? familyNameOf(name);
  if (family === name) return null;
  // "Bates DM": initials behind the family name, without points.
  if (name.startsWith(`${family} `)) {
    const initials = name.slice(family.length).trim();
    return { family, given: Array.from(initials, (letter) => `${letter}.`).join(' ') };
  }
  return name.endsWith(` ${family}`) ? { family, given: name.slice(0, -family.length).trim() } : null;
}
