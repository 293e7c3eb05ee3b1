import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { users } from '../fakes/slack/slack.ts';
import { type Lives, openLives } from './slack-lives.ts';
import { seeded } from './seeded.ts';
import { seenAnswer, wholeAnswer } from './slack-questions.ts';
import { type Asked, type Asking, Workspace } from './slack-workspace.ts';

/** Milliseconds that a life has to answer what the ones before it left. */
const patience = 120_000;

let lives: Lives;
let slack: Workspace;
beforeAll(async () => {
  lives = await openLives();
});
afterEach(() => slack.close());
afterAll(() => lives.close());

const answersOf = (asked: readonly Asked[]) =>
  asked
    // Whether a command that was not acknowledged had been taken, nobody knows.
    .filter((one) => one.acknowledged || slack.answers(one).length > 0)
    .map((one) => ({ number: one.number, way: one.way, ...seenAnswer(slack.answers(one)) }));
const wholeAnswersOf = (seen: readonly { readonly number: number; readonly way: Asking['way'] }[]) =>
  seen.map(({ number, way }) => ({ number, way, ...wholeAnswer(slack.asked[number - 1]?.length ?? 'short') }));

/** Waits until a life has answered what the ones before it left: a question that too many end over is given up. */
async function catchUp(but: Asked | null = null): Promise<void> {
  const end = Date.now() + patience;
  while (!slack.isAnswered(but) && Date.now() < end) await wait(10);
  const seen = answersOf(slack.asked.filter((asked) => asked !== but && asked.acknowledged));
  expect(seen).toEqual(wholeAnswersOf(seen));
}

/** Lets the last life finish: then each question has its one answer, where it belongs, and nothing else was said. */
async function expectOneAnswerEach(): Promise<void> {
  const end = await slack.finish();
  const seen = answersOf(slack.asked);
  expect(seen).toEqual(wholeAnswersOf(seen));
  const answers = slack.asked.reduce((sum, asked) => sum + slack.answers(asked).length, 0);
  expect(slack.said()).toHaveLength(answers);
  expect(slack.fake.faults).toEqual([]);
  expect(slack.errors).toEqual([]);
  expect(end).toEqual({ code: 0, undone: 0 });
}

/** What somebody asks (its number is its place, from 1) and when a life is killed: each life in turn, then one lives on. */
interface Moment {
  readonly why: string;
  readonly way?: Asking['way'];
  readonly length: Asking['length'];
  readonly stops: readonly Stop[];
}

type Stop =
  | 'acknowledged'
  | 'model asked'
  | 'part seen'
  /** When Slack was called and has not answered, `before` or `after` it did it. */
  | {
      readonly hangs: 'chat.postMessage' | 'chat.update' | 'conversations.replies' | 'hooks';
      readonly when: 'before' | 'after';
      /** The first such call after a part of the answer could be seen. */
      readonly partSeen?: true;
      /** Not before all of the answer waits to be sent. */
      readonly allThere?: true;
    };

const post = { hangs: 'chat.postMessage' } as const;
const edit = { hangs: 'chat.update', partSeen: true } as const;
const respond = { hangs: 'hooks' } as const;
const lookUp = { hangs: 'conversations.replies', when: 'before' } as const;
const [before, after] = [{ when: 'before' }, { when: 'after' }] as const;

const moments: readonly Moment[] = [
  { why: 'a mention was acknowledged', length: 'short', stops: ['acknowledged'] },
  { why: 'a command was acknowledged', way: 'command', length: 'short', stops: ['acknowledged'] },
  { why: 'the model begins, twice', length: 'slow', stops: ['model asked', 'model asked'] },
  { why: 'a part is seen', length: 'slow', stops: ['part seen'] },
  { why: 'a part of a long answer is seen', length: 'long', stops: ['part seen'] },
  { why: 'before an answer is posted', length: 'short', stops: [{ ...post, ...before }] },
  { why: 'after an answer was posted', length: 'short', stops: [{ ...post, ...after }] },
  { why: 'after a direct one was', way: 'direct', length: 'short', stops: [{ ...post, ...after }] },
  { why: 'before a part is posted', length: 'slow', stops: [{ ...post, ...before }] },
  { why: 'after a part was posted', length: 'slow', stops: [{ ...post, ...after }] },
  { why: 'before a part is posted, all is there', length: 'slow', stops: [{ ...post, ...before, allThere: true }] },
  { why: 'after a part was posted, all is there', length: 'long', stops: [{ ...post, ...after, allThere: true }] },
  { why: 'before all takes the place of a part', length: 'slow', stops: [{ ...edit, ...before }] },
  { why: 'after all took the place of a part', length: 'slow', stops: [{ ...edit, ...after }] },
  { why: 'before a second message is posted', length: 'long', stops: [{ ...post, ...before, partSeen: true }] },
  { why: 'after a second message was posted', length: 'long', stops: [{ ...post, ...after, partSeen: true }] },
  {
    why: 'after an answer was posted, and while it is looked up',
    length: 'short',
    stops: [{ ...post, ...after }, lookUp],
  },
  {
    why: 'before it is posted, and after',
    length: 'short',
    stops: [
      { ...post, ...before },
      { ...post, ...after },
    ],
  },
  { why: 'before an answer for one is sent', way: 'command', length: 'short', stops: [{ ...respond, ...before }] },
  { why: 'after an answer for one was sent', way: 'command', length: 'slow', stops: [{ ...respond, ...after }] },
];

/** Begins a life, and resolves when it is where it is to be killed. */
async function reach(stop: Stop, asked: Asked): Promise<void> {
  const { fake } = slack;
  const { number, channel, user, way } = asked;
  const called = typeof stop === 'object' ? stop : null;
  const from = fake.calls.length;
  const hang = () => {
    const place = way === 'direct' ? fake.directChannel(user) : channel;
    if (called) fake.fail(called.hangs, { hang: called.when, channel: place });
  };
  const partSeen = () => fake.until(() => slack.answers(asked).length > 0);
  const isHeld = stop === 'part seen' || called?.partSeen === true || called?.allThere === true;
  if (!called?.partSeen) hang();
  const life = await slack.begin(isHeld ? { holds: number } : {});
  await catchUp(asked);
  if (stop === 'acknowledged') await fake.until(() => asked.acknowledged);
  else if (stop === 'model asked') await life.hear('asked', ({ question }) => question === number);
  else if (stop === 'part seen') await partSeen();
  else {
    if (stop.partSeen) {
      await partSeen();
      hang();
      life.tell('release');
    }
    await fake.until(() => fake.calls.slice(from).some(({ answer }) => answer === 'hang'));
    if (stop.allThere) {
      life.tell('release');
      await fake.until(() => fake.statuses.some((shown) => shown.channel === channel && shown.status === 'active'));
    }
  }
}

test('killed at chosen moments: each question has one answer', async () => {
  const channels = moments.map((_, index) => `C0MOMENT${index}`);
  slack = await Workspace.open(lives, channels);
  const sending: Promise<void>[] = [];
  for (const [index, { way = 'mention', length, stops }] of moments.entries()) {
    const { asked, sent } = slack.ask({ way, length, user: users.anna, channel: channels[index] ?? '' });
    sending.push(sent);
    for (const stop of stops) {
      await reach(stop, asked);
      await slack.kill();
    }
  }
  await slack.begin();
  await Promise.all(sending);
  await expectOneAnswerEach();
}, 600_000);

const kills = 40;
/** Calls of Slack after which a life is killed, at the most; by milliseconds it would hang on the machine how far it comes. */
const mostCalls = 40;
/** Milliseconds that a life has for them, and at the most those behind the last call. */
const [forCalls, behindCalls] = [500, 30] as const;

test(`killed ${kills} times at any moment: each question has one answer`, async () => {
  const channels = ['C0PAPERS1', 'C0THESIS2'];
  slack = await Workspace.open(lives, channels);
  const random = seeded(20260110);
  const one = <const Item>(of: readonly Item[]): Item => {
    const found = of[Math.floor(random() * of.length)];
    if (found === undefined) throw new Error('There is nothing to choose from.');
    return found;
  };
  const sending: Promise<void>[] = [];
  const counts = new Set<number>();
  for (let kill = 0; kill < kills; kill += 1) {
    const life = await slack.begin({ hurried: random() < 0.3 });
    // A quarter of the kills may come while it begins; a quarter of the lives answers all that the others left.
    if (kill % 4 > 0) await life.hear('listening');
    if (kill % 4 === 3) {
      // What was begun and not acknowledged yet is known to no one else: else it could be begun five times, and given up.
      await Promise.all(sending);
      await catchUp();
    }
    for (let count = one([1, 1, 2]); count > 0; count -= 1) {
      const begun = slack.asked.filter(({ way, acknowledged }) => way === 'mention' && acknowledged);
      const threads = begun.map(({ place }) => place).filter((place) => 'thread' in place);
      const thread = threads[Math.floor(random() * threads.length)];
      const way = one<Asking['way']>(['mention', 'direct', 'command', thread ? 'reply' : 'mention']);
      const { sent } = slack.ask({
        way,
        ...(way === 'reply' && thread ? thread : { channel: one(channels) }),
        user: one(Object.values(users)),
        // What does not fit into the one message of a command is cut.
        length: one(way === 'command' ? ['short', 'slow'] : ['short', 'slow', 'long']),
        lost: random() < 0.25 ? [random() * forCalls] : [],
      });
      sending.push(sent);
    }
    const { calls } = slack.fake;
    const last = calls.length + Math.floor(random() * mostCalls);
    const end = Date.now() + (kill % 4 > 0 ? forCalls : random() * 100);
    while (calls.length < last && Date.now() < end) await wait(2);
    await wait(random() * behindCalls);
    counts.add(slack.said().length);
    await slack.kill();
  }
  await slack.begin();
  await Promise.all(sending);
  await expectOneAnswerEach();
  // Not all of the kills came before the first message or after the last.
  expect(counts.size).toBeGreaterThan(5);
}, 600_000);
