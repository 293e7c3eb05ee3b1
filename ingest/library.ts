import type { Paper, PaperId, Passage, PassageId } from './paper.ts';

/** What a list of papers shows of one. */
export interface PaperSummary {
  readonly id: PaperId;
  readonly title: string;
  readonly authors: readonly string[];
  readonly year: number | null;
  readonly doi: string | null;
  readonly source: string;
  readonly sha256: string;
  /** Count; null where the source has no pages. */
  readonly pages: number | null;
  /** Count. */
  readonly passages: number;
  readonly warnings: readonly string[];
}

/** What a person put right; a field that is absent stays as the reader found it. */
export interface Correction {
  readonly title?: string;
  readonly authors?: readonly string[];
  readonly year?: number | null;
  readonly doi?: string | null;
}

/** Where a file came from: decides whether a changed file replaces its paper. */
export interface Original {
  /** File name, without folders. */
  readonly name: string;
  /** Absolute path for files, `upload:<name>` for uploads: a changed file of the same origin replaces its paper. */
  readonly origin: string;
  readonly bytes: Uint8Array;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** All that is stored of one paper, written in one transaction. `passages[i]` has the vector `vectors[i]`. */
export interface NewPaper {
  readonly paper: Paper;
  readonly passages: readonly Passage[];
  /** What BM25 searches: the reading text of each passage, heading and title included. */
  readonly searchTexts: readonly string[];
  readonly vectors: readonly Float32Array[];
  readonly original: Original;
}

/** All that is kept of a paper: what `add` and `correct` were given. `paper` is as it was read, nothing put right. */
export interface WholePaper extends NewPaper {
  /** {} where nobody put anything right. */
  readonly correction: Correction;
  /** Ids of the papers that it replaced, which lead to it; in no order. */
  readonly formerIds: readonly PaperId[];
}

export interface SearchQuery {
  /** Plain words; every character is data, none is syntax. Absent or empty: no lexical hits. */
  readonly text?: string;
  /** Unit length. Absent: no vector hits. */
  readonly vector?: Float32Array;
  /** Words in a row, as printed: passages that hold one of these phrases, whatever stands between the words. */
  readonly phrases?: readonly string[];
  /** For each list. */
  readonly limit: number;
  /** Only these papers; absent: all. */
  readonly papers?: readonly PaperId[];
}

export interface Hit {
  readonly passage: PassageId;
  /** Higher is closer. Lexical: BM25 (k1 1.2, b 0.75, Lucene’s idf), above 0. Vector: cosine, −1…1. */
  readonly score: number;
}

/** Best first in the lists of hits; all from the one revision named. */
export interface SearchResult {
  readonly revision: number;
  readonly lexical: readonly Hit[];
  readonly dense: readonly Hit[];
  /** In no order; may name passages that hold a phrase's words in another inflection, never misses one but by `limit`. */
  readonly holding: readonly PassageId[];
}

/** An integrity fault in words: what is wrong, in which paper. */
export interface Fault {
  readonly paper: PaperId | null;
  readonly message: string;
  /** True when it was mended (a cache rebuilt from the truth). */
  readonly repaired: boolean;
}

export interface VerifyReport {
  readonly papers: number;
  readonly passages: number;
  readonly faults: readonly Fault[];
}

export interface StoredAnswer {
  readonly id: string;
  /** JSON of the wire's answer object. */
  readonly json: string;
  /** Papers that it quotes: removing one removes the answer. */
  readonly papers: readonly PaperId[];
}

export interface Feedback {
  readonly verdict: 'good' | 'bad';
  readonly comment: string | null;
}

/** A kept answer with what was said of it; `papers` are those that the ids lead to now, in no order. */
export interface KeptAnswer extends StoredAnswer {
  readonly feedback: Feedback | null;
}

/** A small named fact. */
export interface Note {
  readonly name: string;
  readonly value: string;
}

/** A key for programs and browsers: only its SHA-256 is stored. */
export interface StoredKey {
  readonly id: string;
  readonly name: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

export interface AddOptions {
  readonly replaces?: PaperId;
  readonly formerIds?: readonly PaperId[];
}

/** Seam: papers with their passages and vectors, in and out. Any number of processes may have one open. */
export interface Library {
  /** The embedder that its vectors come from. */
  readonly embedderId: string;
  /** Of its vectors: a count. */
  readonly embedderDimensions: number;

  /** Grows by at least one with every change that a search can see. */
  revision(): Promise<number>;
  /** A paper whose row is damaged is among them, with a warning that says so. */
  papers(): Promise<PaperSummary[]>;
  /** Ids that begin so, damaged papers included; where none does, the id that this id of a replaced paper leads to. */
  findIds(prefix: string): Promise<PaperId[]>;
  /** Corrections applied; follows the id of a replaced paper to the one that replaced it. Null: not here. */
  paper(id: string): Promise<Paper | null>;
  /** In text order; [] for a paper that is not here. */
  passagesOf(id: PaperId): Promise<Passage[]>;
  /** In the order asked for; null for each that is not here. */
  vectorsOf(ids: readonly PassageId[]): Promise<(Float32Array | null)[]>;
  original(id: string): Promise<Original | null>;
  /**
   * All that is stored of a paper, proven, so that another library can take it over; passages as they were given.
   * Follows no id of a replaced paper. Null: not here.
   * @throws LibraryDamagedError
   */
  whole(id: PaperId): Promise<WholePaper | null>;
  /** The paper that holds a file with these bytes' SHA-256, or null. */
  findOriginal(sha256: string): Promise<PaperSummary | null>;
  /** The paper last read from that origin, or null. */
  findOrigin(origin: string): Promise<PaperSummary | null>;

  /**
   * Writes a paper whole or not at all. `replaces` is removed in the same transaction: its id leads to the new
   * paper from then on and its corrections pass to it. A paper that is there already is left as it is, but takes over
   * file and origin of one that it replaces. `formerIds` lead to the new paper from then on, but for those that are
   * papers here; they change nothing when the outcome is 'present'.
   */
  add(paper: NewPaper, options?: AddOptions): Promise<'added' | 'replaced' | 'present'>;
  /** Removes every trace, answers that quote it and ids that led to it included. False: not here. */
  remove(id: PaperId): Promise<boolean>;
  /** Keeps what a person put right, also when the paper is ingested again. False: not here. */
  correct(id: PaperId, correction: Correction): Promise<boolean>;

  search(query: SearchQuery, signal?: AbortSignal): Promise<SearchResult>;

  keepAnswer(answer: StoredAnswer): Promise<void>;
  /** The answer's JSON and its feedback, or null. */
  answer(id: string): Promise<{ readonly json: string; readonly feedback: Feedback | null } | null>;
  /** Those that are kept, oldest first. */
  answers(): AsyncIterable<KeptAnswer>;
  /** Forgets answers, and what was said of them; ids that are not here change nothing. */
  dropAnswers(ids: readonly string[]): Promise<void>;
  /** False: no such answer. */
  giveFeedback(id: string, feedback: Feedback): Promise<boolean>;

  addKey(key: StoredKey): Promise<void>;
  keys(): Promise<StoredKey[]>;
  /** False: no such key. */
  revokeKey(id: string): Promise<boolean>;

  /** A small named fact, such as "default-papers": "done". */
  note(name: string): Promise<string | null>;
  /** All of them, by name. */
  notes(): Promise<Note[]>;
  /** Null takes the note away. */
  setNote(name: string, value: string | null): Promise<void>;

  /** Null: it can be read and written. Otherwise a sentence without paths: why not, and what to do. */
  check(): Promise<string | null>;
  /** Proves hashes, counts, vectors and caches against the truth. */
  verify(onProgress?: (done: number, total: number) => void): Promise<VerifyReport>;
  /** Copies the library, in use or not, into a new file that opens as a library. */
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}
