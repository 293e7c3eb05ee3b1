import { z } from 'zod';
import type { IndexedObject } from './class-data.ts';
import type { ClassDefinition, Property } from './classes.ts';
import type { Value } from './graphql-syntax.ts';
import { noSuchProperty, uuid } from './objects.ts';
import { tokensOf } from './tokens.ts';

/** What objects are asked for by. */
export type Where =
  | { readonly operator: 'And'; readonly operands: readonly Where[] }
  | { readonly operator: 'ContainsAny' | 'Equal'; readonly path: string; readonly texts: readonly string[] }
  | { readonly operator: 'GreaterThan'; readonly path: string; readonly above: number };

/** A filter that can’t be read, does not fit the collection, or asks for what has no index. */
export class WhereError extends Error {
  readonly stage: 'reading' | 'checking' | 'searching';

  constructor(stage: WhereError['stage'], message: string) {
    super(message);
    this.stage = stage;
  }
}

const JsonSchema = z.strictObject({
  operator: z.enum(['And', 'ContainsAny', 'Equal', 'GreaterThan']),
  path: z.tuple([z.string()]).optional(),
  operands: z.array(z.unknown()).optional(),
  valueText: z.string().optional(),
  valueTextArray: z.array(z.string()).optional(),
  valueNumber: z.number().optional(),
});
type Read = Pick<z.infer<typeof JsonSchema>, 'operator' | 'valueNumber'> & {
  readonly path?: string | undefined;
  readonly operands?: readonly Where[] | undefined;
  readonly texts?: readonly string[] | undefined;
};

/** The filter of a batch deletion. */
export function whereOfJson(body: unknown): Where {
  const found = JsonSchema.safeParse(body);
  if (!found.success)
    throw new WhereError('reading', `the fake does not take this filter: ${z.prettifyError(found.error)}`);
  const { operator, path, operands, valueText, valueTextArray, valueNumber } = found.data;
  const texts = operator !== 'Equal' ? valueTextArray : valueText === undefined ? undefined : [valueText];
  return understood({
    operator,
    path: path?.[0],
    operands: operands?.map(whereOfJson),
    texts,
    valueNumber,
  });
}

/** The argument `where` of a query. */
export function whereOfGraphql(value: Value): Where {
  const fields = value.kind === 'object' ? value.fields : new Map<string, Value>();
  const plain = Object.fromEntries([...fields].map(([name, one]) => [name, name === 'operands' ? one : plainOf(one)]));
  const { operands, valueText, ...rest } = plain;
  const isOperands = typeof operands === 'object' && operands !== null && 'items' in operands;
  const isList = Array.isArray(valueText);
  if (isList !== (rest.operator === 'ContainsAny') && valueText !== undefined) {
    throw new WhereError('searching', 'value type should be []string but is string');
  }
  const inner = isOperands ? (operands as { items: readonly Value[] }).items.map(whereOfGraphql) : undefined;
  const found = JsonSchema.safeParse({ ...rest, ...(isList ? { valueTextArray: valueText } : { valueText }) });
  if (!found.success)
    throw new WhereError('reading', `the fake does not take this filter: ${z.prettifyError(found.error)}`);
  const { operator, path, valueNumber, valueTextArray } = found.data;
  const texts = valueTextArray ?? (found.data.valueText === undefined ? undefined : [found.data.valueText]);
  return understood({ operator, path: path?.[0], operands: inner, texts, valueNumber });
}

function understood({ operator, path = '', operands, texts, valueNumber }: Read): Where {
  if (operator === 'And') {
    if (operands?.length) return { operator, operands };
    throw new WhereError(
      'reading',
      `invalid where filter: operator 'And', but no operands set - add at least one operand`,
    );
  }
  if (operator === 'GreaterThan' && valueNumber !== undefined) return { operator, path, above: valueNumber };
  if (operator === 'GreaterThan' || !texts?.length) {
    throw new WhereError('reading', `invalid where filter: got operator '${operator}', but no value<Type> field set`);
  }
  return { operator, path, texts };
}

function plainOf(value: Value): unknown {
  if (value.kind === 'list') return value.items.map(plainOf);
  return 'value' in value ? value.value : value;
}

/**
 * An alias stands for its collection in queries, but not in those with a filter.
 * @param name what the query calls the collection
 * @throws WhereError
 */
export function checkNamedWhere(where: Where, name: string, definition: ClassDefinition): void {
  if (name !== definition.class) throw new WhereError('checking', `class "${name}" does not exist in schema`);
  checkWhere(where, definition);
}

/** @throws WhereError where the collection can’t be asked so */
export function checkWhere(where: Where, definition: ClassDefinition): void {
  if (where.operator === 'And') {
    for (const operand of where.operands) checkWhere(operand, definition);
    return;
  }
  const { path } = where;
  if (path === 'id') return;
  const property = definition.properties.find(({ name }) => name === path);
  if (!property) throw new WhereError('checking', noSuchProperty(path, definition.class));
  const [type] = property.dataType;
  const given = where.operator === 'GreaterThan' ? 'valueNumber' : 'valueText';
  const wanted = type === 'number' ? 'valueNumber' : type === 'int' ? 'valueInt' : 'valueText';
  if (given !== wanted) {
    throw new WhereError(
      'checking',
      `data type filter cannot use "${given}" on type "${type}", use "${wanted}" instead`,
    );
  }
  if (property.indexFilterable || property.indexSearchable) return;
  throw new WhereError(
    'searching',
    `Filtering by property '${path}' requires inverted index. Is \`indexFilterable\` option of property '${path}' enabled? Set it to \`true\` or leave empty`,
  );
}

/** Whether an object fits. */
export function fits(where: Where | null, definition: ClassDefinition, indexed: IndexedObject): boolean {
  if (where === null) return true;
  if (where.operator === 'And') return where.operands.every((operand) => fits(operand, definition, indexed));
  const { object, tokens } = indexed;
  if (where.path === 'id' && where.operator !== 'GreaterThan') {
    return where.texts.some((text) => uuid.test(text) && text.toLowerCase() === object.id);
  }
  if (where.operator === 'GreaterThan') return Number(object.properties[where.path] ?? NaN) > where.above;
  const property = definition.properties.find(({ name }) => name === where.path);
  return where.texts.some((text) => holds(tokens.get(where.path) ?? [], text, property));
}

function holds(tokens: readonly string[], text: string, property: Property | undefined): boolean {
  const wanted = tokensOf(text, property?.tokenization);
  return wanted.length > 0 && wanted.every((token) => tokens.includes(token));
}
