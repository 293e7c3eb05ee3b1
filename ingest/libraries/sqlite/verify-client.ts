import { LibraryUnavailableError } from '../../errors.ts';
import type { VerifyReport } from '../../library.ts';
import { startSiblingWorker } from '../../sibling-module.ts';
import type { VerifyMessage, VerifyWorkerData } from './verify-messages.ts';

/** Verifies in a thread of its own, since hashing a library takes seconds. */
export function verifyInThread(
  data: VerifyWorkerData,
  onProgress: (done: number, total: number) => void,
): Promise<VerifyReport> {
  return new Promise((resolve, reject) => {
    const thread = startSiblingWorker('verify-worker', import.meta.url, { workerData: data });
    thread.on('message', (message: VerifyMessage) => {
      if (message.type === 'progress') {
        try {
          onProgress(message.done, message.total);
        } catch (error) {
          // Whoever listens may break off.
          reject(error instanceof Error ? error : new Error(String(error)));
          void thread.terminate();
        }
      } else if (message.type === 'done') resolve(message.report);
      else reject(new LibraryUnavailableError(message.reason));
    });
    const fail = (cause?: unknown) =>
      reject(new LibraryUnavailableError('The library could not be verified. Try again.', { cause }));
    thread.on('error', fail);
    thread.on('exit', () => fail());
  });
}
