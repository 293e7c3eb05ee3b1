import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FakeWeaviate, type FakeWeaviateOptions, startFakeWeaviate } from '../fakes/weaviate/weaviate.ts';
import { describeWeaviateProtocol } from './weaviate-protocol.ts';

describe('the fake Weaviate', () => {
  let fake: FakeWeaviate;
  beforeAll(async () => {
    fake = await startFakeWeaviate();
  });
  afterAll(() => fake.close());

  describeWeaviateProtocol('the fake', () => fake.addresses[0] ?? '');
});

const id = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;

/** What the real one does, too, but can’t be made to do in a moment: seen there with nodes that were killed. */
describe('the fake Weaviate’s nodes', () => {
  let fake: FakeWeaviate;
  afterEach(() => fake.close());

  const send = async (node: number, method: string, path: string, body?: unknown, headers: object = {}) => {
    const response = await fetch(`http://${fake.addresses[node]}${path}`, {
      method,
      headers: { ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(1000),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
  };
  const graphql = async (node: number, query: string) => (await send(node, 'POST', '/v1/graphql', { query })).body;
  const start = async (options: FakeWeaviateOptions, deletionStrategy = 'DeleteOnConflict') => {
    fake = await startFakeWeaviate(options);
    const properties = [{ name: 'key', dataType: ['text'], tokenization: 'field', indexSearchable: false }];
    const replicationConfig = { factor: options.nodes ?? 1, asyncEnabled: true, deletionStrategy };
    await send(0, 'POST', '/v1/schema', { class: 'Fake', properties, replicationConfig });
  };
  const write = async (number: number, level = 'ALL', node = 0) => {
    const objects = [{ class: 'Fake', id: id(number), properties: { key: 'k' } }];
    const { body } = await send(node, 'POST', `/v1/batch/objects?consistency_level=${level}`, { objects });
    return (body as { result: { status: string; errors?: { error: { message: string }[] } } }[])[0]?.result;
  };
  const drop = (number: number) =>
    send(0, 'DELETE', '/v1/batch/objects?consistency_level=ALL', {
      match: { class: 'Fake', where: { path: ['id'], operator: 'ContainsAny', valueTextArray: [id(number)] } },
      output: 'minimal',
    });
  const heldBy = (node: number) => fake.objects(node, 'Fake').map((object) => object.id);
  const statuses = async (node: number) => {
    const { body } = await send(node, 'GET', '/v1/nodes');
    return (body as { nodes: { name: string; status: string }[] }).nodes.map(({ name, status }) => `${name} ${status}`);
  };

  describe('of three', () => {
    beforeEach(() => start({ nodes: 3, forgetMs: 100 }));

    test('a silent one fails what all must do until the others forget it, and has nothing of it when it is back', async () => {
      expect(await write(1)).toEqual({ status: 'SUCCESS' });
      await fake.takeAway(2);
      expect(await write(2)).toEqual({
        status: 'FAILED',
        errors: {
          error: [
            {
              message:
                'cannot reach enough replicas: required 3 replicas, got 2: replica "node3": connect: connection refused',
            },
          ],
        },
      });
      expect(await statuses(0)).toEqual(['node1 HEALTHY', 'node2 HEALTHY', 'node3 UNAVAILABLE']);
      expect(await write(3, 'QUORUM')).toEqual({ status: 'SUCCESS' });
      await expect.poll(() => statuses(1)).toEqual(['node1 HEALTHY', 'node2 HEALTHY']);
      expect(await write(4)).toEqual({ status: 'SUCCESS' });
      await expect(statuses(2)).rejects.toThrow('fetch failed');
      await fake.bringBack(2);
      expect([heldBy(0), heldBy(2)]).toEqual([[id(1), id(3), id(4)], [id(1)]]);
      const count = 'Fake(where:{path:["key"],operator:Equal,valueText:"k"}){meta{count}}';
      expect(await graphql(2, `{Aggregate{all:Fake{meta{count}} own:${count}}}`)).toEqual({
        data: { Aggregate: { all: [{ meta: { count: 3 } }], own: [{ meta: { count: 1 } }] } },
      });
      const path = `/v1/objects/Fake/${id(4)}?consistency_level=`;
      expect([(await send(2, 'GET', `${path}ONE`)).status, (await send(2, 'GET', `${path}QUORUM`)).status]).toEqual([
        404, 200,
      ]);
      fake.catchUp(2);
      expect(heldBy(2)).toEqual(heldBy(0));
    });

    test('what was deleted while one was away goes there, too, but for what was written again', async () => {
      for (const number of [1, 2]) await write(number);
      await fake.takeAway(2);
      await expect.poll(() => statuses(0)).toHaveLength(2);
      for (const number of [1, 2]) await drop(number);
      await write(1);
      await fake.bringBack(2);
      expect([heldBy(0), heldBy(2)]).toEqual([[id(1)], [id(1), id(2)]]);
      fake.catchUp(2);
      expect([heldBy(0), heldBy(2)]).toEqual([[id(1)], [id(1)]]);
    });

    test('with two away the last one answers for itself only', async () => {
      await write(1);
      await fake.takeAway(1);
      await fake.takeAway(2);
      await expect.poll(() => statuses(0)).toEqual(['node1 UNHEALTHY']);
      await expect(write(2)).rejects.toThrow('timeout');
      expect(await graphql(0, '{Get{q0:Fake(limit:9){key}}}')).toEqual({ data: { Get: { q0: [{ key: 'k' }] } } });
    });

    test('a paused one answers when it is resumed', async () => {
      fake.pause(1);
      const asked = send(1, 'GET', '/v1/meta');
      await expect.poll(() => statuses(0)).toEqual(['node1 HEALTHY', 'node3 HEALTHY']);
      fake.resume(1);
      expect((await asked).status).toBe(200);
    });
  });

  test('by the time of writing, what was deleted while one was away comes back', async () => {
    await start({ nodes: 3, forgetMs: 0 }, 'TimeBasedResolution');
    await write(1);
    await fake.takeAway(2);
    await drop(1);
    await fake.bringBack(2);
    fake.catchUp(2);
    expect([heldBy(0), heldBy(2)]).toEqual([[id(1)], [id(1)]]);
  });

  test('a key is wanted everywhere but where it is asked whether the node is ready', async () => {
    await start({ apiKey: 'the-key' });
    expect((await send(0, 'GET', '/v1/.well-known/ready')).status).toBe(200);
    expect(await send(0, 'GET', '/v1/meta')).toMatchObject({ status: 401 });
    expect(await send(0, 'GET', '/v1/meta', undefined, { authorization: 'Bearer guessed' })).toEqual({
      status: 401,
      body: { code: 401, message: 'unauthorized: invalid api key' },
    });
    expect((await send(0, 'GET', '/v1/meta', undefined, { authorization: 'Bearer the-key' })).status).toBe(200);
  });

  test.each([
    ['a fragment', '{Get{q0:Fake(limit:1){...key}}}'],
    ['a directive', '{Get{q0:Fake(limit:1){key @skip}}}'],
    ['a mutation', 'mutation{Get{q0:Fake(limit:1){key}}}'],
    ['a comment', '{Get{q0:Fake(limit:1){key}}}#'],
    ['a block text', '{Get{q0:Fake(where:{path:["key"],operator:Equal,valueText:"""a"""} limit:1){key}}}'],
    ['a hybrid search', '{Get{q0:Fake(hybrid:{query:"a"} limit:1){key}}}'],
    ['an order', '{Get{q0:Fake(sort:{path:["key"]} limit:1){key}}}'],
    ['rows without a limit', '{Get{q0:Fake{key}}}'],
    ['what the schema is', '{__schema{types{name}}}'],
    ['another variable', 'query($t:Int!){Get{q0:Fake(limit:$t){key}}}'],
    [
      'two properties of one filter',
      '{Get{q0:Fake(where:{path:["a","key"],operator:Equal,valueText:"a"} limit:1){key}}}',
    ],
    ['another operator', '{Get{q0:Fake(where:{path:["key"],operator:Like,valueText:"a*"} limit:1){key}}}'],
  ])('what nobody has needed so far is refused, also where the real one would take it: %s', async (_, query) => {
    await start({});
    expect(await graphql(0, query)).toHaveProperty('errors');
  });
});
