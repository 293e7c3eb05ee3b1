import { describe, expect, test } from 'vitest';
import { name, properties, collection, type Protocol } from './weaviate-protocol-case.ts';

/** The cluster, its collections and their aliases. */
export function describeSchema({ send, graphql, keys, trouble, error, any }: Protocol): void {
  describe('the cluster', () => {
    test('is ready, says its version, its nodes and who may vote', async () => {
      expect(await send('GET', '/v1/.well-known/ready')).toEqual({ status: 200, body: null });
      expect(await send('GET', '/v1/meta')).toMatchObject({
        status: 200,
        body: { version: '1.38.11', hostname: expect.stringContaining('http://') as unknown, modules: {} },
      });
      const { body } = await send('GET', '/v1/nodes');
      expect(body).toMatchObject({ nodes: [{ name: 'node1', status: 'HEALTHY', version: '1.38.11', shards: null }] });
      expect((await send('GET', '/v1/cluster/statistics')).body).toMatchObject({
        statistics: [
          { name: 'node1', status: 'HEALTHY', raft: { latestConfiguration: [{ id: 'node1', suffrage: 0 }] } },
        ],
        synchronized: true,
      });
    });
    test('paths and methods that there are not', async () => {
      const missing = { code: 404, message: 'path /v1/nothing was not found' };
      expect(await send('GET', '/v1/nothing')).toEqual({ status: 404, body: missing });
      expect((await send('PATCH', '/v1/schema')).status).toBe(405);
    });
  });

  describe('collections', () => {
    test('one is given back with what nobody said about it', async () => {
      const { status, body } = await send('GET', `/v1/schema/${name}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        class: name,
        description: '{"ibid":1}',
        replicationConfig: { factor: 1, asyncEnabled: false, deletionStrategy: 'DeleteOnConflict' },
        invertedIndexConfig: { bm25: { b: 0.75, k1: 1.2 } },
        vectorIndexConfig: { skip: false, distance: 'cosine' },
        properties: properties.map((one) => ({ indexRangeFilters: false, ...one })),
      });
      expect(await send('GET', '/v1/schema/fakeProtocol')).toMatchObject({ status: 200, body: { class: name } });
    });
    test('one that is there already, and wrong ones', async () => {
      const cases: [string, object, string][] = [
        ['there', collection(name), `class name ${name} already exists`],
        ['a hyphen', collection('Fake-Bad'), `'Fake-Bad' is not a valid class name`],
        ['no name', {}, `'' is not a valid class name`],
        [
          'too many copies',
          collection('FakeMany', { replicationConfig: { factor: 5 } }),
          'init sharding state: could not find enough weaviate nodes for replication: 1 available, 5 requested',
        ],
        [
          'a property called id',
          collection('FakeMany', { properties: [{ name: 'id', dataType: ['text'] }] }),
          `'id' is a reserved property name`,
        ],
        [
          'a type of no property',
          collection('FakeMany', { properties: [{ name: 'x', dataType: ['nothing'] }] }),
          `property 'x': invalid dataType: [nothing]: unknown primitive data type 'nothing'`,
        ],
      ];
      for (const [why, body, message] of cases) {
        expect(await send('POST', '/v1/schema', body), why).toMatchObject({ status: 422, body: error(message) });
      }
      expect((await send('POST', '/v1/schema', '{')).status).toBe(400);
    });
    test('one that is not there: not found, and deleted all the same', async () => {
      expect(await send('GET', '/v1/schema/FakeNothing')).toEqual({ status: 404, body: null });
      expect(await send('DELETE', '/v1/schema/FakeNothing')).toEqual({ status: 200, body: null });
    });
  });

  describe('aliases', () => {
    test('come, move and go; they stay when their collection goes', async () => {
      const path = '/v1/aliases/FakeAlias';
      expect(await send('GET', path)).toEqual({ status: 404, body: null });
      const made = { alias: 'FakeAlias', class: name };
      expect(await send('POST', '/v1/aliases', made)).toEqual({ status: 200, body: made });
      expect(await send('GET', path)).toEqual({ status: 200, body: made });
      expect(
        await graphql(`
          {
            Get {
              q0: FakeAlias(limit: 1) {
                key
              }
            }
          }
        `),
      ).toEqual(keys('a'));
      const filtered = await graphql(`{Get{q0:FakeAlias(${any('key', 'a')} limit:1){key}}}`);
      expect(filtered).toEqual(trouble(`invalid 'where' filter: class "FakeAlias" does not exist in schema`));
      expect(await send('GET', '/v1/schema/FakeAlias')).toMatchObject({ status: 200, body: { class: name } });
      await send('POST', '/v1/schema', collection('FakeOther'));
      const moved = { status: 200, body: { alias: 'FakeAlias', class: 'FakeOther' } };
      expect(await send('PUT', path, { class: 'FakeOther' })).toEqual(moved);
      await send('DELETE', '/v1/schema/FakeOther');
      expect(await send('GET', path)).toEqual(moved);
      expect(await send('DELETE', path)).toEqual({ status: 204, body: null });
      expect(await send('DELETE', path)).toEqual({ status: 404, body: null });
    });
    test('wrong ones', async () => {
      await send('POST', '/v1/aliases', { alias: 'FakeAlias', class: name });
      const target = 'validation: target class "FakeNothing" does not exist';
      const trouble = 'updating schema: TYPE_CREATE_ALIAS: create alias:';
      const cases: [string, string, object, number, string][] = [
        [
          'POST',
          '',
          { alias: 'FakeAlias', class: name },
          422,
          `validation: ${trouble} FakeAlias, alias already exists`,
        ],
        ['POST', '', { alias: 'FakeAlias2', class: 'FakeNothing' }, 422, target],
        ['POST', '', { alias: name, class: name }, 500, `${trouble} class ${name} already exists`],
        ['POST', '', { alias: 'Fake-Alias', class: name }, 422, `validation: 'Fake-Alias' is not a valid alias name`],
        ['PUT', '/FakeAlias', { class: 'FakeNothing' }, 422, target],
      ];
      for (const [method, path, body, status, message] of cases) {
        expect(await send(method, `/v1/aliases${path}`, body), message).toEqual({ status, body: error(message) });
      }
      expect((await send('PUT', '/v1/aliases/FakeAlias9', { class: name })).status).toBe(404);
      const taken = await send('POST', '/v1/schema', collection('FakeAlias'));
      expect(taken).toMatchObject({ status: 422, body: error('alias name FakeAlias already exists') });
      await send('DELETE', '/v1/aliases/FakeAlias');
    });
  });
}
