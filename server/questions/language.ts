import { eld } from 'eld/small';
import { isEnglishWord } from '../quotes/difference/english.ts';
import { wordsOf } from '../retrieval/terms.ts';

/** By how much another language has to fit better than English. */
const clearly = 0.06;
const fewestWords = 2;
/** Share of a question's words from which English ones, the others misspelled, make it English. */
const mostly = 0.5;
const englishWord =
  /\b(?:the|what|which|who|when|where|why|how|does|did|is|are|was|were|of|and|about|say|says|paper|papers|in|for|to|with)\b/giu;

/**
 * The language of a question in English words ("German"), where it is surely another than English; null otherwise, as
 * for single words and names.
 */
export function foreignLanguage(question: string): string | null {
  const words = wordsOf(question).filter((word) => !/^\p{Lu}{2,}$/u.test(word));
  const latin = /\p{sc=Latin}/u.test(question);
  if (latin && (words.length < fewestWords || (question.match(englishWord)?.length ?? 0) >= 2)) return null;
  if (latin && words.filter(isEnglish).length >= mostly * words.length) return null;
  const found = eld.detect(question);
  const english = found.getScores().en ?? 0;
  const own = found.getScores()[found.language] ?? 0;
  if (found.language === 'en' || found.language === '' || own - english < clearly) return null;
  if (latin && !found.isReliable()) return null;
  return new Intl.DisplayNames('en', { type: 'language' }).of(found.language) ?? null;
}

/** Words of two letters are words in many languages. */
function isEnglish(word: string): boolean {
  return word.length > 2 && isEnglishWord(word.toLowerCase());
}
