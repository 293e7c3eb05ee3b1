import { z } from 'zod';
import { LibraryUnavailableError } from '../../errors.ts';
import type { Cluster } from './cluster.ts';
import type { Collections } from './collections.ts';
import { NodeFailure, unavailable } from './failures.ts';

/** Milliseconds for which it is taken that the same nodes run. */
const rememberMs = 1000;
/** Milliseconds that a node has to say how it is. */
const patienceMs = 1500;

const NodesSchema = z.object({ nodes: z.array(z.object({ name: z.string(), status: z.string().optional() })) });
const StatisticsSchema = z.object({
  statistics: z.array(
    z.object({ raft: z.object({ latestConfiguration: z.array(z.object({ id: z.string() })).optional() }).optional() }),
  ),
});
const CountSchema = z.array(z.object({ meta: z.object({ count: z.number() }) }));
const CountsSchema = z.object({
  data: z.object({ Aggregate: z.object({ changes: CountSchema, passages: CountSchema }) }),
});

/** How much of a library a node has itself: two numbers that only grow while nothing is removed. */
export interface NodeCounts {
  readonly node: string;
  readonly changes: number;
  readonly passages: number;
}

/** Asks how the nodes are. */
export class Health {
  readonly #cluster: Cluster;
  readonly #collections: Collections;
  /** Names of all nodes that were ever part of the cluster. */
  readonly #members = new Set<string>();
  #checking: Promise<void> | null = null;
  #checkedAt = -Infinity;
  #trouble: LibraryUnavailableError | null = null;

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
    // A count without a filter asks all nodes and takes what most say; with one, a node counts what it has.
    const filters = {
      changes: 'where:{path:["at"],operator:GreaterThan,valueNumber:0}',
      passages: 'where:{path:["kind"],operator:Equal,valueText:"passage"}',
    };
    const query = `{Aggregate{changes:${changes.name}(${filters.changes}){meta{count}} passages:${passages.name}(${filters.passages}){meta{count}}}}`;
    const request = { method: 'POST', path: '/v1/graphql', body: { query }, timeoutMs: patienceMs } as const;
    const [{ replies, failures }] = await Promise.all([this.#cluster.askEach(request), this.requireQuorum()]);
    const counts = [...replies].flatMap(([node, { body }]) => {
      const found = CountsSchema.safeParse(body);
      if (!found.success) return [];
      const of = found.data.data.Aggregate;
      return [{ node, changes: of.changes[0]?.meta.count ?? 0, passages: of.passages[0]?.meta.count ?? 0 }];
    });
    if (counts.length === 0) {
      const unclear = [...replies].map(
        ([node, { body }]) => new NodeFailure(node, JSON.stringify(body).slice(0, 500), { silent: false }),
      );
      throw unavailable([...failures, ...unclear], this.#cluster.nodes);
    }
    return counts.sort((a, b) => b.changes - a.changes);
  }

  /** @throws LibraryUnavailableError when so many nodes are away that what the others have may be incomplete */
  async requireQuorum(): Promise<void> {
    if (performance.now() - this.#checkedAt >= rememberMs && !this.#checking) {
      this.#checking = this.#check().finally(() => {
        this.#checking = null;
        this.#checkedAt = performance.now();
      });
    }
    // A question goes on with what was known a second ago; only at first, and in trouble, it waits to be told.
    if (this.#members.size === 0 || this.#trouble) await this.#checking;
    if (this.#trouble) throw this.#trouble;
  }

  async #check(): Promise<void> {
    if (this.#members.size === 0) await this.#learnMembers();
    const alive = await this.#readNodes();
    // While a node hangs, the others can't tell; that none answers at all is noticed elsewhere.
    if (alive === null) return;
    for (const name of alive.listed) this.#members.add(name);
    const away = [...this.#members].filter((name) => !alive.healthy.includes(name));
    const bearable = Math.floor((this.#collections.replicas - 1) / 2);
    this.#trouble = away.length <= bearable ? null : quorumLost(alive.healthy.length, [...this.#members], away);
  }

  async #learnMembers(): Promise<void> {
    const { body } = await this.#ask('/v1/cluster/statistics');
    const found = StatisticsSchema.safeParse(body);
    for (const { raft } of found.data?.statistics ?? []) {
      for (const { id } of raft?.latestConfiguration ?? []) this.#members.add(id);
    }
  }

  async #readNodes(): Promise<{ listed: string[]; healthy: string[] } | null> {
    const { body } = await this.#ask('/v1/nodes');
    const found = NodesSchema.safeParse(body);
    if (!found.success) return null;
    const { nodes } = found.data;
    const healthy = nodes.filter(({ status }) => status === 'HEALTHY').map(({ name }) => name);
    return { listed: nodes.map(({ name }) => name), healthy };
  }

  async #ask(path: string): Promise<{ body: unknown }> {
    for (const node of this.#cluster.nodes.filter((one) => this.#cluster.isUp(one))) {
      const reply = await this.#cluster.askOne(node, { method: 'GET', path, timeoutMs: patienceMs }, { shun: false });
      if (!(reply instanceof NodeFailure)) return reply;
    }
    return { body: null };
  }
}

function quorumLost(running: number, members: readonly string[], away: readonly string[]): LibraryUnavailableError {
  const are = running === 1 ? 'is' : 'are';
  return new LibraryUnavailableError(
    `Only ${running} of ${members.length} Weaviate nodes ${are} running, so what is found would be incomplete. Start ${[...away].sort().join(' and ')} again.`,
  );
}
