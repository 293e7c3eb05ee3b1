import { isEnglishWord } from '../../quotes/difference/english.ts';
import { type Compared, compareTerms } from '../../quotes/paraphrase/compared.ts';
import type { Term } from '../../quotes/paraphrase/terms.ts';
import { isName } from './is-name.ts';

/** Words that share a stem and no meaning, either side of the bar. */
const falseForms: readonly (readonly [RegExp, RegExp])[] = [
  [/^importan/, /^import(?!an)/],
  [/^polic(?:y|ies)$/, /^polic(?:e|ed|ing|eman|emen)$/],
  [/^universit/, /^univers(?!it)/],
  [/^general(?:ly|s)?$/, /^generat/],
  [/^organs?$/, /^organi[sz]/],
  [/^news$/, /^new(?!s)/],
];

/** The terms of a premise beside those of a sentence, without pairs of a name and an ordinary word: "US" and "uses". */
export function comparePremise(claim: readonly Term[], source: readonly Term[], around: ReadonlySet<string>): Compared {
  const compared = compareTerms(claim, source, around);
  const pairs = compared.pairs.filter((pair) => {
    const [own, other] = [claim[pair.claim], source[pair.source]];
    return own === undefined || other === undefined || (mayBeSame(own, other) && mayBeSame(other, own));
  });
  return { ...compared, pairs };
}

function mayBeSame(a: Term, b: Term): boolean {
  if (falseForms.some(([one, two]) => one.test(a.key) && two.test(b.key))) return false;
  if (!isName(a) || isName(b) || a.kind === 'number') return true;
  // Whoever writes in small letters means the name all the same; a sentence's first word may be an ordinary one.
  const isAcronym = /^\p{Lu}[\p{Lu}\d]/u.test(a.raw);
  if (a.key === b.key) return !isAcronym || !isEnglishWord(b.key);
  return a.kind === 'word' && isEnglishWord(a.key);
}
