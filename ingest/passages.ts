import { countWords, word } from './count-words.ts';
import { type Paper, type Passage, type Span, passageIdOf, sectionAt } from './paper.ts';
import { read } from './reading-text.ts';
import { sentencesOf } from './sentences.ts';

/** No passage has more words than this. */
export const maxPassageWords = 250;
/** A passage is closed when the next sentence would take it over this. */
const targetWords = 150;
/** Sentences that a passage repeats from the one before it in the same paragraph, if they are short enough. */
const overlapSentences = 1;
const maxOverlapWords = 45;

interface Sentence extends Span {
  readonly words: number;
  readonly paragraph: number;
}

/**
 * The passages of a paper in text order: whole sentences of one section, paragraphs kept together where they fit,
 * one sentence of overlap inside a paragraph, at most 250 words. Reference entries and footnotes make passages of
 * their own, so that everything that can be read can be found.
 */
export function passagesOf(paper: Paper): Passage[] {
  const spans: Span[] = [];
  for (const group of sectionGroups(paper)) spans.push(...packSentences(group));
  const entries = paper.references.map(({ span }, index) => toSentence(paper, span, index));
  spans.push(...packSentences(entries, 0));
  for (const { span, kind } of paper.furniture)
    if (kind === 'footnote') spans.push(...packSentences(cut(paper, [span])));
  return spans
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map((span) => ({
      id: passageIdOf(paper.id, span),
      paperId: paper.id,
      span,
      section: sectionAt(paper, span.start),
    }));
}

function sectionGroups(paper: Paper): Sentence[][] {
  const groups = new Map<number | null, Span[]>();
  for (const paragraph of paper.paragraphs) {
    const section = sectionAt(paper, paragraph.start);
    const group = groups.get(section);
    if (group) group.push(paragraph);
    else groups.set(section, [paragraph]);
  }
  return [...groups.values()].map((paragraphs) => cut(paper, paragraphs));
}

function cut(paper: Paper, paragraphs: readonly Span[]): Sentence[] {
  return paragraphs.flatMap((paragraph, index) =>
    sentencesOf(paper, paragraph).flatMap((sentence) => {
      const whole = toSentence(paper, sentence, index);
      return whole.words <= maxPassageWords ? [whole] : cutByWords(paper, sentence, index);
    }),
  );
}

function toSentence(paper: Paper, span: Span, paragraph: number): Sentence {
  return { start: span.start, end: span.end, words: countWords(read(paper, span)), paragraph };
}

/** A "sentence" too long for a passage (a table, a list without full stops) in runs of words. */
function cutByWords(paper: Paper, span: Span, paragraph: number): Sentence[] {
  const parts: Sentence[] = [];
  let start = span.start;
  let words = 0;
  for (const found of paper.text.slice(span.start, span.end).matchAll(word)) {
    const at = span.start + found.index;
    if (words === targetWords) {
      parts.push(toSentence(paper, { start, end: trimEnd(paper.text, at) }, paragraph));
      start = at;
      words = 0;
    }
    words += 1;
  }
  parts.push(toSentence(paper, { start, end: span.end }, paragraph));
  return parts;
}

function trimEnd(text: string, end: number): number {
  while (/\s/.test(text.charAt(end - 1))) end -= 1;
  return end;
}

function packSentences(sentences: readonly Sentence[], overlap = overlapSentences): Span[] {
  const spans: Span[] = [];
  let open: Sentence[] = [];
  const words = () => open.reduce((sum, sentence) => sum + sentence.words, 0);
  const close = () => {
    const first = open[0];
    const last = open.at(-1);
    if (first && last) spans.push({ start: first.start, end: last.end });
  };
  for (const sentence of sentences) {
    if (open.length > 0 && words() + sentence.words > targetWords) {
      close();
      const kept = open.slice(open.length - overlap).filter((last) => last.paragraph === sentence.paragraph);
      const keptWords = kept.reduce((sum, last) => sum + last.words, 0);
      open = keptWords <= maxOverlapWords && keptWords + sentence.words <= maxPassageWords ? kept : [];
    }
    open.push(sentence);
  }
  close();
  return spans;
}

/** What the embedder sees: the passage under its paper's title and its heading. Text quoted never is enriched. */
export function embeddingText(paper: Paper, passage: Passage): string {
  const heading = passage.section === null ? null : (paper.sections[passage.section]?.title ?? null);
  return [paper.title, heading, read(paper, passage.span)].filter((part) => part !== null).join('. ');
}

/** What BM25 searches: the same text as the embedder's. */
export function searchText(paper: Paper, passage: Passage): string {
  return embeddingText(paper, passage);
}
