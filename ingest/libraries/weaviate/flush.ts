import type { Collections } from './collections.ts';
import { equal } from './filter.ts';
import { newObjectId } from './object-id.ts';

/**
 * Makes every node write down what its index of vectors was given last. Weaviate 1.38 does so only with the next batch,
 * so that a node which has just got from the others what it missed, and is killed then, would never find that. Here the
 * next batch is an object of no paper, which goes again at once.
 */
export async function flushIndexes({ passages, embedder }: Collections): Promise<void> {
  const id = newObjectId();
  const vector = new Float32Array(embedder.dimensions);
  vector[0] = 1;
  await passages.write([{ id, properties: { kind: 'flush' }, vector }]);
  await passages.drop(equal('id', id));
}
