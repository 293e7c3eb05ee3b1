import { setTimeout as wait } from 'node:timers/promises';
import { NodeFailure, unavailable } from './failures.ts';
import { type Access, askNode, type Reply, type Request } from './node.ts';

/** Milliseconds for which a node that did not answer is asked last: at first, and after many times in a row. */
const shunned = { first: 1000, most: 15_000 };
/** Milliseconds that the others have once one node has answered. */
const stragglersMs = 200;
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
  /** Told of each node that failed and may have done a part of what it was asked. */
  readonly onDoubt?: (failure: NodeFailure) => void;
}

/** Several Weaviate nodes as one: what one of them can't do is asked of the next. Everything asked may be asked twice. */
export class Cluster {
  readonly nodes: readonly string[];
  readonly #access: Access;
  readonly #shunned = new Map<string, { readonly until: number; readonly ms: number }>();

  constructor({ nodes, key, tls }: ClusterOptions) {
    this.nodes = nodes;
    this.#access = { key, tls };
  }

  /** Whether a node answered when it was last asked, or was not asked for a while. */
  isUp(node: string): boolean {
    return (this.#shunned.get(node)?.until ?? 0) <= performance.now();
  }

  /**
   * Asks one node after the other until one does it.
   * @throws LibraryUnavailableError when none does within the patience; the signal's reason
   */
  async ask(
    request: Request,
    { first = 0, among = this.nodes, patienceMs = 6000, onDoubt }: AskOptions = {},
  ): Promise<Reply> {
    const until = performance.now() + patienceMs;
    const failures = new Map<string, NodeFailure>();
    for (;;) {
      for (const node of this.#inTurn(among, first)) {
        const outcome = await this.#try(node, request);
        if (!(outcome instanceof NodeFailure)) return outcome;
        failures.set(node, outcome);
        if (!outcome.unheard) onDoubt?.(outcome);
      }
      if (performance.now() >= until) throw unavailable([...failures.values()], among);
      await wait(roundMs, undefined, request.signal ? { signal: request.signal } : {});
    }
  }

  /**
   * Asks one node, once.
   * @param options.shun false: that it does not answer this says nothing of the node
   */
  async askOne(node: string, request: Request, { shun = true } = {}): Promise<Reply | NodeFailure> {
    return await this.#try(node, request, shun);
  }

  /**
   * Asks all nodes at the same time, once; those that did not answer a moment ago only where no other does. Where one
   * has answered, the others are not waited for much longer: a node that hangs must not hold up a question.
   */
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
    let answered: () => void = () => undefined;
    const first = new Promise<void>((resolve) => (answered = resolve));
    const all = Promise.all(
      nodes.map(async (node) => {
        const outcome = await this.askOne(node, request);
        if (outcome instanceof NodeFailure) failures.push(outcome);
        else {
          replies.set(node, outcome);
          answered();
        }
      }),
    );
    await Promise.race([all, first.then(() => wait(stragglersMs))]);
    all.catch(() => undefined);
    return { replies: new Map(replies), failures: [...failures] };
  }

  async #try(node: string, request: Request, shun = true): Promise<Reply | NodeFailure> {
    try {
      const reply = await askNode(node, request, this.#access);
      this.#shunned.delete(node);
      return reply;
    } catch (error) {
      if (!(error instanceof NodeFailure)) throw error;
      if (error.silent && shun) this.#shun(node);
      return error;
    }
  }

  #shun(node: string): void {
    const ms = Math.min(shunned.most, (this.#shunned.get(node)?.ms ?? shunned.first / 2) * 2);
    this.#shunned.set(node, { until: performance.now() + ms, ms });
  }

  #inTurn(nodes: readonly string[], first: number): string[] {
    const turned = nodes.map((_, index) => nodes[(first + index) % nodes.length] ?? '');
    return [...turned.filter((node) => this.isUp(node)), ...turned.filter((node) => !this.isUp(node))];
  }
}
