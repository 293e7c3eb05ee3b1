import { countWords, word } from './count-words.ts';
import { type Paper, type Passage, type Span, passageIdOf, sectionAt } from './paper.ts';
import { read } from './reading-text.ts';
import { sentencesOf } from './sentences.ts';

/** No passage has more words than this. */
export const maxPassageWords = 250;
/**
 * A passage is closed when the next sentence would take it over this. Measured on the project's own questions and on
 * Qasper against 50, 70, 90 and 150, with and without a sentence of overlap.
 */
const targetWords = 120;

interface Sentence extends Span {
  readonly words: number;
}

/**
 * The passages of a paper in text order: whole sentences of one section, paragraphs kept together where they fit, none
 * in two passages, at most 250 words. Reference entries and footnotes make passages of
 * their own, so that everything that can be read can be found.
 */
export function passagesOf(paper: Paper): Passage[] {
  const spans: Span[] = [];
  for (const group of sectionGroups(paper)) spans.push(...packSentences(group));
  const entries = paper.references.map(({ span }) => toSentence(paper, span));
  spans.push(...packSentences(entries));
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
  return paragraphs.flatMap((paragraph) =>
    sentencesOf(paper, paragraph).flatMap((sentence) => {
      const whole = toSentence(paper, sentence);
      return whole.words <= maxPassageWords ? [whole] : cutByWords(paper, sentence);
    }),
  );
}

function toSentence(paper: Paper, span: Span): Sentence {
  return { start: span.start, end: span.end, words: countWords(read(paper, span)) };
}

/** A "sentence" too long for a passage (a table, a list without full stops) in runs of words. */
function cutByWords(paper: Paper, span: Span): Sentence[] {
  const parts: Sentence[] = [];
  let start = span.start;
  let words = 0;
  for (const found of paper.text.slice(span.start, span.end).matchAll(word)) {
    const at = span.start + found.index;
    if (words === targetWords) {
      parts.push(toSentence(paper, { start, end: trimEnd(paper.text, at) }));
      start = at;
      words = 0;
    }
    words += 1;
  }
  parts.push(toSentence(paper, { start, end: span.end }));
  return parts;
}

function trimEnd(text: string, end: number): number {
  while (/\s/.test(text.charAt(end - 1))) end -= 1;
  return end;
}

function packSentences(sentences: readonly Sentence[]): Span[] {
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
      open = [];
    }
    open.push(sentence);
  }
  close();
  return spans;
}

/**
 * What the embedder sees: the passage, and above a paper's first passages its title. The title above every passage, or
 * the heading, makes passages of one paper alike (measured; BM25 searches them everywhere).
 */
export function embeddingText(paper: Paper, passage: Passage): string {
  const text = read(paper, passage.span);
  return passage.section === null || passage.section === 0 ? `${paper.title}. ${text}` : text;
}

/** What BM25 searches: the passage under its paper's title and its heading. Text quoted never is enriched. */
export function searchText(paper: Paper, passage: Passage): string {
  const heading = passage.section === null ? null : (paper.sections[passage.section]?.title ?? null);
  return [paper.title, heading, read(paper, passage.span)].filter((part) => part !== null).join('. ');
}
