/** A line of a text, without its end: half-open, UTF-16 code units. */
export interface Line {
  readonly start: number;
  readonly end: number;
}

/** Lines that are set, and drawn by the browser, together. */
export interface TextChunk {
  readonly start: number;
  /** Where the next chunk begins; the text's end for the last one. */
  readonly end: number;
  /** Those that are not blank. */
  readonly lines: readonly Line[];
}

/** Characters that a chunk aims at: a screen or two of text, set in a few milliseconds. */
const chunkLength = 3000;
/** Longer lines are cut at a space: a text of one line would be one chunk. */
const longestLine = 20_000;

function cutLong(text: string, { start, end }: Line): Line[] {
  const parts: Line[] = [];
  let from = start;
  while (end - from > longestLine) {
    const space = text.lastIndexOf(' ', from + longestLine);
    const to = space > from ? space + 1 : from + longestLine;
    parts.push({ start: from, end: to });
    from = to;
  }
  return [...parts, { start: from, end }];
}

/** A text as chunks of whole lines that tile it, in order; blank lines are in none. */
export function textChunks(text: string): TextChunk[] {
  const chunks: Line[][] = [];
  let lines: Line[] = [];
  const close = () => {
    if (lines.length > 0) chunks.push(lines);
    lines = [];
  };
  for (const found of text.matchAll(/[^\r\n\u2028\u2029]+/g)) {
    if (found[0].trim() === '') continue;
    for (const line of cutLong(text, { start: found.index, end: found.index + found[0].length })) {
      lines.push(line);
      if (line.end - (lines[0]?.start ?? 0) >= chunkLength) close();
    }
  }
  close();
  return chunks.map((own, index) => ({
    start: index === 0 ? 0 : (own[0]?.start ?? 0),
    end: chunks[index + 1]?.[0]?.start ?? text.length,
    lines: own,
  }));
}
