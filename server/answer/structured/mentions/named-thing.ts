import { isEnglishWord } from '../../../quotes/difference/english.ts';
import { areOfOneNation } from '../../../quotes/paraphrase/nations.ts';
import { isStopWord, stemOf, wordsOf } from '../../../retrieval/terms.ts';
import type { Acronym } from './acronyms.ts';

/** How a text speaks of a thing: by its words in a row, or by all of them anywhere. */
export type Spoken = 'in-a-row' | 'scattered' | null;

interface Word {
  /** As printed, without possessive. */
  readonly raw: string;
  readonly stem: string;
}

/** Words that may stand between two of a thing's own. */
const between = 2;

/** Something that a text may speak of, under each of its names. */
export class NamedThing {
  /** As the question has it. */
  readonly text: string;
  /** Whether each of its words is written like a name. */
  readonly isName: boolean;
  /** Whether it has one word of meaning alone. */
  readonly isWord: boolean;
  private readonly forms: readonly (readonly Word[])[];

  /** @param acronyms that stand for long forms in the papers: a thing is looked for under both */
  constructor(text: string, acronyms: readonly Acronym[]) {
    this.text = text;
    const own = wordList(text);
    this.isName = own.length > 0 && own.every(({ raw }) => /^[\p{Lu}\d]/u.test(raw) || isProper(raw));
    const key = keyOf(text);
    const others = acronyms.flatMap(({ short, long }) =>
      isShort(text.replace(/^the /iu, ''), short) ? [long] : keyOf(long) === key ? [short] : [],
    );
    this.isWord = own.length === 1;
    this.forms = [...new Set([text, ...others])].map((name) => wordList(name)).filter((form) => form.length > 0);
  }

  /** How words speak of it; the words of a name stand in a row or are none. */
  spokenOfIn(text: string): Spoken {
    const words = wordList(text, true);
    if (this.forms.some((form) => inARow(form, words))) return 'in-a-row';
    const [own] = this.forms;
    if (!own || own.length < 2 || this.isName) return null;
    return own.every((word) => words.some((other) => isSame(word, other))) ? 'scattered' : null;
  }
}

function isShort(text: string, short: string): boolean {
  return (
    text === short ||
    text === `${short}s` ||
    (text === text.toLowerCase() && text.toUpperCase() === short && !isEnglishWord(text))
  );
}

/** Long forms are compared without their small words, in singular. */
function keyOf(text: string): string {
  return wordList(text)
    .map(({ stem }) => stem)
    .join(' ');
}

function wordList(text: string, all = false): Word[] {
  return wordsOf(text)
    .filter((word) => all || !isStopWord(word))
    .map((word) => {
      const raw = word.replace(/['’]s?$/u, '').replace(/(?<=\p{Lu})\./gu, '');
      return { raw, stem: stemOf(raw) };
    });
}

function inARow(form: readonly Word[], words: readonly Word[]): boolean {
  return words.some((_, at) => {
    let place = at;
    for (const [index, word] of form.entries()) {
      const last = index === 0 ? place : place + between;
      let found = -1;
      let length = 1;
      for (let next = place; next <= last && found < 0; next += 1) {
        const other = words[next];
        if (!other) break;
        if (isSame(word, other)) found = next;
        else if (isJoined(word.stem, other, words[next + 1])) [found, length] = [next, 2];
        // "cyber attacks" in one word.
        else if (index + 1 < form.length && isJoinedStem(word, form[index + 1], other)) {
          if (index + 2 === form.length) return true;
        }
      }
      if (found < 0) return false;
      place = found + length;
    }
    return true;
  });
}

function isJoined(stem: string, first: Word, second: Word | undefined): boolean {
  return second !== undefined && stem.length > 6 && stemOf(`${first.raw}${second.raw}`) === stem;
}

function isJoinedStem(first: Word, second: Word | undefined, other: Word): boolean {
  return second !== undefined && other.stem.length > 6 && stemOf(`${first.raw}${second.raw}`) === other.stem;
}

/** Acronyms by their letters, so that LAWS are no laws; names with what is of them, "Vietnamese" for "Vietnam". */
function isSame(asked: Word, printed: Word): boolean {
  const capital = /^\p{Lu}/u.test(printed.raw);
  if (/^\p{Lu}[\p{L}\d]*[\p{Lu}\d]/u.test(asked.raw) && asked.raw.length < 9) {
    if (singular(asked.raw) === singular(printed.raw)) return true;
    return capital && areOfOneNation(asked.raw.toLowerCase(), printed.raw.toLowerCase());
  }
  const proper = isProper(asked.raw);
  if (asked.stem === printed.stem) return !proper || capital || !/^\p{Lu}/u.test(asked.raw);
  if (!capital || !(proper || /^\p{Lu}/u.test(asked.raw))) return false;
  const [one, other] = [asked.raw.toLowerCase(), printed.raw.toLowerCase()];
  return areOfOneNation(one, other) || (one.length > 3 && /^(?:n|i|an|ian|ese|is|ic|ns)$/.test(ending(one, other)));
}

function ending(short: string, long: string): string {
  return long.startsWith(short) ? long.slice(short.length) : '';
}

function singular(acronym: string): string {
  return acronym.replace(/(?<=\p{Lu})s$/u, '');
}

function isProper(word: string): boolean {
  return /^\p{L}{3,}/u.test(word) && !isEnglishWord(word.toLowerCase());
}
