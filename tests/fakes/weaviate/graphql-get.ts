import type { IndexedObject } from './class-data.ts';
import type { ClassDefinition } from './classes.ts';
import { type Field, GraphqlSyntaxError, type Value } from './graphql-syntax.ts';
import type { FakeNode, FakeNodes } from './nodes.ts';
import { best, byVector, byWords, inFloat32, type Ranked } from './ranking.ts';
import { checkNamedWhere, fits, whereOfGraphql } from './where.ts';

/** Who is asked, among whom. */
export interface Scope {
  readonly nodes: FakeNodes;
  readonly node: FakeNode;
}

/** A query that Weaviate understands and does not answer. */
export class QueryError extends Error {}

/** The furthest that Weaviate pages. */
const furthest = 10_000;

/** The rows of one query of Get. */
export function getRows(
  field: Field,
  definition: ClassDefinition,
  variables: Readonly<Record<string, unknown>>,
  { nodes, node }: Scope,
): unknown[] {
  const { args } = field;
  const [words, near] = [args.get('bm25'), args.get('nearVector')];
  if (words && near)
    throw new QueryError('conflict: both near<Media> and keyword-based (bm25) arguments present, choose one');
  const given = args.get('where');
  const where = given ? whereOfGraphql(given) : null;
  const limit = intOf(args.get('limit'), 'limit');
  const offset = args.has('offset') ? intOf(args.get('offset'), 'offset') : 0;
  const lexical = words && wordsOf(words, definition, variables);
  const vector = near && vectorOf(near);
  requirePage(limit, offset, lexical ? 'words' : vector ? 'vector' : 'list');
  if (where) checkNamedWhere(where, field.name, definition);

  const data = nodes.local(node, definition);
  const isFit = (hit: IndexedObject) => fits(where, definition, hit);
  if (lexical) {
    const { property, query, all } = lexical;
    return best(byWords(data, property, query, all, isFit), offset, limit).map((row) =>
      rowOf(field, definition, row, 'score'),
    );
  }
  if (vector) {
    const [one] = data.all().filter(({ object }) => object.vector);
    const has = one?.object.vector?.length;
    if (definition.vectorIndexConfig.skip)
      throw new QueryError(`${vectorTrouble} cannot vector-search on a class not vector-indexed`);
    if (has !== undefined && has !== vector.length) {
      throw new QueryError(
        `${vectorTrouble} knn search: distance between entrypoint and query node: ${has} vs ${vector.length}: vector lengths don't match`,
      );
    }
    const ranked = byVector(data.all().filter(isFit), vector);
    return ranked.slice(offset, offset + limit).map((row) => rowOf(field, definition, row, 'distance'));
  }
  const listed = where ? data.all().filter(isFit) : data.byId();
  return listed.slice(offset, offset + limit).map((hit) => rowOf(field, definition, { hit, value: 0 }, null));
}

const vectorTrouble = 'explorer: get class: concurrentTargetVectorSearch): explorer: get class: vector search:';

function requirePage(limit: number, offset: number, kind: 'words' | 'vector' | 'list'): void {
  const where =
    kind === 'list'
      ? 'explorer: list class: search:'
      : kind === 'vector'
        ? vectorTrouble
        : 'explorer: get class: vector search:';
  if (limit === 0) throw new QueryError(`${where} invalid pagination params: invalid default limit: 0`);
  if (limit + offset <= furthest) return;
  throw new QueryError(
    `${where} invalid pagination params: query maximum results exceeded: the total limit calculated from the provided offset '${offset}' and limit '${limit}' exceeds the configured value for QUERY_MAXIMUM_RESULTS '${furthest}'. If you've supplied a negative offset or limit, this may be an underflow error`,
  );
}

function intOf(value: Value | undefined, name: string): number {
  if (!value) throw new GraphqlSyntaxError(`The fake wants a ${name}`);
  if (value.kind === 'int' && value.value >= 0) return value.value;
  throw new GraphqlSyntaxError(`Argument "${name}" has invalid value ${'value' in value ? value.value : value.kind}.`);
}

function wordsOf(value: Value, { properties }: ClassDefinition, variables: Readonly<Record<string, unknown>>) {
  const fields = objectOf(value, 'bm25', ['query', 'properties', 'searchOperator']);
  const [given, list, operator] = [fields.get('query'), fields.get('properties'), fields.get('searchOperator')];
  const query = given?.kind === 'variable' ? variables[given.name] : given?.kind === 'string' ? given.value : undefined;
  if (typeof query !== 'string') throw new QueryError('interface conversion: interface {} is json.Number, not string');
  if (query === '') throw new QueryError('keyword search (bm25) must have query set');
  const [property, ...others] = list?.kind === 'list' ? list.items : [];
  if (property?.kind !== 'string' || others.length > 0)
    throw new GraphqlSyntaxError('The fake wants one property for bm25');
  if (!properties.some(({ name, indexSearchable }) => name === property.value && indexSearchable)) {
    throw new QueryError(
      `Searching by property '${property.value}' requires inverted index. Is \`indexSearchable\` option of property '${property.value}' enabled? Set it to \`true\` or leave empty`,
    );
  }
  const named = operator && objectOf(operator, 'searchOperator', ['operator']).get('operator');
  if (operator && !(named?.kind === 'enum' && named.value === 'And')) {
    throw new GraphqlSyntaxError('The fake takes the search operator And only');
  }
  return { property: property.value, query, all: operator !== undefined };
}

function vectorOf(value: Value): number[] {
  const list = objectOf(value, 'nearVector', ['vector']).get('vector');
  const items = list?.kind === 'list' ? list.items : [];
  if (items.length === 0) throw new GraphqlSyntaxError('The fake wants a vector with numbers for nearVector');
  return items.map((item) => {
    if (item.kind === 'int' || item.kind === 'float') return item.value;
    throw new GraphqlSyntaxError(`Argument "nearVector" has an invalid value.`);
  });
}

function objectOf(value: Value, name: string, known: readonly string[]): ReadonlyMap<string, Value> {
  const fields = value.kind === 'object' ? value.fields : new Map<string, Value>();
  const unknown = [...fields.keys()].find((key) => !known.includes(key));
  if (value.kind !== 'object' || unknown !== undefined) {
    throw new GraphqlSyntaxError(`Argument "${name}" has invalid value. In field "${unknown ?? ''}": Unknown field.`);
  }
  return fields;
}

function rowOf(
  { fields }: Field,
  { properties }: ClassDefinition,
  { hit, value }: Ranked,
  scored: 'score' | 'distance' | null,
) {
  const row: Record<string, unknown> = {};
  for (const field of fields ?? []) {
    if (field.name === '_additional') {
      const known: Record<string, unknown> = {
        id: hit.object.id,
        score: scored === 'score' ? String(inFloat32(value)) : '0',
        distance: scored === 'distance' ? inFloat32(value) : null,
      };
      row[field.name] = Object.fromEntries((field.fields ?? []).map(({ alias, name }) => [alias, known[name]]));
      continue;
    }
    const stored = hit.object.properties[field.name] ?? null;
    const isInt = properties.find(({ name }) => name === field.name)?.dataType[0] === 'int';
    // GraphQL's integers have 32 bits; what is larger is gone.
    row[field.name] = isInt && typeof stored === 'number' && Math.abs(stored) > 2 ** 31 - 1 ? null : stored;
  }
  return row;
}
