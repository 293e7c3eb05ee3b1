import type { Paper } from '../../../ingest/paper.ts';
import { type Random, randomOf, seedOf } from '../random.ts';
import type { Alteration, AlterationClass, Altered, Context, GeneratedCase } from './alteration.ts';
import { attributionAlterations } from './attributions.ts';
import { directionAlterations } from './directions.ts';
import { fragmentAlterations } from './fragments.ts';
import { hedgeAlterations } from './hedges.ts';
import { inventedAlterations } from './inventions.ts';
import { foldedLetters, foldedWords, libraryWordsOf } from './library-words.ts';
import { markedAlterations } from './marked-edits.ts';
import { nameAlterations } from './names.ts';
import { negationAlterations } from './negations.ts';
import { numberAlterations } from './numbers.ts';
import { additionAlterations, omissionAlterations } from './omissions.ts';
import { furnitureAlterations, referenceAlterations } from './references.ts';
import { type Sentence, isProse, paperSentences } from './sentences.ts';
import { acrossParagraphs, stitchedAlterations } from './stitching.ts';
import { typographyAlterations } from './typography.ts';
import { wordAlterations } from './words.ts';

/** All ways to alter a sentence, in the table's order. */
export const alterations: readonly Alteration[] = [
  ...typographyAlterations,
  ...referenceAlterations,
  ...furnitureAlterations,
  ...fragmentAlterations,
  ...markedAlterations,
  acrossParagraphs,
  ...numberAlterations,
  ...negationAlterations,
  ...hedgeAlterations,
  ...directionAlterations,
  ...nameAlterations,
  ...wordAlterations,
  ...omissionAlterations,
  ...additionAlterations,
  ...stitchedAlterations,
  ...attributionAlterations,
  ...inventedAlterations,
];

/** Classes whose quotations are the paper's letters, whatever the typography. */
const sameLetters = new Set<AlterationClass>(['typography', 'fragment', 'furniture', 'misattributed']);

export interface GeneratorOptions {
  readonly papers: readonly Paper[];
  /** Papers that the library does not hold. */
  readonly outsiders: readonly Paper[];
  /** The same seed gives the same cases. */
  readonly seed: number;
  /** Cases of each class, as near as its kinds find sentences. */
  readonly perClass: number;
  /** Classes wanted; absent: all. */
  readonly only?: readonly string[];
}

/** Makes the cases: each kind's share of its class, every sentence once a kind, nothing that is not what it says. */
export function generateCases({ papers, outsiders, seed, perClass, only }: GeneratorOptions): GeneratedCase[] {
  const all = new Map(papers.map((paper) => [paper, paperSentences(paper)]));
  const words = libraryWordsOf(papers);
  const sentences = [...all.values()]
    .flat()
    .filter((sentence) => isProse(sentence) && words.count(sentence.text) === 1);
  const shared = { words, sentences, all, outsiders: outsiders.flatMap(paperSentences).filter(isProse) };
  const wanted = alterations.filter((alteration) => only?.includes(alteration.class) ?? true);
  return wanted.flatMap((alteration) => {
    const random = randomOf(seedOf(`${alteration.class}: ${alteration.kind}`, seed));
    const kinds = alterations.filter((other) => other.class === alteration.class).length;
    return casesOf(alteration, { ...shared, random }, Math.ceil(perClass / kinds));
  });
}

function casesOf(alteration: Alteration, context: Context, wanted: number): GeneratedCase[] {
  const cases: GeneratedCase[] = [];
  const candidates = spread(alteration.on?.(context) ?? context.sentences, context.random);
  for (const sentence of candidates) {
    if (cases.length === wanted) break;
    const altered = alteration.alter(sentence, context);
    if (!altered) continue;
    const made = { ...altered, text: altered.text.replace(/(?<=\S) {2}(?=\S)/g, keepsSpaces(alteration) ? '  ' : ' ') };
    if (!isWhatItSays(alteration, sentence, made, context)) continue;
    cases.push(caseOf(alteration, sentence, made, cases.length));
  }
  return cases;
}

const keepsSpaces = ({ class: name }: Alteration) => name === 'typography';

/** In random order, but the first sentences of different papers, so that no long paper has all cases. */
function spread(sentences: readonly Sentence[], random: Random): Sentence[] {
  const taken = new Map<Paper, number>();
  const ranked = random.shuffle(sentences).map((sentence) => {
    const rank = taken.get(sentence.paper) ?? 0;
    taken.set(sentence.paper, rank + 1);
    return { sentence, rank };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ sentence }) => sentence);
}

/** Whether an alteration is one: letters kept where they have to be, words new to the library where they have to be. */
function isWhatItSays(alteration: Alteration, sentence: Sentence, made: Altered, { words }: Context): boolean {
  if (sameLetters.has(alteration.class)) {
    return made.places !== undefined || foldedLetters(made.text) === foldedLetters(sentence.text);
  }
  if (alteration.class === 'reference' || alteration.class === 'marked') return made.text !== sentence.text;
  if (alteration.class === 'invented') return !words.sharesRun(made.text);
  return foldedWords(made.text) !== foldedWords(sentence.text) && words.count(made.text) === 0;
}

function caseOf(alteration: Alteration, sentence: Sentence, made: Altered, index: number): GeneratedCase {
  // A paper's own quotation marks inside marks of ours would cut the quotation up; the stitched and the invented in
  // marks only: bare, they may be read as a claim.
  const inMarks = alteration.class === 'stitched' || alteration.class === 'invented' || index % 2 === 0;
  const bare = /["“”]/.test(made.text) || !inMarks;
  return {
    id: `${alteration.class}: ${alteration.kind} ${index + 1}`,
    alteration,
    original: sentence.text,
    quotation: made.text,
    text: bare ? made.text : `“${made.text}”`,
    source: made.source ?? null,
    places: made.places ?? [{ paper: sentence.paper, span: sentence.span }],
  };
}
