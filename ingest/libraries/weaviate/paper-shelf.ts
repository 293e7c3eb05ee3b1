import { setImmediate as nextTurn } from 'node:timers/promises';
import { LibraryDamagedError, paperRemedy } from '../../errors.ts';
import type { Original, WholePaper } from '../../library.ts';
import { type Paper, type Passage, sha256Of } from '../../paper.ts';
import { searchText } from '../../passages.ts';
import type { Catalog } from './catalog.ts';
import type { Collections } from './collections.ts';
import { contentId, readContent, unpack } from './contents.ts';
import { passagesOfTable, readPassages } from './passage-store.ts';
import type { Publication } from './publication.ts';

/** Texts of papers kept in memory: their UTF-16 code units together, at most. */
const keptText = 32_000_000;
/** Papers whose lists of passages are kept in memory, at most. */
const mostTables = 1000;
/** Papers that are unpacked before others get a turn: some 4 ms. */
const inOneTurn = 8;

interface Kept {
  readonly publication: Publication;
  readonly paper: Paper;
}

/** Papers with their texts: those read last, and those that are about to be asked for. */
export class PaperShelf {
  readonly #collections: Collections;
  readonly #catalog: Catalog;
  /** By key; those not asked for longest first. */
  readonly #kept = new Map<string, Kept>();
  readonly #coming = new Map<string, Promise<void>>();
  readonly #tables = new Map<string, readonly Passage[]>();
  #keptLength = 0;

  constructor(collections: Collections, catalog: Catalog) {
    this.#collections = collections;
    this.#catalog = catalog;
  }

  /**
   * A paper, corrections applied; null where it was removed meanwhile.
   * @throws LibraryDamagedError
   */
  async paper(publication: Publication): Promise<Paper | null> {
    await this.#coming.get(publication.key);
    const known = this.#kept.get(publication.key);
    if (known?.publication === publication) return this.#keep(known);
    const paper = await this.readUncorrected(publication);
    return paper && this.#keep({ publication, paper: { ...paper, ...publication.correction } });
  }

  /** As it was read, corrections not applied. */
  async readUncorrected(publication: Publication): Promise<Paper | null> {
    const what = `The stored text of “${publication.title}”`;
    const { key, contents } = publication;
    const bytes = await readContent(this.#collections.contents, key, 'paper', contents.paper, what);
    if (!bytes) return null;
    const paper = paperIn(bytes, publication);
    if (!paper) throw new LibraryDamagedError(`${what} is damaged. ${paperRemedy}`);
    return paper;
  }

  /** Its passages as they were given; [] where it was removed meanwhile. */
  async passages({ key, id, contents, title }: Publication): Promise<readonly Passage[]> {
    const known = this.#tables.get(key);
    if (known) return known;
    const what = `The list of passages of “${title}”`;
    const bytes = await readContent(this.#collections.contents, key, 'passages', contents.passages, what);
    const passages = bytes ? passagesOfTable(bytes, id) : [];
    if (this.#tables.size >= mostTables) this.#tables.clear();
    this.#tables.set(key, passages);
    return passages;
  }

  async original({ originalKey, contents, original, title }: Publication): Promise<Original | null> {
    const what = `The original file of “${title}”`;
    const bytes = await readContent(this.#collections.contents, originalKey, 'original', contents.original, what);
    return bytes && { ...original, bytes };
  }

  /**
   * All of a paper, from the first of some nodes that has all its passages; null where it was removed meanwhile.
   * @throws LibraryDamagedError
   */
  async whole(publication: Publication, nodes: readonly string[]): Promise<WholePaper | null> {
    const { key, title, correction, formerIds } = publication;
    const [paper, original, passages] = await Promise.all([
      this.readUncorrected(publication),
      this.original(publication),
      this.passages(publication),
    ]);
    if (!paper || !original) return null;
    const ids = passages.map(({ id }) => ({ key, passage: id }));
    const { passages: stored, embedder } = this.#collections;
    let most = 0;
    for (const node of nodes) {
      const found = await readPassages(stored, ids, embedder.dimensions, { among: [node] });
      const vectors = new Map(found.map(({ passage, vector }) => [passage, vector]));
      const inOrder = passages.flatMap(({ id }) => vectors.get(id) ?? []);
      most = Math.max(most, inOrder.length);
      if (inOrder.length < publication.passages) continue;
      const searchTexts = passages.map((passage) => searchText(paper, passage));
      return { paper, passages, searchTexts, vectors: inOrder, original, correction, formerIds };
    }
    const missing = publication.passages - most;
    throw new LibraryDamagedError(`${missing} passages of “${title}” are missing or damaged. ${paperRemedy}`);
  }

  /**
   * Reads papers that will be asked for, all in one request; one by one they take five times as long. What does not
   * come so, comes when it is asked for.
   */
  expect(publications: readonly Publication[]): void {
    const missing = publications.filter(
      ({ key, contents }) => contents.paper.parts === 1 && !this.#kept.has(key) && !this.#coming.has(key),
    );
    if (missing.length === 0) return;
    const coming = this.#fetch(missing)
      .catch(() => undefined)
      .finally(() => {
        for (const { key } of missing) this.#coming.delete(key);
      });
    for (const { key } of missing) this.#coming.set(key, coming);
  }

  async #fetch(publications: readonly Publication[]): Promise<void> {
    const byKey = new Map(publications.map((publication) => [publication.key, publication]));
    const any = publications.map(({ key }) => contentId(key, 'paper', 0));
    const ask = { among: this.#catalog.searchable, limit: any.length };
    const rows = await this.#collections.contents.find({ property: 'id', any }, ['publication', 'data'], ask);
    for (const [index, { publication: key, data }] of rows.entries()) {
      if (index % inOneTurn === inOneTurn - 1) await nextTurn();
      const publication = byKey.get(String(key));
      const bytes = publication && typeof data === 'string' ? unpack([data], publication.contents.paper) : null;
      const paper = publication && bytes && paperIn(bytes, publication);
      if (paper) this.#keep({ publication, paper: { ...paper, ...publication.correction } });
    }
  }

  #keep(kept: Kept): Paper {
    const { key } = kept.publication;
    this.#forget(key);
    this.#kept.set(key, kept);
    this.#keptLength += kept.paper.text.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#keptLength <= keptText || this.#kept.size === 1) break;
      this.#forget(oldest);
    }
    return kept.paper;
  }

  #forget(key: string): void {
    this.#keptLength -= this.#kept.get(key)?.paper.text.length ?? 0;
    this.#kept.delete(key);
  }
}

/** Every byte is proven before: what is in them is what this format has. Null: it is of another paper. */
function paperIn(bytes: Uint8Array, { id, sha256, title, authors, year, doi, source, warnings }: Publication) {
  const stored = JSON.parse(Buffer.from(bytes).toString()) as Paper;
  if (stored.id !== id || stored.sha256 !== sha256 || sha256Of(stored.text) !== sha256) return null;
  // Its source may be another file since.
  return { ...stored, title, authors, year, doi, source, warnings };
}
