import { stemmer } from 'stemmer';

const negators = new Set(
  (
    "not no never without none nor neither nothing nobody nowhere cannot hardly scarcely barely ain't unable " +
    'non nay nil rarely seldom'
  ).split(' '),
);
const prefixes = ['un', 'in', 'im', 'il', 'ir', 'dis', 'non', 'de', 'anti', 'a', 'mis'];
/** "in" and "im" negate adjectives and their nouns; in verbs they mean "into" (import, inform, invest). */
const adjectiveEnding =
  /(?:[ai]ble|[ai]bly|[ai]bility|ity|ent|ently|ant|antly|ence|ency|ance|ancy|ive|ively|al|ally|ate|ately|acy|ct|ctly|ure|urity|ous|ously|cise|cisely|cision|sane|form|pt|ite|mune|plete|tinct|sincere|cere|lete|letely|animate|equality|equal|pure|proper|properly|balance|balanced|stability|formed)$/;
const intoVerbs = /^(?:inform|incur|intent|invent|impart|impact|import|impress|imply|intend|instate|instant|instance)/;

/** Whether a word negates by itself: not, no, never, without, …n't; semi-negatives (hardly, rarely) too (Quirk et al. §10.59). */
export function isNegator(key: string): boolean {
  return negators.has(key) || key.endsWith("n't");
}

/** Whether one word is the other with a negating affix: stable ↔ unstable, harmful ↔ harmless (Quirk et al. app. I.20–21). */
export function differByAffix(a: string, b: string): boolean {
  return negates(a, b) || negates(b, a);
}

function negates(plain: string, negated: string): boolean {
  if (plain.length < 3) return false;
  const [base, other] = [stemmer(plain), stemmer(negated)];
  for (const prefix of prefixes) {
    if (prefix === 'a' && !/^a(?:symmetr|typical|social|moral|political|sexual|symptom|cellular)/.test(negated))
      continue;
    if (negated !== prefix + plain && other !== prefix + base) continue;
    if (/^(?:in|im)$/.test(prefix) && (intoVerbs.test(negated) || !adjectiveEnding.test(negated))) continue;
    return plain.length >= 4 || prefix === 'un' || prefix === 'dis';
  }
  const root = /^(.{3,})less(?:ly|ness)?$/.exec(negated)?.[1];
  if (root === undefined) return false;
  return plain === root || new RegExp(`^${root}(?:ful|fully|fulness|y|ed|s)$`).test(plain);
}

/** "can't" and "cannot" as the verb that they negate, in the order of the sentence: ["can", "not"]. */
export function expandNegation(key: string): readonly string[] {
  if (key === 'cannot' || key === "can't") return ['can', 'not'];
  if (key === "won't") return ['will', 'not'];
  if (key === "shan't") return ['shall', 'not'];
  const verb = /^(.+)n't$/.exec(key)?.[1];
  return verb === undefined ? [key] : [verb, 'not'];
}
