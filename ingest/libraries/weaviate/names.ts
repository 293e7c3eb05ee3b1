/** The parts of a library, in the order in which they are made: the catalog, which says what they are, last. */
export const parts = ['Changes', 'Contents', 'Passages', 'Records', 'Catalog'] as const;
export type Part = (typeof parts)[number];

/** The collection of a library's part; “-”, which Weaviate's names can't have, is “_” there. */
export function collectionName(library: string, part: Part): string {
  return `${aliasName(library)}_${part}`;
}

/** The alias that may stand for a library's catalog. */
export function aliasName(library: string): string {
  return `Ibid_${library.replaceAll('-', '_')}`;
}

/** The library that a catalog's collection belongs to; null: it is no catalog. */
export function libraryOfCatalog(collection: string): string | null {
  return /^Ibid_(\w+)_Catalog$/.exec(collection)?.[1]?.replaceAll('_', '-') ?? null;
}
