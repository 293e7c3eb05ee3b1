import { expect } from 'vitest';

interface Answer {
  readonly status: number;
  /** What was JSON; null: no body. */
  readonly body: unknown;
}

/** The collection that most cases ask for. */
export const name = 'FakeProtocol';
/** Its properties: one of each kind that a library has, and an integer. */
export const properties = [
  { name: 'key', dataType: ['text'], tokenization: 'field', indexFilterable: true, indexSearchable: false },
  { name: 'papers', dataType: ['text[]'], tokenization: 'field', indexFilterable: true, indexSearchable: false },
  { name: 'terms', dataType: ['text'], tokenization: 'whitespace', indexFilterable: false, indexSearchable: true },
  { name: 'at', dataType: ['number'], indexFilterable: true, indexRangeFilters: true, indexSearchable: false },
  { name: 'data', dataType: ['text'], indexFilterable: false, indexSearchable: false },
  { name: 'whole', dataType: ['int'], indexFilterable: false, indexSearchable: false },
];
/** A collection as a library makes it. */
export const collection = (className: string, more: object = {}) => ({
  class: className,
  description: '{"ibid":1}',
  vectorizer: 'none',
  vectorIndexType: 'hnsw',
  vectorIndexConfig: { distance: 'cosine', efConstruction: 128, ef: 500 },
  invertedIndexConfig: { bm25: { k1: 1.2, b: 0.75 }, stopwords: { preset: 'none' } },
  replicationConfig: { factor: 1, asyncEnabled: false, deletionStrategy: 'DeleteOnConflict' },
  shardingConfig: { desiredCount: 1 },
  properties,
  ...more,
});
/** The id of an object. */
export const idOf = (number: number, group = '8000') =>
  `00000000-0000-4000-${group}-${String(number).padStart(12, '0')}`;
/** What a text may hold. */
export const hostile = 'q"uo\\te \u0000 nul \ud83d half \n line \u2028 {x} $t 🐝';

export type Protocol = ReturnType<typeof askWeaviate>;

/** Asks the Weaviate at an address, and says what it may answer. */
export function askWeaviate(address: () => string) {
  const send = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`http://${address()}${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' } }),
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
  };
  const graphql = async (query: string, variables?: object) => {
    const { status, body } = await send('POST', '/v1/graphql', { query, variables });
    return status === 200 ? body : { status, body };
  };
  const write = (...objects: object[]) =>
    send('POST', '/v1/batch/objects', { objects: objects.map((one) => ({ class: name, ...one })) });
  const drop = (where: object, className = name) =>
    send('DELETE', '/v1/batch/objects?consistency_level=ALL', {
      match: { class: className, where },
      output: 'minimal',
    });
  const get = async (args: string, fields = 'key', variables?: object) => {
    const declared = variables ? 'query($t:String!)' : '';
    return await graphql(`${declared}{Get{q0:${name}(${args}){${fields}}}}`, variables);
  };
  const keys = (...found: (string | null)[]) => ({ data: { Get: { q0: found.map((key) => ({ key })) } } });
  const trouble = (message: unknown) => ({
    data: { Get: { q0: null } },
    errors: [expect.objectContaining({ message, path: ['Get', 'q0'] })],
  });
  const refused = (message: unknown) => ({ errors: [expect.objectContaining({ message, path: null })] });
  const error = (message: unknown) => ({ error: [{ message }] });
  const failed = (message: string) => ({ result: { status: 'FAILED', errors: error(message) } });
  const any = (property: string, ...texts: string[]) =>
    `where:{path:["${property}"],operator:ContainsAny,valueText:${JSON.stringify(texts)}}`;
  return { send, graphql, write, drop, get, keys, trouble, refused, error, failed, any };
}
