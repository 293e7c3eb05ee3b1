import type { Span } from '../paper.ts';
import { countWords } from '../count-words.ts';
import { type Block, isListItem } from './blocks.ts';

/** A block, or the start of one ("Abstract: …"), that heads what follows. Level 1 is the highest. */
export interface Heading {
  readonly span: Span;
  readonly level: number;
}

const known =
  /^(?:\d{1,2}\.?\s*|[ivx]{1,4}\.\s*)?(?:abstract|summary|keywords|introduction|background|literature review|related work|theoretical framework|conceptual framework|methods?|methodology|materials and methods|research methods?|research questions?|data|experiments?|experimental setup|results?|findings|results and discussion|discussion|discussion and analysis|analysis|evaluation|limitations?|conclusions?|conclusion and future work|future work|recommendations|acknowledge?ments?|funding|declarations?|references|bibliography|works cited|literature cited|appendix(?: [a-z])?)\s*[:.]?$/i;

const runIn = /^(?:[*_]{0,3})(abstract|summary)(?:[*_]{0,3})\s*[:.—–-]+(?:[*_]{0,3})\s*(?=\S)/i;

const minor =
  /^(?:a|an|and|as|at|but|by|for|from|in|into|is|of|on|or|over|per|the|to|via|vs\.?|with|without|through|between|under|within)$/i;

/**
 * The headings among blocks: those that Markdown marks and bold-only lines where the text has marked headings, otherwise short
 * lines in title case, numbered or of a known name that stand before text.
 */
export function findHeadings(blocks: readonly Block[]): Heading[] {
  const marked = blocks.filter((block) => block.level !== undefined).length >= 2;
  const boldHeadings = marked || blocks.filter((block) => boldOnly(block.text)).length >= 3;
  const headings: Heading[] = [];
  blocks.forEach((block, index) => {
    const abstract = runIn.exec(block.text);
    const level = marked || boldHeadings ? markedLevel(block) : unmarkedLevel(block, blocks[index + 1]);
    if (level !== null) headings.push({ span: { start: block.start, end: block.end }, level });
    else if (abstract) {
      const end = block.start + abstract[0].trimEnd().length;
      headings.push({ span: { start: block.start, end }, level: 1 });
    }
  });
  return headings;
}

function boldOnly(text: string): boolean {
  return (
    /^(?:[-•*]\s+)?(\*\*|__)(?=\S)(?:(?!\1).)+\1:?$/.test(text) &&
    countWords(text) <= 16 &&
    !/[.!?](?:\*\*|__)$/.test(text)
  );
}

function markedLevel({ text, level }: Block): number | null {
  return level ?? (boldOnly(text) ? 7 : null);
}

function unmarkedLevel(block: Block, next: Block | undefined): number | null {
  const { text } = block;
  if (text.includes('\n') || text.length > 150) return null;
  if (known.test(text)) return 1;
  const numbered = /^((?:\d{1,2}\.)*\d{1,2})\.?\s+(?=\p{Lu})/u.exec(text);
  const words = countWords(text);
  if (words > 14 || /[.!?;,]$/.test(text) || /^[\p{Ll}(["“‘]/u.test(text)) return null;
  if (numbered && next && countWords(next.text) >= 12) return (numbered[1] ?? '').split('.').length;
  if (isListItem(text) || !next || countWords(next.text) < 20 || /https?:|@|\bdoi\b/i.test(text)) return null;
  const content = text.split(/\s+/).filter((word) => !minor.test(word) && /\p{L}/u.test(word));
  const capital = content.filter((word) => /^[^\p{L}]*\p{Lu}/u.test(word)).length;
  return content.length > 0 && words >= 2 && capital / content.length >= 0.8 ? 1 : null;
}
