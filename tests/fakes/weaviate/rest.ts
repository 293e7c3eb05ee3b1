import { z } from 'zod';
import { capitalised, type ClassDefinition, classOf, isName, Refusal } from './classes.ts';
import { answerGraphql } from './graphql.ts';
import type { Scope } from './graphql-get.ts';
import { deleteMatching, writeBatch } from './batches.ts';
import { isUp, type Level } from './nodes.ts';
import { faultOf, SentObjectSchema, type StoredObject, uuid } from './objects.ts';

/** A request with a body that was JSON, if there was one. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  /** Absent: none, and no type. */
  readonly body?: unknown;
}

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly answer: (asked: Asked, part: readonly string[], scope: Scope) => Answer | Promise<Answer>;
  /** Answered also where most nodes are away. */
  readonly alone?: true;
}

/** What Weaviate says in `error`, beside a status. */
export function errorAnswer(status: number, message: string, more: object = {}): Answer {
  return { status, body: { ...more, error: [{ message }] } };
}
const notFound: Answer = { status: 404 };

const GraphqlSchema = z.strictObject({
  query: z.string().default(''),
  variables: z.record(z.string(), z.unknown()).nullish(),
});
const AliasSchema = z.strictObject({ alias: z.string().optional(), class: z.string() });

const routes: readonly Route[] = [
  { method: 'GET', path: /^\/v1\/\.well-known\/ready$/, answer: () => ({ status: 200 }), alone: true },
  { method: 'GET', path: /^\/v1\/nodes$/, answer: (_, __, scope) => listNodes(scope), alone: true },
  { method: 'GET', path: /^\/v1\/cluster\/statistics$/, answer: (_, __, scope) => statistics(scope), alone: true },
  { method: 'POST', path: /^\/v1\/graphql$/, answer: graphql, alone: true },
  { method: 'POST', path: /^\/v1\/schema$/, answer: createClass },
  {
    method: 'GET',
    path: /^\/v1\/schema\/(\w+)$/,
    answer: (_, [name = ''], { nodes }) => {
      const found = nodes.find(capitalised(name));
      return found ? { status: 200, body: found } : notFound;
    },
  },
  {
    method: 'DELETE',
    path: /^\/v1\/schema\/(\w+)$/,
    answer: (_, [name = ''], { nodes }) => {
      nodes.dropClass(capitalised(name));
      return { status: 200 };
    },
  },
  { method: 'POST', path: /^\/v1\/aliases$/, answer: createAlias },
  { method: 'GET', path: /^\/v1\/aliases\/([\w-]+)$/, answer: (_, [name = ''], scope) => aliasAnswer(name, scope) },
  { method: 'PUT', path: /^\/v1\/aliases\/([\w-]+)$/, answer: moveAlias },
  {
    method: 'DELETE',
    path: /^\/v1\/aliases\/([\w-]+)$/,
    answer: (_, [name = ''], { nodes }) => (nodes.aliases.delete(name) ? { status: 204 } : notFound),
  },
  {
    method: 'POST',
    path: /^\/v1\/batch\/objects$/,
    answer: ({ body, query }, _, scope) => writeBatch(body, levelOf(query), scope),
  },
  {
    method: 'DELETE',
    path: /^\/v1\/batch\/objects$/,
    answer: ({ body, query }, _, scope) => deleteMatching(body, levelOf(query), scope),
  },
  { method: 'GET', path: /^\/v1\/objects$/, answer: listObjects },
  { method: 'GET', path: /^\/v1\/objects\/(\w+)\/([^/]+)$/, answer: getObject },
  { method: 'PUT', path: /^\/v1\/objects\/(\w+)\/([^/]+)$/, answer: putObject },
  { method: 'DELETE', path: /^\/v1\/objects\/(\w+)\/([^/]+)$/, answer: deleteObject },
];

/** What a node answers; null: never, since most nodes are away and nobody decides. */
export async function answerRest(asked: Asked, scope: Scope): Promise<Answer | null> {
  const here = routes.filter(({ path }) => path.test(asked.path));
  const route = here.find(({ method }) => method === asked.method);
  if (!route) {
    const { method, path } = asked;
    if (here.length === 0) return { status: 404, body: { code: 404, message: `path ${path} was not found` } };
    const allowed = here.map((one) => one.method).sort();
    return {
      status: 405,
      body: { code: 405, message: `method ${method} is not allowed, but [${allowed.join(',')}] are` },
    };
  }
  if (!route.alone && !scope.nodes.hasLeader) return null;
  try {
    return await route.answer(asked, route.path.exec(asked.path)?.slice(1) ?? [], scope);
  } catch (error) {
    if (error instanceof Refusal) return errorAnswer(error.status, error.message);
    throw error;
  }
}

function listNodes({ nodes, node }: Scope): Answer {
  const listed = nodes.listed.map((one) => ({
    name: one.name,
    status: !isUp(one) ? 'UNAVAILABLE' : one === node && !nodes.hasLeader ? 'UNHEALTHY' : 'HEALTHY',
    version: '1.38.11',
    shards: null,
  }));
  return { status: 200, body: { nodes: listed } };
}

function statistics({ nodes }: Scope): Answer {
  const latestConfiguration = nodes.all.map(({ name }) => ({ address: '', id: name, suffrage: 0 }));
  const of = nodes.listed.map((one) => {
    if (!isUp(one)) return { name: one.name, status: 'UNAVAILABLE', raft: {} };
    return { name: one.name, status: nodes.hasLeader ? 'HEALTHY' : 'UNHEALTHY', raft: { latestConfiguration } };
  });
  return { status: 200, body: { statistics: of, synchronized: of.every(({ status }) => status === 'HEALTHY') } };
}

async function graphql({ body }: Asked, _: unknown, scope: Scope): Promise<Answer> {
  const { query, variables } = GraphqlSchema.parse(body);
  if (query === '') return errorAnswer(422, 'query cannot be empty');
  return { status: 200, body: await answerGraphql(query, variables ?? {}, scope) };
}

function createClass({ body }: Asked, _: unknown, { nodes }: Scope): Answer {
  const made = classOf(body, nodes.all.length);
  if (nodes.classes.has(made.class)) throw new Refusal(422, `class name ${made.class} already exists`);
  if (nodes.aliases.has(made.class)) throw new Refusal(422, `alias name ${made.class} already exists`);
  nodes.classes.set(made.class, made);
  return { status: 200, body: made };
}

function aliasAnswer(alias: string, { nodes }: Scope): Answer {
  const found = nodes.aliases.get(alias);
  return found === undefined ? notFound : { status: 200, body: { alias, class: found } };
}

function createAlias({ body }: Asked, _: unknown, scope: Scope): Answer {
  const { alias = '', class: target } = AliasSchema.parse(body);
  const { nodes } = scope;
  if (!isName(alias)) throw new Refusal(422, `validation: '${alias}' is not a valid alias name`);
  requireTarget(target, scope);
  const trouble = 'updating schema: TYPE_CREATE_ALIAS: create alias:';
  if (nodes.aliases.has(alias)) throw new Refusal(422, `validation: ${trouble} ${alias}, alias already exists`);
  if (nodes.classes.has(alias)) throw new Refusal(500, `${trouble} class ${alias} already exists`);
  nodes.aliases.set(alias, target);
  return aliasAnswer(alias, scope);
}

function moveAlias({ body }: Asked, [alias = '']: readonly string[], scope: Scope): Answer {
  const { class: target } = AliasSchema.parse(body);
  if (!scope.nodes.aliases.has(alias)) return notFound;
  requireTarget(target, scope);
  scope.nodes.aliases.set(alias, target);
  return aliasAnswer(alias, scope);
}

function requireTarget(target: string, { nodes }: Scope): void {
  if (!nodes.classes.has(target)) throw new Refusal(422, `validation: target class "${target}" does not exist`);
}

function listObjects({ query }: Asked, _: unknown, { nodes, node }: Scope): Answer {
  const definition = nodes.find(query.get('class') ?? '');
  const [limit, after] = [Number(query.get('limit')), query.get('after') ?? ''];
  if (!definition) return notFound;
  if (after !== '' && !uuid.test(after)) {
    const why = `after parameter '${after}' is not a valid uuid: invalid UUID length: ${after.length}`;
    throw new Refusal(422, `msg:cursor api: invalid 'after' parameter code:400 err:${why}`);
  }
  const rows = nodes.local(node, definition).byId();
  const page = rows.filter(({ object }) => object.id > after.toLowerCase()).slice(0, limit);
  return { status: 200, body: { deprecations: [], objects: page.map(({ object }) => shown(object, definition)) } };
}

function getObject({ query }: Asked, [name = '', id = '']: readonly string[], { nodes, node }: Scope): Answer {
  const level = levelOf(query);
  requireUuid(id);
  const definition = nodes.find(capitalised(name));
  if (!definition) return notFound;
  nodes.requireReplicas(definition, level);
  const asked = id.toLowerCase();
  const found = level === 'ONE' ? nodes.local(node, definition).get(asked) : nodes.read(definition, asked);
  return found ? { status: 200, body: shown(found, definition) } : notFound;
}

function putObject({ query, body }: Asked, [name = '', id = '']: readonly string[], { nodes }: Scope): Answer {
  requireUuid(id);
  const sent = SentObjectSchema.parse(body);
  const definition = nodes.find(capitalised(name));
  const before = definition && nodes.read(definition, id.toLowerCase());
  if (!definition || !before) return notFound;
  if (sent.id !== undefined && sent.id.toLowerCase() !== before.id)
    throw new Refusal(422, `invalid update: field 'id' is immutable`);
  const fault = faultOf(sent.properties ?? {}, definition);
  if (fault !== null) throw new Refusal(422, `invalid object: ${fault}`);
  nodes.requireReplicas(definition, levelOf(query));
  nodes.put(definition, {
    ...before,
    properties: sent.properties ?? {},
    vector: sent.vector ?? null,
    updated: nodes.moment(),
  });
  return { status: 200, body: { ...sent, class: definition.class, id: before.id } };
}

function deleteObject({ query }: Asked, [name = '', id = '']: readonly string[], { nodes }: Scope): Answer {
  requireUuid(id);
  const definition = nodes.find(capitalised(name));
  if (!definition)
    throw new Refusal(500, `could not delete object from vector repo: delete from non-existing index for ${name}`);
  nodes.requireReplicas(definition, levelOf(query));
  nodes.delete(definition, id.toLowerCase());
  return { status: 204 };
}

function shown({ id, properties, created, updated }: StoredObject, definition: ClassDefinition) {
  return {
    class: definition.class,
    creationTimeUnix: created,
    id,
    lastUpdateTimeUnix: updated,
    properties,
    vectorWeights: null,
  };
}

function requireUuid(id: string): void {
  if (!uuid.test(id)) throw new Refusal(422, `id in path must be of type uuid: "${id}"`);
}

function levelOf(query: URLSearchParams): Level {
  const given = query.get('consistency_level') ?? 'QUORUM';
  if (given === 'ONE' || given === 'QUORUM' || given === 'ALL') return given;
  throw new Refusal(
    400,
    `unrecognized consistency level '${given}', try one of the following: ['ONE', 'QUORUM', 'ALL']`,
  );
}
