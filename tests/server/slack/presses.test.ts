import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scriptedAnswer, type Script, scriptedPlace } from '../../fakes/scripted-assistant.ts';
import { app, channels, type Delivery, tsOf, users } from '../../fakes/slack/slack.ts';
import { seenGrowing, startTestSlack, type TestSlack } from './slack-under-test.ts';

const { anna, ben } = users;
const { papers } = channels;
const question = 'What does Sadi say about trust?';
const shared = 'Trust is a second-order property';

let slack: TestSlack;
afterEach(async () => {
  expect(slack.fake.faults).toEqual([]);
  await slack.close();
});

/** The words that a user sees alone, the last ones. */
const told = (user: string) => slack.fake.ephemerals(user).at(-1)?.text ?? '';

/** Sends a press, and gives the status of the response. */
const send = async (press: Delivery) => (await slack.fake.send(slack.target, press)).status;

/** The press with other fields: by somebody else, or about something that is no longer there. */
function changed(press: Delivery, change: { user?: string; value?: string }): Delivery {
  const { user, value } = change;
  const [action] = press.payload.actions as object[];
  return {
    ...press,
    payload: {
      ...press.payload,
      ...(user === undefined ? {} : { user: { id: user } }),
      actions: [{ ...action, ...(value === undefined ? {} : { value }) }],
    },
  };
}

/** Anna gives the command; gives what makes presses on the buttons of what she sees. */
async function commanded(): Promise<(action_id: string) => Delivery> {
  const { fake, target } = slack;
  await fake.send(target, fake.command({ channel: papers, user: anna, text: question }));
  await fake.until(() => fake.ephemerals(anna).length === 1);
  const ts = fake.ephemerals(anna)[0]?.ts ?? '';
  return (action_id) => fake.press({ channel: papers, user: anna, ts, action_id });
}

/** Anna asks in the channel; gives the answer's id, and what makes presses on the buttons of its message. */
async function answered() {
  const { fake, target } = slack;
  const mention = fake.mention({ channel: papers, user: anna, text: `<@${app.botUser}> ${question}` });
  await fake.send(target, mention);
  await fake.until(() => fake.posted(papers).length === 1);
  const ts = fake.posted(papers)[0]?.ts ?? '';
  const press = (action_id: string, user: string = ben) => fake.press({ channel: papers, user, ts, action_id });
  const [action] = press('answer_good').payload.actions as { value: string }[];
  return { press, answer: action?.value ?? '', thread: tsOf(mention) };
}

describe('Share and Keep', () => {
  beforeEach(async () => {
    slack = await startTestSlack();
  });

  it.each(['share', 'keep'])('%s does nothing for somebody else', async (action) => {
    const press = await commanded();
    const { fake } = slack;
    await slack.settle();
    const before = fake.calls.length;
    expect(await send(changed(press(action), { user: ben }))).toBe(200);
    await slack.settle();
    expect(fake.calls).toHaveLength(before);
    expect([fake.posted(papers), fake.posted(fake.directChannel(ben))]).toEqual([[], []]);
  });

  it.each([
    { action: 'share', at: () => papers },
    { action: 'keep', at: () => slack.fake.directChannel(anna) },
  ])('$action that reached nobody can be pressed again, until it has', async ({ action, at }) => {
    const press = await commanded();
    const { fake } = slack;
    fake.fail('chat.postMessage', { error: 'restricted_action', times: Infinity });
    fake.fail('hooks', { status: 404, body: 'expired_url', times: Infinity });
    await send(press(action));
    await fake.until(() => slack.logged.some((line) => line.includes('was given up')));
    expect(fake.posted(at())).toEqual([]);
    fake.heal();
    await send(press(action));
    await fake.until(() => fake.posted(at()).length === 1);
    await send(press(action));
    await slack.settle();
    expect(fake.posted(at())).toHaveLength(1);
    expect(JSON.stringify(fake.posted(at())[0]?.blocks)).toContain(shared);
  });

  it('a share that was stopped can be pressed again', async () => {
    const press = await commanded();
    const { fake, target, library } = slack;
    const look = library.answer.bind(library);
    let looks = 0;
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    // The first look is that of the press, the second one that of the work.
    library.answer = async (id) => {
      looks += 1;
      if (looks === 2) await held;
      return await look(id);
    };
    await send(press('share'));
    await fake.until(() => looks === 2);
    await fake.send(target, fake.mention({ channel: papers, user: anna, text: `<@${app.botUser}> stop` }));
    goOn();
    await fake.until(() => fake.posted(papers).length === 1);
    expect(fake.posted(papers)[0]?.text).toContain('Stopped');
    await send(press('share'));
    await fake.until(() => fake.posted(papers).length === 2);
    expect(JSON.stringify(fake.posted(papers)[1]?.blocks)).toContain(shared);
  });

  it.each(['share', 'keep'])('%s of an answer that is gone says so to who pressed, alone', async (action) => {
    const press = await commanded();
    const { fake, library } = slack;
    await library.dropAnswers(answersOf(slack));
    expect(await send(press(action))).toBe(200);
    await fake.until(() => fake.ephemerals(anna).length === 2);
    expect(told(anna)).toMatch(/^This is no longer kept: /);
    await slack.settle();
    expect([fake.posted(papers), fake.posted(fake.directChannel(anna))]).toEqual([[], []]);
  });

  it.each(['share', 'keep', 'stop'])('%s of what was forgotten says so', async (action) => {
    const press = await commanded();
    const { fake } = slack;
    const gone = changed(press('share'), { value: '8c7a0a0e-3c39-4a35-9d4e-3a3b4d1f0c11' });
    const [one] = gone.payload.actions as object[];
    await send({ ...gone, payload: { ...gone.payload, actions: [{ ...one, action_id: action }] } });
    await fake.until(() => fake.ephemerals(anna).length === 2);
    expect(told(anna)).toMatch(/^This is no longer kept: /);
  });

  it('a check that was shared is made again, although no answer is kept of it', async () => {
    const { fake, target } = slack;
    const text = 'As Sadi has it, “Trust is a first-order property of first-order relations.”';
    const message = fake.message({ channel: papers, user: ben, text });
    await fake.send(target, fake.shortcut({ channel: papers, user: anna, ts: tsOf(message) }));
    await fake.until(() => fake.ephemerals(anna).length === 1);
    const ts = fake.ephemerals(anna)[0]?.ts ?? '';
    await send(fake.press({ channel: papers, user: anna, ts, action_id: 'share' }));
    await fake.until(() => fake.posted(papers).length === 1);
    expect(JSON.stringify(fake.posted(papers)[0]?.blocks)).toContain('second-order');
  });
});

describe('Stop', () => {
  /** Writes until it is stopped. */
  const endless: Script = async function* ({ question: asked }, signal) {
    yield { type: 'evidence-found', passages: [] };
    yield { type: 'citation-verified', citation: scriptedPlace };
    yield { type: 'text-delta', text: 'Sadi writes: ' };
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    signal.throwIfAborted();
    yield { type: 'answer-end', answer: scriptedAnswer(asked) };
  };
  const isStopped = () => slack.assistant.signals[0]?.aborted;

  beforeEach(async () => {
    slack = await startTestSlack({ script: endless, live: seenGrowing });
  });

  async function asking() {
    const { fake, target } = slack;
    const mention = fake.mention({ channel: papers, user: anna, text: `<@${app.botUser}> ${question}` });
    await fake.send(target, mention);
    await fake.until(() => fake.posted(papers).length === 1);
    const ts = fake.posted(papers)[0]?.ts ?? '';
    return {
      thread_ts: tsOf(mention),
      press: (user: string) => fake.press({ channel: papers, user, ts, action_id: 'stop' }),
    };
  }

  it('on the message stops for who asked alone; others are told so in the thread, alone', async () => {
    const { press, thread_ts } = await asking();
    const { fake } = slack;
    await send(press(ben));
    await fake.until(() => fake.ephemerals(ben).length === 1);
    expect(fake.ephemerals(ben)[0]).toMatchObject({ text: 'Only who asked can stop this.', thread_ts });
    expect(isStopped()).toBe(false);
    await send(press(anna));
    await fake.until(() => isStopped() === true);
    await slack.settle();
    expect(fake.ephemerals(anna)).toEqual([]);
  });

  it('as a word of somebody else does nothing, and is no question either', async () => {
    const { thread_ts } = await asking();
    const { fake, target } = slack;
    await fake.send(target, fake.threadReply({ channel: papers, thread_ts, user: ben, text: 'stop' }));
    await slack.settle();
    expect(isStopped()).toBe(false);
    expect([fake.posted(papers).length, slack.assistant.requests.length]).toEqual([1, 1]);
  });

  it('as Slack’s own button stops what all see, whoever pressed it', async () => {
    const { thread_ts } = await asking();
    const { fake, target } = slack;
    await fake.send(target, fake.stopped({ channel: papers, thread_ts, user: ben }));
    await fake.until(() => isStopped() === true);
  });

  it('of an answer that is done says so', async () => {
    await slack.close();
    slack = await startTestSlack();
    const press = await commanded();
    const share = press('share');
    const [action] = share.payload.actions as object[];
    await send({ ...share, payload: { ...share.payload, actions: [{ ...action, action_id: 'stop' }] } });
    await slack.fake.until(() => slack.fake.ephemerals(anna).length === 2);
    expect(told(anna)).toBe('This is done, so there is nothing left to stop.');
  });
});

describe('feedback', () => {
  beforeEach(async () => {
    slack = await startTestSlack();
  });
  const kept = async (answer: string) => (await slack.library.answer(answer))?.feedback;

  it.each(['giveFeedback', 'answer'] as const)(
    'that the library can’t take (%s) comes again, and is kept then',
    async (method) => {
      const { press, answer } = await answered();
      const { library, fake, logged } = slack;
      const working = library[method].bind(library);
      Object.assign(library, { [method]: () => Promise.reject(new Error('the disk is full')) });
      const given = press('answer_good');
      expect(await send(given)).toBe(503);
      expect(logged.filter((line) => line.includes('the disk is full'))).toHaveLength(1);
      Object.assign(library, { [method]: working });
      expect(await kept(answer)).toBeNull();
      expect(await send(given)).toBe(200);
      expect(await kept(answer)).toEqual({ verdict: 'good', comment: null });
      await fake.until(() => fake.ephemerals(ben).length === 1);
      expect(told(ben)).toBe('Thank you. It is kept with the answer.');
    },
  );

  it('in words that the library can’t take comes again too', async () => {
    const { press, answer } = await answered();
    const { library, fake } = slack;
    await send(press('answer_bad'));
    await fake.until(() => fake.views.length === 1);
    const values = { comment: { comment: { type: 'plain_text_input', value: 'It misses the second half.' } } };
    const words = fake.submitView({ user: ben, view: fake.views[0]?.id ?? '', values });
    const giveFeedback = library.giveFeedback.bind(library);
    library.giveFeedback = () => Promise.reject(new Error('the disk is full'));
    expect(await send(words)).toBe(503);
    library.giveFeedback = giveFeedback;
    expect(await send(words)).toBe(200);
    expect(await kept(answer)).toEqual({ verdict: 'bad', comment: 'It misses the second half.' });
  });

  it('that comes again later does not undo what was said since, and is thanked for once', async () => {
    const { press, answer } = await answered();
    const { fake, target } = slack;
    const good = press('answer_good');
    await send(good);
    await fake.until(() => fake.ephemerals(ben).length === 1);
    await send(press('answer_bad'));
    await fake.send(target, good, { headers: { 'X-Slack-Retry-Num': '1' } });
    await slack.settle();
    expect(await kept(answer)).toEqual({ verdict: 'bad', comment: null });
    expect(fake.ephemerals(ben)).toHaveLength(1);
  });

  it('of the same kind keeps the words that are there, and of the other replaces them', async () => {
    const { press, answer } = await answered();
    const said = { verdict: 'bad', comment: 'It misses the second half.' } as const;
    await slack.library.giveFeedback(answer, said);
    await send(press('answer_bad'));
    expect(await kept(answer)).toEqual(said);
    await send(press('answer_good'));
    expect(await kept(answer)).toEqual({ verdict: 'good', comment: null });
    await slack.library.giveFeedback(answer, { verdict: 'good', comment: 'Exactly.' });
    await send(press('answer_good'));
    expect(await kept(answer)).toEqual({ verdict: 'good', comment: 'Exactly.' });
  });

  it.each(['answer_good', 'answer_bad'])('%s of an answer that is gone says so', async (action) => {
    const { press, answer } = await answered();
    const { fake, library } = slack;
    await library.dropAnswers([answer]);
    expect(await send(press(action))).toBe(200);
    await fake.until(() => fake.ephemerals(ben).length === 1);
    expect(told(ben)).toMatch(/^This is no longer kept: /);
    expect(fake.views).toEqual([]);
  });
});

/** Ids of the answers whose feedback can be given in what Anna sees alone. */
function answersOf({ fake }: TestSlack): string[] {
  const seen = JSON.stringify(fake.ephemerals(anna).map(({ blocks }) => blocks));
  return [...seen.matchAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g)].map(([id]) => id);
}
