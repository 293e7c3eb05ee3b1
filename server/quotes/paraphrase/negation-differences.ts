import type { Change } from '../../wire.ts';
import { change, type Compared, isTaken } from './compared.ts';
import type { Term } from './terms.ts';

/** A word that is negated here and not there, or has a negating affix. */
export function negationDifferences(compared: Compared): Change[] {
  const { claim, source, pairs } = compared;
  const found: Change[] = [];
  const isPaired = (item: Term) => pairs.some((pair) => claim[pair.claim] === item);
  const isPairedThere = (item: Term) => pairs.some((pair) => source[pair.source] === item);
  claim.forEach((term, index) => {
    if (term.kind === 'number') return;
    const others = pairs.filter((pair) => pair.claim === index && !isTaken(compared, pair.source, index));
    const flips = others.map((pair) => {
      const other = source[pair.source];
      if (!other) return 0;
      const negations = Number(isNegated(term, claim, isPaired)) + Number(isNegated(other, source, isPairedThere));
      return (negations + (pair.kind === 'affix' ? 1 : 0)) % 2;
    });
    if (others.length === 0 || others.some((pair) => pair.kind === 'opposite') || flips.includes(0)) return;
    const other = source[others[0]?.source ?? 0];
    if (!other || found.some((item) => item.end === term.end)) return;
    found.push(negation(other, term));
  });
  return found.length > 0 ? found : denialDifference(compared);
}

/** The claim denies, and nothing in the sentence does. */
function denialDifference({ claim, source, pairs }: Compared): Change[] {
  const term = claim.find((item) => item.negated === 1);
  const denies = (item: Term) => item.negated > 0 || denying.test(item.key);
  if (!term || source.some(denies) || pairs.some((pair) => pair.kind === 'affix' || pair.kind === 'opposite'))
    return [];
  return [negation(null, term)];
}

function said({ negated, negator, raw }: Term): string {
  return negated > 0 ? `${negator} ${raw}` : raw;
}

/** From the negating word to the word that it negates. */
function negation(source: Term | null, term: Term): Change {
  return change('negation', source && denied(source), denied(term));
}

function denied(term: Term): Term {
  return { ...term, raw: said(term), start: term.deniedFrom };
}

/** Words with a denial in them, whose negation a claim may put with "not". */
const denying =
  /^(?:un(?!i|der)\p{L}{4,}|in(?:dependent|effective|sufficient|active|capable|complete|consistent)\p{L}*|non\p{L}+|\p{L}{3,}less|lack\p{L}*|absen\p{L}+|deficien\p{L}+|fail\p{L}*|little|few|depriv\p{L}*|devoid|free|limbo|refus\p{L}*|den(?:y|ied|ies)|loss|lost|los(?:es|ing)|knock\p{L}*|contrar\p{L}+|despite|prevent\p{L}*|avoid\p{L}*|rare\p{L}*|low|lower|less|fewer)$/u;

/** The first word behind a negation is negated; the second where only it has a counterpart. */
function isNegated(term: Term, terms: readonly Term[], isPaired: (item: Term) => boolean): boolean {
  if (term.negated < 2) return term.negated === 1;
  const first = terms[terms.indexOf(term) - 1];
  return first?.negated === 1 && first.effect === 0 && !isPaired(first);
}
