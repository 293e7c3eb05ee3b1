const outer = String.raw`[\p{L}\p{N}`;

/** A run between two of the same mark where Slack shows it in bold, in italics or struck; an address before it is passed over. */
function runOf(mark: string): RegExp {
  const run = String.raw`(?<!${outer}${mark}])${mark}(?![\s${mark}])([^${mark}\n]*[^${mark}\s])${mark}(?!${outer}${mark}])`;
  return new RegExp(String.raw`https?:\/\/\S+|${run}`, 'gu');
}

const emphases = [runOf(String.raw`\*`), runOf('_'), runOf('~')];

/** A text without the marks that Slack turns into bold, italics and strokes: a pair round words, on one line. */
export function withoutEmphasis(text: string): string {
  return emphases.reduce(
    (rest, run) => rest.replace(run, (whole: string, inside: string | undefined) => inside ?? whole),
    text,
  );
}

const setOff = [...emphases.slice(0, 2), runOf('`'), /```\n?([^`]*[^`\s])\s*```/g];
const anotherMark = /["“”„‟«»「」『』]|^[ \t]*(?:&gt;|>)/m;
const fewestWords = 6;

/**
 * A text with quotation marks in place of the marks round a run in italics, bold or code, where it is how somebody
 * wrote a quotation: six words or more, with nothing beside it but who is credited (“_…_ — Shen et al. (2021)”), in a
 * text that has no quotation marks and no block quotation. `text` is still escaped.
 */
export function quotedRuns(text: string): string {
  if (anotherMark.test(text)) return text;
  return setOff.reduce(
    (rest, run) =>
      rest.replace(run, (whole: string, inside: string | undefined, at: number) =>
        inside !== undefined && isQuotation(rest, inside, at, at + whole.length) ? `“${inside}”` : whole,
      ),
    text,
  );
}

function isQuotation(text: string, inside: string, start: number, end: number): boolean {
  if (inside.trim().split(/\s+/).length < fewestWords) return false;
  const before = bare(text.slice(text.lastIndexOf('\n', start - 1) + 1, start));
  const after = bare(text.slice(end, lineEnd(text, end)));
  if (before !== '' && !leadsIn(before)) return false;
  if (after !== '' && after !== '.' && !follows(after)) return false;
  return (
    leadsIn(before === '' ? lineBefore(text, start) : before) || follows(after === '' ? lineAfter(text, end) : after)
  );
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** How far the line beside a line is looked for. */
const near = 400;

function lineBefore(text: string, start: number): string {
  return bare(
    text
      .slice(Math.max(0, start - near), start)
      .trimEnd()
      .split('\n')
      .at(-1) ?? '',
  );
}

function lineAfter(text: string, end: number): string {
  const line = bare(
    text
      .slice(lineEnd(text, end), lineEnd(text, end) + near)
      .trimStart()
      .split('\n')[0] ?? '',
  );
  return /^[—–-]/.test(line) ? line : '';
}

function bare(words: string): string {
  return words
    .slice(-near)
    .replace(/[*_~`]/g, '')
    .trim();
}

const verb = String.raw`(?:writes?|wrote|says?|said|argues?|argued|states?|stated|finds?|found|claims?|claimed)`;
const dated = /(?<!\d)(?:1[5-9]|20)\d{2}(?!\d)|\bn\.\s?d\.|\bet al\b/;
const speaking = new RegExp(String.raw`^\p{Lu}\S*(?:\s+\S+){0,5}\s${verb}$`, 'u');
const names = /^\p{Lu}[\p{L}'’.-]*(?:\s+(?:and|&amp;|&)\s+|,?\s+)\p{Lu}[\p{L}'’.-]*$/u;
const notNames = /^(?:thanks?|cheers|please|sorry|note|nice|ok|yes|no)\b/i;
const mostWordsOfCredit = 14;

/** "Shen et al. (2021):", "Aleena Sadi writes". */
function leadsIn(words: string): boolean {
  const credit = /^(.*?)[:,]?$/s.exec(words)?.[1]?.trim() ?? '';
  if (!isShortName(credit)) return false;
  return speaking.test(credit) || (words.endsWith(':') && (dated.test(credit) || names.test(credit)));
}

/** "— Shen et al. (2021)", "(Shen et al., 2021)". */
function follows(words: string): boolean {
  const found = /^[.,;]?\s*(?:[—–-]+\s*([^—–]+)|\(([^()]+(?:\([^()]*\))?)\))\s*\.?$/.exec(words);
  const credit = (found?.[1] ?? found?.[2] ?? '').trim();
  if (!isShortName(credit)) return false;
  return (
    dated.test(credit) || (found?.[1] !== undefined && (names.test(credit) || /^\p{Lu}[\p{L}'’-]+\.?$/u.test(credit)))
  );
}

function isShortName(credit: string): boolean {
  return /\p{Lu}\p{L}/u.test(credit) && !notNames.test(credit) && credit.split(/\s+/).length <= mostWordsOfCredit;
}
