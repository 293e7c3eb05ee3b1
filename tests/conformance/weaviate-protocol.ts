import { afterAll, beforeAll, describe } from 'vitest';
import { askWeaviate, collection, idOf, name } from './weaviate-protocol-case.ts';
import { describeFilters } from './weaviate-protocol-filters.ts';
import { describeObjects } from './weaviate-protocol-objects.ts';
import { describeRanking } from './weaviate-protocol-ranking.ts';
import { describeSchema } from './weaviate-protocol-schema.ts';

/** What Weaviate 1.38 does with the requests that a library sends, and with wrong ones: every case was seen there. */
export function describeWeaviateProtocol(title: string, address: () => string): void {
  describe(`Weaviate’s protocol: ${title}`, () => {
    const at = askWeaviate(address);
    const { send, write } = at;
    const clear = async () => {
      for (const one of [name, 'FakeFlat', 'FakeOther']) await send('DELETE', `/v1/schema/${one}`);
      await send('DELETE', '/v1/aliases/FakeAlias');
    };

    beforeAll(async () => {
      await clear();
      await send('POST', '/v1/schema', collection(name));
      await send('POST', '/v1/schema', collection('FakeFlat', { vectorIndexConfig: { skip: true } }));
      // One at a time, so that it is known which came first.
      await write({
        id: idOf(2),
        properties: { key: 'b', terms: 'marsh bees', at: 5, papers: [], data: 'y', whole: 4_000_000_000 },
        vector: [0, 1, 0],
      });
      await write({
        id: idOf(1),
        properties: {
          key: 'a',
          terms: 'marsh ice ice',
          at: 1_750_000_000_000,
          papers: ['p1', 'p2'],
          data: 'x',
          whole: 5,
        },
        vector: [1, 0, 0],
      });
      await write({ id: idOf(3, '800A'), properties: { key: 'c', terms: 'tide', at: 1.5 }, vector: [0, 0, 1] });
      await write({ id: idOf(4), properties: { key: 'd' } });
    });
    afterAll(clear);

    describeSchema(at);
    describeObjects(at);
    describeFilters(at);
    describeRanking(at);
  });
}
