import { describe, expect, test } from 'vitest';
import { name, idOf, hostile, type Protocol } from './weaviate-protocol-case.ts';

/** Objects written, read and deleted. */
export function describeObjects({ send, write, drop, get, keys, error, failed, any }: Protocol): void {
  describe('one object', () => {
    test('is given back without its vector, under its id in lower case', async () => {
      const { status, body } = await send('GET', `/v1/objects/${name}/${idOf(3, '800A')}?consistency_level=QUORUM`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ class: name, id: idOf(3, '800a'), vectorWeights: null });
      expect((body as { properties: unknown }).properties).toEqual({ key: 'c', terms: 'tide', at: 1.5 });
      expect(body).not.toHaveProperty('vector');
      const one = await send('GET', `/v1/objects/${name}/${idOf(1)}?consistency_level=ONE`);
      expect(one).toMatchObject({
        status: 200,
        body: { properties: { at: 1_750_000_000_000, papers: ['p1', 'p2'] } },
      });
    });
    test('is not there, or asked for wrongly', async () => {
      expect(await send('GET', `/v1/objects/${name}/${idOf(999)}`)).toEqual({ status: 404, body: null });
      expect(await send('GET', `/v1/objects/FakeNothing/${idOf(1)}`)).toEqual({ status: 404, body: null });
      expect((await send('GET', `/v1/objects/${name}/xx`)).status).toBe(422);
      const level = `unrecognized consistency level 'SOME', try one of the following: ['ONE', 'QUORUM', 'ALL']`;
      const some = await send('GET', `/v1/objects/${name}/${idOf(1)}?consistency_level=SOME`);
      expect(some).toEqual({ status: 400, body: error(level) });
    });
    test('is put in the place of itself only, and deleted as often as one likes', async () => {
      const path = `/v1/objects/${name}/${idOf(50)}`;
      const object = { class: name, id: idOf(50), properties: { key: 'put' }, vector: [0, 1, 0] };
      expect(await send('PUT', path, object)).toEqual({ status: 404, body: null });
      expect((await send('PUT', `/v1/objects/FakeNothing/${idOf(50)}`, object)).status).toBe(404);
      await write({ id: idOf(50), properties: { key: 'first', at: 1 }, vector: [0, 1, 0] });
      expect(await send('PUT', path, object)).toMatchObject({ status: 200, body: object });
      expect((await send('GET', path)).body).toMatchObject({ properties: { key: 'put' } });
      const other = await send('PUT', path, { ...object, id: idOf(51) });
      expect(other).toEqual({ status: 422, body: error(`invalid update: field 'id' is immutable`) });
      for (const again of [1, 2]) expect(await send('DELETE', path), `${again}`).toEqual({ status: 204, body: null });
      expect((await send('GET', path)).status).toBe(404);
      expect((await send('DELETE', `/v1/objects/FakeNothing/${idOf(50)}`)).status).toBe(500);
    });
  });

  describe('objects one after the other', () => {
    const page = async (query: string) => {
      const { status, body } = await send('GET', `/v1/objects?${query}`);
      return status === 200 ? (body as { objects: { id: string }[] }).objects.map(({ id }) => id) : { status, body };
    };
    test('in the order of their ids, after one of them', async () => {
      expect(await page(`class=${name}&limit=2&after=`)).toEqual([idOf(1), idOf(2)]);
      expect(await page(`class=${name}&limit=200&after=${idOf(2)}`)).toEqual([idOf(4), idOf(3, '800a')]);
      expect(await page(`class=${name}&limit=200&after=${idOf(9, '9000')}`)).toEqual([]);
      expect(await page(`class=${name}&limit=0&after=`)).toEqual([]);
      expect(await page(`class=FakeFlat&limit=5&after=`)).toEqual([]);
    });
    test('of no collection, after no id', async () => {
      expect(await page('class=FakeNothing&limit=2&after=')).toEqual({ status: 404, body: null });
      expect(await page(`class=${name}&limit=5&after=zz`)).toMatchObject({ status: 422 });
    });
  });

  describe('many objects at once', () => {
    test('each is given back with its outcome', async () => {
      const object = { id: idOf(60), properties: { key: 'e' }, vector: [1, 0, 0] };
      const { status, body } = await write(object);
      expect({ status, body }).toMatchObject({
        status: 200,
        body: [{ class: name, ...object, result: { status: 'SUCCESS' } }],
      });
      await send('DELETE', `/v1/objects/${name}/${idOf(60)}`);
    });
    test('one that is refused does not hold up the others', async () => {
      const { status, body } = await write(
        { id: idOf(61), properties: { key: 5 }, vector: [1, 0, 0] },
        { id: idOf(62), properties: { nope: 'x' }, vector: [1, 0, 0] },
        { id: idOf(63), properties: { key: 'e' }, vector: [1, 0] },
        { id: idOf(64), class: 'FakeNothing', properties: { key: 'e' } },
        { id: idOf(65), properties: { at: 'x' } },
        { id: idOf(66), properties: { papers: 'text' } },
        { id: idOf(67), properties: { whole: 1.5 } },
        { id: idOf(68), properties: { papers: [5] } },
        { id: idOf(69), properties: { key: null } },
      );
      const noProperty = `no such prop with name 'nope' found in class '${name}' in the schema. Check your schema files for which properties in this class are available`;
      const dimensions = `Validate vector index for ${idOf(63)}: new node has a vector with length 2. Existing nodes have vectors with length 3: vector dimensions do not match the index dimensions`;
      expect({ status, body }).toMatchObject({
        status: 200,
        body: [
          failed(`invalid text property 'key' on class '${name}': not a string, but json.Number`),
          failed(noProperty),
          failed(dimensions),
          failed(`class 'FakeNothing' not present in schema`),
          failed(`invalid number property 'at' on class '${name}': requires a float, the given value is 'x'`),
          failed(`invalid text array property 'papers' on class '${name}': not a text array, but string`),
          failed(
            `invalid integer property 'whole' on class '${name}': the JSON number '1.5' could not be converted to an int`,
          ),
          failed(`invalid text array property 'papers' on class '${name}': invalid text array value: [5]`),
          { result: { status: 'SUCCESS' } },
        ],
      });
      expect(await send('GET', `/v1/objects/${name}/${idOf(69)}`)).toMatchObject({ body: { properties: {} } });
      await send('DELETE', `/v1/objects/${name}/${idOf(69)}`);
      for (const number of [61, 63, 67])
        expect((await send('GET', `/v1/objects/${name}/${idOf(number)}`)).status).toBe(404);
    });
    test('none at all, no ids, no JSON, no level', async () => {
      const empty = error(`invalid param 'objects': cannot be empty, need at least one object for batching`);
      expect(await send('POST', '/v1/batch/objects', { objects: [] })).toEqual({ status: 422, body: empty });
      expect(await send('POST', '/v1/batch/objects', {})).toEqual({ status: 422, body: empty });
      expect((await write({ id: 'not-a-uuid', properties: {} })).status).toBe(422);
      expect((await send('POST', '/v1/batch/objects', '{')).status).toBe(400);
      const object = { class: name, id: idOf(70), properties: {} };
      const some = await send('POST', '/v1/batch/objects?consistency_level=SOME', { objects: [object] });
      expect(some.status).toBe(400);
    });
    test('of two with one id the last stays', async () => {
      await write({ id: idOf(71), properties: { key: 'first' } }, { id: idOf(71), properties: { key: 'second' } });
      expect(await send('GET', `/v1/objects/${name}/${idOf(71)}`)).toMatchObject({
        body: { properties: { key: 'second' } },
      });
      await send('DELETE', `/v1/objects/${name}/${idOf(71)}`);
    });
    test('texts come back as they were, half a surrogate pair as U+FFFD', async () => {
      await write({ id: idOf(72), properties: { key: hostile, data: hostile, terms: hostile } });
      const well = hostile.toWellFormed();
      const found = { body: { properties: { key: well, data: well, terms: well } } };
      expect(await send('GET', `/v1/objects/${name}/${idOf(72)}`)).toMatchObject(found);
      expect(await get(`${any('key', well)} limit:9`)).toEqual(keys(well));
      expect(await get(`${any('key', hostile)} limit:9`)).toEqual(keys(well));
      const byWords = 'bm25:{query:$t,properties:["terms"]} limit:9';
      expect(await get(byWords, 'key', { t: hostile })).toEqual(keys(well));
      const gone = { path: ['key'], operator: 'ContainsAny', valueTextArray: [well] };
      expect(await drop(gone)).toMatchObject({ body: { results: { matches: 1, successful: 1 } } });
    });
  });

  describe('deleting what fits', () => {
    const results = (matches: number) => ({ failed: 0, limit: 10_000, matches, objects: null, successful: matches });
    const where = (property: string, ...valueTextArray: string[]) => ({
      path: [property],
      operator: 'ContainsAny',
      valueTextArray,
    });
    test('says how many fitted; nothing is nothing', async () => {
      await write(
        { id: idOf(80), properties: { key: 'x', at: 2 } },
        { id: idOf(81), properties: { key: 'y', papers: ['p3'] } },
      );
      const outcome = async (filter: object) => (await drop(filter)).body;
      expect(await outcome(where('key', 'zzz'))).toMatchObject({
        dryRun: false,
        output: 'minimal',
        results: results(0),
      });
      const both = { operator: 'And', operands: [where('key', 'x', 'y'), where('papers', 'p9')] };
      expect(await outcome(both)).toMatchObject({ results: results(0) });
      const above = { path: ['at'], operator: 'GreaterThan', valueNumber: 1e15 };
      expect(await outcome(above)).toMatchObject({ results: results(0) });
      expect(await outcome(where('id', idOf(81), idOf(5555)))).toMatchObject({ results: results(1) });
      const equal = { path: ['key'], operator: 'Equal', valueText: 'x' };
      expect(await outcome(equal)).toMatchObject({ results: results(1) });
      expect(await outcome(equal)).toMatchObject({ results: results(0) });
    });
    test('wrong filters', async () => {
      const noValue = `validate: failed to parse where filter: invalid where filter: got operator 'ContainsAny', but no value<Type> field set`;
      expect(await drop(where('key'))).toEqual({ status: 422, body: error(noValue) });
      const unknown = `validate: invalid where filter: no such prop with name 'nope' found in class '${name}' in the schema. Check your schema files for which properties in this class are available`;
      expect(await drop(where('nope', 'x'))).toEqual({ status: 422, body: error(unknown) });
      const noClass = error('validate: failed to get class: FakeNothing');
      expect(await drop(where('key', 'x'), 'FakeNothing')).toEqual({ status: 422, body: noClass });
      const match = { match: { class: name }, output: 'minimal' };
      const noWhere = error('validate: empty match.where clause');
      expect(await send('DELETE', '/v1/batch/objects', match)).toEqual({ status: 500, body: noWhere });
    });
  });
}
