import type { WordsInContext } from '../../../ingest/embedder.ts';
import { countWords } from '../../../ingest/count-words.ts';
import { type Term, termsOf } from '../../quotes/paraphrase/terms.ts';
import { slotsOf } from '../../questions/answer-slots.ts';
import { nameIn, nameStems } from '../../questions/names-asked.ts';
import { type ReadQuestion, weightOf } from '../../questions/read-question.ts';
import { dot } from '../../retrieval/dot.ts';
import { matchTerms, type TermMatch } from './match-terms.ts';

/** A question with the vectors that it is compared by; null without an embedder. */
export interface AskedQuestion {
  readonly read: ReadQuestion;
  /** As a question is embedded for search, unit length. */
  readonly vector: Float32Array | null;
  /** As a text is embedded, with its words. */
  readonly words: WordsInContext | null;
}

/** A sentence in its passage. */
export interface PlacedSentence {
  readonly text: string;
  /** The heading and the two sentences before, as they read. */
  readonly before: string;
  readonly meaning: WordsInContext | null;
  /** The highest cosine to the question of the sentences beside it that were compared; null where none was. */
  readonly beside: number | null;
  /** 1-based rank of its passage. */
  readonly rank: number;
}

/** What speaks for a sentence being an answer; each 0…1 but the cosines, which may be below. */
export interface SentenceFeatures {
  /** Cosine to the question as searched, and to its bare words. */
  readonly meaning: number;
  readonly likeness: number;
  /** The highest `meaning` of the sentences beside it. */
  readonly beside: number;
  /** Share of the question's words that it speaks of, by how rare they are. */
  readonly words: number;
  /** The same without names; without names and without the kind of thing asked for; of that alone; the least of all. */
  readonly content: number;
  readonly rest: number;
  readonly focus: number;
  readonly least: number;
  readonly leastTwo: number;
  /** Mean and least of how much of the question's names, and of its numbers the least, is there or just before. */
  readonly names: number;
  readonly leastName: number;
  readonly numbers: number;
  /** 1: holds something of the kind asked for, 0: nothing of it, ½: no pattern knows. */
  readonly slot: number;
  /** How near what the question counts is to what a number of the sentence counts; ¾ where nothing is counted. */
  readonly unit: number;
  /** 1 over the passage's rank. */
  readonly passage: number;
  /** In words, up to 60, as a share of that. */
  readonly length: number;
  /** Says nothing without the sentence before: "It …", "Such …". */
  readonly refersBack: number;
}

const neutral = 0.6;
const backwards =
  /^(?:it|they|these|this|such|he|she|those|its|their|his|her|however|moreover|additionally|also|in turn|thus|hence|therefore|furthermore)\b/i;

/** How well each term of a question is spoken of in a sentence. */
export function matchesOf({ read, words }: AskedQuestion, { text, before, meaning }: PlacedSentence): TermMatch[] {
  return matchTerms(read.terms, termsOf(text), termsOf(before), words, meaning);
}

/** The features of a sentence with these matches; `rarity` says how much a term tells sentences apart. */
export function featuresOf(
  { read, vector, words }: AskedQuestion,
  sentence: PlacedSentence,
  matches: readonly TermMatch[],
  rarity: (term: Term) => number,
): SentenceFeatures {
  const mean = (of: (term: Term) => boolean, otherwise: number) => {
    const some = matches.filter(({ term }) => of(term));
    const whole = some.reduce((sum, { term }) => sum + rarity(term) * weightOf(term), 0);
    return whole > 0
      ? some.reduce((sum, { term, match }) => sum + rarity(term) * weightOf(term) * match, 0) / whole
      : otherwise;
  };
  const content = matches.filter(({ term }) => read.content.has(term)).map(({ match }) => match);
  const ascending = content.toSorted((a, b) => a - b);
  const there = read.names.length > 0 ? [sentence.before, sentence.text].flatMap(nameStems) : [];
  const named = read.names.map(({ text }) => ({ number: /^\d/.test(text), share: nameIn(text, there) }));
  const names = named.filter(({ number }) => !number).map(({ share }) => share);
  const slots = slotsOf(read.kind, read.text, sentence.text);
  const count = countWords(sentence.text);
  return {
    meaning: vector && sentence.meaning ? dot(vector, sentence.meaning.vector) : neutral,
    likeness: words && sentence.meaning ? dot(words.vector, sentence.meaning.vector) : neutral,
    beside: sentence.beside ?? neutral,
    words: mean(() => true, 0.5),
    content: mean((term) => read.content.has(term), neutral),
    rest: mean((term) => read.content.has(term) && !read.focus.has(term), neutral),
    focus: mean((term) => read.focus.has(term), neutral),
    least: ascending[0] ?? neutral,
    leastTwo: ascending.length > 0 ? average(ascending.slice(0, 2)) : neutral,
    names: names.length > 0 ? average(names) : 1,
    leastName: Math.min(1, ...names),
    numbers: Math.min(1, ...named.filter(({ number }) => number).map(({ share }) => share)),
    slot: slots === null ? 0.5 : slots.length > 0 ? 1 : 0,
    unit: unitFit(read, words, sentence, slots),
    passage: 1 / sentence.rank,
    length: Math.min(count, 60) / 60,
    refersBack: backwards.test(sentence.text) ? 1 : 0,
  };
}

/** How many words behind a number, and before it, what it counts may stand. */
const behind = 4;
const ahead = 3;

/** "How many members?" is not answered by "10,000 professionals each year" unless professionals are like members. */
function unitFit(
  read: ReadQuestion,
  question: WordsInContext | null,
  { meaning }: PlacedSentence,
  slots: readonly { readonly start: number; readonly end: number }[] | null,
): number {
  const counted = [...read.focus].at(-1);
  if (read.kind !== 'count' || !counted) return 0.75;
  if (!slots || slots.length === 0) return 0;
  const unit = question?.words.findLast(({ start, end }) => start < counted.end && end > counted.start);
  if (!unit || !meaning) return 0.75;
  const near = slots.flatMap(({ start, end }) => [
    ...meaning.words.filter((word) => word.start >= end).slice(0, behind),
    ...meaning.words.filter((word) => word.end <= start).slice(-ahead),
  ]);
  return Math.max(0, ...near.map((word) => dot(word.vector, unit.vector)));
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
