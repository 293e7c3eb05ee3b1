import { UnreadablePaperError } from './errors.ts';
import type { Paper, Passage } from './paper.ts';
import { embeddingText, passagesOf, searchText } from './passages.ts';
import type { Reader, Source } from './reader.ts';

/** A paper cut into passages: all that can be told of a file without a model. */
export interface PreparedPaper {
  readonly paper: Paper;
  /** At least one. */
  readonly passages: readonly Passage[];
  /** What the embedder sees, and what BM25 searches; one of each for each passage. */
  readonly embeddingTexts: readonly string[];
  readonly searchTexts: readonly string[];
}

/**
 * A file's bytes → paper, passages and their texts.
 * @throws UnreadablePaperError with a sentence that says why, for anything that is wrong with the file
 * @throws the signal's reason when aborted
 */
export type PreparePaper = (source: Source, signal: AbortSignal) => Promise<PreparedPaper>;

/** Prepares with the first of these readers that accepts a file, in the thread of the caller. */
export function preparingWith(readers: readonly Reader[]): PreparePaper {
  return async (source, signal) => {
    const { name } = source;
    const reader = readers.find((candidate) => candidate.accepts(source));
    if (!reader) {
      throw new UnreadablePaperError(name, 'this kind of file is not read; give .txt, .md, .pdf, .docx or .epub');
    }
    const paper = await reader.read(source, signal);
    const passages = passagesOf(paper);
    if (passages.length === 0) {
      throw new UnreadablePaperError(name, 'it holds no text; if it is a scan, run text recognition (OCR) first');
    }
    return {
      paper,
      passages,
      embeddingTexts: passages.map((passage) => embeddingText(paper, passage)),
      searchTexts: passages.map((passage) => searchText(paper, passage)),
    };
  };
}
