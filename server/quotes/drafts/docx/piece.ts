import type { Span } from '../../../../ingest/paper.ts';

/** A run of the body (`w:r`): what a comment begins before, ends behind, or cuts in two. */
export interface Run {
  start: number;
  end: number;
  /** What begins a second run of the same looks: its opening tag and its properties, as written. */
  reopen: string;
  /** As written. */
  closing: string;
  /** Of what stands between its properties and its closing tag. */
  content: { start: number; end: number };
}

/**
 * A stretch of a draft's text and where it stands in the XML of the body. Offsets are UTF-16 code units, `start` in
 * the draft's text, all others in the XML.
 */
export interface Piece {
  start: number;
  readonly text: string;
  /** Markup can stand right before and right behind this: a run, a formula, or the mark of the note it is in. */
  readonly host: Readonly<Span>;
  /** Set where the run itself can be cut: outside text boxes, formulas and notes. */
  readonly run: Run | null;
  /** The element, `w:t` or such as `w:tab`. */
  readonly element: Readonly<Span>;
  /** The XML text inside a `w:t`; null where there is none to cut. */
  readonly characters: CuttableText | null;
}

export interface CuttableText {
  /** Opening tag as written, with which a second `w:t` begins. */
  readonly opening: string;
  readonly closing: string;
  /** Offset of the XML text, and that text. */
  readonly start: number;
  readonly raw: string;
  /** Whether Word keeps the spaces at its ends (`xml:space`). */
  readonly preserved: boolean;
  /** Characters that are shown. */
  readonly shown: number;
  /** Characters at its beginning that Word drops. */
  readonly skipped: number;
}

/** A paragraph with what a reader sees of it. */
export type Paragraph = readonly Piece[];

/** A mark that leads to a note. */
export interface NoteReference {
  readonly kind: 'footnotes' | 'endnotes';
  readonly id: string;
  readonly host: Readonly<Span>;
}
