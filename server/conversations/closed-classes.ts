/** Words of the closed classes of English: what stands between nouns and verbs (Quirk et al. 1985, §2.39). */
const setOf = (words: string) => new Set(words.split(' '));

export const questionWords = setOf('what which who whom whose why when where how');
export const doForms = setOf('do does did');
export const beForms = setOf('is are was were');
export const haveForms = setOf('has have had');
export const modals = setOf('can could will would shall should may might must');
export const prepositions = setOf(
  'about above across after against along among around as at before behind below beneath beside between beyond by despite ' +
    'down during except for from in inside into like near of off on onto out outside over per since than through throughout ' +
    'till to toward towards under until up upon versus via vs with within without regarding concerning',
);
export const determiners = setOf(
  'a an the this that these those my your his her its our their some any each every no all both many much few more most several such another',
);
export const conjunctions = setOf('and or but nor so yet because although though if when while whereas unless whether');
export const personalPronouns = setOf(
  'i you he she it we they me him us them myself himself herself itself themselves one there who',
);
const adverbs = setOf(
  'not also else too further only even ever still already just now then here again really actually exactly so very',
);
const contracted = setOf("don't doesn't didn't isn't aren't wasn't weren't hasn't haven't can't won't");

/** do, be, have and the modals, as they stand before the subject of a question. */
export function isAuxiliary(word: string): boolean {
  return doForms.has(word) || beForms.has(word) || haveForms.has(word) || modals.has(word) || contracted.has(word);
}

/** Whether a word, in lower case, ends a noun phrase: anything but determiners, nouns and adjectives. */
export function endsNounPhrase(word: string): boolean {
  return (
    questionWords.has(word) ||
    isAuxiliary(word) ||
    prepositions.has(word) ||
    conjunctions.has(word) ||
    personalPronouns.has(word) ||
    adverbs.has(word) ||
    word === 'be' ||
    word === 'been' ||
    word === 'being'
  );
}

/** Auxiliaries as they agree with one, by their form for several, and the other way round. */
export const singularForms: Readonly<Record<string, string>> = { do: 'does', are: 'is', were: 'was', have: 'has' };
export const pluralForms: Readonly<Record<string, string>> = { does: 'do', is: 'are', was: 'were', has: 'have' };
