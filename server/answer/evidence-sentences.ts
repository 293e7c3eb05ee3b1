import { countWords } from '../../ingest/count-words.ts';
import { isWithin, type Paper, type Span, textOf } from '../../ingest/paper.ts';
import { readingTextOf } from '../../ingest/reading-text.ts';
import { sentencesOf } from '../../ingest/sentences.ts';

/** A list with its lead-in is read as one as long as it is not longer than this. */
const longestList = 80;

/** What was found in papers that are still held, by span. */
const found = new WeakMap<Paper, Map<string, readonly Span[]>>();

/**
 * What can be quoted from a stretch of a paper, as half-open ranges of its reading text: the sentences of each
 * paragraph by itself, a list together with the words that lead to it, a reference entry whole.
 */
export function quotableSentences(paper: Paper, span: Span): readonly Span[] {
  const known = found.get(paper) ?? new Map<string, readonly Span[]>();
  found.set(paper, known);
  const key = `${span.start}-${span.end}`;
  const sentences = known.get(key) ?? findSentences(paper, span);
  known.set(key, sentences);
  return sentences;
}

function findSentences(paper: Paper, span: Span): Span[] {
  const view = readingTextOf(paper, span);
  const entries = paper.references.map((reference) => reference.span).filter((entry) => isWithin(entry, span));
  const paragraphs = paper.paragraphs.flatMap((paragraph) => {
    const start = Math.max(paragraph.start, span.start);
    const end = Math.min(paragraph.end, span.end);
    return start < end ? [{ start, end }] : [];
  });
  const sentences: { start: number; end: number; item: boolean }[] = entries.map((entry) => ({
    ...entry,
    item: false,
  }));
  for (const paragraph of paragraphs) {
    const item = /^\s*(?:[-*+•▪●]|\d{1,3}[.)])\s/.test(
      paper.text.slice(lineStart(paper.text, paragraph.start), paragraph.end),
    );
    for (const sentence of sentencesOf(paper, paragraph)) {
      const lead = sentences.at(-1);
      const leads = lead && (lead.item || /(?::|[^.!?"”)])$/.test(paper.text.slice(lead.start, lead.end).trimEnd()));
      const joined = lead && { start: lead.start, end: sentence.end, item: true };
      if (item && leads && joined && countWords(textOf(paper, joined)) <= longestList)
        sentences[sentences.length - 1] = joined;
      else sentences.push({ ...sentence, item });
    }
  }
  if (sentences.length === 0)
    sentences.push(...sentencesOf(paper, span).map((sentence) => ({ ...sentence, item: false })));
  return sentences.map(({ start, end }) => {
    const from = view.offsetOf(start);
    const to = view.offsetOf(end);
    return { start: from, end: from + view.text.slice(from, to).trimEnd().length };
  });
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
}
