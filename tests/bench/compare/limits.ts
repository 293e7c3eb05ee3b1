/** What no retrieval that looks at every vector can be faster than, in one thread of JavaScript. */
export interface ScanLimit {
  readonly vectors: number;
  readonly bytes: number;
  /** Of one scan, the median of several. */
  readonly milliseconds: number;
}

const runs = 9;

/** One exact scan: the dot product of a question with every vector. */
export function measureScan(vectors: number, dimensions: number): ScanLimit {
  const all = Float32Array.from({ length: vectors * dimensions }, (_, index) => Math.sin(index));
  const question = all.slice(0, dimensions);
  const times: number[] = [];
  let best = -Infinity;
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    for (let from = 0; from < all.length; from += dimensions) {
      let dot = 0;
      for (let at = 0; at < dimensions; at += 1) dot += (all[from + at] ?? 0) * (question[at] ?? 0);
      if (dot > best) best = dot;
    }
    times.push(performance.now() - start);
  }
  if (!(best > 0)) throw new Error('the scan found nothing');
  times.sort((a, b) => a - b);
  return { vectors, bytes: all.byteLength, milliseconds: times[runs >> 1] ?? NaN };
}
