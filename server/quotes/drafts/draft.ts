import type { WordDocument } from './docx/word-document.ts';

/** Bytes of a draft's file. */
export const mostDraftBytes = 20 * 1024 * 1024;

/** UTF-16 code units of a draft's text, about 300,000 words. */
export const mostDraftText = 2_000_000;

/** The endings of files that are read as drafts, for sentences. */
export const draftKinds = '.docx, .md or .txt';

/** A draft as it is checked: offsets of results are UTF-16 code units of `text`. */
export type Draft = TextDraft | WordDraft;

export interface TextDraft {
  readonly kind: 'text' | 'markdown';
  readonly name: string;
  readonly text: string;
}

export interface WordDraft {
  readonly kind: 'docx';
  readonly name: string;
  readonly text: string;
  /** The file itself, with a way from the text back to its runs. */
  readonly document: WordDocument;
}
