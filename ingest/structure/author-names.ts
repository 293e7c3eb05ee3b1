/** A body rather than a person, whatever its name looks like. */
const body =
  /\b(?:universit\p{L}*|institut\p{L}*|organi[sz]ation|committee|association|council|ministry|government|govt|agency|commission|department|bureau|foundation|consortium|society|cent(?:er|re)|nations|inc|ltd|corp|gmbh|academy|international|authority|parliament)\b/iu;
/** These are family names too ("Ofir Press"): a body only where a name stands alone. */
const bodyAlone =
  /\b(?:bank|team|group|press|union|house|company|office|library|service|fund|forum|court|project|times|news|watch)$/i;
const particle = /^(?:van|von|vom|der|den|de|da|di|del|della|la|le|las|los|bin|ibn|al|el|dos|du|ten|ter|zu)$/;
/** Capital only where it can't be a given name. */
const capitalParticle = /^(?:Van|Von|De|Del|Della)$/;
const small = /^(?:an?|and|as|at|by|for|from|in|is|of|on|or|the|to|with)$/;
const capitalised = /^\p{Lu}[\p{L}\p{M}.'’`-]*$/u;

const familyName =
  "(?:(?:van|von|der|den|de|da|di|del|della|la|le|bin|ibn|al|el)\\s+){0,3}\\p{L}[\\p{L}\\p{M}'’`-]+(?:[ -]\\p{Lu}[\\p{L}\\p{M}'’-]+){0,2}";
const initial = '\\p{Lu}(?:\\p{Ll}?\\.|(?![\\p{L}.]))';
const group = `\\s*(?:[,;]\\s*)?(?:(?:&|and)\\s+)?(${familyName}),\\s*(?:\\p{Lu}{2,3}(?!\\p{L})\\.?|${initial}(?:[ -]?${initial}){0,4})`;
const separated = new RegExp(`${group}(?=\\s*(?:[,;&(.]|and\\s|et al|$))`, 'uy');
const beforeTitle = new RegExp(`${group}(?=\\s*(?:[,;&(.]|$)|\\s+["“‘\\p{L}\\d])`, 'uy');

/**
 * Families of the "Family, I." groups that a text begins with, and where the last ends; null where it begins otherwise.
 * @param titleFollows whether words may stand directly behind the last group
 */
export function invertedNames(text: string, titleFollows = false): { families: string[]; end: number } | null {
  const inverted = titleFollows ? beforeTitle : separated;
  const families: string[] = [];
  let end = 0;
  for (;;) {
    inverted.lastIndex = end;
    const found = inverted.exec(text);
    // A name in the middle of a word or a sentence is none: only the first stands without a separator.
    if (!found || (families.length > 0 && !/^\s*(?:[,;]|&|and\s)/.test(found[0]))) break;
    const family = found[1] ?? '';
    if (families.length === 0 && !/^\p{Lu}/u.test(family) && !particle.test(family.split(' ')[0] ?? '')) return null;
    families.push(family);
    end = inverted.lastIndex;
  }
  return families.length > 0 ? { families, end } : null;
}

/** A list of authors cut into names. */
export function namesOf(head: string): string[] {
  return head
    .replace(/[,;]?\s*(?:(?:and|&)\s+)?(?:et\.?\s+al\b|others\b).*$/su, '')
    .replace(/,\s*(?=(?:Jr|Sr)\b)/g, ' ')
    .replace(/\.$/, '')
    .split(/\s*(?:,\s*(?:and|&)\s+|,|;|&|\band\b)\s*/)
    .filter((name) => /\p{L}/u.test(name));
}

/**
 * "Vinh Q. Tran", "J. van der Berg", "Cheng xiang Zhai" and "Bates DM" → Tran, van der Berg, Zhai, Bates; null for what
 * is no person's name.
 */
export function familyOf(name: string): string | null {
  const words = name
    .replace(/(?<=\p{Lu}\.)(?=\p{Lu})/gu, ' ')
    .trim()
    .split(/\s+/)
    .filter((word) => !/^(?:\(.*\)|["“‘].*["”’]|(?:Jr|Sr)\.?|I{2,3})$/.test(word));
  const last = words.at(-1) ?? '';
  if (words.length < 2 || words.length > 7 || body.test(name)) return null;
  const before = words.slice(0, -1);
  const familyFirst = before.every((word) => particle.test(word) || /^\p{Lu}.*\p{Ll}/u.test(word));
  if (/^\p{Lu}{1,4}$/u.test(last) && before.length <= 4 && familyFirst && !before.some((word) => word.endsWith('.'))) {
    return before.join(' ');
  }
  const middle = before.slice(1).filter((word) => !capitalised.test(word) && !particle.test(word));
  if (!capitalised.test(words[0] ?? '') || !/^\p{Lu}[\p{L}\p{M}'’`-]+$/u.test(last)) return null;
  // One part of a given name may be in lower case: "Yong sheng Lian".
  if (middle.length > 1 || middle.some((word) => !/^\p{Ll}{2,8}$/u.test(word) || small.test(word))) return null;
  let from = words.length - 1;
  while (from > 1 && isParticle(words[from - 1] ?? '')) from -= 1;
  return words.slice(from).join(' ');
}

function isParticle(word: string): boolean {
  return particle.test(word) || capitalParticle.test(word);
}

/** Characters in which two names of an entry stand. */
const nameReach = 400;

/** Whether the first two of several names are none: a long text is told by its beginning. */
function beginsWithoutNames(text: string): boolean {
  if (text.length <= nameReach) return false;
  const start = text.slice(0, nameReach).replace(/\s+/g, ' ').trim();
  const names = namesOf(start);
  if (names.length < 3 || invertedNames(start)) return false;
  return names.slice(0, 2).some((name) => familyOf(name) === null);
}

/** What follows a name and is no part of it. */
const suffix = /[\s,]+(?:(?:Jr|Sr|Esq)\.?|I{2,3}|IV|Ph\.?\s?D\.?|M\.?D\.?)$/;

/**
 * The family name of one author as papers print names: "Ivo H. M. van Stokkum" → van Stokkum, "King, Martin L., Jr." and
 * "Martin L. King Jr." → King, "Al-Suqri" and a body's name whole.
 */
export function familyNameOf(author: string): string {
  let name = author.replace(/\s*\([^()]*\)/g, '').trim();
  while (suffix.test(name)) name = name.replace(suffix, '');
  const comma = name.indexOf(',');
  if (comma > 0) return name.slice(0, comma).trim();
  const words = name.split(/\s+/);
  if (body.test(name) || (words.length > 1 && (bodyAlone.test(name) || words.some((word) => small.test(word)))))
    return name;
  let from = words.length - 1;
  while (from > 1 && isParticle(words[from - 1] ?? '')) from -= 1;
  // "van Gogh" without a given name.
  if (from === 1 && particle.test(words[0] ?? '')) from = 0;
  return words.slice(from).join(' ');
}

/** A family name as it is called when its particles are left out: "van der Berg" → Berg, "al-Suqri" → Suqri. */
export function withoutParticles(family: string): string {
  const words = family.split(/\s+/);
  while (words.length > 1 && isParticle(words[0] ?? '')) words.shift();
  return words.join(' ').replace(/^(?:al|el)[-‐](?=\p{L}{3})/iu, '');
}

/** Whether a text is nothing but names, the last perhaps cut: what an entry begins with whose rest stands elsewhere. */
export function isListOfNames(text: string): boolean {
  if (beginsWithoutNames(text)) return false;
  const plain = text.replace(/\s+/g, ' ').trim();
  const found = invertedNames(plain);
  if (found && /^[\s,.&;]*(?:and)?[\s.]*$/.test(plain.slice(found.end))) return true;
  if (/\bet\.? al\b\.?\s*\S/.test(plain)) return false;
  const names = namesOf(plain);
  const whole = names.slice(0, -1);
  const last = names.at(-1) ?? '';
  const cut = last.split(' ').every((word) => capitalised.test(word));
  if (whole.length === 0) return plain.endsWith('.') && familyOf(last) !== null;
  return whole.every((name) => familyOf(name) !== null) && (cut || familyOf(last) !== null);
}

/**
 * "Buzan, B., Wæver, O., & De Wilde, J." → Buzan, Wæver, De Wilde; a body's name stays whole. A lone "Sergey Brin" may
 * as well be a body: it is a person where `givenFirst`, that is where the other entries name persons so.
 */
export function familyNames(head: string, givenFirst = false): string[] {
  const text = head
    .replace(/\(?\b(?:eds?|trans)\b\.?\)?/g, '')
    .replace(/[\s.,(]+$/, '.')
    .trim();
  const found = invertedNames(text);
  if (found) return found.families;
  const names = namesOf(text);
  const families = names.map(familyOf);
  const people = families.filter((name) => name !== null).length;
  const alone = names.length === 1 && !/et\.?\s+al\b/.test(text);
  const certain = !alone || (givenFirst && !bodyAlone.test(names[0] ?? '')) || /\p{Lu}\.|\s\p{Lu}{1,4}\.?$/u.test(text);
  // One name of several may be unusual.
  if (people > 0 && people * 5 >= names.length * 4 && certain) {
    return families.map((name, index) => name ?? names[index] ?? '');
  }
  return text === '.' || text === '' ? [] : [text.replace(/\.$/, '').trim()];
}

/** Whether authors are several persons, each with the given name first. */
export function areGivenFirst(head: string): boolean {
  const names = namesOf(head.replace(/[\s.,(]+$/, ''));
  return names.length > 1 && invertedNames(head) === null && names.every((name) => familyOf(name) !== null);
}
