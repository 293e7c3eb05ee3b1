import { describe, expect, test } from 'vitest';
import { name, idOf, type Protocol } from './weaviate-protocol-case.ts';

/** Queries by filters, and what is no query. */
export function describeFilters({ send, graphql, write, get, keys, trouble, refused, error, any }: Protocol): void {
  describe('queries by filters', () => {
    const above = (value: string) => `where:{path:["at"],operator:GreaterThan,valueNumber:${value}}`;
    test.each([
      ['one of several texts, in the order in which they came', any('key', 'a', 'c', 'b'), ['b', 'a', 'c']],
      ['none of them', any('key', 'zz'), []],
      ['spaces around a text are nothing', any('key', ' a '), ['a']],
      ['an empty text is in none', any('key', ''), []],
      ['one of a list', any('papers', 'p2'), ['a']],
      ['one text', 'where:{path:["key"],operator:Equal,valueText:"a"}', ['a']],
      ['ids', any('id', idOf(1), idOf(2)), ['b', 'a']],
      ['an id in capitals', any('id', idOf(3, '800A')), ['c']],
      ['an id that is none', any('id', 'zz'), []],
      ['all words of a text', any('terms', 'ice marsh'), ['a']],
      ['numbers above one', above('4.5'), ['b', 'a']],
      ['numbers above one that is there', above('5'), ['a']],
      ['numbers beyond 32 bits', above('1749999999999'), ['a']],
      ['numbers below zero', above('-600000'), ['b', 'a', 'c']],
      ['a number with an exponent', above('1e-7'), ['b', 'a', 'c']],
      [
        'two filters',
        `where:{operator:And,operands:[{${any('key', 'a', 'b').slice(7)},{${above('100').slice(7)}]}`,
        ['a'],
      ],
    ])('%s', async (_, where, found) => {
      // Those without a text are left out of what a number finds first: its order is the numbers’.
      const answer = await get(`${where} limit:10`);
      if (where.includes('GreaterThan')) {
        const { data } = answer as { data: { Get: { q0: { key: string }[] } } };
        expect(data.Get.q0.map(({ key }) => key).sort()).toEqual([...found].sort());
      } else expect(answer).toEqual(keys(...found));
    });

    test('without a filter in the order of the ids; pages of both', async () => {
      expect(await get('limit:9')).toEqual(keys('a', 'b', 'd', 'c'));
      expect(await get('limit:2 offset:1')).toEqual(keys('b', 'd'));
      expect(await get('limit:2 offset:100')).toEqual(keys());
      expect(await get(`${any('key', 'a', 'b', 'c')} limit:1 offset:1`)).toEqual(keys('a'));
    });

    test('what is missing is null, and so is an integer of more than 32 bits', async () => {
      const fields = 'key at papers data whole _additional{id score distance}';
      const [none, zero] = [null, { score: '0', distance: null }];
      expect(await get(`${any('key', 'b', 'd')} limit:9`, fields)).toEqual({
        data: {
          Get: {
            q0: [
              { key: 'b', at: 5, papers: [], data: 'y', whole: null, _additional: { id: idOf(2), ...zero } },
              { key: 'd', at: none, papers: none, data: none, whole: none, _additional: { id: idOf(4), ...zero } },
            ],
          },
        },
      });
    });

    const noIndex = `Filtering by property 'data' requires inverted index. Is \`indexFilterable\` option of property 'data' enabled? Set it to \`true\` or leave empty`;
    const noProperty = `invalid 'where' filter: no such prop with name 'nope' found in class '${name}' in the schema. Check your schema files for which properties in this class are available`;
    const most = (offset: number, limit: number) =>
      `explorer: list class: search: invalid pagination params: query maximum results exceeded: the total limit calculated from the provided offset '${offset}' and limit '${limit}' exceeds the configured value for QUERY_MAXIMUM_RESULTS '10000'. If you've supplied a negative offset or limit, this may be an underflow error`;
    test.each<[string, string, unknown]>([
      [
        'no values',
        `${any('key')} limit:9`,
        `could not extract filters: invalid where filter: got operator 'ContainsAny', but no value<Type> field set`,
      ],
      [
        'no operands',
        'where:{operator:And,operands:[]} limit:9',
        `could not extract filters: invalid where filter: operator 'And', but no operands set - add at least one operand`,
      ],
      ['a property without an index', `${any('data', 'x')} limit:9`, noIndex],
      ['an unknown property', `${any('nope', 'x')} limit:9`, noProperty],
      [
        'a number for a text',
        'where:{path:["key"],operator:GreaterThan,valueNumber:1} limit:9',
        `invalid 'where' filter: data type filter cannot use "valueNumber" on type "text", use "valueText" instead`,
      ],
      [
        'a text for several',
        'where:{path:["key"],operator:ContainsAny,valueText:"a"} limit:9',
        expect.stringContaining('value type should be []string but is string'),
      ],
      ['limit 0', 'limit:0', 'explorer: list class: search: invalid pagination params: invalid default limit: 0'],
      ['more than 10,000', 'limit:10001', most(0, 10_001)],
      ['beyond 10,000', 'limit:10000 offset:1', most(1, 10_000)],
    ])('wrong: %s', async (_, args, message) => {
      expect(await get(args)).toEqual(trouble(message));
    });
  });

  describe('GraphQL', () => {
    test('counts, all or what fits', async () => {
      const above = 'where:{path:["at"],operator:GreaterThan,valueNumber:2}';
      const counted = await graphql(
        `{Aggregate{all:${name}{meta{count}} none:FakeFlat{meta{count}} some:${name}(${above}){meta{count}}}}`,
      );
      const count = (number: number) => [{ meta: { count: number } }];
      expect(counted).toEqual({ data: { Aggregate: { all: count(4), none: count(0), some: count(2) } } });
    });
    test('several queries are answered together, and one that fails does not hold up the other', async () => {
      const nearest = `q1:${name}(nearVector:{vector:[0,1,0]} limit:1){key}`;
      const both = `query($t:String!){Get{q0:${name}(bm25:{query:$t,properties:["terms"]} limit:1){key} ${nearest}}}`;
      expect(await graphql(both, { t: 'tide', more: 'x' })).toEqual({
        data: { Get: { q0: [{ key: 'c' }], q1: [{ key: 'b' }] } },
      });
      expect(await graphql(`{Get{q0:${name}(limit:0){key} ${nearest}}}`)).toEqual({
        data: { Get: { q0: null, q1: [{ key: 'b' }] } },
        errors: [expect.objectContaining({ path: ['Get', 'q0'] })],
      });
    });
    test.each<[string, string, unknown]>([
      ['an unknown property', `{Get{q0:${name}(limit:9){nope}}}`, `Cannot query field "nope" on type "${name}".`],
      [
        'an unknown collection',
        `{Get{q0:FakeNothing(limit:9){key} q1:${name}(limit:1){key}}}`,
        expect.stringContaining('Cannot query field "FakeNothing" on type "GetObjectsObj".'),
      ],
      [
        'an unknown collection to count',
        '{Aggregate{a:FakeNothing{meta{count}}}}',
        expect.stringContaining('Cannot query field "FakeNothing" on type "AggregateObjectsObj".'),
      ],
      [
        'a name in lower case',
        '{Get{q0:fakeProtocol(limit:9){key}}}',
        expect.stringContaining('Cannot query field "fakeProtocol"'),
      ],
      ['an unknown argument', `{Get{q0:${name}(limmit:9){key}}}`, expect.stringContaining('Unknown argument "limmit"')],
      [
        'part of a row',
        `{Get{q0:${name}(limit:9){_additional}}}`,
        `Field "_additional" of type "${name}Additional" must have a sub selection.`,
      ],
      ['no row', `{Get{q0:${name}(limit:9)}}`, `Field "${name}" of type "[${name}]" must have a sub selection.`],
      [
        'more beside a row',
        `{Get{q0:${name}(limit:9){_additional{nope}}}}`,
        `Cannot query field "nope" on type "${name}Additional".`,
      ],
      [
        'half a limit',
        `{Get{q0:${name}(limit:1.5){key}}}`,
        expect.stringContaining('Argument "limit" has invalid value 1.5.'),
      ],
      [
        'an open brace',
        `{Get{q0:${name}(limit:9){key}}`,
        expect.stringMatching(/^Syntax Error GraphQL request \(1:\d+\) Expected Name, found EOF/),
      ],
      [
        'an open text',
        `{Get{q0:${name}(${any('key', 'a').replace('"a"', '"a\n"')} limit:9){key}}}`,
        expect.stringContaining('Unterminated string.'),
      ],
      [
        'a bell in a text',
        `{Get{q0:${name}(${any('key', 'a').replace('"a"', '"\u0007"')} limit:9){key}}}`,
        expect.stringContaining('Invalid character within String'),
      ],
      [
        'an escape of nothing',
        `{Get{q0:${name}(${any('key', 'a').replace('"a"', '"\\x"')} limit:9){key}}}`,
        expect.stringContaining('Invalid character escape sequence'),
      ],
      [
        'one name for two queries',
        `{Get{q0:${name}(limit:1){key} q0:${name}(limit:2){key}}}`,
        expect.stringContaining('Fields "q0" conflict'),
      ],
      ['an unused variable', `query($t:String!){Get{q0:${name}(limit:1){key}}}`, 'Variable "$t" is never used.'],
      [
        'an undeclared variable',
        `query{Get{q0:${name}(bm25:{query:$t,properties:["terms"]} limit:1){key}}}`,
        'Variable "$t" is not defined.',
      ],
      [
        'a variable without a value',
        `query($u:String!){Get{q0:${name}(bm25:{query:$u,properties:["terms"]} limit:1){key}}}`,
        'Variable "$u" of required type "String!" was not provided.',
      ],
    ])('wrong: %s', async (_, query, message) => {
      expect(await graphql(query, { t: 'x' })).toEqual(refused(message));
    });
    test('no query, no JSON', async () => {
      const empty = { status: 422, body: error('query cannot be empty') };
      expect(await send('POST', '/v1/graphql', { query: '' })).toEqual(empty);
      expect(await send('POST', '/v1/graphql', {})).toEqual(empty);
      expect((await send('POST', '/v1/graphql', '{')).status).toBe(400);
    });
    test('an escaped surrogate pair is two halves, the character itself is found', async () => {
      await write({ id: idOf(100), properties: { key: '🐝' } });
      expect(await get(`${any('key', '🐝')} limit:9`)).toEqual(keys('🐝'));
      expect(await get(`${any('key', 'x').replace('"x"', String.raw`"\ud83d\udc1d"`)} limit:9`)).toEqual(keys());
      expect(await get(`${any('key', 'x').replace('"x"', String.raw`"\u0061"`)} limit:9`)).toEqual(keys('a'));
      await send('DELETE', `/v1/objects/${name}/${idOf(100)}`);
    });
  });
}
