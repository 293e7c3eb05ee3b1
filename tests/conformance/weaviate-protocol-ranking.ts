import { describe, expect, test } from 'vitest';
import { name, collection, idOf, type Protocol } from './weaviate-protocol-case.ts';

/** Queries by words and by vectors. */
export function describeRanking({ send, graphql, write, get, keys, trouble, any }: Protocol): void {
  describe('queries by words', () => {
    const query = 'bm25:{query:$t,properties:["terms"]}';
    const all = 'bm25:{query:$t,properties:["terms"],searchOperator:{operator:And}}';
    const scores = async (args: string, t: string) => {
      const answer = await get(`${args} limit:9`, 'key _additional{score}', { t });
      const { data } = answer as { data: { Get: { q0: { key: string; _additional: { score: string } }[] } } };
      return data.Get.q0.map(({ key, _additional }) => [key, Number(_additional.score)]);
    };
    const about = (value: number) => expect.closeTo(value, 5) as unknown;

    test('are ranked by BM25 without the factor k1 + 1, by all objects there are', async () => {
      // ln(1 + (4 − 2 + .5) / 2.5) and ln(1 + (4 − 1 + .5) / 1.5); the mean length of the three texts is 2.
      const [idf2, idf1] = [Math.log(2), Math.log(1 + 3.5 / 1.5)];
      // What was written and deleted by other cases of this suite had a text of its own.
      await send('DELETE', '/v1/schema/FakeOther');
      await send('POST', '/v1/schema', collection('FakeOther'));
      for (const [number, terms] of [
        [1, 'marsh bees'],
        [2, 'marsh ice ice'],
        [3, 'tide'],
        [4, null],
      ] as const) {
        await write({ class: 'FakeOther', id: idOf(number), properties: { key: String(number), terms } });
      }
      const of = async (t: string) => {
        const answer = await graphql(`query($t:String!){Get{q0:FakeOther(${query} limit:9){key _additional{score}}}}`, {
          t,
        });
        const { data } = answer as { data: { Get: { q0: { key: string; _additional: { score: string } }[] } } };
        return data.Get.q0.map(({ key, _additional }) => [key, Number(_additional.score)]);
      };
      const ice = (idf1 * 2) / (2 + 1.2 * (0.25 + (0.75 * 3) / 2));
      const [short, long] = [idf2 / (1 + 1.2), idf2 / (1 + 1.2 * (0.25 + (0.75 * 3) / 2))];
      expect(await of('marsh ice')).toEqual([
        ['2', about(long + ice)],
        ['1', about(short)],
      ]);
      expect(await of('ice ice')).toEqual([['2', about(2 * ice)]]);
      await write({ class: 'FakeOther', id: idOf(1), properties: { key: '1', terms: 'marsh of many more words' } });
      // A new version comes as a further text of 5 words: the mean is 11 / 4 from now on, also when one is deleted.
      const share = (length: number) => 1 / (1 + 1.2 * (0.25 + (0.75 * length) / 2.75));
      expect(await of('bees marsh')).toEqual([
        ['2', about(idf2 * share(3))],
        ['1', about(idf2 * share(5))],
      ]);
      await send('DELETE', `/v1/objects/FakeOther/${idOf(3)}`);
      expect((await of('marsh'))[0]).toEqual(['2', about(Math.log(1 + (3 - 2 + 0.5) / 2.5) * share(3))]);
      await send('DELETE', '/v1/schema/FakeOther');
    });

    test('all words of several, or none', async () => {
      expect((await scores(all, 'marsh ice')).map(([key]) => key)).toEqual(['a']);
      expect(await scores(all, 'marsh nowhere')).toEqual([]);
      for (const nothing of ['nowhere', '  ', 'MARSH']) expect(await scores(query, nothing), nothing).toEqual([]);
      expect((await scores(`${query} ${any('key', 'b')}`, 'marsh ice')).map(([key]) => key)).toEqual(['b']);
    });

    test('spaces of all kinds part words', async () => {
      await write({
        id: idOf(90),
        properties: { key: 'spaces', terms: 'a1\u00a0b1 c1\u3000d1\te1\u2028f1\u200bg1' },
      });
      for (const word of ['a1', 'b1', 'c1', 'd1', 'e1', 'f1\u200bg1'])
        expect(await scores(query, word), word).toHaveLength(1);
      for (const word of ['f1', 'g1', 'a1\u200bb1']) expect(await scores(query, word), word).toEqual([]);
      await send('DELETE', `/v1/objects/${name}/${idOf(90)}`);
    });

    test('of equals the first that came, in the order of their ids: a second page may hold one of the first', async () => {
      const inOrder = [95, 93, 99, 91, 97];
      for (const number of inOrder)
        await write({ id: idOf(number), properties: { key: `k${number}`, terms: 'equal word' } });
      for (const args of [query, all]) {
        const page = (more: string) => get(`${args} ${more}`, 'key', { t: 'equal' });
        expect(await page('limit:9')).toEqual(keys('k91', 'k93', 'k95', 'k97', 'k99'));
        expect(await page('limit:2')).toEqual(keys('k93', 'k95'));
        expect(await page('limit:2 offset:2')).toEqual(keys('k95', 'k99'));
      }
      for (const number of inOrder) await send('DELETE', `/v1/objects/${name}/${idOf(number)}`);
    });

    test('a text inline is the same as in a variable', async () => {
      expect(await get('bm25:{query:"tide",properties:["terms"]} limit:9')).toEqual(keys('c'));
    });

    const unsearchable = (property: string) =>
      `Searching by property '${property}' requires inverted index. Is \`indexSearchable\` option of property '${property}' enabled? Set it to \`true\` or leave empty`;
    test.each<[string, string, string, unknown]>([
      ['no text', `${query} limit:9`, '', 'keyword search (bm25) must have query set'],
      [
        'limit 0',
        `${query} limit:0`,
        'marsh',
        'explorer: get class: vector search: invalid pagination params: invalid default limit: 0',
      ],
      ['a property of no words', 'bm25:{query:$t,properties:["key"]} limit:9', 'a', unsearchable('key')],
      ['an unknown property', 'bm25:{query:$t,properties:["nope"]} limit:9', 'a', unsearchable('nope')],
    ])('wrong: %s', async (_, args, t, message) => {
      expect(await get(args, 'key', { t })).toEqual(trouble(message));
    });
  });

  describe('queries by vectors', () => {
    const near = (vector: string) => `nearVector:{vector:[${vector}]}`;
    test('are nearest first by the cosine, whatever the length; objects without a vector are left out', async () => {
      const distance = (value: number) => ({ distance: expect.closeTo(value, 5) as unknown });
      const row = (key: string, value: number) => ({ key, _additional: distance(value) });
      const rows = [row('a', 1 - 1 / Math.sqrt(1.25)), row('b', 1 - 0.5 / Math.sqrt(1.25)), row('c', 1)];
      expect(await get(`${near('1,0.5,0')} limit:9`, 'key _additional{distance}')).toEqual({
        data: { Get: { q0: rows } },
      });
      expect(await get(`${near('10,5e0,-0.0')} limit:2`)).toEqual(keys('a', 'b'));
      expect(await get(`${near('1,0.5,0')} limit:1 offset:1`)).toEqual(keys('b'));
      expect(await get(`${near('1,0,0')} ${any('key', 'b')} limit:9`)).toEqual(keys('b'));
    });
    test('wrong ones', async () => {
      const lengths = expect.stringContaining(
        `distance between entrypoint and query node: 3 vs 2: vector lengths don't match`,
      ) as unknown;
      expect(await get(`${near('1,0')} limit:9`)).toEqual(trouble(lengths));
      expect(await get(`${near('1,0,0')} limit:0`)).toEqual(
        trouble(expect.stringContaining('invalid default limit: 0')),
      );
      const flat = await graphql(`{Get{q0:FakeFlat(${near('1,0,0')} limit:9){key}}}`);
      expect(flat).toEqual(trouble(expect.stringContaining('cannot vector-search on a class not vector-indexed')));
      const both = 'conflict: both near<Media> and keyword-based (bm25) arguments present, choose one';
      expect(await get(`${near('1,0,0')} bm25:{query:"ice",properties:["terms"]} limit:9`)).toEqual(trouble(both));
    });
  });
}
