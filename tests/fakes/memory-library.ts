import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setImmediate as pause } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { LibraryMismatchError, LibraryUnavailableError } from '../../ingest/errors.ts';
import type {
  Correction,
  Fault,
  Feedback,
  Library,
  NewPaper,
  PaperSummary,
  SearchQuery,
  StoredAnswer,
  StoredKey,
} from '../../ingest/library.ts';
import { type Paper, type PaperId, paperIdOf, parsePassageId, passageIdOf, sha256Of } from '../../ingest/paper.ts';
import { bm25, cosines, holding } from './memory-search.ts';

interface State {
  embedder: { id: string; dimensions: number };
  revision: number;
  papers: Map<PaperId, NewPaper>;
  corrections: Map<PaperId, Correction>;
  aliases: Map<string, PaperId>;
  answers: Map<string, { answer: StoredAnswer; papers: PaperId[]; feedback: Feedback | null }>;
  keys: Map<string, StoredKey>;
  notes: Map<string, string>;
}

export interface MemoryLibraryOptions {
  /** A hashing embedder with 64 dimensions unless told. */
  readonly embedder?: { readonly id: string; readonly dimensions: number };
  /** Libraries of one place share what they hold, as those of one folder do; a place of its own unless told. */
  readonly place?: string;
}

const places = new Map<string, State>();

/** A library in memory that passes the library suite: for tests of what uses one. */
export function openMemoryLibrary({
  embedder = { id: 'hashing-64', dimensions: 64 },
  place = `memory-${places.size}`,
}: MemoryLibraryOptions = {}): Library {
  const state = places.get(place) ?? emptyState(embedder);
  if (state.embedder.id !== embedder.id) throw new LibraryMismatchError(state.embedder.id, embedder.id);
  places.set(place, state);
  return libraryOf(state);
}

/** Makes a backup the library of a place. */
export function restoreMemoryLibrary(file: string, place: string): void {
  places.set(place, deserialize(readFileSync(file)) as State);
}

function emptyState({ id, dimensions }: { readonly id: string; readonly dimensions: number }): State {
  return {
    embedder: { id, dimensions },
    revision: 0,
    papers: new Map(),
    corrections: new Map(),
    aliases: new Map(),
    answers: new Map(),
    keys: new Map(),
    notes: new Map(),
  };
}

function libraryOf(state: State): Library {
  const { papers, corrections, aliases, answers, keys, notes } = state;
  let closed = false;

  const resolve = (id: string): PaperId | null =>
    papers.has(id as PaperId) ? (id as PaperId) : (aliases.get(id) ?? null);
  const corrected = (paper: Paper): Paper => ({ ...paper, ...corrections.get(paper.id) });
  const summary = ({ paper, passages }: NewPaper): PaperSummary => {
    const { id, title, authors, year, doi, source, sha256, pages, warnings } = corrected(paper);
    const count = pages.length > 0 ? pages.length : null;
    return { id, title, authors, year, doi, source, sha256, pages: count, passages: passages.length, warnings };
  };
  const newest = (fits: (paper: NewPaper) => boolean): PaperSummary | null => {
    const found = [...papers.values()].findLast(fits);
    return found ? summary(found) : null;
  };
  const inTurn = <Result>(work: () => Result): Promise<Result> =>
    new Promise((settle) => {
      if (closed) throw new LibraryUnavailableError('The library is closed. Open it again.');
      settle(work());
    });

  const check = ({ paper, passages, searchTexts, vectors }: NewPaper) => {
    if (passages.length !== searchTexts.length || passages.length !== vectors.length) {
      throw new RangeError(`Paper ${paper.id}: give one search text and one vector per passage.`);
    }
    if (new Set(passages.map(({ id }) => id)).size < passages.length) {
      throw new RangeError(`Paper ${paper.id} has a passage twice.`);
    }
    const stranger = passages.find(
      ({ id, span }) => id !== passageIdOf(paper.id, span) || span.end > paper.text.length,
    );
    if (stranger) throw new RangeError(`Passage ${stranger.id} does not belong to paper ${paper.id}.`);
    const odd = vectors.find(
      (vector) => vector.length !== state.embedder.dimensions || !(Math.abs(Math.hypot(...vector) - 1) < 1e-3),
    );
    if (odd)
      throw new RangeError(`Paper ${paper.id}: a vector has not ${state.embedder.dimensions} dimensions and length 1.`);
  };

  const replace = (from: PaperId, to: PaperId) => {
    const merged = { ...corrections.get(from), ...corrections.get(to) };
    if (Object.keys(merged).length > 0) corrections.set(to, merged);
    papers.delete(from);
    corrections.delete(from);
    for (const [alias, target] of aliases) if (target === from) aliases.set(alias, to);
    aliases.set(from, to);
    for (const kept of answers.values()) kept.papers = [...new Set(kept.papers.map((id) => (id === from ? to : id)))];
  };

  const search = ({ text, vector, phrases = [], limit, papers: only }: SearchQuery) => {
    const entries = [...papers.values()].flatMap(({ passages, searchTexts, vectors }) =>
      passages.map((passage, index) => ({
        passage: passage.id,
        paperId: passage.paperId,
        text: searchTexts[index] ?? '',
        vector: vectors[index] ?? new Float32Array(),
      })),
    );
    const allowed = new Set(
      entries.filter(({ paperId }) => !only || only.includes(paperId)).map(({ passage }) => passage),
    );
    const best = (hits: { passage: (typeof entries)[number]['passage']; score: number }[]) =>
      hits
        .filter(({ passage }) => allowed.has(passage))
        .sort((a, b) => b.score - a.score)
        .slice(0, Math.max(limit, 0));
    return {
      revision: state.revision,
      lexical: text ? best(bm25(entries, text)) : [],
      dense: vector ? best(cosines(entries, vector)) : [],
      holding: holding(entries, phrases)
        .filter((passage) => allowed.has(passage))
        .slice(0, Math.max(limit, 0)),
    };
  };

  const verify = (onProgress?: (done: number, total: number) => void) => {
    const faults: Fault[] = [];
    let passages = 0;
    for (const [index, { paper, passages: own, original }] of [...papers.values()].entries()) {
      passages += own.length;
      if (paperIdOf(paper.text) !== paper.id || sha256Of(original.bytes) !== original.sha256) {
        faults.push({ paper: paper.id, message: `“${paper.title}”: text or original changed.`, repaired: false });
      }
      onProgress?.(index + 1, papers.size);
    }
    return { papers: papers.size, passages, faults };
  };

  return {
    embedderId: state.embedder.id,
    embedderDimensions: state.embedder.dimensions,
    revision: () => inTurn(() => state.revision),
    papers: () => inTurn(() => [...papers.values()].map(summary)),
    findIds: (prefix) =>
      inTurn(() => {
        const found = [...papers.keys()].filter((id) => prefix !== '' && id.startsWith(prefix)).sort();
        const replacement = found.length === 0 ? resolve(prefix) : null;
        return replacement === null ? found : [replacement];
      }),
    paper: (id) =>
      inTurn(() => {
        const found = papers.get(resolve(id) ?? (id as PaperId));
        return found ? corrected(found.paper) : null;
      }),
    passagesOf: (id) => inTurn(() => [...(papers.get(id)?.passages ?? [])].sort((a, b) => a.span.start - b.span.start)),
    vectorsOf: (ids) =>
      inTurn(() =>
        ids.map((id) => {
          const paper = papers.get(parsePassageId(id)?.paperId ?? ('' as PaperId));
          return paper?.vectors[paper.passages.findIndex((passage) => passage.id === id)]?.slice() ?? null;
        }),
      ),
    original: (id) => inTurn(() => papers.get(resolve(id) ?? (id as PaperId))?.original ?? null),
    findOriginal: (sha256) => inTurn(() => newest(({ original }) => original.sha256 === sha256)),
    findOrigin: (origin) => inTurn(() => newest(({ original }) => original.origin === origin)),

    whole: (id) =>
      inTurn(() => {
        const found = papers.get(id);
        const formerIds = [...aliases].flatMap(([alias, target]) => (target === id ? [alias as PaperId] : []));
        return found ? { ...structuredClone(found), correction: corrections.get(id) ?? {}, formerIds } : null;
      }),

    add: (given, { replaces, formerIds = [] } = {}) =>
      inTurn(() => {
        check(given);
        const { id } = given.paper;
        const present = papers.has(id);
        const replaced = replaces !== undefined && replaces !== id && papers.has(replaces);
        if (present && !replaced) return 'present';
        state.revision += 1;
        aliases.delete(id);
        const own = papers.get(id);
        const { source } = given.paper;
        if (!own) papers.set(id, structuredClone(given));
        else papers.set(id, { ...own, paper: { ...own.paper, source }, original: structuredClone(given.original) });
        if (replaced) replace(replaces, id);
        for (const former of formerIds) if (!papers.has(former)) aliases.set(former, id);
        return replaced ? 'replaced' : 'added';
      }),
    remove: (id) =>
      inTurn(() => {
        if (!papers.delete(id)) return false;
        state.revision += 1;
        corrections.delete(id);
        for (const [alias, target] of aliases) if (target === id) aliases.delete(alias);
        for (const [answer, kept] of answers) if (kept.papers.includes(id)) answers.delete(answer);
        return true;
      }),
    correct: (id, correction) =>
      inTurn(() => {
        if (!papers.has(id)) return false;
        state.revision += 1;
        corrections.set(id, { ...corrections.get(id), ...correction });
        return true;
      }),

    async search(query, signal) {
      signal?.throwIfAborted();
      await pause();
      signal?.throwIfAborted();
      return inTurn(() => search(query));
    },

    keepAnswer: (answer) =>
      inTurn(() => {
        const quoted = answer.papers.map(resolve);
        const here = quoted.filter((id) => id !== null);
        if (here.length < quoted.length) return;
        answers.set(answer.id, { answer, papers: here, feedback: answers.get(answer.id)?.feedback ?? null });
      }),
    answer: (id) =>
      inTurn(() => {
        const kept = answers.get(id);
        return kept ? { json: kept.answer.json, feedback: kept.feedback } : null;
      }),
    async *answers() {
      for (const { answer, papers: quoted, feedback } of await inTurn(() => [...answers.values()])) {
        yield { id: answer.id, json: answer.json, papers: quoted, feedback };
      }
    },
    dropAnswers: (ids) => inTurn(() => ids.forEach((id) => answers.delete(id))),
    giveFeedback: (id, feedback) =>
      inTurn(() => {
        const kept = answers.get(id);
        if (kept) kept.feedback = feedback;
        return kept !== undefined;
      }),

    addKey: (key) => inTurn(() => void keys.set(key.id, key)),
    keys: () => inTurn(() => [...keys.values()]),
    revokeKey: (id) => inTurn(() => keys.delete(id)),
    note: (name) => inTurn(() => notes.get(name) ?? null),
    notes: () =>
      inTurn(() => [...notes].map(([name, value]) => ({ name, value })).sort((a, b) => (a.name < b.name ? -1 : 1))),
    setNote: (name, value) =>
      inTurn(() => {
        if (value === null) notes.delete(name);
        else notes.set(name, value);
      }),

    check: () => Promise.resolve(closed ? 'The library is closed. Open it again.' : null),
    verify: (onProgress) => inTurn(() => verify(onProgress)),
    backup: (file) =>
      inTurn(() => {
        if (existsSync(file)) {
          throw new LibraryUnavailableError(
            'The backup was not made: there is a file of that name. Name one that does not exist.',
          );
        }
        writeFileSync(file, serialize(state));
      }),
    close: () => {
      closed = true;
      return Promise.resolve();
    },
  };
}
