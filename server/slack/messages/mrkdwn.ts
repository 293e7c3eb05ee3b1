const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Text as Slack shows it and obeys nothing in it: `&`, `<` and `>` become entities and nothing else does
 * (https://docs.slack.dev/messaging/formatting-message-text#escaping).
 */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => entities[character] ?? character);
}

/** How long a text is once it is escaped, in UTF-16 code units. */
export function escapedLength(text: string): number {
  let length = text.length;
  for (const [found] of text.matchAll(/[&<>]/g)) length += found === '&' ? 4 : 3;
  return length;
}

/** A link in mrkdwn, for addresses of our own only; an address that is none of the web is left away and its label stays. */
export function link(url: string, label: string): string {
  const words = escapeText(label.replace(/[\s|]+/g, ' '));
  if (!isWebAddress(url)) return words;
  return `<${escapeText(url.replace(/[<>|\s]/g, encodeURIComponent))}|${words}>`;
}

/** Whether a text is a whole http or https address. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\//.test(url) && URL.canParse(url);
}
