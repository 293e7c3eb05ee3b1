import type { Span } from '../paper.ts';
import { isListOfNames } from './author-names.ts';
import { type Block, isListItem } from './blocks.ts';

/** What numbers or marks the entries of a list; entries begin with nothing else. */
const marks = [/^\[\d{1,3}\]/, /^\(\d{1,3}\)\s/, /^\d{1,3}[.)](?:\s|(?=\p{Lu}))/u, /^[-*+•▪●]\s/];

/** Joins the blocks of a reference list into entries. */
export function referenceSpans(blocks: readonly Block[]): Span[] {
  const spans: { start: number; end: number; text: string }[] = [];
  const begins = howEntriesBegin(blocks);
  for (const block of blocks) {
    const open = spans.at(-1);
    if (!open || begins(block.text, open.text)) spans.push({ start: block.start, end: block.end, text: block.text });
    else {
      open.end = block.end;
      open.text += `\n${block.text}`;
    }
  }
  return spans.map(({ start, end }) => ({ start, end }));
}

function howEntriesBegin(blocks: readonly Block[]): (text: string, open: string) => boolean {
  const items = blocks.filter((block) => isListItem(block.text) || marks.some((mark) => mark.test(block.text)));
  if (items.length * 2 <= blocks.length) return beginsEntry;
  const [mark] = marks
    .map((pattern) => ({ pattern, count: items.filter((block) => pattern.test(block.text)).length }))
    .sort((a, b) => b.count - a.count);
  return (text) => mark?.pattern.test(text) ?? isListItem(text);
}

/** In a list without numbers: names at the start, and the entry before has all that it needs. */
function beginsEntry(text: string, open: string): boolean {
  if (!/^(?:\p{Lu}|["“\d]|(?:van|von|de|der|den|da|di|del|al|el)\s+\p{Lu})/u.test(text)) return false;
  if (/^(?:19|20)\d{2}[a-z]?\b/.test(text) || /^In:?\s/.test(text) || isUnfinished(open)) return false;
  return /(?:19|20)\d{2}|n\.\s?d\./.test(text.slice(0, 400)) || isListOfNames(text);
}

/** Authors without a date, authors and a date without a title, or a sentence that goes on. */
function isUnfinished(entry: string): boolean {
  const text = entry.trimEnd();
  if (/(?:[,;:&–-]|\b(?:and|of|in|the|for|pages|pp\.))$/.test(text)) return true;
  if (isListOfNames(text)) return true;
  if (!/\d[a-z]?[).]*$/.test(text.slice(-40))) return false;
  const beforeDate = /^(.*?)[\s.(]+(?:19|20)\d{2}[a-z]?[).]*$/su.exec(text)?.[1];
  return beforeDate !== undefined && isListOfNames(`${beforeDate}.`);
}
