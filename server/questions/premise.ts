/** An auxiliary behind the question word, by which subject and verb change places. */
const inverted =
  /^(?:and |but |so |then )?(?:why|how come|how|when|where|since when|in (?:what|which) \p{L}+|for (?:what|which) reasons?|what (?:year|date))\s+(?<aux>is|are|was|were|does|do|did|has|have|had|can|could|will|would|should|must|may|might)(?<not>n['’]t| not)?\s+(?<rest>.+)$/iu;
const howCome = /^(?:and |but |so )?how come\s+(?<rest>.+)$/iu;

/**
 * What a question takes for granted, as a statement: of "Why did Vietnam let Huawei build its network?" "Vietnam let
 * Huawei build its network". Forms of verbs are left as they stand. Null where a question takes little for granted.
 */
export function premiseOf(question: string): string | null {
  const text = question
    .trim()
    .replace(/[?.!\s]+$/u, '')
    .replace(
      /,?\s*(?:according to|in the (?:paper|article|view)|in \p{Lu}\p{L}+['’]s (?:paper|article|view))\b.*$/iu,
      '',
    );
  const come = howCome.exec(text)?.groups?.rest;
  if (come !== undefined) return come;
  const found = inverted.exec(text)?.groups;
  if (!found) return null;
  const { aux = '', not = '', rest = '' } = found;
  const denied = not === '' ? '' : ' not';
  // "Why do Sarwar and Rashid say that AI has …": what they say is what is taken for granted.
  const said =
    /^(?:.{1,80}?)\b(?:say|says|think|thinks|thought|argue|argues|claim|claims|believe|believes|write|writes|hold|holds|conclude|concludes)\s+(?:that\s+)?(?<what>\S+\s+\S+.*)$/iu.exec(
      rest,
    )?.groups?.what;
  if (said !== undefined && /^(?:do|does|did)$/i.test(aux)) return `${said}${denied}`;
  if (/^(?:do|does|did)$/i.test(aux)) return denied === '' ? rest : rest.replace(/^(\S+)/, '$1 did not');
  // "Why is Pakistan ahead …": where the subject ends can't be told without a parser; order matters little.
  return `${rest} ${aux.toLowerCase()}${denied}`;
}
