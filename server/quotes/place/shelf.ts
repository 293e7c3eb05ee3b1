import type { Library } from '../../../ingest/library.ts';
import { type PaperWords, readPaperWords } from './paper-words.ts';

/** Words kept, of all papers together: about 150 bytes each. */
const mostWords = 1_000_000;

/** Papers with their words, read when they are first needed and kept while they are used (least recently used go first). */
export class Shelf {
  readonly #library: Library;
  readonly #kept = new Map<string, { words: PaperWords; revision: number }>();

  constructor(library: Library) {
    this.#library = library;
  }

  /** Null when the paper is not in the library. */
  async words(id: string, revision: number): Promise<PaperWords | null> {
    const kept = this.#kept.get(id);
    if (kept?.revision === revision) {
      this.#kept.delete(id);
      this.#kept.set(id, kept);
      return kept.words;
    }
    const paper = await this.#library.paper(id);
    this.#kept.delete(id);
    if (!paper) return null;
    // What a person put right changes the paper's names, never its text.
    const words = kept?.words.paper.sha256 === paper.sha256 ? { ...kept.words, paper } : readPaperWords(paper);
    this.#kept.set(id, { words, revision });
    this.#trim();
    return words;
  }

  #trim(): void {
    let count = 0;
    for (const { words } of this.#kept.values()) count += words.words.length;
    for (const [id, { words }] of this.#kept) {
      if (count <= mostWords || this.#kept.size === 1) return;
      count -= words.words.length;
      this.#kept.delete(id);
    }
  }
}
