import { z } from 'zod';
import { LibraryUnavailableError } from '../../errors.ts';
import type { Cluster } from './cluster.ts';
import type { Collections } from './collections.ts';
import { unavailable } from './failures.ts';

/** Milliseconds for which it is taken that the same nodes run. */
const rememberMs = 1500;
/** Milliseconds that a node has to say how it is. */
const patienceMs = 1500;

const NodesSchema = z.object({ nodes: z.array(z.object({ name: z.string(), status: z.string().optional() })) });
const CountsSchema = z.object({
  data: z.object({
    Aggregate: z.object({
      changes: z.array(z.object({ meta: z.object({ count: z.number() }) })),
      passages: z.array(z.object({ meta: z.object({ count: z.number() }) })),
    }),
  }),
});

/** How much of a library a node has: two numbers that only grow while nothing is removed. */
export interface NodeCounts {
  readonly node: string;
  readonly changes: number;
  readonly passages: number;
}

/** Asks how the nodes are. */
export class Health {
  readonly #cluster: Cluster;
  readonly #collections: Collections;
  #checked: Promise<void> | null = null;
  #knownUntil = 0;

  constructor(cluster: Cluster, collections: Collections) {
    this.#cluster = cluster;
    this.#collections = collections;
  }

  /**
   * What each node that answers has, those with most changes first.
   * @throws LibraryUnavailableError when none answers, or too few run for everything to be found
   */
  async counts(): Promise<NodeCounts[]> {
    const { changes, passages } = this.#collections;
    const query = `{Aggregate{changes:${changes.name}{meta{count}} passages:${passages.name}{meta{count}}}}`;
    const request = { method: 'POST', path: '/v1/graphql', body: { query }, timeoutMs: patienceMs } as const;
    const [{ replies, failures }] = await Promise.all([this.#cluster.askEach(request), this.requireQuorum()]);
    const counts = [...replies].flatMap(([node, { body }]) => {
      const found = CountsSchema.safeParse(body);
      if (!found.success) return [];
      const of = found.data.data.Aggregate;
      return [{ node, changes: of.changes[0]?.meta.count ?? 0, passages: of.passages[0]?.meta.count ?? 0 }];
    });
    if (counts.length === 0) throw unavailable(failures, this.#cluster.nodes);
    return counts.sort((a, b) => b.changes - a.changes);
  }

  /** @throws LibraryUnavailableError when so many nodes are away that what the others have may be incomplete */
  async requireQuorum(): Promise<void> {
    if (!this.#checked || performance.now() >= this.#knownUntil) {
      this.#knownUntil = performance.now() + rememberMs;
      this.#checked = this.#countNodes();
      this.#checked.catch(() => (this.#checked = null));
    }
    await this.#checked;
  }

  async #countNodes(): Promise<void> {
    const request = { method: 'GET', path: '/v1/nodes', timeoutMs: patienceMs } as const;
    const { body } = await this.#cluster.ask(request, { patienceMs: 0 });
    const found = NodesSchema.safeParse(body);
    if (!found.success) return;
    const { nodes } = found.data;
    const away = nodes.filter(({ status }) => status !== 'HEALTHY').map(({ name }) => name);
    const bearable = Math.floor((this.#collections.replicas - 1) / 2);
    if (away.length <= bearable) return;
    throw new LibraryUnavailableError(
      `Only ${nodes.length - away.length} of ${nodes.length} Weaviate nodes ${nodes.length - away.length === 1 ? 'is' : 'are'} running, so what is found would be incomplete. Start ${away.join(' and ')} again.`,
    );
  }
}
