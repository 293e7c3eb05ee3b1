import type { Library } from '../../library.ts';
import { type PaperId, parsePassageId } from '../../paper.ts';
import type { Catalog } from './catalog.ts';
import type { Collections } from './collections.ts';
import type { PaperShelf } from './paper-shelf.ts';
import { readPassages } from './passage-store.ts';
import type { Publication } from './publication.ts';
import { summaryOf } from './publication.ts';
import type { VectorCache } from './vector-cache.ts';
import { publicationOf } from './view.ts';

export interface PaperReaderParts {
  readonly collections: Collections;
  readonly catalog: Catalog;
  readonly vectors: VectorCache;
  readonly shelf: PaperShelf;
}

type Reading = Pick<
  Library,
  | 'revision'
  | 'papers'
  | 'findIds'
  | 'paper'
  | 'passagesOf'
  | 'vectorsOf'
  | 'original'
  | 'findOriginal'
  | 'findOrigin'
  | 'whole'
>;

/** Everything that is read of papers one by one. */
export function readPapers({ collections, catalog, vectors, shelf }: PaperReaderParts): Reading {
  const { dimensions } = collections.embedder;
  const newest = async (fits: (publication: Publication) => boolean) => {
    const found = (await catalog.fresh()).publications.findLast(fits);
    return found ? summaryOf(found) : null;
  };

  const vectorsOf: Reading['vectorsOf'] = async (ids) => {
    const { byId } = await catalog.fresh();
    const places = ids.map((passage) => {
      const key = byId.get(parsePassageId(passage)?.paperId ?? ('' as PaperId))?.key;
      return key === undefined ? null : { key, passage };
    });
    const missing = places.filter((place) => place !== null).filter(({ key, passage }) => !vectors.get(key, passage));
    const found = new Map<string, Float32Array>();
    for (const { key, passage, vector } of await readPassages(collections.passages, missing, dimensions, {
      among: catalog.searchable,
    })) {
      if (!vector) continue;
      found.set(passage, vector);
      vectors.keep(key, passage, vector);
    }
    return places.map((place) => place && (found.get(place.passage) ?? vectors.get(place.key, place.passage) ?? null));
  };

  return {
    revision: async () => (await catalog.fresh()).revision,
    papers: async () => [...(await catalog.fresh()).summaries],
    async findIds(prefix) {
      const view = await catalog.fresh();
      if (prefix === '') return [];
      const found = view.summaries.map(({ id }) => id).filter((id) => id.startsWith(prefix));
      const replacement = found.length === 0 ? publicationOf(view, prefix) : null;
      return replacement ? [replacement.id] : found.sort();
    },
    async paper(id) {
      const publication = publicationOf(await catalog.fresh(), id);
      return publication && (await shelf.paper(publication));
    },
    async passagesOf(id) {
      const publication = (await catalog.fresh()).byId.get(id);
      const passages = publication ? await shelf.passages(publication) : [];
      return passages.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    },
    vectorsOf,
    async original(id) {
      const publication = publicationOf(await catalog.fresh(), id);
      return publication && (await shelf.original(publication));
    },
    findOriginal: (sha256) => newest(({ original }) => original.sha256 === sha256),
    findOrigin: (origin) => newest(({ original }) => original.origin === origin),

    async whole(id) {
      const publication = (await catalog.fresh()).byId.get(id);
      return publication ? await shelf.whole(publication, catalog.searchable) : null;
    },
  };
}
