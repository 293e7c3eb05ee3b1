import { setTimeout as wait } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import { NodeFailure } from './failures.ts';
import { messagesOf } from './node.ts';

/** Milliseconds that nodes have to hear of collections that were just made. */
const patienceMs = 10_000;

/**
 * Waits until every node that answers knows a collection and those made before it: until then a node says that there
 * is no such thing. A node that is asked for the schema would ask the others; for what is searched it takes its own.
 */
export async function waitUntilKnown(cluster: Cluster, collection: string): Promise<void> {
  const until = performance.now() + patienceMs;
  const body = { query: `{Get{${collection}(limit:1){kind}}}` };
  await Promise.all(
    cluster.nodes.map(async (node) => {
      for (;;) {
        const reply = await cluster.askOne(node, { method: 'POST', path: '/v1/graphql', body, timeoutMs: 3000 });
        const said = reply instanceof NodeFailure ? '' : messagesOf(reply.body).join('; ');
        if (!/Cannot query field|no graphql provider/i.test(said) || performance.now() >= until) return;
        await wait(50);
      }
    }),
  );
}
