import { randomBytes } from 'node:crypto';
import type { Correction, Library, NewPaper } from '../../library.ts';
import type { Paper, PaperId } from '../../paper.ts';
import { requireWhole } from '../require-whole.ts';
import { type Catalog, publicationObjectId } from './catalog.ts';
import type { Collections } from './collections.ts';
import { type ContentKind, writeContent } from './contents.ts';
import { announce, clear, isDebris, noteDebris, unpublish } from './debris.ts';
import { equal } from './filter.ts';
import { nextMoment } from './object-id.ts';
import { passageTable, writePassages } from './passage-store.ts';
import { headOf, type Publication, publicationJson, publicationKey, readPublication } from './publication.ts';
import { byMoment, type View } from './view.ts';

export interface PaperWriterParts {
  readonly collections: Collections;
  readonly catalog: Catalog;
  readonly termsOf: (text: string) => string[];
  /** Milliseconds after which every server has noticed a change. */
  readonly letGoMs: number;
  /** Takes away the answers that quote one of these papers. */
  readonly dropAnswersOf: (ids: readonly PaperId[]) => Promise<void>;
}

/** How often a correction is written again because somebody else wrote one at the same moment. */
const attempts = 5;
/** How often a paper is written anew because a node failed in the midst of it: one after the other might. */
const writings = 4;

export interface PaperWriter extends Pick<Library, 'add' | 'remove' | 'correct'> {
  /** Puts all of a published paper under another key, at its place in the list. */
  rewrite(publication: Publication, whole: NewPaper): Promise<void>;
}

/**
 * Everything that changes papers. A paper is written under a key of its own, then published by one object; another
 * machine may do the same at the same moment, and both find out who was first.
 */
export function writePapers(parts: PaperWriterParts): PaperWriter {
  const { collections, catalog, termsOf, letGoMs, dropAnswersOf } = parts;
  const { dimensions } = collections.embedder;
  const newKey = (id: PaperId) => publicationKey(id, randomBytes(4).toString('hex'));
  const write = (key: string, kind: ContentKind, bytes: Uint8Array) =>
    writeContent(collections.contents, key, kind, bytes);

  const publish = async (publication: Publication) => {
    const { key, id } = publication;
    const properties = { kind: 'publication', publication: key, paper: id, json: publicationJson(publication) };
    await collections.catalog.write([{ id: publicationObjectId(key), properties }]);
    await announce(collections, key);
  };

  /** Publications that were replaced, but that nobody took away yet, would be seen again without the one that hides them. */
  const takeAwayHidden = async (view: View, ids: readonly PaperId[]) => {
    const replaced = new Set(ids.map((id) => view.byId.get(id)?.replaces));
    const left = view.hidden.filter(({ key, id }) => replaced.has(key) || ids.includes(id));
    for (const publication of left) await unpublish(collections, publication, letGoMs);
  };

  const lineage = (id: PaperId, old: Publication | null, more: readonly PaperId[], own: readonly PaperId[] = []) =>
    [...new Set([...own, ...more, ...(old ? [...old.formerIds, old.id] : [])])].filter((former) => former !== id);

  /** Everything of a paper but its publication, under a key that every node finds all of it by. */
  const writeParts = async (given: NewPaper, writing = 1): ReturnType<typeof writeUnder> => {
    const written = await writeUnder(newKey(given.paper.id), given);
    if (written.atOnce || writing >= writings) return written;
    // Its note stays, so that what the failed node brings back with it is cleared away as well.
    await clear(collections, [written.key]);
    return await writeParts(given, writing + 1);
  };

  const writeUnder = async (key: string, given: NewPaper) => {
    const { paper, passages, original } = given;
    const done = await noteDebris(collections, key);
    const contents = {
      paper: await write(key, 'paper', Buffer.from(JSON.stringify(paper))),
      passages: await write(key, 'passages', passageTable(passages)),
      original: await write(key, 'original', original.bytes),
    };
    const atOnce = await writePassages(collections.passages, key, given, termsOf);
    return { key, done, contents, atOnce };
  };

  const addNew = async (
    given: NewPaper,
    old: Publication | null,
    formerIds: readonly PaperId[],
  ): Promise<'added' | 'replaced' | 'present'> => {
    const { paper, passages, original } = given;
    const { key, done, contents } = await writeParts(given);
    const publication: Publication = {
      key,
      at: nextMoment(),
      ...headOf(paper),
      pages: paper.pages.length > 0 ? paper.pages.length : null,
      passages: passages.length,
      replaces: old?.key ?? null,
      formerIds: lineage(paper.id, old, formerIds),
      correction: old?.correction ?? {},
      original: { name: original.name, origin: original.origin, sha256: original.sha256 },
      contents,
      originalKey: key,
    };
    await publish(publication);
    const rivals = await publicationsOf(paper.id);
    if (rivals.some((rival) => byMoment(rival, publication) < 0)) {
      await unpublish(collections, publication, 0);
      await done();
      return 'present';
    }
    await done();
    if (old) await unpublish(collections, old, letGoMs);
    return old ? 'replaced' : 'added';
  };

  const publicationsOf = async (id: PaperId): Promise<Publication[]> => {
    const filter = { all: [equal('kind', 'publication'), equal('paper', id)] };
    const rows = await collections.catalog.find(filter, ['json'], { among: catalog.searchable });
    return rows.map(readPublication).filter((publication) => publication !== null);
  };

  /** The paper is read from the replaced one's file now: that is the file whose next change it has to follow. */
  const takeOver = async (
    present: Publication,
    { paper, original }: { paper: Pick<Paper, 'source'>; original: NewPaper['original'] },
    old: Publication,
    formerIds: readonly PaperId[],
  ): Promise<'replaced'> => {
    const originalKey = newKey(present.id);
    const done = await noteDebris(collections, originalKey);
    const kept = await write(originalKey, 'original', original.bytes);
    await publish({
      ...present,
      source: paper.source,
      replaces: old.key,
      formerIds: lineage(present.id, old, formerIds, present.formerIds),
      correction: { ...old.correction, ...present.correction },
      original: { name: original.name, origin: original.origin, sha256: original.sha256 },
      contents: { ...present.contents, original: kept },
      originalKey,
    });
    await done();
    await unpublish(collections, old, letGoMs);
    if (present.originalKey !== present.key) await clear(collections, [present.originalKey]);
    return 'replaced';
  };

  return {
    async add(given, { replaces, formerIds = [] } = {}) {
      requireWhole(given, dimensions);
      const { id } = given.paper;
      const view = await catalog.refresh();
      const present = view.byId.get(id);
      const old = replaces === undefined || replaces === id ? null : (view.byId.get(replaces) ?? null);
      if (present && !old) return 'present';
      const former = formerIds.filter((one) => !view.byId.has(one));
      await takeAwayHidden(view, [id, ...(old ? [old.id] : [])]);
      const outcome = present && old ? await takeOver(present, given, old, former) : await addNew(given, old, former);
      await catalog.refresh();
      return outcome;
    },

    async rewrite(publication, whole) {
      const { key, done, contents } = await writeParts(whole);
      await publish({ ...publication, key, replaces: publication.key, contents, originalKey: key });
      await done();
      await unpublish(collections, publication, letGoMs);
      await catalog.refresh();
    },

    async remove(id) {
      const view = await catalog.refresh();
      const found = view.byId.get(id);
      const damaged = catalog.damaged.filter((key) => key.startsWith(`${id}.`));
      if (!found && damaged.length === 0) return false;
      await takeAwayHidden(view, [id]);
      for (const key of damaged) await unpublish(collections, { key, originalKey: key }, 0);
      if (found) await unpublish(collections, found, letGoMs);
      await catalog.refresh();
      await dropAnswersOf([id, ...(found?.formerIds ?? [])]);
      return true;
    },

    async correct(id, correction) {
      for (let attempt = 1; attempt <= attempts; attempt += 1) {
        const view = await catalog.refresh();
        const found = view.byId.get(id);
        if (!found) return false;
        if (attempt > 1 && holds(found.correction, correction)) return true;
        await publish({ ...found, correction: { ...found.correction, ...correction } });
        // Written while another machine removed the paper, it would bring back a publication of nothing.
        if (await isDebris(collections, found.key)) {
          await collections.catalog.drop(equal('id', publicationObjectId(found.key)));
          await announce(collections, found.key);
        }
      }
      return true;
    },
  };
}

function holds(correction: Correction, wanted: Correction): boolean {
  return JSON.stringify({ ...correction, ...wanted }) === JSON.stringify(correction);
}
