import { linesInCode, outsideCode, withoutCodeMarks } from './code-marks.ts';
import { quotedRuns, withoutEmphasis } from './emphasis.ts';
import { hasWords, withoutEmoji } from './emoji.ts';
import { gap, withoutGaps } from './gaps.ts';
import { readInCheck, readInQuestion, saysSomething } from './markup.ts';

/** A mention of a person: `@U1`, `@W1|name`. */
const person = /^@([A-Z0-9]+)(?:\|.*)?$/s;

/**
 * Slack's markup as the plain text that a person reads, for a check
 * (https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages). Mentions of the bot are left away, of an
 * unknown bot (null) the first mention that the message begins with; so are mentions that bring no name, emoji codes, and
 * Slack's marks of emphasis and of code, a run in italics beside a credit being a quotation; quoted lines begin with "> ",
 * as in Markdown. '' for a message of nothing but emoji.
 */
export function plainTextOf(slackText: string, botUser: string | null): string {
  const text = outsideCode(cleared(slackText), withoutEmoji);
  const shown = quotedRuns(withoutGaps(withoutMarkup(text, botUser, readInCheck)));
  return hasWords(shown) ? finished(shown) : '';
}

/**
 * The same for a question: bare addresses, and mentions of everybody, are left away too, and no run becomes a quotation.
 * '' for a message of nothing but links, mentions and emoji.
 */
export function questionOf(slackText: string, botUser: string | null): string {
  const text = outsideCode(cleared(slackText), withoutEmoji);
  const own = text.replace(/<([^<>]*)>/g, (_, inside: string) => (saysSomething(inside) ? 'x' : ''));
  return hasWords(own) ? finished(withoutGaps(withoutMarkup(text, botUser, readInQuestion))) : '';
}

function cleared(slackText: string): string {
  return slackText.replace(/\r\n?/g, '\n').replaceAll(gap, '');
}

function finished(text: string): string {
  return decoded(withoutCodeMarks(quotedLines(outsideCode(text, withoutEmphasis))))
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

/** What stands in `<…>` as it is read, with gaps for the bot and for what nobody reads. */
function withoutMarkup(text: string, botUser: string | null, read: (inside: string) => string): string {
  const bot = botUser ?? leadingPeople(text)[0] ?? null;
  let left = botUser === null ? 1 : Infinity;
  return text.replace(/<([^<>]*)>/g, (_, inside: string) => {
    if (bot !== null && left > 0 && person.exec(inside)?.[1] === bot) {
      left -= 1;
      return gap;
    }
    const words = read(inside);
    return words === '' ? gap : words;
  });
}

/**
 * Whether a message begins by addressing somebody who is not the bot: a person, a group, or everybody. One that begins
 * by addressing the bot too is the bot's. Of an unknown bot (null) any person may be it.
 */
export function startsWithOther(slackText: string, botUser: string | null): boolean {
  const people = leadingPeople(slackText);
  const groups = /^\s*<!(?:subteam\^|here|channel|everyone)/.test(slackText);
  if (botUser === null) return groups && people.length === 0;
  return !people.includes(botUser) && (people.length > 0 || groups);
}

/** The ids of the people that a message begins by naming, with groups between them passed over. */
function leadingPeople(slackText: string): string[] {
  const run = /^(?:[\s,]*<(?:@[A-Z0-9]+|!(?:subteam\^|here|channel|everyone))[^<>]*>)+/.exec(slackText)?.[0] ?? '';
  return [...run.matchAll(/<@([A-Z0-9]+)/g)].map((found) => found[1] ?? '');
}

/**
 * `&gt; words` quotes a line and `&gt;&gt;&gt; words` all that follows; after an empty quoted line the quotation goes on.
 * In code these are signs.
 */
function quotedLines(text: string): string {
  const inCode = linesInCode(text);
  let all = false;
  return text
    .split('\n')
    .map((line, index) => {
      if (all) return `> ${line}`.trimEnd();
      const found = inCode[index] === true ? null : /^[ \t]*(&gt;&gt;&gt;|&gt;)[ \t]?(.*)$/s.exec(line);
      if (!found) return line;
      all = found[1] === '&gt;&gt;&gt;';
      return `> ${found[2] ?? ''}`.trimEnd();
    })
    .join('\n');
}

/** Last and once: what was typed as "&lt;" comes as "&amp;lt;" and is "&lt;" again. */
function decoded(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) => (name === 'amp' ? '&' : name === 'lt' ? '<' : '>'));
}
