import type { PaperId, Span } from '../../ingest/paper.ts';

/** Who is said to have written a quotation or to hold a claim. */
export interface Attribution {
  /** As it stands in the text round the use ("Sadi (2025)", "the author"), or as it was given. */
  readonly text: string;
  /** Papers of the library that it can mean; several when they share what is named; [] when it names none. */
  readonly papers: readonly PaperId[];
  /**
   * Family names, or bodies, that the words are credited to, a pronoun replaced by whom it stands for. Those who wrote
   * none of `papers` too: somebody whom a paper reports.
   */
  readonly names: readonly string[];
  readonly year: number | null;
}

/** The pages that a reference names, as they are printed there. */
export interface NamedPages {
  /** "p. 4975", "pp. 3–5". */
  readonly text: string;
  /** First and last of each stretch, in lower case: "4975", "xii". "3f." reaches one page further, "3ff." to any. */
  readonly stretches: readonly { readonly from: string; readonly to: string }[];
}

/** A place in a text where somebody else's words or findings are used. */
export interface Use {
  /**
   * quotation: between marks, or a block quotation. claim: a sentence that names or refers to a paper, and says something
   * besides what it quotes.
   */
  readonly kind: 'quotation' | 'claim';
  /**
   * The marks may do something else (a title, a term, words doubted): a finding only if the words stand in a paper. Its
   * sentence is a claim as well.
   */
  readonly doubtful: boolean;
  /** Of a claim: its sentence says nothing besides doubtful quotations, and claims nothing where one turns out to quote. */
  readonly onlyQuotes?: boolean;
  /** As it stands in the text, without its marks; of a claim the sentence. */
  readonly quote: string;
  /** Of `quote`, in the text given: UTF-16 code units, half-open. */
  readonly span: Span;
  /** The sentence, or the block, in which it stands. */
  readonly sentence: Span;
  /** Null where the text names nobody. */
  readonly attribution: Attribution | null;
  /** The pages that the text names for a quotation. */
  readonly pages?: NamedPages | null;
}
