import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openStore } from '../../server/slack/store/open-store.ts';
import { app, type Delivery, type FakeSlack, startFakeSlack, tsOf, users } from '../fakes/slack/slack.ts';
import type { Life, LifeSettings, Lives } from './slack-lives.ts';
import { isWhole, type Length, questionAnswered, questionOf } from './slack-questions.ts';

/** How somebody asks. */
export interface Asking {
  /** Every second reply mentions the bot, so that Slack tells of it twice. */
  readonly way: 'mention' | 'direct' | 'reply' | 'command';
  readonly user: string;
  readonly channel: string;
  /** For replies: the `ts` of the first message of the thread. */
  readonly thread?: string;
  readonly length: Length;
  /** How often the acknowledgement gets lost on its way to Slack, after so many milliseconds. */
  readonly lost?: readonly number[];
}

/** A question as it was asked. */
export interface Asked extends Asking {
  readonly number: number;
  /** Where the answer belongs. */
  readonly place: { readonly channel: string; readonly thread: string } | { readonly user: string };
  /** Whether Slack knows that Ibid has it; a command that it does not know of may have been taken or not. */
  acknowledged: boolean;
}

/** A message of Ibid’s. */
export type Said = ReturnType<FakeSlack['posted']>[number];

/** Milliseconds that nothing happens in, once all is answered, before it is believed that nothing more will. */
const quiet = 150;
/** Milliseconds that the last life has. */
const longest = 120_000;

/** A fake Slack in which Ibid lives and is killed and lives again. */
export class Workspace {
  readonly fake: FakeSlack;
  readonly asked: Asked[] = [];
  /** Errors that were logged in any life. */
  readonly errors: string[] = [];
  readonly #lives: Lives;
  readonly #channels: readonly string[];
  readonly #folder = mkdtempSync(join(tmpdir(), 'ibid-crash-slack-'));
  #count = 0;
  #life: Life | null = null;
  #address: string | null = null;
  #closed = false;
  readonly #news = new EventEmitter().setMaxListeners(0);

  /** @param ids of its channels */
  static async open(lives: Lives, ids: readonly string[]): Promise<Workspace> {
    const channels = ids.map((id) => ({ id }));
    const fake = await startFakeSlack({ rateMs: 0, channels, links: ['https://papers.example.org/'] });
    return new Workspace(lives, fake, ids);
  }

  private constructor(lives: Lives, fake: FakeSlack, channels: readonly string[]) {
    this.#lives = lives;
    this.fake = fake;
    this.#channels = channels;
  }

  /** Resolves when the life has been told to begin. */
  async begin(model: Pick<LifeSettings, 'hurried' | 'holds'> = {}): Promise<Life> {
    const { apiUrl, botToken, signingSecret } = this.fake;
    const folder = this.#folder;
    this.#count += 1;
    const life = await this.#lives.begin({ folder, apiUrl, botToken, signingSecret, life: this.#count, ...model });
    this.#life = life;
    void life.hear('listening').then(
      ({ port }) => {
        if (this.#life !== life) return;
        this.#address = `http://127.0.0.1:${port}`;
        this.#news.emit('listening');
      },
      () => undefined,
    );
    return life;
  }

  async kill(): Promise<void> {
    const life = this.#life;
    this.#life = null;
    this.#address = null;
    await life?.kill();
    this.errors.push(...(life?.errors ?? []));
  }

  /** Somebody asks; the promise resolves once Slack sends it no more. */
  ask(asking: Asking): { readonly asked: Asked; readonly sent: Promise<void> } {
    const { way, user, channel, thread, length, lost = [] } = asking;
    const number = this.asked.length + 1;
    const text = questionOf(number, length);
    const { fake } = this;
    const add = (place: Asked['place']) => {
      const asked: Asked = { ...asking, number, place, acknowledged: false };
      this.asked.push(asked);
      return asked;
    };
    if (way === 'command') {
      const asked = add({ user });
      // Slack sends a command once, and tells the user when nobody takes it.
      const sending = this.#send(fake.command({ channel, user, text }), 0);
      const sent = sending.then((status) => {
        asked.acknowledged = status === 200;
      });
      return { asked, sent };
    }
    const inThread = thread === undefined ? {} : { thread_ts: thread };
    const deliveries =
      way === 'direct'
        ? [fake.directMessage({ user, text })]
        : way === 'reply' && number % 2 === 0
          ? [fake.message({ channel, user, text, ...inThread })]
          : fake.mentionTwice({ channel, user, text: `<@${app.botUser}> ${text}`, ...inThread });
    const ts = deliveries.map(tsOf)[0] ?? '';
    const asked = add({ channel: way === 'direct' ? fake.directChannel(user) : channel, thread: thread ?? ts });
    const sending = Promise.all(deliveries.map((delivery) => this.#deliver(delivery, lost)));
    const sent = sending.then(() => {
      asked.acknowledged = true;
    });
    return { asked, sent };
  }

  /** Sends an event again until it is acknowledged: Slack’s retries, without its minutes between them. */
  async #deliver(delivery: Delivery, lost: readonly number[]): Promise<void> {
    const late = [...lost];
    for (let retry = 0; !this.#closed; retry += 1) {
      const status = await this.#send(delivery, retry);
      if (status === 200 && late.length === 0) return;
      if (status !== null && status !== 200) throw new Error(`An event was answered with HTTP ${status}.`);
      await wait(status === 200 ? late.shift() : 5);
    }
  }

  /** The status of the answer; null: the process ended before. */
  async #send(delivery: Delivery, retry: number): Promise<number | null> {
    while (this.#address === null && !this.#closed) await once(this.#news, 'listening');
    const reason = { 'X-Slack-Retry-Num': String(retry), 'X-Slack-Retry-Reason': 'connection_failed' };
    try {
      const response = await this.fake.send(this.#address ?? '', delivery, retry === 0 ? {} : { headers: reason });
      await response.text();
      return response.status;
    } catch {
      return null;
    }
  }

  /** The messages that answer a question, where they belong. */
  answers({ number, place }: Asked): readonly Said[] {
    const all =
      'user' in place
        ? this.fake.ephemerals(place.user)
        : this.fake.posted(place.channel).filter(({ thread_ts }) => thread_ts === place.thread);
    return all.filter((message) => questionAnswered(message) === number);
  }

  /** All that Ibid says to anybody. */
  said(): readonly Said[] {
    const { fake } = this;
    const people = Object.values(users);
    const places = [...this.#channels, ...people.map((user) => fake.directChannel(user))];
    return [...places.flatMap((place) => fake.posted(place)), ...people.flatMap((user) => fake.ephemerals(user))];
  }

  /** Whether all that Slack knows to be acknowledged is answered, but for one question. */
  isAnswered(but: Asked | null = null): boolean {
    return this.asked.every(
      (asked) => asked === but || !asked.acknowledged || isWhole(this.answers(asked), asked.length),
    );
  }

  /** Waits until a life has done all that there is to do, ends it, and tells what it left undone all the same. */
  async finish(): Promise<{ readonly code: number | null; readonly undone: number }> {
    const { calls } = this.fake;
    const end = Date.now() + longest;
    const state = () => `${calls.length} ${calls.at(-1)?.answer}`;
    let before = '';
    let since = Date.now();
    while (Date.now() - since < quiet && Date.now() < end) {
      await wait(20);
      if (state() === before && this.isAnswered()) continue;
      before = state();
      since = Date.now();
    }
    const life = this.#life;
    this.#life = null;
    this.#address = null;
    const code = (await life?.end()) ?? null;
    this.errors.push(...(life?.errors ?? []));
    const store = openStore(this.#folder);
    const undone = store.jobs.waiting().length + store.outbox.unsent().length;
    store.close();
    return { code, undone };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#news.emit('listening');
    await this.kill();
    await this.fake.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
