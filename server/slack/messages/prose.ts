import { contextLine, plainSection } from './blocks.ts';
import { limits } from './limits.ts';
import { escapeText } from './mrkdwn.ts';
import type { Part } from './pack.ts';
import { beginning, shownText } from './shown-text.ts';
import { splitText } from './split-text.ts';

/** Running text in as many sections as it needs; `longest` is the most of one, in code units once escaped. */
export function proseParts(text: string, longest: number = limits.sectionText): Part[] {
  return splitText(shownText(text).trim(), longest)
    .filter((piece) => piece.trim() !== '')
    .map((piece) => ({ text: escapeText(piece.trim()), blocks: [plainSection(piece)] }));
}

/** The most of a quiet line: what it says is never long unless somebody wants it to be. */
const longestLine = 1000;

/** A quiet line in one part. */
export function quietPart(words: string): Part {
  const shown = beginning(shownText(words).trim(), longestLine);
  return { text: escapeText(shown), blocks: [contextLine(shown)] };
}
