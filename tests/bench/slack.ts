import { startChatModelServer } from '../fakes/chat-model-server.ts';
import { app, channels, startFakeSlack, users } from '../fakes/slack/slack.ts';
import { startRealServer } from '../fixtures/real-server.ts';
import { atMost, type Figure, ms, percentile } from './table.ts';

const bursts = 10;
const eventsAtOnce = 50;
/** Milliseconds between two bursts: those before are being worked on. */
const between = 1500;

/** What Slack waits for: its events acknowledged while a chat model takes its time, and work that ends at a stop. */
export async function benchSlack(): Promise<Figure[]> {
  const secret = '8f742231b10e8888abcd99yyyzzz85a5';
  const fake = await startFakeSlack({ rateMs: 1000, signingSecret: secret });
  const model = await startChatModelServer(() => ({ chunks: [], hang: true }));
  const server = await startRealServer({
    SLACK_BOT_TOKEN: fake.botToken,
    SLACK_SIGNING_SECRET: secret,
    SLACK_API_URL: fake.apiUrl,
    IBID_MODEL: 'openai:slow',
    IBID_MODEL_URL: model.openaiUrl,
    IBID_MODEL_KEY: 'none',
  });
  try {
    const times: number[] = [];
    for (let burst = 0; burst < bursts; burst += 1) {
      const asked = Array.from({ length: eventsAtOnce }, (_, index) =>
        fake.mention({
          channel: channels.papers,
          user: users.anna,
          text: `<@${app.botUser}> How did Vietnam respond to hacking in case ${burst}.${index}?`,
        }),
      );
      const taken = asked.map(async (delivery) => {
        const before = performance.now();
        const { status } = await fake.send(server.url, delivery);
        if (status !== 200) throw new Error(`An event was answered with ${status}.`);
        times.push(performance.now() - before);
      });
      await Promise.all(taken);
      await new Promise((resolve) => setTimeout(resolve, between));
    }
    const of = `${bursts} × ${eventsAtOnce} events at once while a model is silent`;
    return [
      atMost(`acknowledgement, p50 of ${of}`, percentile(times, 0.5), 500, ms),
      atMost(`acknowledgement, p99 of ${of}`, percentile(times, 0.99), 500, ms),
    ];
  } finally {
    await server.close();
    await model.close();
    await fake.close();
  }
}
