import { alignTerms } from '../../quotes/paraphrase/align-terms.ts';
import { termsOf } from '../../quotes/paraphrase/terms.ts';

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
  const own = termsOf(event).filter(({ kind, raw }) => kind === 'word' && !/^\p{Lu}/u.test(raw));
  return alignTerms(own, termsOf(stretch)).some(({ kind }) => kind === 'same' || kind === 'synonym');
}

const none = /\b(?:no|not|never|n['’]t)\b.*\b(?:before|until|till|prior to) (?<year>(?:1[5-9]|20)\d{2})\b/iu;
const founding =
  /\b(?:establish|found|creat|set up|introduc|launch|initiat|adopt|pass|start|beg[au]n|open|form|sign|releas)\p{L}*\b[^.;]{0,80}?\b(?<year>(?:1[5-9]|20)\d{2})\b/iu;

/** Whether a sentence dates what a question says was not there before a year to an earlier one. */
export function wasThereBefore(question: string, sentence: string): boolean {
  const year = none.exec(question)?.groups?.year;
  const founded = founding.exec(sentence)?.groups?.year;
  if (year === undefined || founded === undefined || Number(founded) >= Number(year)) return false;
  const own = termsOf(question)
    .filter(({ kind, raw }) => kind === 'name' || /^\p{Lu}/u.test(raw))
    .slice(1);
  const there = alignTerms(own, termsOf(sentence)).map(({ claim }) => claim);
  return own.length > 0 && new Set(there).size / own.length >= 0.6;
}
