/** A word of a text with the vector that the model gives it there, in that company: unit length. */
export interface WordVector {
  /** Half-open range of UTF-16 code units of the text. */
  readonly start: number;
  readonly end: number;
  readonly vector: Float32Array;
}

/** A text's vector, as `embedPassages` gives it, and its words' vectors in order, punctuation left out. */
export interface WordsInContext {
  readonly vector: Float32Array;
  /** Empty where the model's tokens can't be told apart by words. */
  readonly words: readonly WordVector[];
}

/** Seam: texts to vectors. Vectors have unit length, so their dot product is the cosine: −1…1, higher is closer. */
export interface Embedder {
  /** Names model and revision; two embedders with one id give interchangeable vectors. */
  readonly id: string;
  readonly dimensions: number;
  /**
   * One vector a text, in the order given; texts over the model's limit are cut at it.
   * @throws EmbedderUnavailableError when the model can't run; the signal's reason when aborted
   */
  embedPassages(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>;
  /**
   * The texts' vectors and those of their words, for late interaction (Khattab & Zaharia 2020, "ColBERT"): which word
   * of a text answers to a word of another. Order and errors as above; costs no more than `embedPassages`.
   */
  embedWords(texts: readonly string[], signal?: AbortSignal): Promise<WordsInContext[]>;
  /** The vector of a question, with the model's question prefix where it has one. */
  embedQuestion(text: string, signal?: AbortSignal): Promise<Float32Array>;
  /** Frees the model; afterwards nothing else may be called. */
  close(): Promise<void>;
}
