import { type Conversation } from './conversation.ts';
import { printedName } from './names-in-text.ts';
import { otherCase } from './other-case.ts';
import { asQuestion, withoutMark } from './surface.ts';
import { theOtherPaper } from './the-other-paper.ts';
import { tokensOf } from './tokens.ts';

const lead =
  /^(?:(?:no|nope|nah|sorry|wait|oops|actually|not quite|my bad|correction|pardon)(?![\p{L}’'-])[\s,.!;:–—-]*)+/iu;
const meant =
  /^(?:i (?:actually )?(?:mean|meant|was asking about|am asking about|wanted|was talking about|was thinking of)|i['’]m (?:asking|talking) about|rather|make that|let['’]?s say|i meant to (?:say|ask|write))[\s,:]+/i;
const notButPattern = /^(?:not|i did(?:n['’]t| not) mean) (.{2,60}?)(?:,? but |, (?:i meant? )?|; )(.{2,80})$/i;
const butNot = /^(.{2,80}?),? (?:not|instead of|rather than) (.{2,60})$/i;

/** Whether a turn puts the one before right: "no, I meant India", "not Iran, Iraq". */
export function isCorrection(question: string): boolean {
  const text = withoutMark(question);
  const rest = text.replace(lead, '');
  return meant.test(rest) || notButPattern.test(rest) || (rest !== text && rest !== '');
}

/** The question before, put right; null where it isn’t a correction, or asks something of its own behind "No,". */
export function corrected(question: string, conversation: Conversation): string | null {
  if (!isCorrection(question)) return null;
  const rest = withoutMark(question)
    .replace(lead, '')
    .replace(meant, '')
    .replace(/^(?:the question (?:is|was)|about)\s+/i, '')
    .trim();
  const before = conversation.question;
  const instead = notButPattern.exec(rest);
  const rather = instead ? null : butNot.exec(rest);
  const wrong = instead?.[1] ?? rather?.[2];
  const right = (instead?.[2] ?? rather?.[1] ?? rest).replace(meant, '').trim();
  if (wrong !== undefined) {
    const at = before.toLowerCase().indexOf(wrong.toLowerCase());
    if (at >= 0)
      return asQuestion(
        before.slice(0, at) + printedName(right, conversation.vocabulary) + before.slice(at + wrong.length),
      );
  }
  return misspelt(before, right) ?? theOtherPaper(right, conversation) ?? otherCase(`and ${right}?`, conversation);
}

/** The word of the question that a correction spells otherwise, changed for it. */
function misspelt(before: string, right: string): string | null {
  const words = tokensOf(right);
  const [word] = words;
  if (!word || words.length > 1 || word.lower.length < 4) return null;
  const near = tokensOf(before).filter((token) => token.lower !== word.lower && isNear(token.lower, word.lower));
  const [one, another] = near;
  if (!one || another) return null;
  const ending = one.possessive ? '’s' : '';
  return asQuestion(before.slice(0, one.start) + word.text + ending + before.slice(one.end));
}

/** Whether one word can be a slip of the other: up to two letters changed, left out, added or exchanged, the first aside. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 2 || a.length < 4 || a.length > 40 || !b.startsWith(a.charAt(0))) return false;
  const allowed = Math.min(a.length, b.length) > 5 ? 2 : 1;
  return distance(a, b) <= allowed;
}

/** Damerau–Levenshtein distance, adjacent letters exchanged counting one. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((row[j - 1] ?? 0) + 1, (rows[i - 1]?.[j] ?? 0) + 1, (rows[i - 1]?.[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      row.push(least);
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
