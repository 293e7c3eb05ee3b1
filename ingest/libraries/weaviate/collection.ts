import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { LibraryUnavailableError } from '../../errors.ts';
import type { AskOptions, Cluster } from './cluster.ts';
import { type Filter, graphqlFilter, jsonFilter } from './filter.ts';
import { hindranceIn, NodeFailure, unexpected } from './failures.ts';
import { messagesOf, type Request } from './node.ts';
import { queryTogether } from './query.ts';

/** An object of a collection; `vector` where the collection has an index of vectors. */
export interface StoredObject {
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly vector?: Float32Array;
}

/** How many replicas must have done a write before it counts; of those that are alive. */
export type Consistency = 'QUORUM' | 'ALL';

const limits = { query: 10_000, page: 200 };
const timeouts = { count: 1500, read: 2500, write: 20_000 };
/** Milliseconds for which a write is tried again: a node that was killed is noticed by the others within seconds. */
const writePatience = 30_000;

const ObjectSchema = z.object({ id: z.string(), properties: z.record(z.string(), z.unknown()) });
const PageSchema = z.object({ objects: z.array(ObjectSchema).nullable() });
const OutcomesSchema = z.array(
  z.object({ id: z.string(), result: z.object({ status: z.string().optional() }).loose().optional() }),
);
const DeletedSchema = z.object({
  results: z.object({ matches: z.number(), failed: z.number(), successful: z.number() }).loose(),
});

const CountSchema = z.object({
  data: z.object({ Aggregate: z.object({ held: z.array(z.object({ meta: z.object({ count: z.number() }) })) }) }),
});

/** Without a filter all nodes would be asked, and what most say be taken. */
function countRequest(collection: string, filter: Filter, timeoutMs: number): Request {
  const query = `{Aggregate{held:${collection}(where:${graphqlFilter(filter)}){meta{count}}}}`;
  return { method: 'POST', path: '/v1/graphql', body: { query }, timeoutMs };
}

function countIn(body: unknown): number | null {
  const found = CountSchema.safeParse(body);
  return found.success ? (found.data.data.Aggregate.held[0]?.meta.count ?? 0) : null;
}

/** The objects of one collection. All writes may be repeated, since whoever writes gives the ids. */
export class Collection {
  readonly name: string;
  readonly #cluster: Cluster;

  constructor(cluster: Cluster, name: string) {
    this.#cluster = cluster;
    this.name = name;
  }

  /**
   * Writes objects, new or not, all of them when it returns. True: at once. False: only again, after a node had failed
   * in the midst of it; that node may keep objects which none of its indexes has, and no further write of the same ids
   * changes that.
   * @throws LibraryUnavailableError when some could not be written; others may have been
   */
  async write(objects: readonly StoredObject[], consistency: Consistency = 'ALL'): Promise<boolean> {
    const until = performance.now() + writePatience;
    let atOnce = true;
    const onDoubt = () => void (atOnce = false);
    for (let left = objects; left.length > 0;) {
      const body = {
        objects: left.map(({ id, properties, vector }) => ({
          class: this.name,
          id,
          properties,
          ...(vector ? { vector: [...vector] } : {}),
        })),
      };
      const path = `/v1/batch/objects?consistency_level=${consistency}`;
      const reply = await this.#cluster.ask(
        { method: 'POST', path, body, timeoutMs: timeouts.write },
        { patienceMs: writePatience, onDoubt },
      );
      const outcomes = OutcomesSchema.safeParse(reply.body);
      if (!outcomes.success) throw unexpected(reply.body);
      const failed = new Map(
        outcomes.data.flatMap(({ id, result }) =>
          result?.status === 'FAILED' ? [[id, messagesOf(result.errors)] as const] : [],
        ),
      );
      if (failed.size === 0) return atOnce;
      const all = [...new Set([...failed.values()].flat())];
      // A node that takes no connection was not even asked whether it can.
      if (!all.every((message) => message.includes('connection refused'))) atOnce = false;
      const said = all.join('; ');
      const cause = new Error(said.slice(0, 1000));
      const hindrance = hindranceIn(said);
      if (hindrance) throw new LibraryUnavailableError(hindrance, { cause });
      if (performance.now() >= until) {
        throw new LibraryUnavailableError(
          'Weaviate did not write what it was given: too few of its nodes are running. Start the others, then try again.',
          { cause },
        );
      }
      await wait(300);
      left = left.filter(({ id }) => failed.has(id));
    }
    return atOnce;
  }

  /** The properties of an object as most replicas have it, or as one node has it; null: there is none. */
  async get(id: string, node?: string): Promise<Readonly<Record<string, unknown>> | null> {
    const path = `/v1/objects/${this.name}/${id}?consistency_level=${node ? 'ONE' : 'QUORUM'}`;
    const request = { method: 'GET', path, timeoutMs: timeouts.read } as const;
    const reply = node ? await this.#askAt(node, request) : await this.#cluster.ask(request);
    if (reply.status === 404) return null;
    const found = ObjectSchema.safeParse(reply.body);
    if (!found.success) throw unexpected(reply.body);
    return found.data.properties;
  }

  /** Deletes what fits, everywhere. Its ids must never be given again: a node that is away may delete them later. */
  async drop(filter: Filter): Promise<void> {
    const until = performance.now() + writePatience;
    for (;;) {
      const body = { match: { class: this.name, where: jsonFilter(filter) }, output: 'minimal' };
      const path = '/v1/batch/objects?consistency_level=ALL';
      const reply = await this.#cluster.ask(
        { method: 'DELETE', path, body, timeoutMs: timeouts.write },
        { patienceMs: writePatience },
      );
      const deleted = DeletedSchema.safeParse(reply.body);
      if (!deleted.success) throw unexpected(reply.body);
      const { matches, failed } = deleted.data.results;
      if (failed === 0 && matches < limits.query) return;
      if (failed > 0 && performance.now() >= until) {
        throw new LibraryUnavailableError(
          'Weaviate did not delete all that it was told to: too few of its nodes are running. Start the others, then try again.',
        );
      }
      if (failed > 0) await wait(300);
    }
  }

  /** Properties of up to 10,000 objects that fit, in no order. */
  async find(filter: Filter, properties: readonly string[], options: AskOptions & { readonly limit?: number } = {}) {
    const { limit = limits.query, ...ask } = options;
    return await this.query(`where:${graphqlFilter(filter)} limit:${limit}`, properties.join(' '), ask);
  }

  /**
   * Objects by a GraphQL query of this collection.
   * @param args between the brackets; nothing of an outsider's but through graphqlString or a variable
   */
  async query(
    args: string,
    fields: string,
    ask: AskOptions & { readonly variables?: Record<string, string>; readonly signal?: AbortSignal } = {},
  ) {
    const [rows = []] = await queryTogether(this.#cluster, [{ collection: this.name, args, fields }], ask);
    return rows;
  }

  /**
   * How many objects fit, each node asked for what it has itself; nodes that do not answer soon are left out. Takes a
   * node 2 µs an object that fits.
   */
  async counts(filter: Filter): Promise<{ counts: Map<string, number>; failures: NodeFailure[] }> {
    const { replies, failures } = await this.#cluster.askEach(countRequest(this.name, filter, timeouts.count));
    const counts = new Map<string, number>();
    for (const [node, { body }] of replies) {
      const count = countIn(body);
      if (count !== null) counts.set(node, count);
      else failures.push(new NodeFailure(node, JSON.stringify(body).slice(0, 500), { silent: false }));
    }
    return { counts, failures };
  }

  /** The same of one node; null: it does not answer. */
  async countAt(node: string, filter: Filter): Promise<number | null> {
    const reply = await this.#cluster.askOne(node, countRequest(this.name, filter, timeouts.write), { shun: false });
    return reply instanceof NodeFailure ? null : countIn(reply.body);
  }

  /** Every object that a node has, some hundred at a time. */
  async *pages(node: string): AsyncGenerator<StoredObject[]> {
    let after = '';
    for (;;) {
      const path = `/v1/objects?class=${this.name}&limit=${limits.page}&after=${after}`;
      const request = { method: 'GET', path, timeoutMs: timeouts.write } as const;
      const reply = await this.#askAt(node, request, { patienceMs: 0 });
      const page = PageSchema.safeParse(reply.body);
      if (!page.success) throw unexpected(reply.body);
      const objects = page.data.objects ?? [];
      if (objects.length > 0) yield objects;
      if (objects.length < limits.page) return;
      after = objects.at(-1)?.id ?? '';
    }
  }

  async #askAt(node: string, request: Request, more: AskOptions = {}) {
    return await this.#cluster.ask(request, { ...more, among: [node] });
  }
}
