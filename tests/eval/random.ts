/** A stream of choices that is the same for the same seed. */
export interface Random {
  /** 0 … 1, 1 excluded. */
  next(): number;
  /** A whole number of `from` … `to`, both included. */
  between(from: number, to: number): number;
  pick<T>(items: readonly T[]): T | undefined;
  /** A copy in another order. */
  shuffle<T>(items: readonly T[]): T[];
}

/** FNV-1a of a name, so that each kind of case has a stream of its own and adding one leaves the others as they were. */
export function seedOf(name: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

/** Splitmix32; source: Steele, Lea & Flood (2014), with the 32-bit finalizer of MurmurHash3. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    pick: (items) => items[between(0, items.length - 1)],
    shuffle: (items) => {
      const order = items.map((item) => ({ item, key: next() }));
      return order.sort((a, b) => a.key - b.key).map(({ item }) => item);
    },
  };
}
