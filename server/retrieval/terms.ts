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

/** The stem that search and scoring compare: Porter (1980), on lower case without diacritics and possessive. */
export function stemOf(word: string): string {
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

/** What a text says that no paraphrase replaces: names, acronyms and numbers as printed, a sentence's first word aside. */
export function specificsOf(text: string): string[] {
  const found = new Set<string>();
  for (const match of text.matchAll(/(?:\p{Lu}\.){2,}|\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*|\d+(?:[.,]\d+)*/gu)) {
    const word = match[0].replace(/['’]s$/, '');
    const first = /(?:^|[.?!:]\s+["“‘(]*)$/.test(text.slice(0, match.index));
    const capital = /^\p{Lu}/u.test(word) && (!first || /\p{Lu}.*\p{Lu}/u.test(word));
    if (/^\d/.test(word) || (capital && !isStopWord(word))) found.add(word);
  }
  return [...found];
}
