import { afterEach, describe, expect, it } from 'vitest';
import { scriptedAnswer } from '../../fakes/scripted-assistant.ts';
import { app, channels, tsOf, users } from '../../fakes/slack/slack.ts';
import { ofSentences, slowly, untilTold } from './scripts.ts';
import { seenGrowing, startTestSlack, type TestSlack } from './slack-under-test.ts';

const { anna } = users;
const { papers, thesis } = channels;
const hour = 60 * 60 * 1000;

let slack: TestSlack;
afterEach(async () => {
  expect(slack.fake.faults).toEqual([]);
  await slack.close();
});

async function ask(question = 'What does Sadi say about trust?', channel: string = papers) {
  const mention = slack.fake.mention({ channel, user: anna, text: `<@${app.botUser}> ${question}` });
  expect((await slack.fake.send(slack.target, mention)).status).toBe(200);
  return tsOf(mention);
}

const words = (message: { blocks: readonly unknown[]; text: string } | undefined) => JSON.stringify(message);
const calls = (method: string) => slack.fake.calls.filter((call) => call.method === method);

describe('a message that Slack lets nobody edit', () => {
  it.each(['edit_window_closed', 'cant_update_message'])('(%s) is replaced by the answer, once', async (error) => {
    const { script, end } = untilTold();
    slack = await startTestSlack({ script, live: seenGrowing });
    slack.fake.fail('chat.update', { error, times: Infinity });
    await ask();
    await slack.fake.until(() => calls('chat.update').length > 0);
    await slack.settle();
    end();
    await slack.fake.until(() => slack.fake.posted(papers).some((message) => words(message).includes('second-order')));
    await slack.settle();
    expect(slack.fake.posted(papers)).toHaveLength(1);
    expect(calls('chat.postMessage')).toHaveLength(2);
    expect(calls('chat.update')).toHaveLength(1);
  });

  it('and that somebody deleted comes again as the answer', async () => {
    const { script, end } = untilTold();
    slack = await startTestSlack({ script, live: seenGrowing });
    await ask();
    await slack.fake.until(() => slack.fake.posted(papers).length === 1);
    slack.fake.forget(papers, slack.fake.posted(papers)[0]?.ts ?? '');
    end();
    await slack.fake.until(() => slack.fake.posted(papers).some((message) => words(message).includes('second-order')));
    await slack.settle();
    expect(slack.fake.posted(papers)).toHaveLength(1);
  });
});

it('a quick answer goes before the drafts of slow ones in the same channel', async () => {
  const slow = untilTold();
  let sentBefore = 0;
  slack = await startTestSlack({
    pace: { lane: 105, edit: 300 },
    live: { after: 50, every: 50 },
    script: async function* (request, signal) {
      if (request.question.startsWith('Slow')) yield* slow.script(request, signal);
      await Promise.resolve();
      sentBefore = slack.fake.calls.length;
      yield { type: 'answer-end', answer: scriptedAnswer(request.question) };
    },
  });
  for (let number = 0; number < 4; number += 1) await ask(`Slow ${number}?`);
  // From now on the channel is never free: there is always a draft that is due.
  await slack.fake.until(() => calls('chat.update').length >= 4);
  const ts = await ask('Quick?');
  const quick = () => slack.fake.posted(papers).filter((message) => message.thread_ts === ts);
  await slack.fake.until(() => quick().some((message) => words(message).includes('second-order')));
  const sent = slack.fake.calls.slice(sentBefore).filter(({ method }) => method.startsWith('chat.'));
  // At the most the draft that was on its way goes before it.
  expect(sent.findIndex(({ method }) => method === 'chat.postMessage')).toBeOneOf([0, 1]);
});

it('an answer that is ready after a day and more is still sent', async () => {
  const { script, end } = untilTold();
  slack = await startTestSlack({
    script,
    live: seenGrowing,
    fake: { frozenAt: Date.UTC(2026, 10, 2, 9) },
    pace: { edit: 0 },
  });
  await ask();
  await slack.fake.until(() => slack.fake.posted(papers).length === 1);
  slack.fake.clock.advance(25 * hour);
  await slack.restart();
  end();
  await slack.fake.until(() => words(slack.fake.posted(papers)[0]).includes('second-order'));
  expect(slack.fake.posted(papers)).toHaveLength(1);
});

it('a message that can’t be sent for a day is given up, and said in the log', async () => {
  slack = await startTestSlack({ fake: { frozenAt: Date.UTC(2026, 10, 2, 9) } });
  slack.fake.fail('chat.postMessage', { rateLimited: 25 * 60 * 60 });
  await ask();
  await slack.fake.until(() => calls('chat.postMessage').length === 1);
  await slack.settle();
  slack.fake.clock.advance(25 * hour + 1000);
  await slack.restart();
  await slack.fake.until(() => slack.logged.some((line) => line.includes('for a day, and was given up')));
});

describe('a message that Slack may have taken', () => {
  it.each(['channel_not_found', 'not_in_channel'])(
    'and that can’t be looked up (%s) is not sent twice: the user is told',
    async (error) => {
      slack = await startTestSlack();
      slack.fake.fail('chat.postMessage', { close: 'after' });
      slack.fake.fail('conversations.replies', { error, times: Infinity });
      await ask();
      const direct = slack.fake.directChannel(anna);
      await slack.fake.until(() => slack.fake.posted(direct).length === 1);
      expect(words(slack.fake.posted(direct)[0])).toContain('If it did not come, ask again.');
      expect(words(slack.fake.posted(direct)[0])).not.toContain('second-order');
      expect(slack.fake.posted(papers)).toHaveLength(1);
    },
  );

  it('is found behind more replies than a page has, also when reading is rationed', async () => {
    // Not started before the replies are there, so that the message stands behind them.
    slack = await startTestSlack({ start: false, fake: { historyRateMs: 30 } });
    const { fake } = slack;
    fake.fail('chat.postMessage', { close: 'after' });
    const ts = await ask();
    for (let reply = 0; reply < 240; reply += 1) {
      fake.threadReply({ channel: papers, thread_ts: ts, user: anna, text: `Reply ${reply}` });
    }
    await slack.restart();
    await fake.until(() => calls('conversations.replies').filter(({ answer }) => answer === 'ok').length === 3);
    await slack.settle();
    expect(fake.posted(papers)).toHaveLength(1);
  });
});

describe('an answer in several messages', () => {
  it('comes whole, in order, in its thread', async () => {
    slack = await startTestSlack({ script: ofSentences(500) });
    const ts = await ask();
    await slack.fake.until(() =>
      words({ text: '', blocks: slack.fake.posted(papers).flatMap(({ blocks }) => blocks) }).includes('Sentence 499'),
    );
    await slack.settle();
    const parts = slack.fake.posted(papers);
    const numbers = [
      ...words({ text: '', blocks: parts.flatMap(({ blocks }) => blocks) }).matchAll(/Sentence (\d+) says/g),
    ];
    expect(numbers.map(([, number]) => Number(number))).toEqual(Array.from({ length: 500 }, (_, index) => index));
    expect(parts.length).toBeGreaterThan(1);
    expect(calls('chat.postMessage').every(({ answer }) => answer === 'ok')).toBe(true);
    expect(new Set(parts.map(({ thread_ts }) => thread_ts))).toEqual(new Set([ts]));
  });

  it('goes on in the direct messages, with a word why, when Ibid is removed in the middle', async () => {
    // The second message has to wait until the clock goes on.
    slack = await startTestSlack({
      script: ofSentences(500),
      pace: { lane: 60 },
      fake: { frozenAt: Date.UTC(2026, 10, 2, 9) },
    });
    const { fake } = slack;
    await ask();
    await fake.until(() => fake.posted(papers).length === 1);
    fake.channel(papers).members.delete(app.botUser);
    const direct = fake.directChannel(anna);
    await fake.until(() => {
      fake.clock.advance(60);
      return words({ text: '', blocks: fake.posted(direct).flatMap(({ blocks }) => blocks) }).includes('Sentence 499');
    });
    expect(words(fake.posted(direct)[0])).toContain('Ibid could not post it where it was asked for');
    for (const later of fake.posted(direct).slice(1)) expect(words(later)).not.toContain('could not post');
  });

  it('stays together where its draft had to go', async () => {
    const draft = untilTold();
    slack = await startTestSlack({
      live: seenGrowing,
      script: async function* (request, signal) {
        for await (const event of draft.script(request, signal)) if (event.type !== 'answer-end') yield event;
        yield* ofSentences(500)(request, signal);
      },
    });
    const { fake } = slack;
    fake.fail('chat.postMessage', { channel: papers, error: 'not_in_channel' });
    await ask();
    const direct = fake.directChannel(anna);
    await fake.until(() => fake.posted(direct).length === 1);
    draft.end();
    await fake.until(() =>
      words({ text: '', blocks: fake.posted(direct).flatMap(({ blocks }) => blocks) }).includes('Sentence 499'),
    );
    expect(fake.posted(papers)).toEqual([]);
  });
});

it('a command whose address is not believed still comes as one message for the asker alone', async () => {
  slack = await startTestSlack({ script: slowly(20, 30), live: seenGrowing });
  const { fake, target } = slack;
  const command = fake.command({ channel: thesis, user: anna, text: 'What is trust?' });
  await fake.send(target, { ...command, payload: { ...command.payload, response_url: 'https://elsewhere.example/x' } });
  await fake.until(() => fake.ephemerals(anna).length === 1);
  await slack.settle();
  expect(fake.ephemerals(anna)).toHaveLength(1);
  expect(words(fake.ephemerals(anna)[0])).toContain('"share"');
});

it('a stop that comes when the answer is ready changes nothing', async () => {
  slack = await startTestSlack();
  const { fake, target } = slack;
  fake.fail('chat.postMessage', { rateLimited: 0.3 });
  const ts = await ask();
  await fake.until(() => calls('chat.postMessage').length > 0);
  await fake.send(target, fake.stopped({ channel: papers, user: anna, thread_ts: ts }));
  await fake.until(() => fake.posted(papers).length === 1);
  await slack.settle();
  expect(words(fake.posted(papers)[0])).toContain('second-order');
});
