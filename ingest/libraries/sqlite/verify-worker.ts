import { parentPort, workerData } from 'node:worker_threads';
import { openReadingConnection } from './connect.ts';
import { asLibraryError } from './failures.ts';
import type { VerifyMessage, VerifyWorkerData } from './verify-messages.ts';
import { verifyTruth } from './verify.ts';

const { folder, dimensions } = workerData as VerifyWorkerData;
const send = (message: VerifyMessage) => parentPort?.postMessage(message);

try {
  const db = openReadingConnection(folder);
  try {
    send({
      type: 'done',
      report: verifyTruth(db, dimensions, (done, total) => send({ type: 'progress', done, total })),
    });
  } finally {
    db.close();
  }
} catch (error) {
  const failure = asLibraryError(error);
  send({ type: 'failed', reason: failure instanceof Error ? failure.message : String(failure) });
}
