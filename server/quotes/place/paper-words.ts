import { type Paper, type Span, sectionAt } from '../../../ingest/paper.ts';
import { type ReadingText, readingTextOf } from '../../../ingest/reading-text.ts';
import { sentenceSpans } from '../../../ingest/sentences.ts';
import { findMentions } from '../../../ingest/structure/mentions.ts';
import { type Word, joinableKeys, wordsOf } from '../words/words.ts';
import { gluedMarks, wordsWithoutMarks } from './glued-marks.ts';

/** A text of the paper that is read by itself: its running text with headings and references, or one footnote. */
interface Stream {
  readonly view: ReadingText;
  /** Index of its first word, and behind its last. */
  readonly from: number;
  readonly to: number;
}

/** A word of a paper, with where it stands. Offsets are those of its stream's reading text. */
export interface PaperWord extends Word {
  readonly stream: number;
  /** The same number: the same sentence. Ascending. */
  readonly sentence: number;
  /** The same number: the same paragraph; a heading, a note of a footnote and an entry of the reference list are one each. */
  readonly paragraph: number;
  /** Index into `Paper.sections`, −1 before the first heading; of a footnote that of the place that it hangs on. */
  readonly section: number;
  /** The in-text reference in brackets, or the mark of its note, that it belongs to and a quotation may drop; 0: none. */
  readonly mention: number;
}

/** All words of a paper in reading order, footnotes behind the running text. */
export interface PaperWords {
  readonly paper: Paper;
  readonly words: readonly PaperWord[];
  readonly streams: readonly Stream[];
  /** Numbers of the keys: equal for equal keys, in all papers of the process (see `keyNumber`). */
  readonly numbers: Int32Array;
  /** Keys joined without separators, and for each character of it the index of its word. */
  readonly joined: string;
  /** Offset in `joined` of each word; one more at the end. */
  readonly offsets: Uint32Array;
}

const vocabulary = new Map<string, number>();

function numberKey(key: string): number {
  const known = vocabulary.get(key);
  if (known !== undefined) return known;
  vocabulary.set(key, vocabulary.size);
  return vocabulary.size - 1;
}

/** The number of a key in papers read so far; −1 for a word of none. */
export function keyNumber(key: string): number {
  return vocabulary.get(key) ?? -1;
}

/** Reads a paper's words: about 20 ms for 40,000 characters, so they are kept (see shelf.ts). */
export function readPaperWords(paper: Paper): PaperWords {
  const words: PaperWord[] = [];
  const streams: Stream[] = [];
  const edges = paragraphEdges(paper);
  let sentence = 0;
  let paragraph = 0;
  const addStream = (view: ReadingText, note: Span | null) => {
    const mentions = mentionRanges(paper, view, note);
    const sections = paper.sections.map((section) => view.offsetOf(section.span.start));
    const breaks = note ? [] : edges.map((edge) => view.offsetOf(edge)).sort((a, b) => a - b);
    const stops = sentenceSpans(view.text).map((span) => span.end);
    const [from, stream] = [words.length, streams.length];
    const noteSection = note ? (sectionAt(paper, note.start) ?? -1) : null;
    let [nextBreak, nextStop, section, mention] = [0, 0, -1, 0];
    sentence += 1;
    paragraph += 1;
    const marks = note ? gluedMarks(paper, note) : [];
    let marksPassed = 0;
    for (const { mark, ...word } of wordsWithoutMarks(wordsOf(view.text), view, marks)) {
      // One after the other in one footnote: each note is a paragraph.
      let parted = mark && words.length > from;
      if (mark) marksPassed += 1;
      for (; (breaks[nextBreak] ?? Infinity) <= word.start; nextBreak += 1) parted = true;
      if (parted) paragraph += 1;
      let stopped = parted;
      for (; (stops[nextStop] ?? Infinity) <= word.start; nextStop += 1) stopped = true;
      if (stopped) sentence += 1;
      while ((sections[section + 1] ?? Infinity) <= word.start) section += 1;
      while ((mentions[mention]?.end ?? Infinity) <= word.start) mention += 1;
      const inMention = (mentions[mention]?.start ?? Infinity) <= word.start;
      words.push({
        ...word,
        stream,
        sentence,
        paragraph,
        section: noteSection ?? section,
        mention: mark ? stream * 100_000 + 50_000 + marksPassed : inMention ? mention + 1 + stream * 100_000 : 0,
      });
    }
    streams.push({ view, from, to: words.length });
  };
  addStream(readingTextOf(paper), null);
  for (const item of paper.furniture) {
    if (item.kind === 'footnote' || item.kind === 'figure') addStream(readingTextOf(paper, item.span), item.span);
  }
  const offsets = new Uint32Array(words.length + 1);
  const keys = joinableKeys(words);
  keys.forEach((key, index) => (offsets[index + 1] = (offsets[index] ?? 0) + key.length));
  const numbers = Int32Array.from(words, (word) => numberKey(word.key));
  return { paper, words, streams, numbers, joined: keys.join(''), offsets };
}

/** Frozen offsets at which a paragraph, a heading or an entry of the reference list begins or ends. */
function paragraphEdges(paper: Paper): number[] {
  const spans = [
    ...paper.paragraphs,
    ...paper.sections.map((section) => section.heading),
    ...paper.references.map((reference) => reference.span),
  ];
  return spans.flatMap((span) => [span.start, span.end]);
}

/**
 * In-text references that stand in brackets of their own, brackets included, in reading offsets, ascending: those of
 * the paper, and those that only the reading text shows, since a line end parts them or a footnote has them.
 */
function mentionRanges(paper: Paper, view: ReadingText, note: Span | null): Span[] {
  const ranges: Span[] = numberedReferences(view.text);
  const list = paper.references[0]?.span.start;
  const limit = note || list === undefined ? view.text.length : view.offsetOf(list);
  const read = findMentions(view.text, [], limit).map(({ span }) => span.start);
  const starts = note ? read : [...read, ...paper.mentions.map(({ span }) => view.offsetOf(span.start))];
  for (const at of starts) {
    const open = view.text.lastIndexOf('(', at);
    const bracket = view.text.charAt(at) === '[' ? at : open;
    const close = view.text.charAt(bracket) === '[' ? view.text.indexOf(']', at) : view.text.indexOf(')', at);
    const inside = bracket >= 0 && close > at && at - bracket < 400 && close - bracket < 500;
    // "Sadi (2025)": the bracket opens within the mention, the name belongs to the sentence.
    if (inside && !/[()]/.test(view.text.slice(bracket + 1, at))) ranges.push({ start: bracket, end: close + 1 });
  }
  return merged(ranges);
}

/** References by number, "[25]" or "[4], [5]–[7]", whether the list of the paper could be read or not. */
function numberedReferences(text: string): Span[] {
  const group =
    /\[\d{1,3}(?:\s*[,;\u2013-]\s*\d{1,3})*\](?:\s*[,;\u2013-]?\s*\[\d{1,3}(?:\s*[,;\u2013-]\s*\d{1,3})*\])*/g;
  return [...text.matchAll(group)].map((found) => ({ start: found.index, end: found.index + found[0].length }));
}

function merged(ranges: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if ((result.at(-1)?.end ?? -1) <= range.start) result.push(range);
  }
  return result;
}

const counts = new WeakMap<PaperWords, ReadonlyMap<string, number>>();

/** How often a paper has each word, by key; counted once. */
export function countsOf(source: PaperWords): ReadonlyMap<string, number> {
  const known = counts.get(source);
  if (known) return known;
  const made = new Map<string, number>();
  for (const { key } of source.words) made.set(key, (made.get(key) ?? 0) + 1);
  counts.set(source, made);
  return made;
}

/** The words of a sentence that a range of words lies in, from its first to behind its last. */
export function sentenceRange({ words }: PaperWords, from: number, to: number): { from: number; to: number } {
  const sentence = words[Math.min(from, words.length - 1)]?.sentence ?? -1;
  let [start, end] = [from, to];
  while (words[start - 1]?.sentence === sentence) start -= 1;
  while (words[end]?.sentence === sentence) end += 1;
  return { from: start, to: end };
}

/** The span of reading text from one word's start to another's end, both of the same stream. */
export function readingSpan(source: PaperWords, from: number, to: number): Span {
  return { start: source.words[from]?.start ?? 0, end: source.words[to - 1]?.end ?? 0 };
}

/** The reading text of a range of words of one stream, with the punctuation between them. */
export function readWords(source: PaperWords, from: number, to: number): string {
  const first = source.words[from];
  if (!first || to <= from) return '';
  const span = readingSpan(source, from, to);
  return source.streams[first.stream]?.view.text.slice(span.start, span.end) ?? '';
}
