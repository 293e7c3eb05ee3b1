import { setMaxListeners } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { addPaper } from '../../ingest/add-paper.ts';
import { listPaperFiles } from '../../ingest/paper-files.ts';
import { projectFolder } from '../../ingest/project-folder.ts';
import { createApp } from '../app.ts';
import { createAssistant } from '../assistant.ts';
import { findPlace } from '../citations/find-place.ts';
import { listen } from '../http/listen.ts';
import { openWriters } from '../open-writer.ts';
import type { AccessSettings } from '../http/parts.ts';
import { isLoopback } from '../loopback.ts';
import { openChecker } from '../quotes/checker.ts';
import { rehearseAnswer, rehearseReading } from '../rehearsal.ts';
import { openReadiness } from '../readiness.ts';
import { addressOf, type Settings } from '../settings.ts';
import { ingestDisplay } from '../terminal/ingest-progress.ts';
import { type CommandContext, CommandError } from './context.ts';
import { ingestFiles } from './ingest-files.ts';
import { openSlackOf } from './serve-slack.ts';
import type { LibrarySession } from './with-library.ts';

/** Milliseconds that running answers have to finish when the server ends; container runtimes kill after 10 seconds. */
const grace = 8000;

/** Serves until somebody ends it; the first start adds the papers that ship with Ibid. */
export async function serve(context: CommandContext, session: LibrarySession, json: boolean): Promise<void> {
  const { terminal, signal, version } = context;
  const { library, embedder, settings, log } = session;
  const access = accessOf(settings);
  if (access.requireKey && (await library.keys()).length === 0) {
    const { publicUrl, host } = settings;
    const who = publicUrl ? `PUBLIC_URL is "${publicUrl}"` : `HOST is "${host}"`;
    const without = publicUrl ? 'leave PUBLIC_URL away' : 'serve on HOST=127.0.0.1';
    throw new CommandError(
      'key-needed',
      `${who}, so others can reach this server, and the library has no key: make one with ibid key add <name>, or ${without}.`,
    );
  }
  const webFolder = join(projectFolder, 'dist/web');
  const hasWeb = existsSync(join(webFolder, 'index.html'));
  if (!hasWeb) log.warn('The web page is not built, so there is only the API: build it with npm run build.');

  const ready = openReadiness({ library, embedder });
  const breakOff = new AbortController();
  // Every request that runs listens to it; Node's warning about many listeners is for leaks.
  setMaxListeners(0, breakOff.signal);
  let unready: string | null = 'The server is starting; try again in some seconds.';
  const { claimModel, ...writers } = await openWriters(settings.model, embedder, log);
  const checker = openChecker({ library, embedder, chatModel: claimModel });
  const assistant = createAssistant({ library, embedder, checker, ...writers, log });
  let address = addressOf(settings);
  const slack = await openSlackOf(settings, {
    ...{ library, assistant, checker, log },
    publicUrl: () => address,
    announce: (sentence) => (json ? undefined : terminal.out(`${sentence}\n`)),
  });
  const app = createApp({
    library,
    assistant,
    checker,
    addPaper: (file, options) => addPaper(file, session, options),
    findPlace: (paperId, words) => findPlace(library, paperId, words),
    ready: () => (unready === null ? ready() : Promise.resolve(unready)),
    ...(slack?.http ? { slack: slack.http } : {}),
    webFolder: hasWeb ? webFolder : null,
    access,
    log,
    version,
    closing: signal,
    breakOff: breakOff.signal,
  });
  const server = await listen(app.fetch, settings.host, settings.port);
  address = addressOf({ ...settings, port: server.port });
  try {
    unready = 'The first papers are being added; try again in a minute.';
    await ingestDefaultPapers(context, session, json);
    unready = 'The embedding model is loading; try again in some seconds.';
    const slower = (error: unknown) => {
      signal.throwIfAborted();
      log.warn({ err: error }, 'the first question will take longer than the others');
    };
    await Promise.all([embedder.embedQuestion('Is the model ready?', signal), rehearseReading(library).catch(slower)]);
    // The first search reads the vectors: nobody's question shall wait for that.
    await library.search({ text: 'Is the library ready?', limit: 1 }, signal);
    await rehearseAnswer({ library, embedder, checker, fallback: writers.fallback }, signal).catch(slower);
    unready = null;
    slack?.start();
    if (json) terminal.json({ url: address });
    else terminal.out(`Ibid is at ${terminal.colours.bold(address)}\n`);
    await aborted(signal);
    // At a terminal the cursor stands behind ^C.
    if (terminal.screen) terminal.err('\nStopped.\n');
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    // What is not done in Slack stays to be done: it need not wait for what is done here.
    const slackClosed = slack?.close();
    await server.close(grace, () => breakOff.abort());
    // An upload may still be read although nobody waits for it.
    breakOff.abort();
    await slackClosed;
  }
}

/** Adds the papers that ship with Ibid, once: one that is removed later stays removed. */
async function ingestDefaultPapers(context: CommandContext, session: LibrarySession, json: boolean): Promise<void> {
  const { terminal, signal } = context;
  if ((await session.library.note('default-papers')) === 'done') return;
  const { files } = await listPaperFiles([join(projectFolder, 'data/papers')], signal);
  if (!json) terminal.out('First start: adding the papers in data/papers\n');
  await ingestFiles(files, session, ingestDisplay(terminal, { papers: files.length, lines: !json }), signal);
  await session.library.setNote('default-papers', 'done');
}

/** Only a server that nobody but this machine can reach, also through a proxy, lets people in without a key. */
function accessOf({ host, publicUrl, allowedHosts }: Settings): AccessSettings {
  const published = publicUrl === null ? null : new URL(publicUrl);
  return {
    requireKey: !isLoopback(host) || (published !== null && !isLoopback(published.hostname)),
    allowedHosts: published ? [published.host, ...allowedHosts] : allowedHosts,
    allowedOrigins: published ? [published.origin] : [],
    secureCookies: published?.protocol === 'https:',
    trustedProxy: published !== null,
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
