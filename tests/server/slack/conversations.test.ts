import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { app, channels, tsOf, users } from '../../fakes/slack/slack.ts';
import { publicUrl, startTestSlack, type TestSlack } from './slack-under-test.ts';

let slack: TestSlack;
beforeEach(async () => {
  slack = await startTestSlack();
});
afterEach(async () => {
  expect(slack.fake.faults).toEqual([]);
  await slack.close();
});

const { anna, ben } = users;
const { papers } = channels;
const question = 'What does Sadi say about trust?';

/** The words that a person sees of a message. */
const seen = (message: { blocks: readonly unknown[] } | undefined) => JSON.stringify(message?.blocks ?? []);

describe('a mention', () => {
  it('is answered in its thread, with quotation, source, page or section and a link to the passage', async () => {
    const { fake, target } = slack;
    const mention = fake.mention({ channel: papers, user: anna, text: `<@${app.botUser}> ${question}` });
    expect((await fake.send(target, mention)).status).toBe(200);
    await fake.until(() => fake.posted(papers).length === 1);
    const [answer] = fake.posted(papers);
    expect(answer).toMatchObject({ thread_ts: tsOf(mention), unfurl_links: false, unfurl_media: false });
    for (const words of ['Trust is a second-order property', 'Sadi', '2025', 'Introduction', `${publicUrl}/papers/`]) {
      expect(seen(answer)).toContain(words);
    }
    expect(slack.assistant.requests).toEqual([{ question, history: [] }]);
  });

  it('is answered once although Slack tells it by two events', async () => {
    const { fake, target } = slack;
    const both = fake.mentionTwice({ channel: papers, user: anna, text: `<@${app.botUser}> ${question}` });
    for (const delivery of both) expect((await fake.send(target, delivery)).status).toBe(200);
    await fake.until(() => fake.posted(papers).length > 0);
    await slack.settle();
    expect(fake.posted(papers)).toHaveLength(1);
  });

  it('that says nothing more is told how to ask', async () => {
    const { fake, target } = slack;
    await fake.send(target, fake.mention({ channel: papers, user: anna, text: `<@${app.botUser}>` }));
    await fake.until(() => fake.posted(papers).length === 1);
    expect(seen(fake.posted(papers)[0])).toContain('Ask me something about the papers');
    expect(slack.assistant.requests).toEqual([]);
  });

  it('with a question beyond all bounds is told so', async () => {
    const { fake, target } = slack;
    const long = 'What about trust? '.repeat(200);
    await fake.send(target, fake.mention({ channel: papers, user: anna, text: `<@${app.botUser}> ${long}` }));
    await fake.until(() => fake.posted(papers).length === 1);
    expect(seen(fake.posted(papers)[0])).toContain('the limit is 2000');
  });
});

describe('a conversation', () => {
  it('goes on in the thread without another mention, with what was said before', async () => {
    const { fake, target } = slack;
    const mention = fake.mention({ channel: papers, user: anna, text: `<@${app.botUser}> ${question}` });
    await fake.send(target, mention);
    await fake.until(() => fake.posted(papers).length === 1);
    const thread = { channel: papers, thread_ts: tsOf(mention) };
    await fake.send(target, fake.threadReply({ ...thread, user: ben, text: 'And why?' }));
    await fake.until(() => fake.posted(papers).length === 2);
    expect(fake.posted(papers)[1]).toMatchObject({ thread_ts: tsOf(mention) });
    const [, second] = slack.assistant.requests;
    expect(second?.question).toBe('And why?');
    expect(second?.history).toEqual([{ question, answer: expect.stringContaining('second-order') as string }]);
  });

  it('goes on after a restart', async () => {
    const { fake, target } = slack;
    const mention = fake.mention({ channel: papers, user: anna, text: `<@${app.botUser}> ${question}` });
    await fake.send(target, mention);
    await fake.until(() => fake.posted(papers).length === 1);
    await slack.restart();
    await fake.send(target, fake.threadReply({ channel: papers, thread_ts: tsOf(mention), user: ben, text: 'Why?' }));
    await fake.until(() => fake.posted(papers).length === 2);
    expect(slack.assistant.requests[1]?.history).toHaveLength(1);
  });

  it('of others is left alone, also in its threads', async () => {
    const { fake, target } = slack;
    const root = fake.message({ channel: papers, user: anna, text: question });
    await fake.send(target, root);
    await fake.send(target, fake.threadReply({ channel: papers, thread_ts: tsOf(root), user: ben, text: 'And why?' }));
    await fake.send(target, fake.botMessage({ channel: papers, text: question }));
    await fake.send(target, fake.channelJoin({ channel: papers, user: users.chloe }));
    await slack.settle();
    expect(fake.posted(papers)).toEqual([]);
    expect(slack.assistant.requests).toEqual([]);
  });

  it('never goes on with bots, itself, edits or somebody else who is spoken to', async () => {
    const { fake, target } = slack;
    const mention = fake.mention({ channel: papers, user: anna, text: `<@${app.botUser}> ${question}` });
    await fake.send(target, mention);
    await fake.until(() => fake.posted(papers).length === 1);
    const thread = { channel: papers, thread_ts: tsOf(mention) };
    await fake.send(target, fake.botMessage({ ...thread, text: 'And why?' }));
    await fake.send(target, fake.botMessage({ ...thread, text: 'And why?', own: true }));
    await fake.send(target, fake.messageChanged({ channel: papers, ts: tsOf(mention), text: 'And Malaysia?' }));
    await fake.send(target, fake.threadReply({ ...thread, user: ben, text: `<@${anna}> did you know that?` }));
    await slack.settle();
    expect(slack.assistant.requests).toHaveLength(1);
  });

  it('in direct messages leans on the message before, threaded or not', async () => {
    const { fake, target } = slack;
    const channel = fake.directChannel(anna);
    await fake.send(target, fake.directMessage({ user: anna, text: question }));
    await fake.until(() => fake.posted(channel).length === 1);
    await fake.send(target, fake.directMessage({ user: anna, text: 'And why?' }));
    await fake.until(() => fake.posted(channel).length === 2);
    expect(slack.assistant.requests[1]?.history).toHaveLength(1);
  });
});

describe('what is no question', () => {
  it('thanks, in a thread or directly: no answer', async () => {
    const { fake, target } = slack;
    const mention = fake.mention({ channel: papers, user: anna, text: `<@${app.botUser}> ${question}` });
    await fake.send(target, mention);
    await fake.until(() => fake.posted(papers).length === 1);
    await fake.send(
      target,
      fake.threadReply({ channel: papers, thread_ts: tsOf(mention), user: ben, text: 'Thanks!' }),
    );
    await fake.send(target, fake.directMessage({ user: anna, text: 'ok, thanks' }));
    await slack.settle();
    expect(slack.assistant.requests).toHaveLength(1);
  });

  it.each(['help', 'Hi!', 'Who are you?'])('“%s” is told how to ask, and which papers there are', async (text) => {
    const { fake, target } = slack;
    await fake.send(target, fake.directMessage({ user: anna, text }));
    const direct = fake.directChannel(anna);
    await fake.until(() => fake.posted(direct).length === 1);
    expect(seen(fake.posted(direct)[0])).toContain('Trusting Machines');
    expect(slack.assistant.requests).toEqual([]);
  });

  it('a complete question in direct messages stands alone', async () => {
    const { fake, target } = slack;
    const channel = fake.directChannel(anna);
    for (const [index, text] of [question, 'How is trust related to first-order relations?'].entries()) {
      await fake.send(target, fake.directMessage({ user: anna, text }));
      await fake.until(() => fake.posted(channel).length === index + 1);
    }
    expect(slack.assistant.requests[1]?.history).toEqual([]);
  });
});

describe('/ibid', () => {
  it('stop ends what the same user asked with it', async () => {
    const { fake, target } = slack;
    const stop = async () => {
      const reply = await fake.send(target, fake.command({ channel: papers, user: anna, text: 'stop' }));
      return ((await reply.json()) as { text: string }).text;
    };
    expect(await stop()).toContain('Nothing runs here');
  });

  it('answers the asker alone, and all when it is shared, once', async () => {
    const { fake, target } = slack;
    const reply = await fake.send(target, fake.command({ channel: papers, user: anna, text: question }));
    expect(await reply.json()).toMatchObject({ response_type: 'ephemeral' });
    await fake.until(() => fake.ephemerals(anna).length === 1);
    expect(fake.posted(papers)).toEqual([]);
    const ts = fake.ephemerals(anna)[0]?.ts ?? '';
    for (let press = 0; press < 2; press += 1) {
      await fake.send(target, fake.press({ channel: papers, user: anna, ts, action_id: 'share' }));
    }
    await fake.until(() => fake.posted(papers).length > 0);
    await slack.settle();
    expect(fake.posted(papers)).toHaveLength(1);
    expect(seen(fake.posted(papers)[0])).toContain(question);
    expect(seen(fake.posted(papers)[0])).toContain('Trust is a second-order property');
    expect(seen(fake.posted(papers)[0])).not.toContain('"share"');
    expect(slack.assistant.requests).toHaveLength(1);
  });

  it('shares also where Ibid is no member, and a follow-up under it knows what it is about', async () => {
    const { fake, target } = slack;
    const channel = channels.random;
    await fake.send(target, fake.command({ channel, user: anna, text: question }));
    await fake.until(() => fake.ephemerals(anna).length === 1);
    const ts = fake.ephemerals(anna)[0]?.ts ?? '';
    await fake.send(target, fake.press({ channel, user: anna, ts, action_id: 'share' }));
    await fake.until(() => fake.messages(channel).length === 1);
    expect(seen(fake.messages(channel)[0])).toContain('Trust is a second-order property');
  });

  it('keeps an answer in the direct messages', async () => {
    const { fake, target } = slack;
    await fake.send(target, fake.command({ channel: papers, user: anna, text: question }));
    await fake.until(() => fake.ephemerals(anna).length === 1);
    const ts = fake.ephemerals(anna)[0]?.ts ?? '';
    await fake.send(target, fake.press({ channel: papers, user: anna, ts, action_id: 'keep' }));
    const direct = fake.directChannel(anna);
    await fake.until(() => fake.posted(direct).length === 1);
    const root = fake.posted(direct)[0]?.ts ?? '';
    await fake.send(target, fake.directMessage({ user: anna, text: 'And why?', thread_ts: root }));
    await fake.until(() => fake.posted(direct).length === 2);
    expect(slack.assistant.requests[1]?.history).toHaveLength(1);
  });

  it('without a question says how to ask', async () => {
    const { fake, target } = slack;
    for (const text of ['', '  ', 'help']) {
      const reply = await fake.send(target, fake.command({ channel: papers, user: anna, text }));
      expect(((await reply.json()) as { text: string }).text).toContain('Write your question behind the command');
    }
    expect(slack.assistant.requests).toEqual([]);
  });
});

describe('“Check this quote”', () => {
  const check = async (text: string) => {
    const { fake, target } = slack;
    const message = fake.message({ channel: papers, user: ben, text });
    await fake.send(target, fake.shortcut({ channel: papers, user: anna, ts: tsOf(message) }));
    await fake.until(() => fake.ephemerals(anna).length === 1);
    return fake.ephemerals(anna)[0];
  };

  it('tells who chose it what differs, and all when it is shared', async () => {
    const { fake, target } = slack;
    const said = await check('As Sadi has it, “Trust is a first-order property of first-order relations.”');
    expect(seen(said)).toContain('Trust is a second-order property of first-order relations');
    expect(fake.posted(papers)).toEqual([]);
    await fake.send(target, fake.press({ channel: papers, user: anna, ts: said?.ts ?? '', action_id: 'share' }));
    await fake.until(() => fake.posted(papers).length === 1);
    expect(seen(fake.posted(papers)[0])).toContain('second-order');
  });

  it('reads a block quotation as one', async () => {
    const said = await check('Sadi (2025):\n&gt; Trust is a second-order property of first-order relations.');
    expect(seen(said)).toContain('Trust is a second-order property of first-order relations');
  });

  it('says so when it finds nothing', async () => {
    expect((await check('Lunch at noon?'))?.text).toContain('so it was read as a claim');
  });

  it('says so when there is nothing to check', async () => {
    expect((await check(''))?.text).toBe('There is no text in this message, so there is nothing to check.');
  });
});

describe('whatever way a message goes', () => {
  it('nothing that it links to is shown under it', async () => {
    const { fake, target } = slack;
    await fake.send(target, fake.mention({ channel: papers, user: anna, text: `<@${app.botUser}> ${question}` }));
    await fake.send(target, fake.command({ channel: papers, user: anna, text: question }));
    await fake.until(() => fake.posted(papers).length === 1 && fake.ephemerals(anna).length === 1);
    const ts = fake.posted(papers)[0]?.ts ?? '';
    await fake.send(target, fake.press({ channel: papers, user: anna, ts, action_id: 'answer_good' }));
    await fake.until(() => fake.ephemerals(anna).length === 2);
    fake.fail('hooks', { status: 404, body: 'expired_url' });
    await fake.send(target, fake.command({ channel: papers, user: ben, text: question }));
    await fake.until(() => fake.ephemerals(ben).length === 1);
    for (const [method, times] of [
      ['chat.postMessage', 1],
      ['hooks', 3],
      ['chat.postEphemeral', 1],
    ] as const) {
      const sent = fake.calls.filter((call) => call.method === method);
      const shown = sent.map(({ args }) => `${String(args.unfurl_links)} ${String(args.unfurl_media)}`);
      expect(shown).toEqual(Array.from({ length: times }, () => 'false false'));
    }
  });
});

describe('feedback', () => {
  it('is kept with the answer, and a bad one can be explained', async () => {
    const { fake, target } = slack;
    await fake.send(target, fake.mention({ channel: papers, user: anna, text: `<@${app.botUser}> ${question}` }));
    await fake.until(() => fake.posted(papers).length === 1);
    const ts = fake.posted(papers)[0]?.ts ?? '';
    const press = (action_id: string) => fake.send(target, fake.press({ channel: papers, user: ben, ts, action_id }));
    const answer = /"answer_good","value":"([^"]+)"|"value":"([^"]+)"[^}]*"answer_good"/.exec(
      seen(fake.posted(papers)[0]),
    );
    const id = answer?.[1] ?? answer?.[2] ?? /[0-9a-f-]{36}/.exec(seen(fake.posted(papers)[0]))?.[0] ?? '';

    expect((await press('answer_good')).status).toBe(200);
    expect((await slack.library.answer(id))?.feedback).toEqual({ verdict: 'good', comment: null });
    await fake.until(() => fake.ephemerals(ben).length === 1);

    await press('answer_bad');
    expect((await slack.library.answer(id))?.feedback).toEqual({ verdict: 'bad', comment: null });
    await fake.until(() => fake.views.length === 1);
    const values = { comment: { comment: { type: 'plain_text_input', value: 'It misses the second half.' } } };
    await fake.send(target, fake.submitView({ user: ben, view: fake.views[0]?.id ?? '', values }));
    expect((await slack.library.answer(id))?.feedback).toEqual({
      verdict: 'bad',
      comment: 'It misses the second half.',
    });
  });
});

describe('who opens the direct messages', () => {
  it('is offered questions about the papers', async () => {
    const { fake, target } = slack;
    await fake.send(target, fake.appHomeOpened({ user: anna }));
    await fake.until(() => fake.prompts.length === 1);
    expect(JSON.stringify(fake.prompts[0]?.prompts)).toContain('What is Trusting Machines about?');
  });
});
