import { z } from 'zod';
import { LibraryUnavailableError } from '../../errors.ts';
import type { Cluster } from './cluster.ts';
import { NodeFailure } from './failures.ts';

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
/** Asks how the nodes are. */
export class Health {
  readonly #cluster: Cluster;
  /** How many nodes keep each object. */
  readonly #replicas: number;
  /** Names of all nodes that were ever part of the cluster. */
  readonly #members = new Set<string>();
  #checking: Promise<void> | null = null;
  #checkedAt = -Infinity;
  #trouble: LibraryUnavailableError | null = null;
  #away = '';
  #turn = 0;

  constructor(cluster: Cluster, replicas: number) {
    this.#cluster = cluster;
    this.#replicas = replicas;
  }

  /** How many nodes the cluster has. */
  get size(): number {
    return this.#members.size;
  }

  /** Grows whenever a node went away or came back: what was known of what each of them has holds no longer. */
  get turn(): number {
    return this.#turn;
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
    const away = [...this.#members].filter((name) => !alive.running.includes(name));
    if (away.join(' ') !== this.#away) this.#turn += 1;
    this.#away = away.join(' ');
    const bearable = Math.floor((this.#replicas - 1) / 2);
    this.#trouble = away.length <= bearable ? null : quorumLost(alive.running.length, [...this.#members], away);
  }

  async #learnMembers(): Promise<void> {
    const { body } = await this.#ask('/v1/cluster/statistics');
    const found = StatisticsSchema.safeParse(body);
    for (const { raft } of found.data?.statistics ?? []) {
      for (const { id } of raft?.latestConfiguration ?? []) this.#members.add(id);
    }
  }

  async #readNodes(): Promise<{ listed: string[]; running: string[] } | null> {
    const { body } = await this.#ask('/v1/nodes');
    const found = NodesSchema.safeParse(body);
    if (!found.success) return null;
    const { nodes } = found.data;
    // The last one that runs says of itself that it is unhealthy, since it can't decide anything alone.
    // One that is slow to say how it is (TIMEOUT) runs; one that hangs is soon listed no more.
    const runs = (status = '') => status !== 'UNAVAILABLE';
    const running = nodes.filter(({ status }) => runs(status)).map(({ name }) => name);
    return { listed: nodes.map(({ name }) => name), running };
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
