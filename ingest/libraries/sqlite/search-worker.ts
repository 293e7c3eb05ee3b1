import { setImmediate as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { openReadingConnection } from './connect.ts';
import { asLibraryError } from './failures.ts';
import { openSearchIndex } from './search-index.ts';
import type { SearchReply, SearchRequest, SearchWorkerData } from './search-messages.ts';

/** Milliseconds of graph building at a time: the longest that it holds up a search. */
const slice = 4;
/** Milliseconds between looks at what other processes changed. */
const lookEvery = 1000;

const port = parentPort;
if (!port) throw new Error('search-worker.ts runs as a worker thread.');
const data = workerData as SearchWorkerData;
const send = (reply: SearchReply) => port.postMessage(reply);
const log = (sentence: string) => send({ type: 'log', sentence });
const reasonOf = (error: unknown) => {
  const failure = asLibraryError(error);
  return failure instanceof Error ? failure.message : String(failure);
};

const db = openReadingConnection(data.folder);
const index = openSearchIndex(db, data, log);
let closing = false;
let lastProblem = '';

async function close(): Promise<void> {
  closing = true;
  await index.graph.settle(pause);
  await index.graph.save();
  db.close();
  port?.close();
}

async function checkGraph(id: number): Promise<void> {
  try {
    index.catchUp();
    send({ type: 'checked', id, faults: await index.graph.check(pause) });
  } catch (error) {
    send({ type: 'failed', id, reason: reasonOf(error) });
  }
}

port.on('message', (request: SearchRequest) => {
  if (request.type === 'close') void close();
  else if (request.type === 'check-graph') void checkGraph(request.id);
  else {
    try {
      send({ type: 'found', id: request.id, result: index.search(request.query) });
    } catch (error) {
      send({ type: 'failed', id: request.id, reason: reasonOf(error) });
    }
  }
});

function workOn(): void {
  if (closing) return;
  let more = false;
  try {
    index.catchUp();
    more = index.graph.work(slice);
    lastProblem = '';
  } catch (error) {
    const problem = reasonOf(error);
    if (problem !== lastProblem) log(problem);
    lastProblem = problem;
  }
  if (more) setImmediate(workOn);
  else setTimeout(workOn, lookEvery).unref();
}

index.catchUp();
await index.graph.load();
workOn();
