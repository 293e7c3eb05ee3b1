import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Hit, Library, NewPaper } from '../../ingest/library.ts';
import type { PaperId, PassageId } from '../../ingest/paper.ts';
import { type FixtureOptions, fixtureNewPaper, fixtureVector } from '../fixtures/papers.ts';

const dimensions = 48;

export interface LibraryUnderTest {
  /** Opens the library of a folder; the same folder holds the same library. */
  readonly open: (folder: string, embedder: { readonly id: string; readonly dimensions: number }) => Promise<Library>;
  /** Makes a backup file the library of an empty folder. */
  readonly restore: (file: string, folder: string) => Promise<void>;
}

/** What a test of the suite works with: an empty library in a folder of its own. */
export interface LibraryCase {
  /** The one in `<folder>/library`; a test that opens it again sets it. */
  library: Library;
  folder: string;
  /** Closed when the test is over. */
  readonly openIn: (folder: string, embedderId?: string) => Promise<Library>;
  readonly restore: LibraryUnderTest['restore'];
  readonly dense: (text: string, from?: Library) => Promise<readonly Hit[]>;
  readonly lexical: (text: string, from?: Library) => Promise<readonly Hit[]>;
}

/** Gives each test a new case, and clears up after it. */
export function setUpLibrary({ open, restore }: LibraryUnderTest): LibraryCase {
  const opened: Library[] = [];
  const openIn = async (folder: string, id = 'fixture-embedder') => {
    const next = await open(folder, { id, dimensions });
    opened.push(next);
    return next;
  };
  const at = {
    folder: '',
    openIn,
    restore,
    dense: async (text: string, from?: Library) =>
      (await (from ?? at.library).search({ vector: vectorOf(text), limit: 50 })).dense,
    lexical: async (text: string, from?: Library) => (await (from ?? at.library).search({ text, limit: 50 })).lexical,
  } as LibraryCase;

  beforeEach(async () => {
    at.folder = mkdtempSync(join(tmpdir(), 'ibid-library-'));
    at.library = await openIn(join(at.folder, 'library'));
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
    rmSync(at.folder, { recursive: true, force: true });
  });
  return at;
}

export const paperOf = (text: string, options?: FixtureOptions): NewPaper => fixtureNewPaper(text, dimensions, options);
export const vectorOf = (text: string): Float32Array => fixtureVector(text, dimensions);
/** Ids that no library has. */
export const missing = '0123456789abcdef' as PaperId;
export const missingPassage = `${missing}.0-10` as PassageId;
