import { alignTerms } from '../../quotes/paraphrase/align-terms.ts';
import { type Term, termsOf } from '../../quotes/paraphrase/terms.ts';
import { isName } from './is-name.ts';

/** "How long after A did B", "how many days before A was B": what is said to come first, and what then. */
const asked =
  /\b(?<how>after|before|since) (?<one>[^,?]+?) (?:do|does|did|was|were|is|are|has|had|could|would) (?<other>[^?]+)/iu;
const told = /\b(?<how>after|following|before|prior to|until) (?<one>[^,;:.]+)[,;]? (?<other>.+)$/iu;
const later = /^(?<one>.+?),? (?:and|then) (?:later|then|afterwards|subsequently)\b(?<other>.+)$/iu;

/** Whether a sentence has two events, which a question dates by one another, in the other order. */
export function isOtherOrder(question: string, sentence: string): boolean {
  const claim = ordered(asked.exec(question)?.groups);
  if (!claim) return false;
  const [first, second] = claim;
  return [ordered(told.exec(sentence)?.groups), ordered({ how: 'after', ...later.exec(sentence)?.groups })].some(
    (said) =>
      said && shares(first, said[1]) && shares(second, said[0]) && !shares(first, said[0]) && !shares(second, said[1]),
  );
}

function ordered(groups: Record<string, string | undefined> | undefined): readonly [string, string] | null {
  const { how, one, other } = groups ?? {};
  if (how === undefined || one === undefined || other === undefined) return null;
  return /^(?:before|prior to|until)$/i.test(how) ? [other, one] : [one, other];
}

/** Whether a stretch speaks of an event: of a word of it that is no number and no name. */
function shares(event: string, stretch: string): boolean {
  const own = termsOf(event).filter((term) => term.kind === 'word' && !isName(term));
  return alignTerms(own, termsOf(stretch)).some(({ kind }) => kind === 'same' || kind === 'synonym');
}

const none =
  /\b(?:no|not|never|\p{L}+n['’]t)\b(?<thing>.{1,120}?)\b(?:before|until|till|prior to) (?<year>(?:1[5-9]|20)\d{2})\b/iu;
const founding =
  /\b(?<is>(?:was|were|been|being|is|are) (?:\p{L}+ly )?)?(?:established|founded|created|set up|introduced|launched|initiated|adopted|passed|started|beg[au]n|opened|formed|signed|released)\b(?<object>[^.;]{0,80}?)\b(?<year>(?:1[5-9]|20)\d{2})\b/iu;
/** What only says that a thing is there. */
const being = /^(?:have|has|had|having|exist|exists|existed|yet|there|any|until|before)$/;
/** Where what a thing is like, or where it is, begins. */
const further = /\s(?:in|of|for|on|at|with|to|by|within|among)\s/iu;

/** Whether a sentence dates what a question says was not there before a year to an earlier one. */
export function wasThereBefore(question: string, sentence: string): boolean {
  const denied = none.exec(question)?.groups;
  const founded = founding.exec(sentence);
  const { is, object = '', year } = founded?.groups ?? {};
  if (!founded || denied?.year === undefined || year === undefined || Number(year) >= Number(denied.year)) return false;
  const names = termsOf(question).filter(isName).slice(1);
  if (names.length > 0 && shareIn(names, sentence) < 0.6) return false;
  const head = headOf(denied.thing ?? '');
  const thing = termsOf(head).filter(({ key }) => !being.test(key));
  // "was established in 1969", "began in 1969": it stands before its verb.
  const isBefore = is !== undefined || /^\s*(?:\p{L}+ly )?(?:(?:back )?(?:in|on|since)\s[^,]{0,20})?$/iu.test(object);
  const where = isBefore ? (sentence.slice(0, founded.index).split(/[;,:]/).at(-1) ?? '') : object;
  return thing.length > 0 && shareIn(thing, headOf(where)) === 1 && !/\b(?:not|never)\s*$/iu.test(where);
}

/** "a fund" of "a fund for the council". */
function headOf(phrase: string): string {
  return phrase.split(further)[0] ?? '';
}

/** Share of terms that a stretch has. */
function shareIn(terms: readonly Term[], stretch: string): number {
  return new Set(alignTerms(terms, termsOf(stretch)).map(({ claim }) => claim)).size / terms.length;
}
