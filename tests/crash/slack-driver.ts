import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { listen } from '../../server/http/listen.ts';
import { createRouter } from '../../server/http/router.ts';
import { slackRoutes } from '../../server/routes/slack.ts';
import { openSlack } from '../../server/slack/slack.ts';
import { openMemoryLibrary } from '../fakes/memory-library.ts';
import { ScriptedAssistant, scriptedAnswer, type Script } from '../fakes/scripted-assistant.ts';
import { fixtureNewPaper, prose } from '../fixtures/papers.ts';
import type { LifeSettings, LifeWord } from './slack-lives.ts';
import { type Length, readQuestion, sentencesOf } from './slack-questions.ts';

// Run as a process of its own, to be killed: told where, it goes on with what the life before it left in the folder,
// and takes what Slack sends.
const say = (word: LifeWord) => void process.send?.(word);
const told = (word: string) =>
  new Promise<void>((resolve) => {
    process.on('message', (heard) => {
      if (heard === word) resolve();
    });
  });

/** Milliseconds that the model takes for a sentence; null: it says nothing before it has all. */
const perSentence: Readonly<Record<Length, number | null>> = { short: null, slow: 15, long: 6 };

async function live({ folder, apiUrl, botToken, signingSecret, life, hurried, holds }: LifeSettings): Promise<void> {
  const library = openMemoryLibrary();
  await library.add(fixtureNewPaper(Object.values(prose).join('\n\n'), 64));
  const released = told('release');
  const ended = told('end');
  const script: Script = async function* ({ question }, signal) {
    const { number, length } = readQuestion(question);
    say({ type: 'asked', question: number });
    const sentences = sentencesOf(number, length, life);
    const pause = hurried ? null : perSentence[length];
    for (const sentence of pause === null ? [] : sentences) {
      if (number !== holds) await wait(pause ?? 0, undefined, { signal });
      yield { type: 'text-delta', text: `${sentence} ` };
    }
    if (number === holds) await released;
    const text = sentences.join(' ');
    const answer = { ...scriptedAnswer(question), text, parts: [{ text, citations: [] }], citations: [] };
    await library.keepAnswer({ id: answer.id, json: JSON.stringify(answer), papers: [] });
    yield { type: 'answer-end', answer };
  };
  const log = pino({ level: 'error' }, { write: (line: string) => say({ type: 'failed', line }) });
  const slack = openSlack({
    botToken,
    apiUrl,
    library,
    assistant: new ScriptedAssistant(script),
    checker: { check: () => Promise.reject(new Error('Nothing is checked here.')) },
    publicUrl: () => 'https://papers.example.org',
    folder,
    log,
    pace: { lane: 0, edit: 50, retries: [20, 40] },
    live: { after: 30, every: 40 },
  });
  const routes = createRouter();
  routes.route('/', slackRoutes({ entrance: slack.entrance, secrets: [signingSecret] }, log));
  const listening = await listen(routes.fetch, '127.0.0.1', 0);
  slack.start();
  say({ type: 'listening', port: listening.port });
  await ended;
  await listening.close(0);
  await slack.close();
  process.disconnect();
}

process.once('message', (settings) => void live(settings as LifeSettings));
say({ type: 'ready' });
