import american from 'dictionary-en';
import british from 'dictionary-en-gb';
import nspell from 'nspell';

type Speller = ReturnType<typeof nspell>;

/** Hunspell's en_US and en_GB, each read when it is first asked: 0.2 s. */
const dictionaries = [american, british].map((dictionary) => {
  let speller: Speller | null = null;
  return { correct: (word: string) => (speller ??= nspell(dictionary)).correct(word) };
});

/** Whether a word stands in an English dictionary, American or British, as it is or in lower case. */
export function isEnglishWord(word: string): boolean {
  const small = word.toLowerCase();
  return dictionaries.some((speller) => speller.correct(word) || speller.correct(small));
}
