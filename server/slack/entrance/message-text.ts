import type { MessageAction } from './payloads.ts';

/** Levels of blocks in blocks that are looked into. */
const depth = 12;

/**
 * What a message says, in Slack’s markup: its text, or the text of its blocks where that is empty or an app’s and says
 * less; and behind a blank line what was forwarded or attached to it. Nothing is said twice.
 */
export function messageText({ text, blocks, attachments, bot_id: bot }: MessageAction['message']): string {
  const written = text?.trim() ? text : '';
  const own = written !== '' && !bot ? written : fuller(written, linesIn(blocks, depth).join('\n'));
  return withoutTwice([own, ...listOf(attachments).map(attachedText)]).join('\n\n');
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Letters and digits alone: what does not depend on how words are set. */
function ink(text: string): string {
  return text.replace(/&(?:amp|lt|gt);|[^\p{L}\p{N}]/gu, '').toLowerCase();
}

function fuller(one: string, other: string): string {
  return ink(other).length > ink(one).length ? other : one;
}

/** Fewer letters and digits may stand in another text by chance, such as a name. */
const fewestLetters = 20;

function holds(whole: string, words: string): boolean {
  return whole === words || (words.length >= fewestLetters && whole.includes(words));
}

/** Texts that say something, without those whose words stand in another. */
function withoutTwice(texts: readonly string[]): string[] {
  const kept: string[] = [];
  const inks: string[] = [];
  const longestFirst = texts
    .map((text) => ({ text, words: ink(text) }))
    .sort((a, b) => b.words.length - a.words.length);
  for (const { text, words } of longestFirst) {
    if (words === '' ? text.trim() === '' : inks.some((held) => holds(held, words))) continue;
    kept.push(text);
    inks.push(words);
  }
  return texts.filter((text, index) => kept.includes(text) && texts.indexOf(text) === index);
}

/** What was forwarded, shared or attached by an app; '' for the preview of an address. */
function attachedText(attachment: unknown): string {
  const fields = fieldsOf(attachment);
  const shared = fields.is_share === true || fields.is_msg_unfurl === true || listOf(fields.message_blocks).length > 0;
  if (!shared && (stringOf(fields.from_url) !== '' || stringOf(fields.original_url) !== '')) return '';
  const forwarded = listOf(fields.message_blocks).flatMap((item) =>
    linesIn(fieldsOf(fieldsOf(item).message).blocks, depth),
  );
  const inBlocks = [...forwarded, ...linesIn(fields.blocks, depth)].join('\n');
  const said = fuller(stringOf(fields.text), inBlocks);
  const pairs = listOf(fields.fields).flatMap((item) => [fieldsOf(item).title, fieldsOf(item).value]);
  const title = shared ? [] : [fields.title];
  const whole = withoutTwice([fields.pretext, ...title, said, ...pairs].map(stringOf)).join('\n');
  return whole.trim() === '' ? stringOf(fields.fallback) : whole;
}

/** What blocks say, line by line; buttons and other controls say nothing. */
function linesIn(value: unknown, levels: number): string[] {
  if (levels === 0) return [];
  if (Array.isArray(value)) return value.flatMap((item) => linesIn(item, levels - 1));
  const block = fieldsOf(value);
  const inside = () => linesIn(block.elements, levels - 1);
  switch (block.type) {
    case 'rich_text_section':
      return runsOf(block.elements).split('\n');
    case 'rich_text_quote':
      return runsOf(block.elements)
        .split('\n')
        .map((line) => `&gt; ${line}`);
    case 'rich_text_preformatted':
      return [`\`\`\`${runsOf(block.elements)}\`\`\``];
    case 'rich_text_list':
      return inside().map((line) => `• ${line}`);
    case 'rich_text':
    case 'context':
      return inside();
    case 'section':
      return [...linesIn(block.text, levels - 1), ...linesIn(block.fields, levels - 1)];
    case 'header':
      return linesIn(block.text, levels - 1);
    case 'table':
      return listOf(block.rows).map((row) => linesIn(row, levels - 1).join(' '));
    case 'raw_text':
      return [escaped(stringOf(block.text))];
    case 'mrkdwn':
    case 'plain_text':
    case 'markdown':
      return [stringOf(block.text)];
    default:
      return [];
  }
}

/** The runs of one line of rich text, in Slack’s markup. */
function runsOf(elements: unknown): string {
  return listOf(elements).map(runOf).join('');
}

function runOf(element: unknown): string {
  const run = fieldsOf(element);
  const text = escaped(stringOf(run.text));
  switch (run.type) {
    case 'link':
      return `<${stringOf(run.url).replace(/[<>|]/g, encodeURIComponent)}${text === '' ? '' : `|${text}`}>`;
    case 'user':
      return `<@${stringOf(run.user_id)}>`;
    case 'channel':
      return `<#${stringOf(run.channel_id)}>`;
    case 'usergroup':
      return `<!subteam^${stringOf(run.usergroup_id)}>`;
    case 'broadcast':
      return `<!${stringOf(run.range)}>`;
    case 'emoji':
      return `:${stringOf(run.name)}:`;
    case 'date':
      return escaped(stringOf(run.fallback));
    default:
      return text;
  }
}

/** Rich text comes as it was typed, all else in Slack’s markup. */
function escaped(text: string): string {
  return text
    .replace(/&(?!(?:amp|lt|gt);)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
