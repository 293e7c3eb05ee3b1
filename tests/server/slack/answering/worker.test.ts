import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openChecker } from '../../../../server/quotes/checker.ts';
import { openStore, type SlackStore } from '../../../../server/slack/store/open-store.ts';
import { openWorker } from '../../../../server/slack/answering/worker.ts';
import { openMemoryLibrary } from '../../../fakes/memory-library.ts';
import { ScriptedAssistant, type Script, usualScript } from '../../../fakes/scripted-assistant.ts';
import { silentAfter, untilTold } from '../scripts.ts';

let folder: string;
let store: SlackStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ibid-worker-'));
  store = openStore(folder);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const question = {
  kind: 'question',
  subject: 'message:C1:1.1',
  channel: 'C1',
  thread: '1.1',
  message: '1.1',
  user: 'U1',
  text: 'What is trust?',
  about: null,
  destinations: [{ to: 'conversation', channel: 'C1', thread: '1.1' }],
} as const;

function workerOver(given: SlackStore, script?: Script) {
  const library = openMemoryLibrary();
  const assistant = new ScriptedAssistant(script ?? usualScript(library));
  const logged: string[] = [];
  const worker = openWorker({
    store: given,
    library,
    assistant,
    checker: openChecker({ library }),
    publicUrl: () => 'https://papers.example.org',
    indicator: { show: () => () => undefined },
    wakeSender: () => undefined,
    log: pino({ level: 'info' }, { write: (line: string) => void logged.push(line) }),
    now: Date.now,
    atOnce: 4,
    live: { after: 5, every: 5 },
    secondMs: 5,
  });
  return { worker, assistant, logged };
}

async function until(condition: () => boolean) {
  await expect.poll(condition, { interval: 5 }).toBe(true);
}

it('an outcome that can’t be stored is kept and stored later: the model is asked once', async () => {
  const job = store.jobs.add(question, 1);
  let failures = 0;
  const full: SlackStore = {
    ...store,
    transaction(work) {
      failures += 1;
      if (failures <= 3) throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
      return store.transaction(work);
    },
  };
  const { worker, assistant, logged } = workerOver(full);
  worker.wake();
  await until(() => store.jobs.job(job?.id ?? '')?.state === 'done');
  expect(assistant.requests).toHaveLength(1);
  expect(logged.filter((line) => line.includes('can’t be stored'))).toHaveLength(3);
  expect(store.outbox.unsent()).toHaveLength(1);
  await worker.close();
});

it('a disk that is full while an answer is shown does not end anything', async () => {
  const job = store.jobs.add(question, 1);
  const outbox = {
    ...store.outbox,
    putDraft: () => {
      throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
    },
  };
  const { script, end } = untilTold();
  const { worker, logged } = workerOver({ ...store, outbox }, script);
  worker.wake();
  await until(() => logged.some((line) => line.includes('could not be shown')));
  end();
  await until(() => store.jobs.job(job?.id ?? '')?.state === 'done');
  await worker.close();
});

it('a job over which five processes ended is left, with a word', async () => {
  const job = store.jobs.add(question, 1);
  for (let life = 0; life < 5; life += 1) store.jobs.count([job?.id ?? ''], 1);
  const { worker, assistant } = workerOver(store);
  worker.wake();
  await until(() => store.jobs.job(job?.id ?? '')?.state === 'done');
  expect(assistant.requests).toEqual([]);
  const [message] = store.outbox.unsent();
  expect(store.outbox.message(message?.id ?? '').text).toContain('Something went wrong inside Ibid');
  await worker.close();
});

it('a process that ends in order is not counted', async () => {
  const job = store.jobs.add(question, 1);
  for (let turn = 0; turn < 7; turn += 1) {
    const { worker, assistant } = workerOver(store, silentAfter(0));
    worker.wake();
    await until(() => assistant.requests.length === 1);
    await worker.close();
  }
  expect(store.jobs.job(job?.id ?? '')).toMatchObject({ state: 'waiting', lives: 0 });
});
