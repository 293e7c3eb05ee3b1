import { stemmer } from 'stemmer';

const stopWords = new Set(
  (
    'a about above according after again against all also am an and any are as asks at author authors be because been before being below ' +
    'between both but by can could define defined describe described did discuss do does doing done down during each ever every explain few ' +
    'find for from further get give given gives had happened has have having he her here hers him his how i if in into is it its itself ' +
    'just kind kinds let library like list made make makes many me mean meant mention mentioned mentions might more most much my name named names ' +
    'no nor not now of off on once one only or other our out over own paper papers article please report reported said same say saying says she ' +
    'should show shows so some state stated states such tell than that the their them then there these they thing things this those through ' +
    'compare compared contrast difference summarise summarize summary study studies view views thank thanks hello hi hey ' +
    'to too two under until up us use used very was we were what when where whether which while who whom whose why will with would write ' +
    'writes wrote you your'
  ).split(' '),
);

/** Stems that are remembered, at most: some megabytes. */
const mostStems = 20_000;
const stems = new Map<string, string>();

/** The stem that search and scoring compare: Porter (1980), on lower case without diacritics and possessive. */
export function stemOf(word: string): string {
  // Most words were in another passage before, and stemming is slow.
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = newStemOf(word);
  if (stems.size >= mostStems) stems.clear();
  stems.set(word, stem);
  return stem;
}

function newStemOf(word: string): string {
  const plain = word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s$/, '');
  return stemmer(plain);
}

/** The words of a text with letters or digits in them, as printed; "US-China" is two, "U.S." one. */
export function wordsOf(text: string): string[] {
  return text.match(/(?:\p{Lu}\.){2,}|\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*|\d+(?:[.,]\d+)*/gu) ?? [];
}

/** Stems of the words that carry meaning, each once, in order. */
export function contentTerms(text: string): string[] {
  return [
    ...new Set(
      wordsOf(text)
        .filter((word) => !isStopWord(word))
        .map(stemOf),
    ),
  ];
}

/** Whether a word says nothing about the topic; capitals decide between "us" and "US". */
export function isStopWord(word: string): boolean {
  if (/^(?:US|IT|WHO)$/.test(word)) return false;
  return stopWords.has(word.toLowerCase().replace(/['’]s$/, '')) || (word.length === 1 && !/\d/.test(word));
}
