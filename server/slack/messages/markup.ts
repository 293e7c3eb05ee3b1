/** What stands between `<` and `>`: what is meant, and the words that Slack shows for it; both still escaped. */
interface Markup {
  readonly target: string;
  /** '' where there are none. */
  readonly label: string;
}

function markupOf(inside: string): Markup {
  const bar = inside.indexOf('|');
  return bar < 0 ? { target: inside, label: '' } : { target: inside.slice(0, bar), label: inside.slice(bar + 1) };
}

/** What a person reads for it in a text that is checked; '' for ids that come without a name. */
export function readInCheck(inside: string): string {
  const { target, label } = markupOf(inside);
  const named = namedOf(target, label);
  if (named !== null) return named;
  if (target.startsWith('!')) return label === '' ? `@${target.slice(1)}` : label;
  return label === '' ? target.replace(/^mailto:/, '') : label;
}

/** The same in a question, where everybody who is called and addresses without words of their own say nothing. */
export function readInQuestion(inside: string): string {
  const { target, label } = markupOf(inside);
  const named = namedOf(target, label);
  if (named !== null) return named;
  return target.startsWith('!') || isAddress(label, target) ? '' : label;
}

/** The fewest words of a link that make a question of it. */
const fewestWords = 3;

/** Whether it is more than a pointer: a date, or a link with several words. */
export function saysSomething(inside: string): boolean {
  const { target, label } = markupOf(inside);
  if (target.startsWith('!date^')) return true;
  if (/^[@#!]/.test(target) || isAddress(label, target)) return false;
  return label.trim().split(/\s+/).length >= fewestWords;
}

/** People, channels, groups and dates; null for what is none of them. */
function namedOf(target: string, label: string): string | null {
  if (target.startsWith('@')) return signed('@', label);
  if (target.startsWith('#')) return signed('#', label);
  if (target.startsWith('!subteam^')) return signed('@', label);
  if (target.startsWith('!date^')) return label === '' ? (target.split('^')[2] ?? '') : label;
  return null;
}

function signed(sign: string, label: string): string {
  const name = label.startsWith(sign) ? label.slice(1) : label;
  return name.trim() === '' ? '' : `${sign}${name}`;
}

/** Whether the words of a link are its address or the beginning of it. */
function isAddress(label: string, target: string): boolean {
  const bare = (address: string) => address.replace(/^(?:https?:\/\/|mailto:)?(?:www\.)?/i, '').toLowerCase();
  return bare(target).startsWith(bare(label.replace(/(?:…|\.\.\.)$/, '')));
}
