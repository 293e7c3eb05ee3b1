import { setTimeout as wait } from 'node:timers/promises';
import { NodeFailure, unavailable } from './failures.ts';
import { type Access, askNode, type Reply, type Request } from './node.ts';

/** Milliseconds for which a node that did not answer is asked last. */
const shunnedMs = 1500;
/** Milliseconds between two rounds through all nodes. */
const roundMs = 250;

export interface ClusterOptions extends Access {
  /** `host:port`, in the order of the setting. */
  readonly nodes: readonly string[];
}

export interface AskOptions {
  /** Which node comes first, as an index; others follow in turn. */
  readonly first?: number;
  /** Only these, in this order. */
  readonly among?: readonly string[];
  /** Milliseconds within which rounds through the nodes begin anew. */
  readonly patienceMs?: number;
}

/** Several Weaviate nodes as one: what one of them can't do is asked of the next. Everything asked may be asked twice. */
export class Cluster {
  readonly nodes: readonly string[];
  readonly #access: Access;
  readonly #shunnedUntil = new Map<string, number>();

  constructor({ nodes, key, tls }: ClusterOptions) {
    this.nodes = nodes;
    this.#access = { key, tls };
  }

  /** Whether a node answered when it was last asked, or was not asked for a while. */
  isUp(node: string): boolean {
    return (this.#shunnedUntil.get(node) ?? 0) <= performance.now();
  }

  /**
   * Asks one node after the other until one does it.
   * @throws LibraryUnavailableError when none does within the patience; the signal's reason
   */
  async ask(request: Request, { first = 0, among = this.nodes, patienceMs = 6000 }: AskOptions = {}): Promise<Reply> {
    const until = performance.now() + patienceMs;
    const failures = new Map<string, NodeFailure>();
    for (;;) {
      for (const node of this.#inTurn(among, first)) {
        const outcome = await this.#try(node, request);
        if (!(outcome instanceof NodeFailure)) return outcome;
        failures.set(node, outcome);
      }
      if (performance.now() >= until) throw unavailable([...failures.values()], among);
      await wait(roundMs, undefined, request.signal ? { signal: request.signal } : {});
    }
  }

  /** Asks one node, once. */
  async askOne(node: string, request: Request): Promise<Reply | NodeFailure> {
    return await this.#try(node, request);
  }

  /** Asks all nodes at the same time, once; those that did not answer a moment ago only where no other does. */
  async askEach(request: Request): Promise<{ replies: Map<string, Reply>; failures: NodeFailure[] }> {
    const up = this.nodes.filter((node) => this.isUp(node));
    const asked = await this.#askEachOf(up, request);
    if (asked.replies.size > 0 || up.length === this.nodes.length) return asked;
    const others = await this.#askEachOf(
      this.nodes.filter((node) => !up.includes(node)),
      request,
    );
    return { replies: others.replies, failures: [...asked.failures, ...others.failures] };
  }

  async #askEachOf(nodes: readonly string[], request: Request) {
    const replies = new Map<string, Reply>();
    const failures: NodeFailure[] = [];
    await Promise.all(
      nodes.map(async (node) => {
        const outcome = await this.askOne(node, request);
        if (outcome instanceof NodeFailure) failures.push(outcome);
        else replies.set(node, outcome);
      }),
    );
    return { replies, failures };
  }

  async #try(node: string, request: Request): Promise<Reply | NodeFailure> {
    try {
      const reply = await askNode(node, request, this.#access);
      this.#shunnedUntil.delete(node);
      return reply;
    } catch (error) {
      if (!(error instanceof NodeFailure)) throw error;
      if (error.silent) this.#shunnedUntil.set(node, performance.now() + shunnedMs);
      return error;
    }
  }

  #inTurn(nodes: readonly string[], first: number): string[] {
    const turned = nodes.map((_, index) => nodes[(first + index) % nodes.length] ?? '');
    return [...turned.filter((node) => this.isUp(node)), ...turned.filter((node) => !this.isUp(node))];
  }
}
