import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { openChecker } from '../../../server/quotes/checker.ts';
import { openSlack, type SlackParts } from '../../../server/slack/slack.ts';
import { openMemoryLibrary } from '../../fakes/memory-library.ts';
import { type Script, ScriptedAssistant, usualScript } from '../../fakes/scripted-assistant.ts';
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from '../../fakes/slack/slack.ts';
import { createTestApp, somePaper } from '../app-under-test.ts';

export const publicUrl = 'https://papers.example.org';

/** As the real pace, but a test need not wait for it. */
const quick = { lane: 0, edit: 60, retries: [20, 40], token: 60 };

const hour = 60 * 60 * 1000;
/** Nothing of an answer is seen before all of it is there, however slow the machine. */
const wholeOnly = { after: hour, every: hour };
/** An answer is seen while it is written, soon. For models that write until they are told to end. */
export const seenGrowing = { after: 50, every: 20 };

/** Ibid in a fake Slack, with a scripted assistant, over a library of one paper. */
export interface TestSlack {
  readonly fake: FakeSlack;
  readonly assistant: ScriptedAssistant;
  readonly library: ReturnType<typeof openMemoryLibrary>;
  /** Where Slack sends to. */
  readonly target: (request: Request) => Promise<Response>;
  /** Everything that was logged, one JSON line each. */
  readonly logged: string[];
  /** Ends it as a shutdown does, and starts it again over what it kept. */
  restart(): Promise<void>;
  /** Waits until nothing has come or changed for some time, for what must not come: what must is waited for by itself. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export async function startTestSlack(
  options: { script?: Script; fake?: FakeSlackOptions; start?: false } & Pick<
    SlackParts,
    'pace' | 'live' | 'timeoutMs'
  > = {},
): Promise<TestSlack> {
  const fake = await startFakeSlack({ rateMs: 0, links: [`${publicUrl}/`], ...options.fake });
  const library = openMemoryLibrary();
  await library.add(somePaper());
  const assistant = new ScriptedAssistant(options.script ?? usualScript(library));
  const folder = mkdtempSync(join(tmpdir(), 'ibid-slack-'));
  const logged: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const { apiUrl, botToken } = fake;

  function open() {
    const slack = openSlack({
      botToken,
      apiUrl,
      library,
      assistant,
      checker: openChecker({ library }),
      publicUrl: () => publicUrl,
      folder,
      log,
      now: () => fake.clock.now(),
      pace: { ...quick, ...options.pace },
      ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
      secondMs: 10,
      live: options.live ?? wholeOnly,
    });
    const { entrance } = slack;
    const secrets = [fake.signingSecret];
    const { app } = createTestApp({ library, log, slack: { entrance, secrets, now: () => fake.clock.now() } });
    return { slack, app };
  }

  let running = open();
  if (options.start !== false) running.slack.start();
  return {
    fake,
    assistant,
    library,
    target: async (request) => running.app.fetch(request),
    logged,
    async restart() {
      await running.slack.close();
      running = open();
      running.slack.start();
    },
    async settle() {
      const state = () => JSON.stringify(fake.calls.map(({ method, answer }) => [method, answer]));
      const isCalling = () => fake.calls.some(({ answer }) => answer === '');
      for (let before = '', quiet = 0; quiet < 6; quiet = state() === before && !isCalling() ? quiet + 1 : 0) {
        before = state();
        await sleep(20);
        // Slack and Ibid are in this process: on a slow machine they need turns, not milliseconds.
        for (let turn = 0; turn < 20; turn += 1) await nextTurn();
      }
    },
    async close() {
      await running.slack.close();
      await fake.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
