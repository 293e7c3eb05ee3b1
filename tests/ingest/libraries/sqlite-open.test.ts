import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { LibraryFormatError, LibraryMismatchError, LibraryUnavailableError } from '../../../ingest/errors.ts';
import type { Library } from '../../../ingest/library.ts';
import { type SqliteLibraryOptions, openSqliteLibrary } from '../../../ingest/libraries/sqlite/open.ts';
import { fixtureNewPaper, prose } from '../../fixtures/papers.ts';

const dimensions = 16;
const embedder = { id: 'fixture-embedder', dimensions };
const paperNumber = (n: number) =>
  fixtureNewPaper(`Paper ${n}\n\n${prose.bees.slice(40)}`, dimensions, { source: `${n}.txt` });

/** Mounting needs root and a kernel that allows it; without that these tests say so and are skipped. */
const cannotMount = (() => {
  const place = mkdtempSync(join(tmpdir(), 'ibid-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place], { stdio: 'ignore' });
    execFileSync('umount', [place]);
    return '';
  } catch {
    return ' (skipped: mounting a small disk needs root)';
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
})();

describe('opening the embedded library', () => {
  let folder: string;
  const opened: Library[] = [];
  const openIn = async (place: string, options: Partial<SqliteLibraryOptions> = {}) => {
    const library = await openSqliteLibrary(place, { embedder, ...options });
    opened.push(library);
    return library;
  };
  const failureOf = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => error,
    );

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ibid-open-'))));
  afterEach(async () => {
    for (const library of opened.splice(0)) await library.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const expectSentence = (failure: unknown, pattern: RegExp) => {
    expect(failure).toBeInstanceOf(LibraryUnavailableError);
    const { message } = failure as LibraryUnavailableError;
    expect(message).toMatch(pattern);
    expect(message).toMatch(/^[^\n]+\.$/);
    expect(message).not.toContain(folder);
    expect(message).not.toMatch(/SQLITE|errno|\bat\b .*:\d/);
  };

  test('makes the folder, with those above it', async () => {
    const library = await openIn(join(folder, 'a', 'b'));
    expect(await library.papers()).toEqual([]);
  });

  test.each<[string, (place: string) => void, RegExp]>([
    ['a file where the folder should be', (place) => writeFileSync(place, 'x'), /folder can’t be opened or made/],
    [
      'a folder where the file should be',
      (place) => mkdirSync(join(place, 'library.db'), { recursive: true }),
      /library\.db is a folder/,
    ],
    [
      'a file that is no database',
      (place) => {
        mkdirSync(place);
        writeFileSync(join(place, 'library.db'), 'Dear diary, '.repeat(400));
      },
      /not a library of Ibid/,
    ],
    [
      'another program’s database',
      (place) => {
        mkdirSync(place);
        new Database(join(place, 'library.db')).exec('CREATE TABLE diary (day TEXT)').close();
      },
      /was not made by Ibid/,
    ],
    [
      'a database whose pages are overwritten',
      (place) => {
        mkdirSync(place);
        const file = join(place, 'library.db');
        const db = new Database(file);
        db.exec('CREATE TABLE a (b); PRAGMA application_id = 1231186276; PRAGMA user_version = 2');
        db.close();
        const bytes = readFileSync(file);
        writeFileSync(file, bytes.fill(0xff, 100, 4000));
      },
      /damaged/,
    ],
  ])('%s is refused with a sentence, and left as it is', async (_, prepare, pattern) => {
    const place = join(folder, 'library');
    prepare(place);
    expectSentence(await failureOf(openIn(place)), pattern);
  });

  test('another program’s database is not changed', async () => {
    const file = join(folder, 'library.db');
    new Database(file).exec('CREATE TABLE diary (day TEXT)').close();
    const before = readFileSync(file);
    await failureOf(openIn(folder));
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('a newer format is refused, naming both', async () => {
    await (await openIn(folder)).close();
    const db = new Database(join(folder, 'library.db'));
    db.pragma('user_version = 7');
    db.close();
    const failure = await failureOf(openIn(folder));
    expect(failure).toBeInstanceOf(LibraryFormatError);
    expect(failure).toMatchObject({ found: 7, known: 2 });
  });

  test('the same embedder with other dimensions is refused', async () => {
    await (await openIn(folder)).close();
    const failure = await failureOf(openIn(folder, { embedder: { id: embedder.id, dimensions: 32 } }));
    expect(failure).toBeInstanceOf(LibraryMismatchError);
  });

  test('processes that make one library at once all get it', async () => {
    const place = join(folder, 'new');
    const driver = join(inject('programs'), 'tests/ingest/libraries/open-driver.js');
    const children = [1, 2, 3].map(() => fork(driver, [place]));
    // All wait for the word, so that they open in the same moment.
    for (const child of children) await once(child, 'message');
    for (const child of children) child.send('go');
    const outcomes = await Promise.all(
      children.map(async (child) => {
        const [outcome] = (await once(child, 'message')) as [string];
        await once(child, 'exit');
        return outcome;
      }),
    );
    expect(outcomes).toEqual(['added', 'added', 'added']);
    expect(await (await openIn(place)).verify()).toMatchObject({ papers: 3, faults: [] });
  });

  test('a library that may grow no further says so and keeps what it has', async () => {
    const library = await openIn(folder, { pageLimit: 80 });
    let added = 0;
    let failure: unknown = null;
    while (failure === null && added < 500) {
      failure = await failureOf(library.add(paperNumber(added)));
      if (failure === null) added += 1;
    }
    expect(added).toBeGreaterThan(1);
    expectSentence(failure, /disk is full: nothing was written/);
    expect(await library.papers()).toHaveLength(added);
    expect(await library.verify()).toEqual({ papers: added, passages: added * 3, faults: [] });
  });

  describe.skipIf(cannotMount !== '')(`on a disk of its own${cannotMount}`, () => {
    let disk: string;
    const mount = (...options: string[]) => execFileSync('mount', [...options, disk]);
    beforeEach(() => {
      disk = join(folder, 'disk');
      mkdirSync(disk);
      mount('-t', 'tmpfs', '-o', 'size=900k', 'tmpfs');
    });
    afterEach(async () => {
      for (const library of opened.splice(0)) await library.close();
      execFileSync('umount', [disk]);
    });

    test('a full disk: one sentence, nothing half-written, and it goes on when there is room', async () => {
      const logged: string[] = [];
      const log = { warn: (sentence: string) => void logged.push(sentence) };
      const library = await openIn(disk, { graphFrom: 2, log });
      let added = 0;
      let failure: unknown = null;
      while (failure === null && added < 500) {
        failure = await failureOf(library.add(paperNumber(added)));
        if (failure === null) added += 1;
      }
      expectSentence(failure, /disk/);
      expect(await library.papers()).toHaveLength(added);
      mount('-o', 'remount,size=8m');
      expect(await library.add(paperNumber(added))).toBe('added');
      expect(await library.verify()).toMatchObject({ papers: added + 1, faults: [] });
    });

    test('a disk that may only be read', async () => {
      const library = await openIn(disk);
      await library.add(paperNumber(1));
      await library.close();
      mount('-o', 'remount,ro');
      expectSentence(await failureOf(openIn(disk)), /permission|can’t be opened/);
      mount('-o', 'remount,rw');
      expect(await (await openIn(disk)).papers()).toHaveLength(1);
    });
  });
});
