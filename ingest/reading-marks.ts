import type { Span } from './paper.ts';

/** A range of frozen text that a reader does not see as it stands; `shown` is what is seen instead, often nothing. */
export interface Mark extends Span {
  readonly shown: string;
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};

/**
 * The Markdown and HTML marks that touch a span (CommonMark's emphasis, headings, bullets, links, backslash escapes,
 * autolinks, entities; inline tags), ascending. They are found in whole blocks, so a span's edge changes nothing.
 */
export function findMarks(text: string, span: Span): Mark[] {
  const from = blockStart(text, span.start);
  const block = text.slice(from, blockEnd(text, span.end));
  if (!/[*_\\[<#&]|^[ \t]*[-+•]/m.test(block)) return [];
  const taken: Mark[] = [];
  const add = (start: number, end: number, shown = '') => {
    if (end > start) taken.push({ start: from + start, end: from + end, shown });
  };
  const each = (pattern: RegExp, use: (found: RegExpExecArray, at: number) => void) => {
    for (const found of block.matchAll(pattern)) use(found, found.index);
  };

  each(/\\([!-/:-@[-`{-~])/g, (_, at) => add(at, at + 1));
  each(/^[ \t]{0,3}#{1,6}[ \t]+/gm, (found, at) => add(at, at + found[0].length));
  each(/^[ \t]*(?:[-+*•▪◦●])[ \t]+(?=\S)/gm, (found, at) => add(at, at + found[0].length));
  each(/!?\[([^\]\n]{0,600})\]\(([^()\s]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,200}){0,5})\)/g, (found, at) => {
    const label = found[1] ?? '';
    const open = found[0].indexOf('[') + 1;
    add(at, at + open);
    add(at + open + label.length, at + found[0].length);
  });
  each(/<((?:https?|mailto):[^<>\s]{1,1000})>/g, (found, at) => {
    add(at, at + 1);
    add(at + found[0].length - 1, at + found[0].length);
  });
  each(/<\/?(?:sup|sub|b|i|em|strong|u|span|a|p|div|center)(?:\s[^<>\n]{0,300})?>/gi, (found, at) =>
    add(at, at + found[0].length),
  );
  each(/<br\s*\/?>/gi, (found, at) => add(at, at + found[0].length, ' '));
  each(/&(?:amp|lt|gt|quot|nbsp|#39);/g, (found, at) => add(at, at + found[0].length, entities[found[0]] ?? ''));
  each(/(?<![\\*])(\*{1,3})(?=[^\s*])((?:(?!\n[ \t]*\n)[^*]|\\\*)+?)(?<=[^\s\\])\1(?!\*)/g, (found, at) => {
    const width = found[1]?.length ?? 0;
    add(at, at + width);
    add(at + found[0].length - width, at + found[0].length);
  });
  each(/(?<![\p{L}\p{N}_\\])(_{1,2})(?=[^\s_])([^_\n]+?)(?<=[^\s\\])\1(?![\p{L}\p{N}_])/gu, (found, at) => {
    const width = found[1]?.length ?? 0;
    add(at, at + width);
    add(at + found[0].length - width, at + found[0].length);
  });

  taken.sort((a, b) => a.start - b.start || b.end - a.end);
  return taken.filter(
    (mark, index) => mark.end > span.start && mark.start < span.end && (taken[index - 1]?.end ?? 0) <= mark.start,
  );
}

/** How far a block reaches at the most, so that a text without blank lines costs no more than its length. */
const blockReach = 4000;

function blockStart(text: string, at: number): number {
  const floor = Math.max(0, at - blockReach);
  const blank = text.slice(floor, at + 1).lastIndexOf('\n\n');
  return blank < 0 ? floor : floor + blank;
}

function blockEnd(text: string, at: number): number {
  const blank = text.slice(at, at + blockReach).indexOf('\n\n');
  return blank < 0 ? Math.min(text.length, at + blockReach) : at + blank;
}
