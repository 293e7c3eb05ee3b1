import { parentPort } from 'node:worker_threads';
import { UnreadablePaperError } from './errors.ts';
import { preparingWith } from './prepare-paper.ts';
import { preparingReady, type PreparingReply, type PreparingRequest } from './preparing-messages.ts';
import { docxReader, epubReader } from './readers/langchain.ts';
import { pdfReader } from './readers/pdf.ts';
import { plainTextReader } from './readers/plain-text.ts';
import type { Source } from './reader.ts';

// The thread that turns files into papers: reading and structuring a long text takes seconds of computing.

const prepare = preparingWith([pdfReader(), docxReader(), epubReader(), plainTextReader()]);
let controller = new AbortController();

async function replyTo(source: Source): Promise<PreparingReply> {
  try {
    return { type: 'prepared', prepared: await prepare(source, controller.signal) };
  } catch (error) {
    if (error instanceof UnreadablePaperError) return { type: 'unreadable', reason: error.reason };
    return { type: 'failed', error };
  }
}

parentPort?.on('message', (request: PreparingRequest) => {
  if (request.type === 'break-off') {
    controller.abort();
    return;
  }
  controller = new AbortController();
  void replyTo(request.source).then((reply) => parentPort?.postMessage(reply));
});
parentPort?.postMessage(preparingReady);
