import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { AnswerSchema, JobSchema } from '../../server/wire.ts';
import { type RealServer, startRealServer } from '../fixtures/real-server.ts';
import { findEngine } from './build-engine.ts';
import { type Engine, startCluster } from './engine.ts';
import { openTestLibrary } from './open-test-library.ts';
import { askSteadily, figuresOf } from './questioner.ts';
import { cleanWithin } from './verified.ts';

const { missing } = await findEngine();
const note = missing === '' ? '' : ` (skipped: ${missing})`;

const questions = [
  'What is trust in AI?',
  'How can trust between humans and machines be measured?',
  'Which risks of artificial intelligence are named?',
  'What is a neural network?',
  'How were the participants chosen?',
  'What are the limits of the study?',
  'Which method was used?',
  'What do the authors recommend?',
  'How is performance evaluated?',
  'What is said about ethics?',
];

const ErrorSchema = z.object({ error: z.object({ message: z.string() }) });

async function ask(url: string, question: string) {
  const response = await fetch(`${url}/api/ask`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify({ question }),
  });
  const body: unknown = await response.json();
  if (response.status !== 200) throw new Error(`${response.status}: ${ErrorSchema.parse(body).error.message}`);
  return AnswerSchema.parse(body);
}

/** An answer without what differs each time it is given. */
async function said(url: string, question: string) {
  const { answered, text, citations, passages, confidence } = await ask(url, question);
  return { answered, text, citations, passages, confidence };
}

async function readiness(url: string) {
  const response = await fetch(`${url}/readyz`);
  const found = ErrorSchema.safeParse(await response.json());
  return { status: response.status, reason: found.data?.error.message ?? '' };
}

async function upload(url: string, name: string, text: string) {
  const body = new FormData();
  body.append('file', new File([text], name));
  const response = await fetch(`${url}/api/papers`, { method: 'POST', body });
  expect(response.status).toBe(202);
  return z.object({ job: z.object({ id: z.string() }) }).parse(await response.json()).job.id;
}

async function jobAtEnd(url: string, id: string) {
  for (;;) {
    const job = JobSchema.parse(await (await fetch(`${url}/api/jobs/${id}`)).json());
    if (!['queued', 'running'].includes(job.state)) return job;
    await sleep(50);
  }
}

const ferry = `The cable ferry of Tarbert

The cable ferry of Tarbert crosses the narrows in eleven minutes when the tide is slack. In spring it carried two hundred and six sheep in a single day.

Its keeper, Morag Orrin, writes down every crossing in a ledger bound in sealskin.
`;

describe.skipIf(missing !== '')(`two servers on one cluster${note}`, () => {
  let engine: Engine;
  const servers: RealServer[] = [];
  const settings = () => ({ IBID_LIBRARY: `weaviate://${engine.addresses.join(',')}/served` });
  const urls = () => servers.map(({ url }) => url);
  beforeAll(async () => {
    engine = await startCluster(3);
    // The first brings the default papers along; the second finds them there.
    servers.push(await startRealServer(settings()));
    servers.push(await startRealServer(settings()));
  });
  afterAll(async () => {
    for (const server of servers) await server.close();
    await engine.stop();
  });

  async function expectSameAnswers(): Promise<void> {
    const [one = '', two = ''] = urls();
    for (const question of questions) expect(await said(two, question)).toEqual(await said(one, question));
  }
  const embedder = async () => {
    const catalog = `http://${engine.addresses[1] ?? ''}/v1/schema/Ibid_served_Catalog`;
    const { description } = z.object({ description: z.string() }).parse(await (await fetch(catalog)).json());
    const { embedder, dimensions } = z
      .object({ embedder: z.string(), dimensions: z.int() })
      .parse(JSON.parse(description));
    return { id: embedder, dimensions };
  };
  async function expectCleanEverywhere(): Promise<void> {
    for (const address of engine.addresses) {
      const alone = await openTestLibrary([address], 'served', await embedder());
      await cleanWithin(alone, 60_000);
      await alone.close();
    }
  }

  test('both give the same answers, also while a node is away and when it is back', async () => {
    await expectSameAnswers();
    await engine.kill(0);
    await expectSameAnswers();
    await engine.restart(0);
    await expectSameAnswers();
  });

  test('what one has taken in, the other finds within 2 s', async () => {
    const [one = '', two = ''] = urls();
    expect(await jobAtEnd(one, await upload(one, 'ferry.md', ferry))).toMatchObject({ state: 'done' });
    const done = performance.now();
    const found = async () => (await ask(two, 'How many minutes does the cable ferry of Tarbert need?')).text;
    await expect.poll(found, { timeout: 10_000, interval: 100 }).toContain('eleven minutes');
    console.log(`found through the other server after ${Math.round(performance.now() - done)} ms`);
    expect(performance.now() - done).toBeLessThan(2000);
  });

  test.each([1, 2])('node %i is killed while both are asked: no question fails', async (k) => {
    const all = urls();
    const stopAsking = askSteadily(6, async (turn) => {
      await ask(all[turn % 2] ?? '', questions[turn % questions.length] ?? '');
    });
    await sleep(2000);
    await engine.kill(k);
    await sleep(8000);
    await engine.restart(k);
    await sleep(4000);
    const asked = await stopAsking();
    console.log(`over HTTP, node ${k}: ${figuresOf(asked)}`);
    expect(asked.failed).toEqual([]);
  });

  test('two nodes are killed: 503 with the reason on both; they go on when the nodes return', async () => {
    await Promise.all([engine.kill(0), engine.kill(2)]);
    const reason = /Only 1 of 3 Weaviate nodes is running.*Start node1 and node3 again/;
    for (const url of urls()) {
      const wait = { timeout: 20_000, interval: 250 };
      await expect
        .poll(() => readiness(url), wait)
        .toEqual({ status: 503, reason: expect.stringMatching(reason) as string });
      // Readers are told less than who runs it.
      await expect(ask(url, questions[0] ?? '')).rejects.toThrow(/^503: /);
    }
    await Promise.all([engine.restart(0), engine.restart(2)]);
    for (const url of urls()) {
      await expect.poll(() => readiness(url), { timeout: 20_000, interval: 250 }).toEqual({ status: 200, reason: '' });
    }
    await expectSameAnswers();
  });

  test('one is killed in the midst of an upload: nothing of it is shown, and a second upload works', async () => {
    const [one = '', two = ''] = urls();
    const long = `The long ledger of Orrin\n\n${Array.from({ length: 120 }, (_, day) => `On day ${day + 1} the ledger counts ${day * 7 + 3} crossings of the ferry, ${day} of them by night, and the keeper adds a remark on the wind from the north and the price of wool.`).join('\n\n')}\n`;
    await upload(one, 'ledger.md', long);
    // While passages are embedded, or written: whichever it is.
    await sleep(1500);
    servers[0]?.process.kill('SIGKILL');
    await servers[0]?.ended;
    const list = async () => JSON.stringify(await (await fetch(`${two}/api/papers`)).json());
    const seen = (await list()).includes('long ledger');
    const { text } = await ask(two, 'How many crossings does the ledger count on day 12?');
    if (!seen) expect(text).not.toContain('On day 12');
    expect(await jobAtEnd(two, await upload(two, 'ledger.md', long))).toMatchObject({ state: 'done' });
    expect((await ask(two, 'How many crossings does the ledger count on day 12?')).text).toContain('80');
    servers[0] = await startRealServer(settings());
    await expectSameAnswers();
    await expectCleanEverywhere();
  });
});
