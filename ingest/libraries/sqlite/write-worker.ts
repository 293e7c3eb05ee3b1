import { parentPort, workerData } from 'node:worker_threads';
import { LibraryDamagedError, LibraryUnavailableError } from '../../errors.ts';
import { writeAnswers } from './answers.ts';
import { openWritingConnection } from './connect.ts';
import { emptyLog } from './empty-log.ts';
import { asLibraryError } from './failures.ts';
import type { WriteReply, WriteRequest, WriteWorkerData } from './write-messages.ts';
import { writePapers } from './write-papers.ts';

/** Milliseconds to wait for readers when the log is emptied after a removal. */
const logPatience = 250;

const port = parentPort;
if (!port) throw new Error('write-worker.ts runs as a worker thread.');
const { folder, dimensions, pageLimit } = workerData as WriteWorkerData;

function failed(error: unknown): WriteReply {
  const failure = asLibraryError(error);
  const message = failure instanceof Error ? failure.message : String(failure);
  if (failure instanceof RangeError) return { type: 'failed', kind: 'range', message };
  if (failure instanceof LibraryDamagedError) return { type: 'failed', kind: 'damaged', message };
  return { type: 'failed', kind: failure instanceof LibraryUnavailableError ? 'unavailable' : 'other', message };
}

/** Opened with the first request: what fails then is that request's failure. */
let opened: ReturnType<typeof openWriters> | null = null;
function openWriters() {
  const db = openWritingConnection(folder, pageLimit);
  return { db, writer: writePapers(db, dimensions), keepAnswers: writeAnswers(db) };
}

function answer(request: Exclude<WriteRequest, { type: 'close' }>): WriteReply {
  try {
    const { db, writer, keepAnswers } = (opened ??= openWriters());
    if (request.type === 'keep') {
      keepAnswers(request.answers);
      return { type: 'kept' };
    }
    if (request.type === 'add') return { type: 'added', outcome: writer.add(request.paper, request.options) };
    const removed = writer.remove(request.paper);
    return { type: 'removed', removed, logEmptied: removed && emptyLog(db, logPatience) };
  } catch (error) {
    return failed(error);
  }
}

port.on('message', (request: WriteRequest) => {
  if (request.type !== 'close') {
    port.postMessage(answer(request));
    return;
  }
  opened?.db.close();
  port.close();
});
