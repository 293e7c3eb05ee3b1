/** How far the question moves towards the first passages found; measured in the design's retrieval notes. */
const feedbackWeight = 0.4;
/** How many of the first passages it moves towards. */
export const feedbackPassages = 3;

/**
 * The question's vector moved towards the mean of the first passages' vectors, unit length again: dense
 * pseudo-relevance feedback (Rocchio's formula on embeddings; Li et al. 2022, "Pseudo Relevance Feedback with Deep
 * Language Models and Dense Retrievers"). Unchanged when there are none.
 */
export function moveTowards(question: Float32Array, passages: readonly Float32Array[]): Float32Array {
  if (passages.length === 0) return question;
  const moved = Float32Array.from(question);
  for (const vector of passages) {
    for (let i = 0; i < moved.length; i += 1) {
      moved[i] = (moved[i] ?? 0) + (feedbackWeight / passages.length) * (vector[i] ?? 0);
    }
  }
  const length = Math.hypot(...moved);
  return length > 0 ? moved.map((value) => value / length) : question;
}
