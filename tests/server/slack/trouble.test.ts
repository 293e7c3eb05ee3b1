import { afterEach, describe, expect, it } from 'vitest';
import { LibraryUnavailableError } from '../../../ingest/errors.ts';
import { scriptedAnswer } from '../../fakes/scripted-assistant.ts';
import { app, channels, tsOf, users } from '../../fakes/slack/slack.ts';
import { startTestSlack, type TestSlack } from './slack-under-test.ts';

const { anna, ben } = users;
const { papers, thesis } = channels;
const text = `<@${app.botUser}> What does Sadi say about trust?`;

let slack: TestSlack;
afterEach(async () => {
  expect(slack.fake.faults).toEqual([]);
  const log = slack.logged.join('');
  for (const secret of [slack.fake.botToken, slack.fake.signingSecret, '/hooks/', 'What does Sadi say']) {
    expect(log).not.toContain(secret);
  }
  await slack.close();
});

async function ask(channel: string = papers, user: string = anna) {
  const mention = slack.fake.mention({ channel, user, text });
  expect((await slack.fake.send(slack.target, mention)).status).toBe(200);
  return tsOf(mention);
}

describe('tried again, until Slack takes it, once', () => {
  it.each([
    { why: 'it limits the rate', failure: { rateLimited: 0.1 } },
    { why: 'it breaks down', failure: { status: 500 } },
    { why: 'it breaks down three times', failure: { status: 503, times: 3 } },
    { why: 'it says that it broke down', failure: { error: 'internal_error' } },
    { why: 'a page of maintenance answers', failure: { status: 200, body: '<html>Back soon</html>', times: 2 } },
    { why: 'nothing is in the answer', failure: { status: 200, body: '' } },
    { why: 'it does not answer', failure: { hang: 'before', times: 2 } },
    { why: 'it hangs up', failure: { close: 'before', times: 2 } },
  ] as const)('when $why', async ({ failure }) => {
    slack = await startTestSlack({ timeoutMs: 1000 });
    slack.fake.fail('chat.postMessage', failure);
    await ask();
    await slack.fake.until(() => slack.fake.posted(papers).length === 1);
    await slack.settle();
    expect(slack.fake.posted(papers)).toHaveLength(1);
  });

  it('when nothing listens where Slack should be', async () => {
    slack = await startTestSlack();
    slack.fake.fail('chat.postMessage', { status: 502, times: 4 });
    slack.fake.fail('conversations.replies', { status: 502, times: 2 });
    await ask();
    await slack.fake.until(() => slack.fake.posted(papers).length === 1);
  });
});

it('a response URL at which a page of maintenance answers is tried again', async () => {
  slack = await startTestSlack();
  const { fake, target } = slack;
  fake.fail('hooks', { status: 200, body: '<html>Back soon</html>', times: 2 });
  await fake.send(target, fake.command({ channel: papers, user: anna, text: 'What is trust?' }));
  await fake.until(() => fake.ephemerals(anna).length === 1);
  await slack.settle();
  expect(fake.ephemerals(anna)).toHaveLength(1);
});

it('a channel that Slack holds back does not hold back the others', async () => {
  slack = await startTestSlack();
  const { fake } = slack;
  fake.fail('chat.postMessage', { channel: papers, rateLimited: 600 });
  await ask(papers);
  await fake.until(() => fake.calls.some(({ method }) => method === 'chat.postMessage'));
  await ask(thesis);
  await fake.until(() => fake.posted(thesis).length === 1);
  await slack.settle();
  expect(fake.posted(papers)).toEqual([]);
  expect(fake.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(2);
});

it('posts no faster than Slack takes it in one channel, and meanwhile in others', async () => {
  slack = await startTestSlack({ fake: { rateMs: 100 }, pace: { lane: 110 } });
  const { fake } = slack;
  for (let turn = 0; turn < 4; turn += 1) await ask(papers);
  await ask(thesis);
  await fake.until(() => fake.posted(papers).length === 4 && fake.posted(thesis).length === 1);
  const posts = fake.calls.filter(({ method }) => method === 'chat.postMessage');
  expect(posts.map(({ answer }) => answer)).toEqual(Array.from({ length: 5 }, () => 'ok'));
});

describe('blocks that Slack does not take', () => {
  it.each(['msg_blocks_too_long', 'invalid_blocks', 'msg_too_long'])(
    '(%s) become text, and nothing is lost',
    async (error) => {
      slack = await startTestSlack();
      slack.fake.fail('chat.postMessage', { error });
      await ask();
      await slack.fake.until(() => slack.fake.posted(papers).length === 1);
      const [message] = slack.fake.posted(papers);
      expect(message?.text).toContain('Trust is a second-order property of first-order relations.');
      expect(slack.logged.join('')).toContain('does not take the blocks');
    },
  );
});

describe('a place that is gone', () => {
  const places = ['channel_not_found', 'not_in_channel', 'is_archived', 'thread_not_found', 'restricted_action'];
  it.each(places)('(%s): the answer goes to the asker, who is told why', async (error) => {
    slack = await startTestSlack();
    const { fake } = slack;
    fake.fail('chat.postMessage', { channel: papers, error, times: Infinity });
    await ask();
    const direct = fake.directChannel(anna);
    await fake.until(() => fake.posted(direct).length === 1);
    await slack.settle();
    const blocks = JSON.stringify(fake.posted(direct)[0]?.blocks);
    expect(blocks).toContain('Ibid could not post it where it was asked for');
    expect(blocks).toContain('second-order');
    expect(fake.posted(papers)).toEqual([]);
    expect(slack.logged.join('')).toContain(error);
  });

  it('a channel that Ibid was removed from while it worked', async () => {
    slack = await startTestSlack({ start: false });
    const { fake } = slack;
    await ask();
    fake.channel(papers).members.delete(app.botUser);
    await slack.restart();
    await fake.until(() => fake.posted(fake.directChannel(anna)).length === 1);
  });

  it('and the direct messages too: it is given up, and said in the log', async () => {
    slack = await startTestSlack();
    const { fake } = slack;
    fake.fail('chat.postMessage', { error: 'channel_not_found', times: Infinity });
    await ask();
    await fake.until(() => slack.logged.some((line) => line.includes('was given up')));
    await slack.settle();
    expect(fake.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(2);
  });
});

it('a token that was revoked: said in the log, nothing lost, sent when there is a good one', async () => {
  slack = await startTestSlack();
  const { fake } = slack;
  fake.fail('chat.postMessage', { error: 'token_revoked', times: 2 });
  await ask();
  await ask(thesis, anna);
  await fake.until(() => fake.posted(papers).length === 1 && fake.posted(thesis).length === 1);
  expect(slack.logged.join('')).toContain('Slack refuses the bot’s token');
});

it.each(['tokensRevoked', 'appUninstalled'] as const)('%s: what was kept is deleted', async (event) => {
  slack = await startTestSlack();
  const { fake, target } = slack;
  const thread_ts = await ask();
  await fake.until(() => fake.posted(papers).length === 1);
  const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(JSON.stringify(fake.posted(papers)[0]?.blocks))?.[0] ?? '';
  expect(await slack.library.answer(id)).not.toBeNull();
  expect((await fake.send(target, fake[event]())).status).toBe(200);
  await expect.poll(() => slack.library.answer(id)).toBeNull();
  await fake.send(target, fake.threadReply({ channel: papers, thread_ts, user: ben, text: 'And why?' }));
  await slack.settle();
  expect(slack.assistant.requests).toHaveLength(1);
});

it('an event of an unknown type: acknowledged, logged, nothing done', async () => {
  slack = await startTestSlack();
  const { fake, target } = slack;
  const before = fake.calls.length;
  expect((await fake.send(target, fake.unknownEvent())).status).toBe(200);
  await fake.until(() => slack.logged.join('').includes('workspace_danced'));
  await slack.settle();
  expect(fake.calls.slice(before).filter(({ method }) => method !== 'auth.test')).toEqual([]);
});

describe('an answer that fails', () => {
  it('for a moment is tried again', async () => {
    let failures = 0;
    slack = await startTestSlack({
      script: async function* () {
        await Promise.resolve();
        failures += 1;
        if (failures < 3) throw new LibraryUnavailableError('disk I/O error');
        yield { type: 'answer-end', answer: scriptedAnswer('What does Sadi say about trust?') };
      },
    });
    await ask();
    await slack.fake.until(() => slack.fake.posted(papers).length === 1);
    expect(JSON.stringify(slack.fake.posted(papers)[0]?.blocks)).toContain('second-order');
  });

  it('for good is said to the user in a sentence, without a stack or a code', async () => {
    slack = await startTestSlack({
      script: async function* () {
        await Promise.resolve();
        yield { type: 'text-delta', text: '' };
        throw new LibraryUnavailableError('disk I/O error at /srv/library.db');
      },
    });
    await ask();
    await slack.fake.until(() => slack.fake.posted(papers).length === 1);
    const blocks = JSON.stringify(slack.fake.posted(papers)[0]?.blocks);
    expect(blocks).toContain('The library can’t be read or written just now');
    expect(blocks).not.toContain('/srv');
  });

  it('by a defect is said too, and goes to the log', async () => {
    slack = await startTestSlack({
      script: async function* () {
        await Promise.resolve();
        yield { type: 'text-delta', text: '' };
        throw new Error('a defect at line 12');
      },
    });
    await ask();
    await slack.fake.until(() => slack.fake.posted(papers).length === 1);
    const blocks = JSON.stringify(slack.fake.posted(papers)[0]?.blocks);
    expect(blocks).toContain('Something went wrong inside Ibid');
    expect(blocks).not.toContain('line 12');
    expect(slack.logged.join('')).toContain('a defect at line 12');
  });
});
