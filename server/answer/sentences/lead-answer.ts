import { alignTerms } from '../../quotes/paraphrase/align-terms.ts';
import { termsOf } from '../../quotes/paraphrase/terms.ts';
import { type Slot, slotsOf } from '../../questions/answer-slots.ts';
import type { ReadQuestion } from '../../questions/read-question.ts';
import { countsAnothers, isPartlyOfAnother } from './another-nation.ts';

const leading = new Set(['count', 'share', 'money', 'quantity', 'time']);
/** By how many characters the number asked for has to stand nearer to the question's words than the next. */
const clearly = 12;

/** Counts of a kind that say too little by themselves. */
const vague = /^(?:both|single|majority)$/i;

/** Money and shares are not counted. */
const noCount = /[$€£₹%]|per ?cent/i;

/** What is said of a number before it, and the unit behind it, belong to it: "almost 400", "eleven metres". */
const hedge =
  /(?<![\p{L}\p{N}-])(?:(?:no )?(?:more|less|fewer) than|at (?:least|most)|up to|an estimated|almost|nearly|about|around|approximately|roughly|over|under|below|above|only)\s$/iu;
const unit =
  /^\s(?:(?:square |cubic )?(?:(?:nano|micro|milli|centi|kilo)?(?:met(?:re|er)s?|grams?|lit(?:re|er)s?|seconds?|watts?)|(?:mega|giga|tera)(?:bytes?|watts?)|miles?|feet|inches|acres?|hectares?|tons?|tonnes?|km|kg)|minutes?|hours?|days?|weeks?|months?|years?|decades?|degrees?|times|percentage points?)(?![\p{L}\p{N}-])/iu;

/**
 * The number or time in a sentence that a question asks for, as printed, to be said first; null where none stands out.
 * Of several, the one that stands nearest to the words that say what is counted, clearly nearer than the next.
 */
export function leadAnswer(question: ReadQuestion, sentence: string): Slot | null {
  const found = standsOut(question, sentence);
  if (!found) return null;
  const start = found.start - (hedge.exec(sentence.slice(0, found.start))?.[0].length ?? 0);
  const end = found.end + (unit.exec(sentence.slice(found.end))?.[0].length ?? 0);
  return { text: sentence.slice(start, end), start, end };
}

function standsOut(question: ReadQuestion, sentence: string): Slot | null {
  if (!leading.has(question.kind) || isPartlyOfAnother(question.text, sentence)) return null;
  // Asked when the law of 2018 was adopted, another year would be a wrong one.
  if (question.kind === 'time' && /\b(?:1[5-9]|20)\d{2}\b/.test(question.text)) return null;
  const slots = (slotsOf(question.kind, question.text, sentence) ?? []).filter(
    (slot) =>
      !vague.test(slot.text) &&
      !(question.kind === 'count' && noCount.test(slot.text)) &&
      !countsAnothers(question.text, sentence, slot),
  );
  const terms = termsOf(sentence);
  const spoken = (some: ReadonlySet<unknown>) =>
    alignTerms(question.terms, terms)
      .filter(({ claim, kind }) => kind !== 'opposite' && some.has(question.terms[claim]))
      .flatMap(({ source }) => terms[source] ?? []);
  const counted = spoken(question.focus);
  // "Six" bases are no answer to how many jets.
  if (question.kind === 'count' && question.focus.size > 0 && counted.length === 0) return null;
  const [only] = slots;
  if (slots.length === 1 && only) return only;
  const anchors = counted.length > 0 ? counted : spoken(new Set(question.terms));
  if (anchors.length === 0) return null;
  const placed = slots
    .map((slot) => ({ slot, far: Math.min(...anchors.map(({ start, end }) => gap(slot, start, end))) }))
    .sort((a, b) => a.far - b.far);
  const [nearest, next] = placed;
  return nearest && (!next || next.far - nearest.far >= clearly) ? nearest.slot : null;
}

function gap(slot: Slot, start: number, end: number): number {
  return Math.max(0, start - slot.end, slot.start - end);
}
