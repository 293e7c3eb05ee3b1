const vocabularies = new Map<string, Set<string>>();

/** Words of a text in lower case, hyphenated ones whole, words cut at a line end left out. A few texts are kept. */
function vocabularyOf(text: string): Set<string> {
  const known = vocabularies.get(text);
  if (known) return known;
  const words = new Set<string>();
  for (const [word] of text.matchAll(/\p{L}+(?:-\p{L}+)*(?!-?\s*\n|\p{L})/gu)) words.add(word.toLowerCase());
  if (vocabularies.size >= 8) vocabularies.delete(vocabularies.keys().next().value ?? '');
  vocabularies.set(text, words);
  return words;
}

/**
 * Whether a word cut as `…-` at a line end and going on in the next line loses its hyphen. What the same text
 * writes elsewhere decides; otherwise a part in lower case goes on without, a capital or an acronym keeps it.
 */
export function joinsWithoutHyphen(text: string, before: string, after: string): boolean {
  const left = /(\p{L}+)-$/u.exec(before)?.[1];
  const right = /^\p{L}+/u.exec(after)?.[0];
  if (!left || !right) return false;
  const words = vocabularyOf(text);
  if (words.has((left + right).toLowerCase())) return true;
  if (words.has(`${left}-${right}`.toLowerCase())) return false;
  return /^\p{Ll}/u.test(right) && /\p{Ll}$/u.test(left);
}
