/** Links that may be alive in a message: the address begins with one of these. */
const defaultLinks: readonly string[] = ['https://doi.org/'];

interface Place {
  readonly text: string;
  /** What Slack makes of the string: marks are read in mrkdwn; in plain text they are seen as they are; nothing shows a value. */
  readonly reading: 'mrkdwn' | 'parsed mrkdwn' | 'plain' | 'hidden' | 'address';
}

/** Every string of a message, with how Slack reads it. */
function* placesOf(value: unknown, key = '', holder: Readonly<Record<string, unknown>> = {}): Generator<Place> {
  if (typeof value === 'string') {
    if (key === 'url' || key === 'image_url') yield { text: value, reading: 'address' };
    else if (key !== 'text' && key !== 'alt_text') yield { text: value, reading: 'hidden' };
    else if (holder.type === 'mrkdwn')
      yield { text: value, reading: holder.verbatim === true ? 'mrkdwn' : 'parsed mrkdwn' };
    else yield { text: value, reading: holder.type === undefined ? 'mrkdwn' : 'plain' };
  } else if (Array.isArray(value)) {
    for (const item of value) yield* placesOf(item, key, holder);
  } else if (typeof value === 'object' && value !== null) {
    const entries: Readonly<Record<string, unknown>> = { ...value };
    for (const [name, item] of Object.entries(entries)) yield* placesOf(item, name, entries);
  }
}

function isAllowed(address: string, allowed: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, pathname } = new URL(address);
  return allowed.some((prefix) => {
    const at = new URL(prefix);
    return origin === at.origin && pathname.startsWith(at.pathname);
  });
}

const mention = /^(?:!|@|#[CG])/;
const control = /<([^<>]*)>/g;

function marksIn({ text, reading }: Place, allowed: readonly string[]): string[] {
  if (reading === 'address') return isAllowed(text, allowed) ? [] : [`foreign link ${text}`];
  const sequences = [...text.matchAll(control)].map((found) => ({ whole: found[0], inside: found[1] ?? '' }));
  const mentions = sequences.filter(({ inside }) => mention.test(inside)).map(({ whole }) => `mention ${whole}`);
  if (reading === 'hidden') return mentions;
  const links = sequences.filter(({ inside }) => /^[a-z][a-z0-9+.-]*:/i.test(inside));
  const foreign = links
    .filter(({ inside }) => !isAllowed(inside.split('|')[0] ?? '', allowed))
    .map(({ whole }) => `foreign link ${whole}`);
  const known = new Set(
    [...links, ...sequences.filter(({ inside }) => mention.test(inside))].map(({ whole }) => whole),
  );
  const rest = text.replace(control, (whole) => (reading !== 'plain' && known.has(whole) ? ' ' : whole));
  const bare = [...rest.matchAll(/[<>]|&(?!(?:amp|lt|gt);)/g)].map((found) => {
    const around = rest.slice(Math.max(0, found.index - 10), found.index + 20);
    return `bare ${found[0]} in “${around}”`;
  });
  return [...mentions, ...foreign, ...bare, ...(reading === 'parsed mrkdwn' ? parsedMarks(rest, allowed) : [])];
}

/** What Slack makes links and mentions of by itself where mrkdwn isn't `verbatim`. */
function parsedMarks(text: string, allowed: readonly string[]): string[] {
  const addresses = [...text.matchAll(/\bhttps?:\/\/[^\s<>|]+/gi)].map((found) => found[0]);
  const names = [...text.matchAll(/(?<![\w&])(?:@(?:here|channel|everyone)\b|#[a-z][\w-]*)/g)].map((found) => found[0]);
  return [
    ...addresses.filter((address) => !isAllowed(address, allowed)).map((address) => `foreign link ${address}`),
    ...names.map((name) => `mention ${name} in mrkdwn that isn’t verbatim`),
  ];
}

/**
 * Every mark that would be alive in Slack anywhere in a message: mentions (`<!here>`, `<!subteam^…>`, `<@U…>`, `<#C…>`),
 * links and button addresses outside `allowed` (address prefixes with a path, such as `https://doi.org/`), and bare `<`, `>`
 * or `&` in a text. Empty when the message is dead, as it has to be.
 */
export function liveMarks(message: unknown, allowed: readonly string[] = defaultLinks): string[] {
  return [...placesOf(message)].flatMap((place) => marksIn(place, allowed));
}
