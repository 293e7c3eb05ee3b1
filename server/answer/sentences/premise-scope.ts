import type { Compared } from '../../quotes/paraphrase/compared.ts';
import type { Term } from '../../quotes/paraphrase/terms.ts';
import type { Presupposition } from '../../questions/presuppositions.ts';
import { isName } from './is-name.ts';

const year = /(?<![\d.,])(?:1[5-9]|20)\d{2}(?![\d%]|[.,]\d)/g;
const bounded = /\b(?:before|until|till|prior to|since|after) (?:1[5-9]|20)\d{2}\b/iu;
/** What stands before a group or place that a statement is limited to. */
const limiting = /\b(?:in|for|among|amongst|of|on|at|against|with|within|from|across) (?:\S+ )?(?:\S+ )?$/iu;
/** Words between a verb and what it is done to. */
const near = 3;

/**
 * Whether a sentence may speak of another time: both it and the statement name years, and none the same, or the
 * statement holds only before or since a year. What was so then may not be so at another time.
 */
export function isOfOtherYears(statement: string, sentence: string): boolean {
  const own: string[] = statement.match(year) ?? [];
  const told: string[] = sentence.match(year) ?? [];
  return bounded.test(statement) || (own.length > 0 && told.length > 0 && !own.some((one) => told.includes(one)));
}

/** Whether a sentence speaks of others than a statement does: "does not protect infants" of "protects adults". */
export function isOfAnotherGroup(compared: Compared, { text, verb }: Presupposition, sentence: string): boolean {
  const { claim, source, pairs, around } = compared;
  const isDeed = (term: Term) => verb !== null && term.start >= verb.start && term.end <= verb.end;
  const deeds = claim.filter(isDeed);
  const counterparts = pairs.flatMap((pair) =>
    deeds.some((deed) => claim[pair.claim] === deed) ? (source[pair.source] ?? []) : [],
  );
  const groups = groupsIn(claim, deeds, text);
  const others = groupsIn(source, counterparts, sentence).filter(
    (term) => !pairs.some((pair) => source[pair.source] === term),
  );
  return groups.some((group) => {
    if (pairs.some((pair) => claim[pair.claim] === group)) return false;
    return others.some((other) => (isName(group) ? isName(other) : !around.has(group.stem)));
  });
}

/** Last words of what stands behind a verb, or behind "in", "for" and the like. */
function groupsIn(terms: readonly Term[], deeds: readonly Term[], text: string): Term[] {
  return terms.filter((term, index) => {
    if (term.kind === 'number' || term.kind === 'measure' || deeds.includes(term) || term.key.endsWith('ly'))
      return false;
    const next = terms[index + 1];
    // "naval" of "naval ports" is no group.
    if (next?.at === term.at + 1 && !/[,;]/.test(text.slice(term.end, next.start)) && !next.key.endsWith('ly'))
      return false;
    const behind = deeds.some((deed) => term.at > deed.at && term.at - deed.at <= near);
    return behind || limiting.test(text.slice(Math.max(0, term.start - 60), term.start));
  });
}
