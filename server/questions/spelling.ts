import { isEnglishWord } from '../quotes/difference/english.ts';
import { spellingDistance } from '../quotes/difference/pair-cost.ts';
import { isStopWord } from '../retrieval/terms.ts';

/** Words of questions that are often misspelled; the papers need not hold them. */
const asking =
  'what which when where who whose why how many much does did should would could the between about says said write writes wrote country countries year years number percent percentage happen happened called because different difference compare explain describe define definition reason reasons mean means train want wants begin began'.split(
    ' ',
  );
/** A shorter word is too near to too many others. */
const shortest = 4;

/**
 * The question with misspelled words put right: a word that no dictionary and no passage has becomes the one of the
 * passages that it is a slip of the keys away from ("Gwader" → "Gwadar"). Letter for letter the same where there is
 * none. Acronyms and whatever has a digit are never touched: "APT28" is not "APT41".
 * @param vocabulary words as printed in what the question found
 */
export function respelled(question: string, vocabulary: ReadonlySet<string>): string {
  const words = [...vocabulary].map((word) => word.replace(/['’]s?$/u, '')).filter((word) => word.length >= shortest);
  const known = new Map(words.map((word) => [plain(word), word]));
  const names = [...known].flatMap(([word, printed]) => (/^\p{Lu}/u.test(printed) ? [word] : []));
  return question.replace(aWord, (word, at: number) => {
    const single = plain(word).replace(/s$/, '');
    if (!mayBeSlip(word) || known.has(plain(word)) || known.has(single)) return word;
    // A name is no slip of an ordinary word: "Sadi" is not "said".
    const isName = at > 0 && /^\p{Lu}/u.test(word);
    if (word.length >= shortest) {
      const found = nearest(plain(word), isName ? names : [...known.keys()]);
      const printed = found === null ? undefined : known.get(found);
      if (printed !== undefined) return inCaseOf(word, printed);
    }
    const common = isName ? null : nearest(plain(word), asking);
    return common === null ? word : inCaseOf(word, common);
  });
}

/** With what is contracted to it: "doesn't" is one word. */
const aWord = /\p{L}[\p{L}\p{M}]*(?:(?<=n)['’]t(?!\p{L}))?/gu;

/** Whether a word of a question is in no dictionary, so that the passages have to tell whether it is a slip. */
export function mayBeMisspelled(question: string): boolean {
  return (question.match(aWord) ?? []).some(mayBeSlip);
}

function mayBeSlip(word: string): boolean {
  if (word.length < shortest && !/^w/i.test(word)) return false;
  if (/n['’]t$/.test(word)) return false;
  if (/^\p{Lu}+s?$/u.test(word) || isStopWord(word) || isEnglishWord(word)) return false;
  return !isEnglishWord(plain(word).replace(/s$/, ''));
}

/** Whether a word is an English one but for a slip, so that it is no name. */
export function isSlip(word: string): boolean {
  return slips(word.toLowerCase()).some((other) => isEnglishWord(other) && other === other.toLowerCase());
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** All that is one change, omission, addition or swap away. */
function* slipsOf(word: string): Generator<string> {
  for (let at = 0; at <= word.length; at += 1) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    if (tail !== '') yield head + tail.slice(1);
    if (tail.length > 1) yield head + (tail[1] ?? '') + (tail[0] ?? '') + tail.slice(2);
    for (const letter of letters) {
      if (tail !== '') yield head + letter + tail.slice(1);
      yield head + letter + tail;
    }
  }
}

function slips(word: string): string[] {
  return word.length < shortest || word.length > 20 ? [] : [...slipsOf(word)];
}

function nearest(word: string, others: readonly string[]): string | null {
  const allowed = word.length >= 8 ? 2 : 1;
  let best: { word: string; distance: number } | null = null;
  for (const other of others) {
    if (Math.abs(other.length - word.length) > allowed) continue;
    const distance = spellingDistance(word, other, allowed);
    if (distance > allowed || (distance === 2 && !other.startsWith(word.slice(0, 1)))) continue;
    if (
      !best ||
      distance < best.distance ||
      (distance === best.distance && other.startsWith(word.slice(0, 1)) && !best.word.startsWith(word.slice(0, 1)))
    )
      best = { word: other, distance };
  }
  return best?.word ?? null;
}

function plain(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function inCaseOf(word: string, printed: string): string {
  if (/^\p{Lu}/u.test(word)) return printed.slice(0, 1).toUpperCase() + printed.slice(1);
  return isEnglishWord(printed.toLowerCase()) ? printed.toLowerCase() : printed;
}
