/** Words of bodies, whose names have "and" and commas inside: "Ministry of Health and Welfare". */
const body =
  /\b(?:of|for|the|universit\p{L}*|institut\p{L}*|committee|association|council|ministry|department|foundation|society|agency|cent(?:er|re)|organi[sz]ation|group|team|sons?|brothers|inc|ltd|llc|llp|gmbh)\b/iu;
const initials = /^(?:\p{Lu}\p{Ll}?\.?[\s-]?){1,4}$/u;

/** The authors that a line names: several where semicolons, "and", "&" or commas stand between names of persons. */
export function authorsOnLine(line: string): readonly string[] {
  const parts = split(line, /\s*;\s*(?:(?:and|&)\s+)?/);
  if (parts.length > 1) return parts;
  if (body.test(line)) return [line];
  const listed = split(line, /\s*,?\s+(?:and|&)\s+/);
  const names = listed.flatMap((part) => commaNames(part, listed.length > 1));
  return names.length > 1 && names.every(isFullName) ? names : [line];
}

function split(line: string, between: RegExp): string[] {
  return line.split(between).filter((part) => part !== '');
}

/** "Ada Byron, Bo Dahl, Åsa Ek" and "Byron, A., Dahl, B.", but "Le Guin, Ursula K." and "King, Martin L., Jr." as they are. */
function commaNames(text: string, isList: boolean): readonly string[] {
  const parts = split(text, /\s*,\s*/);
  const isPaired =
    parts.length >= 4 && parts.length % 2 === 0 && parts.every((part, at) => initials.test(part) === (at % 2 === 1));
  if (isPaired) return parts.flatMap((part, at) => (at % 2 === 0 ? [`${part}, ${parts[at + 1] ?? ''}`] : []));
  return parts.length >= (isList ? 2 : 3) && parts.every(isFullName) ? parts : [text];
}

/** With a given and a family name. */
function isFullName(name: string): boolean {
  return /^\p{L}[^\s]*[\s,]+(?:[^\s]+\s+)*\p{L}[^\s]*$/u.test(name) && !/^(?:and|&)\s/.test(name);
}
