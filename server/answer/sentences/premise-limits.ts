import { areOpposites } from '../../quotes/difference/opposites.ts';
import type { Compared } from '../../quotes/paraphrase/compared.ts';
import type { Term } from '../../quotes/paraphrase/terms.ts';
import type { Presupposition } from '../../questions/presuppositions.ts';
import { areContrary } from './contraries.ts';
import { isName } from './is-name.ts';

/** Behind these a sentence tells what is so where the thing is not there. */
const lacking =
  /\b(?:without|lack(?:s|ing|ed)?(?: of)?|absence of|loss of|quit(?:s|ting)?|stop(?:s|ped|ping)?|giv(?:e|es|ing) up|avoid(?:s|ed|ing)?)\s+(?:\p{L}+\s+)?$/iu;
const missing = /^\s+(?:deficiency|deprivation|shortage|withdrawal|cessation)\b/iu;
/** Of something else of the same kind, as it was. */
const former = /\b(?:old|older|former|previous|earlier|original|early|ancient|first)\s+$/iu;
/** "did not last long", "not only", "not until 1917": that it was so is not denied. */
const partlyDenied =
  /(?:\b(?:not|never|cannot)|n['’]t)\s+(?:\S+\s+){0,6}?(?:long|far|much|often|fully|entirely|always|only|alone|until|unless|except)\b/iu;
const exceptional = /\b(?:only|except|unless|rarely|seldom|hardly|barely|sometimes)\b/iu;

/**
 * Whether a sentence is limited so that it does not deny the statement although it says a contrary: what is so without
 * the thing ("without insulin sugar rises"), of another of its kind ("the old wall", "weak unions" of strong ones), or
 * in part only.
 */
export function isLimited(compared: Compared, { text: claimText, verb }: Presupposition, sentence: string): boolean {
  const { claim, source, pairs } = compared;
  const isDenied = claim.some(({ negated }) => negated > 0);
  if (isDenied ? exceptional.test(sentence) : partlyDenied.test(sentence)) return true;
  return pairs.some((pair) => {
    const [own, other] = [claim[pair.claim], source[pair.source]];
    if (pair.kind !== 'same' || !own || !other) return false;
    const before = (text: string, { start }: Term) => text.slice(Math.max(0, start - 30), start);
    if (lacking.test(before(sentence, other)) && !lacking.test(before(claimText, own)) && !isDenied) return true;
    if (missing.test(sentence.slice(other.end))) return true;
    if (former.test(before(sentence, other)) && !former.test(before(claimText, own))) return true;
    const kind = claim[pair.claim - 1];
    // Behind its verb a thing has what is done to it, not its kind.
    if (isName(own) || (kind !== undefined && kind.start === verb?.start) || /(?:ed|ing)$/.test(kind?.key ?? ''))
      return false;
    return areOfContraryKinds(kind, own, source[pair.source - 1], other);
  });
}

/** "small farms" and "large farms". */
function areOfContraryKinds(one: Term | undefined, own: Term, another: Term | undefined, other: Term): boolean {
  if (!one || !another || one.at !== own.at - 1 || another.at !== other.at - 1) return false;
  return areOpposites(one.key, another.key) || areContrary(one.key, another.key);
}
