import dictionary from 'dictionary-en';
import nspell from 'nspell';

let speller: { correct(word: string): boolean } | null = null;

/** Whether a word stands in the English dictionary (Hunspell's en_US) as it is or in lower case. The first call reads it: 0.2 s. */
export function isEnglishWord(word: string): boolean {
  speller ??= nspell(dictionary);
  return speller.correct(word) || speller.correct(word.toLowerCase());
}
