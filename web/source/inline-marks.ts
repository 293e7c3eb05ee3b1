import type { WireSpan } from '../../server/wire.ts';
import { emphasisIn } from './emphasis.ts';
import type { Layer, LayerSpan } from './runs.ts';

const hidden = (start: number, end: number): LayerSpan => ({ start, end, layer: 'hidden' });

interface Rule {
  readonly pattern: RegExp;
  /** Group 1 is the opening mark, group 2 what it holds, the rest closes; `layer` is for what it holds. */
  readonly layer: Layer | null;
}

// Every pattern keeps within one block and has no nested repetition, so it stays linear on hostile text.
const rules: readonly Rule[] = [
  // ![figure](address), [words](address), <address>
  { pattern: /(!?\[)([^[\]\n]{1,500})\]\([^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?\)/g, layer: null },
  { pattern: /(<)((?:https?:\/\/|mailto:)[^<>\s]{1,2000})>/g, layer: null },
  { pattern: /(<sup>)([^<>\n]{1,100})<\/sup>/gi, layer: 'superscript' },
  { pattern: /(<su[bp]>|<[biu]>|<em>|<strong>)([^<>\n]{1,500})<\/[a-z]{1,6}>/gi, layer: null },
  // ^a at the head of a note, as converters write raised letters
  { pattern: /(\^)([0-9a-z*†‡]{1,2})(?![\w^])/g, layer: 'superscript' },
];

/**
 * The marks of Markdown inside a block: what they mean for the words they hold, and themselves as `hidden`. Only looks;
 * the text is left as it is, and what is no well-formed mark stays visible.
 */
export function inlineMarks(text: string, block: WireSpan): LayerSpan[] {
  const content = text.slice(block.start, block.end);
  const spans: LayerSpan[] = [];
  for (const { pattern, layer } of rules) {
    for (const found of content.matchAll(pattern)) {
      const from = block.start + found.index;
      const inside = { start: from + (found[1]?.length ?? 0), end: 0 };
      inside.end = inside.start + (found[2]?.length ?? 0);
      spans.push(hidden(from, inside.start));
      if (layer) spans.push({ ...inside, layer });
      if (inside.end < from + found[0].length) spans.push(hidden(inside.end, from + found[0].length));
    }
  }
  const taken = spans
    .filter(({ layer }) => layer === 'hidden')
    .map(({ start, end }) => ({ start: start - block.start, end: end - block.start }))
    .sort((a, b) => a.start - b.start);
  for (const { start, end, layer } of emphasisIn(content, taken)) {
    spans.push({ start: block.start + start, end: block.start + end, layer });
  }
  for (const found of content.matchAll(/\\[\\`*_{}[\]()#+.!$%&|<>~^-]/g)) {
    spans.push(hidden(block.start + found.index, block.start + found.index + 1));
  }
  return spans;
}
