import { parentPort } from 'node:worker_threads';
import { formatReference } from './format-reference.ts';
import type { ReferenceReply, ReferenceRequest } from './reference-messages.ts';

// The thread in which references are made: loading the citation styles is most of a second of computing.

const reply = (message: ReferenceReply) => parentPort?.postMessage(message);

parentPort?.on('message', ({ id, item, style }: ReferenceRequest) => {
  formatReference(item, style).then(
    (reference) => reply({ id, reference }),
    (error: unknown) => reply({ id, error }),
  );
});
