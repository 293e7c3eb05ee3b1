import type { Library, PaperSummary } from '../../../ingest/library.ts';
import { type PaperId, parsePassageId } from '../../../ingest/paper.ts';
import type { PaperWords } from './paper-words.ts';
import { Shelf } from './shelf.ts';

/** With so few papers the index has nothing to narrow. */
const fewPapers = 6;
/** Passages asked of the index for one stretch of words, and papers looked at because of them. */
const passagesAsked = 24;
const papersLookedAt = 6;
/** Passages that hold a phrase: more than any phrase of a person's own has places. */
const mostHolding = 2000;
/** Words of a phrase, and how many phrases of a quotation are looked up. */
const phraseLength = 8;

/** What the library holds at one moment, for one check. */
export interface View {
  readonly revision: number;
  readonly papers: readonly PaperSummary[];
}

/** The index narrows: which papers a quotation may come from. Alignment decides. */
export class Candidates {
  readonly #library: Library;
  readonly #shelf: Shelf;
  #view: View | null = null;

  constructor(library: Library) {
    this.#library = library;
    this.#shelf = new Shelf(library);
  }

  /** The papers of the newest revision. */
  async view(): Promise<View> {
    const revision = await this.#library.revision();
    if (this.#view?.revision !== revision) this.#view = { revision, papers: await this.#library.papers() };
    return this.#view;
  }

  /** Papers that may hold some of these words, the named ones always; [] for words of no paper. */
  async forWords(words: readonly string[], named: readonly PaperId[], view: View): Promise<PaperWords[]> {
    if (view.papers.length <= fewPapers)
      return this.#read(
        view.papers.map((paper) => paper.id),
        view,
      );
    const hits = await this.#library.search({ text: words.join(' '), limit: passagesAsked });
    const ids = papersOf(hits.lexical.map((hit) => hit.passage));
    return this.#read([...named, ...ids.slice(0, papersLookedAt)], view);
  }

  /** All papers that hold the words in a row, in any printing; a short phrase may have many. */
  async holding(words: readonly string[], view: View): Promise<PaperWords[]> {
    if (view.papers.length <= fewPapers)
      return this.#read(
        view.papers.map((paper) => paper.id),
        view,
      );
    const { holding } = await this.#library.search({ phrases: phrasesOf(words), limit: mostHolding });
    return this.#read(papersOf(holding), view);
  }

  async #read(ids: readonly PaperId[], view: View): Promise<PaperWords[]> {
    const read: PaperWords[] = [];
    for (const id of new Set(ids)) {
      const words = await this.#shelf.words(id, view.revision);
      if (words) read.push(words);
    }
    return read;
  }
}

function papersOf(passages: readonly string[]): PaperId[] {
  const ids = passages.flatMap((passage) => parsePassageId(passage)?.paperId ?? []);
  return [...new Set(ids)];
}

/**
 * Phrases by which a quotation is looked up: the first words and the last, so that one of them lies within a passage
 * where the words run over the end of one.
 */
function phrasesOf(words: readonly string[]): string[] {
  if (words.length <= phraseLength) return [words.join(' '), ...(words.length > 3 ? halves(words) : [])];
  const middle = Math.floor((words.length - phraseLength) / 2);
  return [0, middle, words.length - phraseLength].map((from) => words.slice(from, from + phraseLength).join(' '));
}

function halves(words: readonly string[]): string[] {
  const half = Math.ceil(words.length / 2);
  return [words.slice(0, half).join(' '), words.slice(half).join(' ')];
}
