import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore, storeName } from '../../../../server/slack/store/open-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ibid-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  { why: 'damaged', make: (file: string) => writeFileSync(file, 'x'.repeat(8192)), fault: 'damaged' },
  { why: 'a folder', make: (file: string) => mkdirSync(file), fault: 'not to be written' },
  {
    why: 'of a later version',
    make: (file: string) => {
      const db = new Database(file);
      db.pragma('user_version = 7');
      db.close();
    },
    fault: 'of another version',
  },
])('a file that is $why is named, with what to do', ({ make, fault }) => {
  make(join(folder, storeName));
  expect(() => openStore(folder)).toThrow(fault);
  expect(() => openStore(folder)).toThrow(/slack\.db in .+move it away/s);
});

it('two at once can’t have it', () => {
  const store = openStore(folder);
  expect(() => openStore(folder)).toThrow('in use by another Ibid');
  store.close();
  openStore(folder).close();
});

it('thousands of messages that wait are looked through without being read', () => {
  const [short, long] = [10, 10_000].map((length) => {
    const store = openStore(join(folder, String(length)));
    store.transaction(() => {
      for (let index = 0; index < 3000; index += 1) {
        const job = store.jobs.add(
          {
            kind: 'question',
            subject: `message:C1:${index}`,
            channel: `C${index % 50}`,
            thread: `${index}.1`,
            message: `${index}.1`,
            user: 'U1',
            text: 'What is trust?',
            about: null,
            destinations: [{ to: 'direct', user: 'U1' }],
          },
          index,
        );
        store.outbox.put(job?.id ?? '', 0, { text: 'x'.repeat(length), blocks: [] }, index);
      }
    });
    const looks = Array.from({ length: 5 }, () => {
      const before = process.cpuUsage();
      expect(store.outbox.unsent()).toHaveLength(3000);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    });
    store.close();
    // Processor time, the best of five: how busy others are is no matter.
    return Math.min(...looks);
  });
  // Ten times as much when each look read the messages as well.
  expect((long ?? 0) / (short ?? 1)).toBeLessThan(4);
});
