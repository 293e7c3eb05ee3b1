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
  /** The vector of a question, with the model's question prefix where it has one. */
  embedQuestion(text: string, signal?: AbortSignal): Promise<Float32Array>;
  /** Frees the model; afterwards nothing else may be called. */
  close(): Promise<void>;
}
