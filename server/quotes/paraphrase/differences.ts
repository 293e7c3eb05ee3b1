import type { Change } from '../../wire.ts';
import { alignTerms, type Pair, sameNumber } from './align-terms.ts';
import type { Term } from './terms.ts';

/** How far apart two terms stand at most, in words, that say something of each other. */
const near = 4;

/** Terms of a claim beside terms of a sentence. */
export interface Compared {
  readonly claim: readonly Term[];
  readonly source: readonly Term[];
  readonly pairs: readonly Pair[];
  /** Stems of the words round the sentence: the sentences beside it, its heading, its paper's title and authors. */
  readonly around: ReadonlySet<string>;
}

/** A claim's terms beside a sentence's. */
export function compareTerms(claim: readonly Term[], source: readonly Term[], around: ReadonlySet<string>): Compared {
  return { claim, source, pairs: alignTerms(claim, source), around };
}

/** What the claim says otherwise than the sentence; offsets are those of the claim. */
export function differencesOf(compared: Compared): Change[] {
  return [
    ...numberDifferences(compared),
    ...negationDifferences(compared),
    ...directionDifferences(compared),
    ...nameDifferences(compared),
  ];
}

function change(kind: Change['class'], source: string, term: Term, quote = term.raw): Change {
  return { class: kind, source, quote, permitted: false, start: term.start, end: term.end };
}

/** Whether a term of the sentence is the counterpart, in the same words, of another term of the claim. */
function isTaken({ pairs }: Compared, sourceIndex: number, claimIndex: number): boolean {
  return pairs.some((pair) => pair.source === sourceIndex && pair.claim !== claimIndex && pair.kind === 'same');
}

/** Terms of the other text that stand against a term. */
function against({ pairs, source }: Compared, claimIndex: number): Term[] {
  return pairs.flatMap((pair) => (pair.claim === claimIndex ? (source[pair.source] ?? []) : []));
}

/** Another number of the same kind of the same thing. */
function numberDifferences(compared: Compared): Change[] {
  const { claim, source, pairs, around } = compared;
  const free = source.filter(
    (term) => term.kind === 'number' && !claim.some((other) => other.kind === 'number' && sameNumber(other, term)),
  );
  return claim.flatMap((term, index) => {
    if (term.kind !== 'number' || around.has(term.stem) || pairs.some((pair) => pair.claim === index)) return [];
    const others = free.filter((other) => other.unit === term.unit && countsTheSame(compared, index, other));
    const [other] = others;
    // Of two numbers nobody knows which one is meant.
    return other && others.length === 1 ? [change('number', other.raw, term)] : [];
  });
}

/** Whether two numbers stand beside the same words: "40 Indian drones", "400 drones"; "Force 74", "Force 47". */
function countsTheSame(compared: Compared, index: number, other: Term): boolean {
  const { claim, source } = compared;
  const term = claim[index];
  if (!term) return false;
  const behind = claim.flatMap((item, at) => (item.at > term.at && item.at <= term.at + 3 ? [at] : []));
  const before = claim.flatMap((item, at) => (item.at === term.at - 1 ? [at] : []));
  const beside = (at: number, isBeside: (item: Term) => boolean) => against(compared, at).some(isBeside);
  const shared =
    behind.some((at) => beside(at, (item) => item.at > other.at && item.at <= other.at + 4)) ||
    before.some((at) => beside(at, (item) => item.at === other.at - 1));
  if (shared) return true;
  const single = (terms: readonly Term[]) => terms.filter((item) => item.unit === term.unit).length === 1;
  return term.unit !== 'other' && single(claim) && single(source);
}

/** A word that is negated here and not there, or has a negating affix. */
function negationDifferences(compared: Compared): Change[] {
  const found: Change[] = [];
  compared.claim.forEach((term, index) => {
    if (term.kind === 'number') return;
    const others = compared.pairs.filter((pair) => pair.claim === index && !isTaken(compared, pair.source, index));
    const flips = others.map((pair) => {
      const other = compared.source[pair.source];
      if (!other) return 0;
      const negations = Number(isNegated(compared, term)) + Number(isNegatedThere(compared, other));
      return (negations + (pair.kind === 'affix' ? 1 : 0)) % 2;
    });
    if (others.length === 0 || others.some((pair) => pair.kind === 'opposite') || flips.includes(0)) return;
    const other = compared.source[others[0]?.source ?? 0];
    if (!other || found.some((item) => item.start === term.start)) return;
    const said = (item: Term) => (item.negated > 0 ? `${item.negator} ${item.raw}` : item.raw);
    found.push(change('negation', said(other), term, said(term)));
  });
  return found.length > 0 ? found : denialDifference(compared);
}

/** The claim denies, and nothing in the sentence does. */
function denialDifference({ claim, source, pairs }: Compared): Change[] {
  const term = claim.find((item) => item.negated === 1);
  const denies = (item: Term) => item.negated > 0 || denying.test(item.key);
  if (!term || source.some(denies) || pairs.some((pair) => pair.kind === 'affix' || pair.kind === 'opposite'))
    return [];
  return [change('negation', '', term, `${term.negator} ${term.raw}`)];
}

/** Words with a denial in them, whose negation a claim may put with "not". */
const denying =
  /^(?:un(?!i|der)\p{L}{4,}|in(?:dependent|effective|sufficient|active|capable|complete|consistent)\p{L}*|non\p{L}+|\p{L}{3,}less|lack\p{L}*|absen\p{L}+|deficien\p{L}+|fail\p{L}*|little|few|depriv\p{L}*|devoid|free|limbo|refus\p{L}*|den(?:y|ied|ies)|loss|lost|los(?:es|ing)|knock\p{L}*|contrar\p{L}+|despite|prevent\p{L}*|avoid\p{L}*|rare\p{L}*|low|lower|less|fewer)$/u;

/** The first word behind a negation is negated; the second where the claim and the sentence share the first too. */
function isNegated({ claim, pairs }: Compared, term: Term): boolean {
  if (term.negated < 2) return term.negated === 1;
  const first = claim[claim.indexOf(term) - 1];
  return first?.negated === 1 && (first.effect !== 0 || pairs.some((pair) => claim[pair.claim] === first)) === false;
}

function isNegatedThere({ source, pairs }: Compared, term: Term): boolean {
  if (term.negated < 2) return term.negated === 1;
  const first = source[source.indexOf(term) - 1];
  return first?.negated === 1 && (first.effect !== 0 || pairs.some((pair) => source[pair.source] === first)) === false;
}

/** More here, less there, of the same thing; opposites. A negation turns both round. */
function directionDifferences(compared: Compared): Change[] {
  const { claim, source, pairs } = compared;
  return claim.flatMap((term, index) => {
    if (term.effect !== 0) {
      const other = effectThere(compared, index);
      return other && signOf(other) !== signOf(term) ? [change('direction', other.raw, term)] : [];
    }
    const own = pairs.filter((pair) => pair.claim === index && !isTaken(compared, pair.source, index));
    if (!own.some((pair) => pair.kind === 'opposite')) return [];
    const others = own.flatMap((pair) => source[pair.source] ?? []);
    const [other] = others;
    const opposed = others.every((item) => item.effect === 0 && item.negated === term.negated);
    return other && opposed ? [change('direction', other.raw, term)] : [];
  });
}

function signOf(term: Term): number {
  return term.negated > 0 ? -term.effect : term.effect;
}

/**
 * What the sentence says of the thing that a term of the claim says to be more or less: the word of more or less
 * nearest to its counterpart. Null where it says nothing of the kind.
 */
export function effectThere(compared: Compared, index: number): Term | null {
  const { claim, source } = compared;
  const term = claim[index];
  if (!term) return null;
  const objects = claim.flatMap((item, at) => {
    const away = item.at - term.at;
    return item.effect === 0 && away >= -3 && away <= near ? [{ at, away: away > 0 ? away : 2 - away }] : [];
  });
  const placed = objects
    .sort((a, b) => a.away - b.away)
    .map(({ at }) => against(compared, at))
    .find((places) => places.length > 0);
  if (!placed) return null;
  const rest = claim.flatMap((item, at) => (item === term ? [] : against(compared, at)));
  const distance = (other: Term) =>
    Math.min(...placed.map((place) => Math.abs(place.at - other.at) + (place.at < other.at ? 1 : 0)));
  const company = (other: Term) => rest.filter((item) => Math.abs(item.at - other.at) <= 8).length;
  const [best] = source
    .filter((other) => other.effect !== 0 && distance(other) <= near + 2)
    .sort((a, b) => distance(a) - company(a) / 2 - (distance(b) - company(b) / 2));
  return best ?? null;
}

/** Another name where the claim has one that stands nowhere near: "Obama mediated", "Trump mediated". */
function nameDifferences(compared: Compared): Change[] {
  const { claim, source, around } = compared;
  const known = new Set(claim.map((term) => term.stem));
  const free = source.filter(
    (term) => isProper(term) && !known.has(term.stem) && alignTerms([term], claim).length === 0,
  );
  return claim.flatMap((term, index) => {
    if (!isProper(term) || isThere(compared, index) || around.has(term.stem)) return [];
    const beside = claim.flatMap((item, at) =>
      item.kind !== 'name' && item.at > term.at && item.at <= term.at + 2 ? against(compared, at) : [],
    );
    const other = free.find((name) => beside.some((item) => item.at > name.at && item.at <= name.at + 2));
    return other ? [change('name', other.raw, term)] : [];
  });
}

/** A name written as one, not in capitals throughout: letters and digits name too many things in a science. */
function isProper({ kind, raw }: Term): boolean {
  return kind === 'name' && /^\p{Lu}\p{Ll}+(?:['-]\p{L}+)*$/u.test(raw);
}

/** Whether a term of the claim has a counterpart in the sentence. */
export function isThere({ pairs }: Compared, index: number): boolean {
  return pairs.some((pair) => pair.claim === index);
}
