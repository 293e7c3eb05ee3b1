import { afterEach, describe, expect, it } from 'vitest';
import { app, channels, tsOf, users } from '../../fakes/slack/slack.ts';
import { startTestSlack, type TestSlack } from './slack-under-test.ts';

const { anna, ben } = users;
const { papers } = channels;
const text = `<@${app.botUser}> What does Sadi say about trust?`;
const hour = 60 * 60 * 1000;
/** On a slow machine Slack’s 3 s may not do, which is no matter here. */
const ackMs = 60_000;

let slack: TestSlack;
afterEach(async () => {
  expect(slack.fake.faults).toEqual([]);
  await slack.close();
});

describe('an event that Slack sends again', () => {
  const schedules = [
    { why: 'at once, its acknowledgement was lost', outcomes: ['unheard', 'heard'], sent: 2 },
    { why: 'after a minute and after five', outcomes: ['unheard', 'unheard', 'unheard', 'heard'], sent: 4 },
    { why: 'that never arrived before', outcomes: ['unsent', 'unsent', 'heard'], sent: 3 },
    { why: 'hourly for 24 hours', outcomes: Array.from({ length: 28 }, () => 'unheard' as const), sent: 28 },
  ] as const;

  it.each(schedules)('$why, gets one answer', async ({ outcomes, sent }) => {
    slack = await startTestSlack({ fake: { frozenAt: Date.UTC(2026, 10, 2, 9) } });
    const { fake, target } = slack;
    const attempts = await fake.deliver(target, fake.mention({ channel: papers, user: anna, text }), {
      outcomes,
      ackMs,
    });
    expect(attempts).toHaveLength(sent);
    await fake.until(() => fake.posted(papers).length > 0);
    await slack.settle();
    expect(fake.posted(papers)).toHaveLength(1);
    expect(slack.assistant.requests).toHaveLength(1);
  });

  it('gets one answer also when Ibid is restarted before each retry', async () => {
    slack = await startTestSlack({ fake: { frozenAt: Date.UTC(2026, 10, 2, 9) } });
    const { fake, target } = slack;
    const outcomes = ['unheard', 'unsent', 'unheard', 'unheard', 'unheard', 'heard'] as const;
    await fake.deliver((request) => target(request), fake.mention({ channel: papers, user: anna, text }), {
      outcomes,
      ackMs,
      before: () => slack.restart(),
    });
    await fake.until(() => fake.posted(papers).length > 0);
    await slack.settle();
    expect(fake.posted(papers)).toHaveLength(1);
  });

  it('is remembered for 25 hours', async () => {
    slack = await startTestSlack({ fake: { frozenAt: Date.UTC(2026, 10, 2, 9) } });
    const { fake, target } = slack;
    const mention = fake.mention({ channel: papers, user: anna, text });
    await fake.send(target, mention);
    await fake.until(() => fake.posted(papers).length > 0);
    await slack.settle();
    fake.clock.advance(25 * hour);
    await slack.restart();
    await fake.send(target, mention, { headers: { 'X-Slack-Retry-Num': '27' } });
    await slack.settle();
    expect(fake.posted(papers)).toHaveLength(1);
  });
});

it('the very same request a second time is refused, and nothing happens', async () => {
  slack = await startTestSlack();
  const { fake, target } = slack;
  const command = fake.command({ channel: papers, user: anna, text: 'What is trust?' });
  const body = new URLSearchParams(command.payload as Record<string, string>).toString();
  const request = fake.signed('/slack/commands', body);
  expect((await fake.send(target, request)).status).toBe(200);
  expect((await fake.send(target, request)).status).toBe(401);
  await fake.until(() => slack.assistant.requests.length > 0);
  await slack.settle();
  expect(slack.assistant.requests).toHaveLength(1);
});

it('what comes before the server is ready is answered when it is', async () => {
  slack = await startTestSlack({ start: false });
  const { fake, target } = slack;
  expect((await fake.send(target, fake.mention({ channel: papers, user: anna, text }))).status).toBe(200);
  await slack.settle();
  expect(fake.posted(papers)).toEqual([]);
  await slack.restart();
  await fake.until(() => fake.posted(papers).length === 1);
});

describe('an outcome that is not known', () => {
  it.each(['hang', 'close'] as const)('(%s after posting) is looked up, and nothing is posted twice', async (how) => {
    slack = await startTestSlack({ timeoutMs: 1000 });
    const { fake, target } = slack;
    fake.fail('chat.postMessage', { [how]: 'after' } as { hang: 'after' });
    await fake.send(target, fake.mention({ channel: papers, user: anna, text }));
    await fake.until(() => fake.calls.some(({ method }) => method === 'conversations.replies'));
    await slack.settle();
    expect(fake.posted(papers)).toHaveLength(1);
    expect(fake.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
  });

  it.each(['hang', 'close'] as const)('(%s before posting) is looked up, and then posted', async (how) => {
    slack = await startTestSlack({ timeoutMs: 1000 });
    const { fake, target } = slack;
    fake.fail('chat.postMessage', { [how]: 'before' } as { hang: 'before' });
    await fake.send(target, fake.mention({ channel: papers, user: anna, text }));
    await fake.until(() => fake.posted(papers).length === 1);
    await slack.settle();
    expect(fake.posted(papers)).toHaveLength(1);
  });

  it('is not guessed while Slack can’t be asked', async () => {
    slack = await startTestSlack();
    const { fake, target } = slack;
    fake.fail('chat.postMessage', { close: 'after' });
    fake.fail('conversations.replies', { status: 500 }, { rateLimited: 0.05 }, { close: 'before' });
    await fake.send(target, fake.mention({ channel: papers, user: anna, text }));
    await fake.until(() => fake.calls.filter(({ method }) => method === 'conversations.replies').length === 4);
    await slack.settle();
    expect(fake.posted(papers)).toHaveLength(1);
  });

  it('of a direct message is looked up there', async () => {
    slack = await startTestSlack();
    const { fake, target } = slack;
    fake.fail('chat.postMessage', { close: 'after' });
    await fake.send(target, fake.directMessage({ user: anna, text: 'What is trust?' }));
    await fake.until(() => fake.calls.some(({ method }) => /^conversations\.(?:history|replies)$/.test(method)));
    await slack.settle();
    expect(fake.posted(fake.directChannel(anna))).toHaveLength(1);
  });

  it('of a private answer is sent again in its own place', async () => {
    slack = await startTestSlack();
    const { fake, target } = slack;
    fake.fail('hooks', { close: 'after' });
    await fake.send(target, fake.command({ channel: papers, user: anna, text: 'What is trust?' }));
    await fake.until(() => fake.calls.filter(({ method }) => method === 'hooks').length === 2);
    await slack.settle();
    expect(fake.ephemerals(anna)).toHaveLength(1);
  });
});

describe('a response URL', () => {
  it('that tries which were not heard of used up has brought the answer', async () => {
    slack = await startTestSlack();
    const { fake, target } = slack;
    fake.fail('hooks', { close: 'after', times: 5 });
    await fake.send(target, fake.command({ channel: papers, user: anna, text: 'What is trust?' }));
    await fake.until(() => fake.calls.filter(({ answer }) => answer === 'used_url').length === 1);
    await slack.settle();
    expect(fake.ephemerals(anna)).toHaveLength(1);
  });

  it('that has run out is not used: the answer comes by the Web API', async () => {
    slack = await startTestSlack({ start: false, fake: { frozenAt: Date.UTC(2026, 10, 2, 9) } });
    const { fake, target } = slack;
    await fake.send(target, fake.command({ channel: papers, user: anna, text: 'What is trust?' }));
    fake.clock.advance(31 * 60 * 1000);
    await slack.restart();
    await fake.until(() => fake.ephemerals(anna).length === 1);
    expect(fake.calls.map(({ method }) => method)).not.toContain('hooks');
  });

  it('that leads elsewhere is never called', async () => {
    slack = await startTestSlack();
    const { fake, target } = slack;
    for (const address of [
      'http://169.254.169.254/latest',
      'https://hooks.slack.com.evil.example/x',
      'file:///etc/passwd',
    ]) {
      const command = fake.command({ channel: papers, user: ben, text: 'What is trust?' });
      await fake.send(target, { ...command, payload: { ...command.payload, response_url: address } });
    }
    await fake.until(() => fake.ephemerals(ben).length === 3);
    expect(fake.calls.map(({ method }) => method)).not.toContain('hooks');
  });
});

it('two answers in one thread come one after the other', async () => {
  slack = await startTestSlack();
  const { fake, target } = slack;
  const mention = fake.mention({ channel: papers, user: anna, text });
  await fake.send(target, mention);
  for (const question of ['And why?', 'And how?']) {
    await fake.send(target, fake.threadReply({ channel: papers, thread_ts: tsOf(mention), user: ben, text: question }));
  }
  await fake.until(() => fake.posted(papers).length === 3);
  expect(slack.assistant.requests.map(({ history }) => history?.length)).toEqual([0, 1, 2]);
});
