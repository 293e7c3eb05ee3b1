import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { LibraryUnavailableError } from '../../errors.ts';
import type { AskOptions, Cluster } from './cluster.ts';
import { hindranceIn, NodeFailure, unexpected } from './failures.ts';
import { messagesOf } from './node.ts';

/** Milliseconds that a node has to answer a query. */
const queryTimeout = 3000;

const RowsSchema = z.object({ Get: z.record(z.string(), z.array(z.record(z.string(), z.unknown())).nullable()) });
const DataSchema = z.object({ data: z.unknown().optional(), errors: z.unknown().optional() });

/** One query of several that are asked together. */
export interface Query {
  readonly collection: string;
  readonly args: string;
  readonly fields: string;
}

/** Several queries in one request: rows of each, in the order of the queries. */
export async function queryTogether(
  cluster: Cluster,
  queries: readonly Query[],
  {
    variables = {},
    signal,
    ...ask
  }: AskOptions & { readonly variables?: Record<string, string>; readonly signal?: AbortSignal } = {},
): Promise<Record<string, unknown>[][]> {
  if (queries.length === 0) return [];
  const declared = Object.keys(variables).map((name) => `$${name}:String!`);
  const asked = queries.map(({ collection, args, fields }, index) => `q${index}:${collection}(${args}){${fields}}`);
  const query = `query${declared.length > 0 ? `(${declared.join(',')})` : ''}{Get{${asked.join(' ')}}}`;
  const data = await graphql(cluster, { query, variables, ...(signal ? { signal } : {}) }, ask);
  const rows = RowsSchema.safeParse(data);
  if (!rows.success) throw unexpected(data);
  return queries.map((_, index) => rows.data.Get[`q${index}`] ?? []);
}

/** What a GraphQL query gives as its data; errors in it count as the node's failure. */
export async function graphql(
  cluster: Cluster,
  { query, variables, signal }: { query: string; variables?: Record<string, string>; signal?: AbortSignal },
  ask: AskOptions = {},
): Promise<unknown> {
  const nodes = ask.among ?? cluster.nodes;
  let failure: NodeFailure | null = null;
  for (let attempt = 0; attempt < nodes.length * 3; attempt += 1) {
    const first = (ask.first ?? 0) + attempt;
    const reply = await cluster.ask(
      {
        method: 'POST',
        path: '/v1/graphql',
        body: { query, variables },
        timeoutMs: queryTimeout,
        ...(signal ? { signal } : {}),
      },
      { ...ask, first },
    );
    const parsed = DataSchema.safeParse(reply.body);
    if (!parsed.success) throw unexpected(reply.body);
    if (parsed.data.errors === undefined) return parsed.data.data;
    const said = messagesOf(reply.body).join('; ');
    const hindrance = hindranceIn(said);
    failure = new NodeFailure(nodes[first % nodes.length] ?? '', said.slice(0, 1000), { silent: false });
    if (hindrance) throw new LibraryUnavailableError(hindrance, { cause: failure });
    await wait(100 * attempt, undefined, signal ? { signal } : {});
  }
  throw new LibraryUnavailableError(
    'Weaviate could not answer a search. Look into its log; most often too few of its nodes are running.',
    { cause: failure },
  );
}
