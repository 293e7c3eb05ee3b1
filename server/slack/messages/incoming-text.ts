/** A mention of a person: `@U1`, `@W1|name`. */
const person = /^@([A-Z0-9]+)(?:\|.*)?$/s;

/**
 * Slack's markup as the plain text that a person reads
 * (https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages). Mentions of the bot are left away; of an
 * unknown bot (null) the first mention that the message begins with. Marks such as `*` and `_` stay, since they may be part
 * of a quotation, and the checker reads over those that only emphasise; quoted lines begin with "> ", as in Markdown.
 */
export function plainTextOf(slackText: string, botUser: string | null): string {
  const text = slackText.replace(/\r\n?/g, '\n');
  const bot = botUser ?? leadingPeople(text)[0] ?? null;
  const shown = decoded(quotedLines(withoutMarkup(text, bot, botUser === null ? 1 : Infinity)));
  return shown
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

/** Mentions of the bot go, up to `most` of them, with the comma or colon and the space that they leave behind. */
function withoutMarkup(text: string, bot: string | null, most: number): string {
  let shown = '';
  let done = 0;
  let left = most;
  for (const found of text.matchAll(/<([^<>]*)>/g)) {
    const inside = found[1] ?? '';
    shown += text.slice(done, found.index);
    done = found.index + found[0].length;
    if (bot === null || left === 0 || person.exec(inside)?.[1] !== bot) {
      shown += read(inside);
      continue;
    }
    left -= 1;
    const following = /([ \t]*)([.,:;?!]?)[ \t]*/y;
    following.lastIndex = done;
    const [after = '', space = '', mark = ''] = following.exec(text) ?? [];
    if (shown.slice(shown.lastIndexOf('\n') + 1).trim() === '') {
      done += mark === '' || mark === ',' || mark === ':' ? after.length : 0;
    } else if (mark !== '') {
      shown = shown.trimEnd();
      done += space.length + (mark === ',' && shown.endsWith(',') ? 1 : 0);
    } else if (/\s$/.test(shown.slice(-1))) done += after.length;
  }
  return shown + text.slice(done);
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

/** What a person reads for what stands between `<` and `>`; still escaped. */
function read(inside: string): string {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : inside.slice(bar + 1);
  switch (target.charAt(0)) {
    case '@':
      return `@${withoutSign(label, '@') || target.slice(1)}`;
    case '#':
      return `#${withoutSign(label, '#') || target.slice(1)}`;
    case '!':
      if (target.startsWith('!date^')) return label === '' ? (target.split('^')[2] ?? '') : label;
      if (target.startsWith('!subteam^')) return `@${withoutSign(label, '@') || 'group'}`;
      return label === '' ? `@${target.slice(1)}` : label;
    default:
      return label === '' ? target.replace(/^mailto:/, '') : label;
  }
}

function withoutSign(label: string, sign: string): string {
  return label.startsWith(sign) ? label.slice(1) : label;
}

/** `&gt; words` quotes a line and `&gt;&gt;&gt; words` all that follows; after an empty quoted line the quotation goes on. */
function quotedLines(text: string): string {
  let all = false;
  return text
    .split('\n')
    .map((line) => {
      const found = /^[ \t]*(&gt;&gt;&gt;|&gt;)[ \t]?(.*)$/s.exec(line);
      if (all) return `> ${line}`.trimEnd();
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
