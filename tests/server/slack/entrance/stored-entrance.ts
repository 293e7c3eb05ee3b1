import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { Feedback } from '../../../../server/slack/entrance/feedback.ts';
import { parseEventRequest } from '../../../../server/slack/entrance/payloads.ts';
import { openEntrance } from '../../../../server/slack/entrance/receive.ts';
import type { Job, NewJob } from '../../../../server/slack/store/jobs.ts';
import { openStore } from '../../../../server/slack/store/open-store.ts';
import { mention } from './slack-app.ts';

const nobody: Feedback = {
  isKept: () => Promise.resolve(false),
  give: () => Promise.resolve(() => undefined),
  comment: () => Promise.resolve(),
};

/** The entrance over a store of its own, in the workspace of the bodies in slack-app.ts; nothing works off what it stores. */
export function storedEntrance({
  team = 'T1DC2JH3J',
  abort = () => undefined,
}: { readonly team?: string | null; readonly abort?: (jobs: readonly string[]) => void } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'ibid-entrance-'));
  const store = openStore(folder);
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });
  const logged: string[] = [];
  const did: string[] = [];
  const entrance = openEntrance({
    store,
    apiUrl: 'https://slack.com/api/',
    log: pino({}, { write: (line: string) => void logged.push(line) }),
    now: Date.now,
    team: () => team,
    botUser: () => 'U0IBID',
    wakeWorker: () => void did.push('wakeWorker'),
    wakeSender: () => void did.push('wakeSender'),
    abort,
    welcome: () => void did.push('welcome'),
    dropAnswers: () => void did.push('dropAnswers'),
    tell: () => void did.push('tell'),
    feedback: nobody,
  });
  let events = 0;
  return {
    entrance,
    store,
    /** The words of the log, one line each. */
    said: () => logged.map((line) => (JSON.parse(line) as { msg: string }).msg),
    /** What was left to others to do. */
    did,
    /** Hands an event over, and waits until all is done that comes after the acknowledgement. */
    event: async (event: object, envelope: object = {}) => {
      events += 1;
      const request = parseEventRequest({ ...mention, event_id: `Ev${events}`, ...envelope, event });
      if (request?.type !== 'event_callback') throw new Error('no envelope');
      const outcome = await entrance.event(request, { signature: null, retry: null });
      await new Promise((resolve) => setImmediate(resolve));
      return outcome;
    },
    /** A job that is at work. */
    job: (change: Partial<NewJob>): Job => {
      const usual: NewJob = {
        kind: 'question',
        subject: `subject ${Math.random()}`,
        channel: 'C1',
        thread: null,
        message: null,
        user: 'U1',
        text: 'What is trust?',
        about: null,
        destinations: [],
      };
      const added = store.jobs.add({ ...usual, ...change }, Date.now());
      if (added === null) throw new Error('There is a job about this.');
      return added;
    },
  };
}
