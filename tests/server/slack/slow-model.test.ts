import { afterEach, describe, expect, it } from 'vitest';
import { app, channels, tsOf, users } from '../../fakes/slack/slack.ts';
import { silentAfter, untilTold } from './scripts.ts';
import { seenGrowing, startTestSlack, type TestSlack } from './slack-under-test.ts';

const { anna } = users;
const { papers } = channels;
const text = `<@${app.botUser}> What does Sadi say about trust?`;

let slack: TestSlack;
afterEach(async () => {
  expect(slack.fake.faults).toEqual([]);
  await slack.close();
});

const ask = async () => {
  const mention = slack.fake.mention({ channel: papers, user: anna, text });
  await slack.fake.send(slack.target, mention);
  return tsOf(mention);
};

describe('while a slow model writes', () => {
  it('one message grows, no faster than is allowed, and becomes the answer', async () => {
    const { script, end } = untilTold();
    slack = await startTestSlack({ script, pace: { edit: 150 }, live: { after: 80, every: 30 } });
    const { fake } = slack;
    await ask();
    await fake.until(() => (fake.posted(papers)[0]?.edited.length ?? 0) > 2);
    const early = JSON.stringify(fake.calls.find(({ method }) => method === 'chat.postMessage')?.args.blocks);
    expect(early).toContain('Word1');
    expect(early).toContain('stop');
    end();
    await fake.until(() => JSON.stringify(fake.posted(papers)[0]?.blocks).includes('second-order'));
    await slack.settle();
    expect(fake.posted(papers)).toHaveLength(1);
    const { edited, at } = fake.posted(papers)[0] ?? { edited: [], at: 0 };
    const times = [at, ...edited];
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    // The fake sees the call when it arrives, which is a little after it was allowed.
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(130);
    expect(JSON.stringify(fake.posted(papers)[0]?.blocks)).not.toContain('Word1');
  });

  it('eyes or a status show that somebody is at work, until the answer is there', async () => {
    const { script, end } = untilTold();
    slack = await startTestSlack({ script });
    const { fake } = slack;
    const ts = await ask();
    await fake.until(() => fake.statuses.length === 1);
    expect(fake.statuses[0]).toMatchObject({ channel: papers, thread_ts: ts, status: 'processing' });
    await slack.settle();
    expect(fake.statuses).toHaveLength(1);
    end();
    await fake.until(() => fake.statuses.length === 2);
    expect(fake.statuses[1]).toMatchObject({ status: 'active' });
  });

  it('eyes, where the workspace has no agent sessions', async () => {
    const { script, end } = untilTold();
    slack = await startTestSlack({ script });
    const { fake } = slack;
    fake.fail('agents.sessions.setStatus', { error: 'missing_scope', times: Infinity });
    await ask();
    await fake.until(() => fake.reactions.length === 1);
    end();
    await fake.until(() => fake.posted(papers).length === 1 && fake.reactions.length === 0);
  });
});

describe('a user’s stop', () => {
  const stops = [
    {
      why: 'by Slack’s own button',
      stop: (thread_ts: string) => slack.fake.stopped({ channel: papers, user: anna, thread_ts }),
    },
    {
      why: 'by a word in the thread',
      stop: (thread_ts: string) => slack.fake.threadReply({ channel: papers, thread_ts, user: anna, text: 'stop' }),
    },
    {
      why: 'by the button on the message',
      stop: () => {
        const ts = slack.fake.posted(papers)[0]?.ts ?? '';
        return slack.fake.press({ channel: papers, user: anna, ts, action_id: 'stop' });
      },
    },
  ];

  // Not with the next word: that comes in an hour.
  it.each(stops)('$why aborts the work at once, and says so', async ({ stop }) => {
    const aborted: string[] = [];
    slack = await startTestSlack({ script: silentAfter(1, aborted), live: seenGrowing });
    const { fake, target } = slack;
    const ts = await ask();
    await fake.until(() => fake.posted(papers).length === 1);
    await fake.send(target, stop(ts));
    await fake.until(() => aborted.length === 1);
    await fake.until(() => JSON.stringify(fake.posted(papers)[0]?.blocks).includes('Stopped'));
    await slack.settle();
    expect(fake.posted(papers)).toHaveLength(1);
    expect(JSON.stringify(fake.posted(papers)[0]?.blocks)).not.toContain('Word1');
  });

  it('before anything was written says so too', async () => {
    const aborted: string[] = [];
    slack = await startTestSlack({ script: silentAfter(0, aborted) });
    const { fake, target } = slack;
    const ts = await ask();
    await fake.until(() => slack.assistant.requests.length === 1);
    await fake.send(target, fake.stopped({ channel: papers, user: anna, thread_ts: ts }));
    await fake.until(() => fake.posted(papers).length === 1 && aborted.length === 1);
    expect(JSON.stringify(fake.posted(papers)[0]?.blocks)).toContain('Stopped');
    await slack.restart();
    await slack.settle();
    expect(slack.assistant.requests).toHaveLength(1);
  });

  it('of a command, by /ibid stop', async () => {
    const aborted: string[] = [];
    slack = await startTestSlack({ script: silentAfter(0, aborted) });
    const { fake, target } = slack;
    await fake.send(target, fake.command({ channel: papers, user: anna, text: 'What is trust?' }));
    await fake.until(() => slack.assistant.requests.length === 1);
    await fake.send(target, fake.command({ channel: papers, user: anna, text: 'stop' }));
    await fake.until(() => aborted.length === 1 && fake.ephemerals(anna).length === 1);
    expect(JSON.stringify(fake.ephemerals(anna)[0])).toContain('Stopped');
  });

  it('that Slack tells twice, the second time late, stops nothing that was asked since', async () => {
    const aborted: string[] = [];
    const second = untilTold(aborted);
    slack = await startTestSlack({
      script: (request, signal) =>
        (request.question === 'And why?' ? second.script : silentAfter(0, aborted))(request, signal),
    });
    const { fake, target } = slack;
    const ts = await ask();
    await fake.until(() => slack.assistant.requests.length === 1);
    const [mention, message] = fake.mentionTwice({
      channel: papers,
      user: anna,
      text: `<@${app.botUser}> stop`,
      thread_ts: ts,
    });
    await fake.send(target, mention);
    await fake.until(() => aborted.length === 1);
    await fake.send(target, fake.threadReply({ channel: papers, thread_ts: ts, user: anna, text: 'And why?' }));
    await fake.until(() => slack.assistant.requests.length === 2);
    await fake.send(target, message, { headers: { 'X-Slack-Retry-Num': '1' } });
    await slack.settle();
    second.end();
    await fake.until(() => JSON.stringify(fake.posted(papers)).includes('second-order'));
    expect(aborted).toHaveLength(1);
  });

  it('by taking the question back leaves nothing', async () => {
    const aborted: string[] = [];
    slack = await startTestSlack({ script: silentAfter(0, aborted) });
    const { fake, target } = slack;
    const ts = await ask();
    await fake.until(() => slack.assistant.requests.length === 1);
    await fake.send(target, fake.messageDeleted({ channel: papers, ts }));
    await fake.until(() => aborted.length === 1);
    await slack.settle();
    expect(fake.posted(papers)).toEqual([]);
  });
});

it('50 events at once are all acknowledged while the model takes an hour', async () => {
  slack = await startTestSlack({ script: silentAfter(0) });
  const { fake, target } = slack;
  const mentions = Array.from({ length: 50 }, () => fake.mention({ channel: papers, user: anna, text }));
  const taken = await Promise.all(mentions.map(async (mention) => (await fake.send(target, mention)).status));
  expect(taken).toEqual(mentions.map(() => 200));
  await fake.until(() => slack.assistant.requests.length > 0);
  expect(fake.posted(papers)).toEqual([]);
});
