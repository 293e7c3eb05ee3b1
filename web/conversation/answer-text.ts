import type { Place } from '../../server/wire.ts';

/** A stretch of an answer: the writer's words, a paper's words, or the marker of a citation. */
export type AnswerToken =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'quotation'; readonly text: string }
  | { readonly type: 'marker'; readonly citation: Place };

const sameWords = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Where the quotation that ends `text` opens, or −1: only words of that citation count as quoted. */
function quotationStart(text: string, citation: Place): number {
  const found = /["”’'][.,;:]?\s*$/.exec(text);
  if (!found) return -1;
  for (let open = text.search(/["“‘']/); open >= 0 && open < found.index;) {
    const inside = text.slice(open + 1, found.index);
    if (sameWords(inside) === sameWords(citation.quote)) return open;
    const next = inside.search(/["“‘']/);
    if (next < 0) return -1;
    open += 1 + next;
  }
  return -1;
}

/**
 * Cuts one paragraph of an answer at its markers. "[12]" is a marker only when citation 12 exists; anything else in
 * square brackets is text. Put together again, texts and markers give the paragraph.
 */
export function parseAnswerText(text: string, citations: readonly Place[]): AnswerToken[] {
  const tokens: AnswerToken[] = [];
  let done = 0;
  for (const found of text.matchAll(/\[(\d{1,4})\]/g)) {
    const citation = citations.find(({ number }) => String(number) === found[1]);
    if (!citation) continue;
    const before = text.slice(done, found.index);
    const open = quotationStart(before, citation);
    if (open > 0) tokens.push({ type: 'text', text: before.slice(0, open) });
    if (open >= 0) tokens.push({ type: 'quotation', text: before.slice(open) });
    else if (before !== '') tokens.push({ type: 'text', text: before });
    tokens.push({ type: 'marker', citation });
    done = found.index + found[0].length;
  }
  if (done < text.length) tokens.push({ type: 'text', text: text.slice(done) });
  return tokens;
}

/** Paragraphs of an answer, in order; a marker whose end has not streamed in yet is held back. */
export function answerParagraphs(text: string, underWay: boolean): string[] {
  const shown = underWay ? text.replace(/\s*\[\d*$/, '') : text;
  return shown
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}

/** The answer as it is read aloud: without markers. */
export function spokenAnswer(text: string): string {
  return text.replace(/\s*\[\d+\]/g, '').trim();
}
