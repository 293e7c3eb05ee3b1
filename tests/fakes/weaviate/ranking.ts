import type { ClassData, IndexedObject } from './class-data.ts';
import { tokensOf } from './tokens.ts';

export interface Ranked {
  readonly hit: IndexedObject;
  /** BM25: higher is better. Vectors: the cosine distance, lower is better. */
  readonly value: number;
}

/**
 * BM25 as Weaviate has it: Lucene’s inverse document frequency, no factor k1 + 1, a term that is asked for twice counts
 * twice, and what was deleted or changed still counts in the mean length.
 * @param all that every term has to be there
 */
export function byWords(
  data: ClassData,
  property: string,
  query: string,
  all: boolean,
  fits: (hit: IndexedObject) => boolean,
): Ranked[] {
  const objects = data.all();
  const { k1, b } = data.definition.invertedIndexConfig.bm25;
  const { sum, count } = data.lengthsOf(property);
  const terms = tokensOf(query, 'whitespace');
  const holders = new Map(
    [...new Set(terms)].map((term) => [term, objects.filter((one) => one.tokens.get(property)?.includes(term)).length]),
  );
  return objects.filter(fits).flatMap((hit) => {
    const tokens = hit.tokens.get(property) ?? [];
    const found = terms.filter((term) => tokens.includes(term));
    if (found.length === 0 || (all && found.length < terms.length)) return [];
    const value = found.reduce((score, term) => {
      const n = holders.get(term) ?? 0;
      const idf = Math.log(1 + (objects.length - n + 0.5) / (n + 0.5));
      const frequency = tokens.filter((token) => token === term).length;
      return score + (idf * frequency) / (frequency + k1 * (1 - b + (b * tokens.length * count) / sum));
    }, 0);
    return [{ hit, value: Math.fround(value) }];
  });
}

/** The best: of equals those that came first, but then in the order of their ids. That is what Weaviate does. */
export function best(ranked: readonly Ranked[], offset: number, limit: number): Ranked[] {
  const kept = ranked.toSorted((x, y) => y.value - x.value || x.hit.document - y.hit.document).slice(0, offset + limit);
  return kept.sort((x, y) => y.value - x.value || (x.hit.object.id < y.hit.object.id ? -1 : 1)).slice(offset);
}

/** By the cosine distance (0…2) to a vector, nearest first; what has no vector is left out. */
export function byVector(objects: readonly IndexedObject[], vector: readonly number[]): Ranked[] {
  const query = unit(vector);
  const ranked = objects.flatMap((hit) => {
    if (!hit.object.vector) return [];
    const own = unit(hit.object.vector);
    const cosine = own.reduce((sum, x, index) => sum + x * (query[index] ?? 0), 0);
    return [{ hit, value: Math.fround(1 - cosine) }];
  });
  return ranked.sort((x, y) => x.value - y.value || x.hit.document - y.hit.document);
}

function unit(vector: readonly number[]): number[] {
  const length = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0)) || 1;
  return vector.map((x) => x / length);
}

/** The shortest decimal number that is this one in 32 bits: how Weaviate writes scores. */
export function inFloat32(value: number): number {
  for (let digits = 1; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === Math.fround(value)) return short;
  }
  return Number(value.toPrecision(9));
}
