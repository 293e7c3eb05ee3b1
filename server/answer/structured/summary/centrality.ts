import type { Library } from '../../../../ingest/library.ts';
import type { Paper } from '../../../../ingest/paper.ts';
import type { PaperSentence } from './paper-sentences.ts';

/**
 * How much each sentence says of what the whole paper says, 0…1: the cosine of its words, weighted by tf–idf over the
 * paper's sentences, to their centroid (Radev et al. 2004), the title's words counted in.
 */
export function wordCentrality(sentences: readonly PaperSentence[], title: ReadonlySet<string>): number[] {
  const having = new Map<string, number>();
  for (const { terms } of sentences) for (const term of terms) having.set(term, (having.get(term) ?? 0) + 1);
  const weight = (term: string): number => {
    const count = having.get(term) ?? 0;
    // A word that only one sentence has says nothing of the others.
    return count < 2 ? 0 : Math.log(1 + sentences.length / count) * (title.has(term) ? 1.5 : 1);
  };
  const centroid = new Map<string, number>();
  for (const [term, count] of having) centroid.set(term, (count / sentences.length) * weight(term));
  const scores = sentences.map(({ terms }) => {
    let dot = 0;
    let length = 0;
    for (const term of terms) {
      const own = weight(term);
      dot += own * (centroid.get(term) ?? 0);
      length += own * own;
    }
    return length === 0 ? 0 : dot / Math.sqrt(length);
  });
  return spread(scores);
}

/**
 * How near the passage of each sentence is to the other passages of its paper, by their vectors, 0…1: degree
 * centrality (Erkan & Radev 2004), without a threshold. A sentence without a stored vector gets the middle.
 */
export async function passageCentrality(
  paper: Paper,
  sentences: readonly PaperSentence[],
  library: Library,
): Promise<number[]> {
  const flow = (await library.passagesOf(paper.id)).filter(
    ({ span }) => !paper.references.some((entry) => entry.span.start <= span.start && span.start < entry.span.end),
  );
  const vectors = await library.vectorsOf(flow.map(({ id }) => id));
  const sum = new Float32Array(vectors.find((vector) => vector !== null)?.length ?? 0);
  for (const vector of vectors) vector?.forEach((value, index) => (sum[index] = (sum[index] ?? 0) + value));
  // The mean of the cosines to all is the cosine to their sum, but for the length.
  const degrees = spread(
    vectors.map((vector) => vector?.reduce((dot, value, i) => dot + value * (sum[i] ?? 0), 0) ?? 0),
  );
  return sentences.map(({ span }) => {
    const at = flow.findIndex((passage) => passage.span.start <= span.start && span.start < passage.span.end);
    return vectors[at] ? (degrees[at] ?? 0.5) : 0.5;
  });
}

function spread(scores: readonly number[]): number[] {
  const low = scores.reduce((least, score) => Math.min(least, score), Infinity);
  const high = scores.reduce((most, score) => Math.max(most, score), -Infinity);
  return scores.map((score) => (high > low ? (score - low) / (high - low) : 0.5));
}
