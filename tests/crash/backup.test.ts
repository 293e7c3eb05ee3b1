import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import type { Library } from '../../ingest/library.ts';
import { openSqliteLibrary } from '../../ingest/libraries/sqlite/open.ts';
import { crashPapers, dimensions } from './crash-papers.ts';

const embedder = { id: 'crash', dimensions };
let folder: string;
let library: Library;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ibid-backup-'));
  mkdirSync(join(folder, 'copies'));
  library = await openSqliteLibrary(join(folder, 'library'), { embedder });
});
afterEach(async () => {
  await library.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = (driver: string, ...args: string[]) => fork(join(inject('programs'), 'tests/crash', driver), args);

test('a backup that was killed leaves a part, and the next one to that place clears it away', async () => {
  const papers = crashPapers();
  for (const paper of papers) await library.add(paper);
  const file = join(folder, 'copies', 'copy.db');
  const child = start('backup-driver.js', join(folder, 'library'), file);
  await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  expect(readdirSync(join(folder, 'copies'))[0]).toMatch(/^copy\.db\.partial-\d+/);
  // A copy that a living process is making, and what only looks like one, stay.
  const others = [`copy.db.partial-${process.ppid}`, 'copy.db.partial-notes', 'other.db.partial-1'];
  for (const name of others) writeFileSync(join(folder, 'copies', name), '');

  await library.backup(file);
  expect(readdirSync(join(folder, 'copies')).sort()).toEqual(['copy.db', ...others].sort());
});

test('a backup while another process writes holds one moment, whole', async () => {
  const writer = start('library-driver.js', join(folder, 'library'), 'endless');
  await once(writer, 'message');
  writer.send('go');
  try {
    for (let copy = 0; copy < 5; copy += 1) {
      // The writer adds, replaces and removes all the time; wait until it has papers.
      while ((await library.papers()).length < 5) await wait(5);
      const restored = join(folder, `restored-${copy}`);
      mkdirSync(restored);
      await library.backup(join(folder, 'copies', 'copy.db'));
      renameSync(join(folder, 'copies', 'copy.db'), join(restored, 'library.db'));
      const opened = await openSqliteLibrary(restored, { embedder });
      expect((await opened.verify()).faults).toEqual([]);
      for (const { id } of await opened.papers()) expect(await opened.passagesOf(id)).not.toEqual([]);
      await opened.close();
    }
    const before = await library.revision();
    while ((await library.revision()) === before) await wait(5);
  } finally {
    const ended = once(writer, 'exit');
    writer.kill('SIGKILL');
    await ended;
  }
});
