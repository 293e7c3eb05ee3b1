import type { Paper, Span } from '../../../ingest/paper.ts';
import { sectionAt } from '../../../ingest/paper.ts';
import { read } from '../../../ingest/reading-text.ts';
import { sentencesOf } from '../../../ingest/sentences.ts';

/** A sentence of a paper in the library: what the alterations start from. */
export interface Sentence {
  readonly paper: Paper;
  /** Of the frozen text. */
  readonly span: Span;
  /** Reading text. */
  readonly text: string;
  /** Index into the paper's sections. */
  readonly section: number | null;
  /** Index into the paper's paragraphs. */
  readonly paragraph: number;
  /** Index into the paragraph's sentences. */
  readonly index: number;
}

/** Words that stand between white space. */
export function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** All sentences of a paper's paragraphs, in order. */
export function paperSentences(paper: Paper): Sentence[] {
  return paper.paragraphs.flatMap((paragraph, number) =>
    sentencesOf(paper, paragraph).map((span, index) => ({
      paper,
      span,
      text: read(paper, span),
      section: sectionAt(paper, span.start),
      paragraph: number,
      index,
    })),
  );
}

/** Prose, whole: begins with a capital, ends with a stop, 8 to 60 words, no quotation in it, no cut bracket. */
export function isProse({ text }: Sentence): boolean {
  const words = wordsOf(text);
  if (words.length < 8 || words.length > 60) return false;
  if (!/^\p{Lu}/u.test(text) || !/[\p{L}\d)\]%][.?!]$/u.test(text)) return false;
  if (/["“”«»…]|\.\.|\bet al\.$|\b[A-Z]{2,}(?: [A-Z]{2,})+:|[|*$\\]/.test(text)) return false;
  const opened = text.match(/[([]/g)?.length ?? 0;
  return opened === (text.match(/[)\]]/g)?.length ?? 0);
}
