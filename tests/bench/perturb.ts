/** A stream of numbers that is the same each run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Unit length again after noise of about a fifth of its length: a near neighbour, not a copy. */
export function perturb(vector: Float32Array, random: () => number): Float32Array {
  const scale = 0.4 / Math.sqrt(vector.length);
  const noisy = vector.map((value) => value + scale * (random() - 0.5) * 2);
  const length = Math.hypot(...noisy);
  return noisy.map((value) => value / length);
}
