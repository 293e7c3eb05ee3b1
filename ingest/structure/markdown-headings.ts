import type { Span } from '../paper.ts';

/** A heading that Markdown marks, with its marks; `span` ends with its line. Level 1 is the highest. */
export interface MarkdownHeading {
  readonly span: Span;
  readonly level: number;
}

interface Line extends Span {
  readonly text: string;
}

const longestUnderlined = 200;

/**
 * The ATX headings (CommonMark 0.31 §4.2) and the Setext headings of one line (§4.3) of a text, ascending, none inside
 * fenced code. Since texts that are not Markdown come here too, less counts than there: a line that goes on a paragraph
 * in lower case ("# of participants") is no heading, and an underline needs three characters under a line that is no
 * sentence.
 */
export function markdownHeadings(text: string): MarkdownHeading[] {
  const found: MarkdownHeading[] = [];
  let fence: string | null = null;
  /** What stands directly above: nothing, a heading's last line, or other text. */
  let above: 'blank' | 'heading' | 'text' = 'blank';
  const lines = linesOf(text);
  // A fence that nothing closes is no fence, or one stray line would hide all the headings behind it.
  const lastFence = lines.findLastIndex((line) => /^ {0,3}(?:`{3,}|~{3,})\s*$/.test(line.text));
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (!line) break;
    if (line.text.trim() === '') {
      above = 'blank';
      continue;
    }
    const mark: string | undefined = /^ {0,3}(`{3,}|~{3,})/.exec(line.text)?.[1];
    if ((mark !== undefined && index < lastFence) || fence !== null) {
      fence = fence === null ? (mark ?? null) : closes(line.text, fence) ? null : fence;
      above = 'text';
      continue;
    }
    const under: Line | undefined = lines[index + 1];
    const hashes = /^ {0,3}(#{1,6})[ \t]+(?=\S)(?!#+\s*$)/.exec(line.text);
    const goesOn = above === 'text' && /^\p{Ll}/u.test(line.text.slice(hashes?.[0].length));
    if (hashes && !goesOn) found.push({ span: trimmed(line, line), level: (hashes[1] ?? '').length });
    else if (under && above !== 'text' && isUnderlined(line.text, under.text)) {
      found.push({ span: trimmed(line, under), level: under.text.trim().startsWith('=') ? 1 : 2 });
      index += 1;
    } else {
      above = 'text';
      continue;
    }
    above = 'heading';
  }
  return found;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const { index } of text.matchAll(/[\n\f]|$/g)) {
    lines.push({ start, end: index, text: text.slice(start, index) });
    start = index + 1;
  }
  return lines;
}

function closes(line: string, fence: string): boolean {
  const marks = line.trim();
  return marks.length >= fence.length && marks === fence.charAt(0).repeat(marks.length);
}

function isUnderlined(line: string, under: string): boolean {
  if (!/^ {0,3}(?:={3,}|-{3,})\s*$/.test(under) || line.length > longestUnderlined) return false;
  return /^ {0,3}(?![>|#=-]|[*+•] ).*\p{L}/u.test(line) && !/[.;,:|]\s*$/.test(line);
}

function trimmed(first: Line, last: Line): Span {
  return {
    start: first.end - first.text.trimStart().length,
    end: last.start + last.text.trimEnd().length,
  };
}
