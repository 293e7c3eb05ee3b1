import { type ClassDefinition } from './classes.ts';
import { type Field, GraphqlSyntaxError, type Operation, parseGraphql } from './graphql-syntax.ts';
import { getRows, QueryError, type Scope } from './graphql-get.ts';
import { checkWhere, fits, whereOfGraphql, WhereError } from './where.ts';

interface GraphqlError {
  readonly message: string;
  readonly path: readonly string[] | null;
}
export interface GraphqlAnswer {
  data?: Record<string, Record<string, unknown>>;
  errors?: GraphqlError[];
}

/** Answers a GraphQL query, or refuses it in `errors`: also what Weaviate would take, but Ibid has not used so far. */
export async function answerGraphql(
  query: string,
  variables: Readonly<Record<string, unknown>>,
  scope: Scope,
): Promise<GraphqlAnswer> {
  try {
    const operation = parseGraphql(query);
    checkVariables(operation, variables);
    const jobs = operation.fields.flatMap((top) => fieldsOf(top, scope).map((job) => ({ top: top.name, ...job })));
    const data: Record<string, Record<string, unknown>> = {};
    const errors: GraphqlError[] = [];
    for (const { top, field, definition } of jobs) {
      const found = (data[top] ??= {});
      try {
        found[field.alias] =
          top === 'Get'
            ? getRows(field, definition, variables, scope)
            : [{ meta: { count: await countOf(field, definition, scope) } }];
      } catch (error) {
        if (!(error instanceof QueryError || error instanceof WhereError)) throw error;
        found[field.alias] = null;
        errors.push({ message: sentenceOf(error), path: [top, field.alias] });
      }
    }
    return errors.length > 0 ? { data, errors } : { data };
  } catch (error) {
    if (!(error instanceof GraphqlSyntaxError)) throw error;
    return { errors: [{ message: error.message, path: null }] };
  }
}

function checkVariables({ variables: declared, fields }: Operation, given: Readonly<Record<string, unknown>>): void {
  const used = new Set(
    JSON.stringify(fields, (_, value: unknown) =>
      value instanceof Map ? [...(value as Map<unknown, unknown>)] : value,
    ).match(/(?<="kind":"variable","name":")\w+/g),
  );
  for (const name of used) if (!declared.has(name)) throw new GraphqlSyntaxError(`Variable "$${name}" is not defined.`);
  for (const [name, type] of declared) {
    if (!used.has(name)) throw new GraphqlSyntaxError(`Variable "$${name}" is never used.`);
    if (type !== 'String!')
      throw new GraphqlSyntaxError(`The fake takes variables of the type String! only, not ${type}`);
    if (given[name] === undefined || given[name] === null) {
      throw new GraphqlSyntaxError(`Variable "$${name}" of required type "${type}" was not provided.`);
    }
  }
}

/** The queries within Get or Aggregate, each of a collection that is there and fields that it has. */
function fieldsOf(top: Field, { nodes }: Scope): { field: Field; definition: ClassDefinition }[] {
  if ((top.name !== 'Get' && top.name !== 'Aggregate') || top.alias !== top.name || top.args.size > 0 || !top.fields) {
    throw new GraphqlSyntaxError(`The fake takes Get and Aggregate only, not “${top.name}”`);
  }
  const aliases = top.fields.map(({ alias }) => alias);
  const twice = aliases.find((alias, index) => aliases.indexOf(alias) !== index);
  if (twice !== undefined) {
    throw new GraphqlSyntaxError(
      `Fields "${twice}" conflict because they have differing arguments. Use different aliases on the fields to fetch both if this was intentional.`,
    );
  }
  return top.fields.map((field) => {
    const definition = nodes.find(field.name);
    if (!definition)
      throw new GraphqlSyntaxError(`Cannot query field "${field.name}" on type "${top.name}ObjectsObj".`);
    if (top.name === 'Get') checkRowFields(field, definition);
    else checkCountFields(field);
    return { field, definition };
  });
}

const additional = ['id', 'score', 'distance'];
const takes: Readonly<Record<string, readonly string[]>> = {
  Get: ['bm25', 'nearVector', 'where', 'limit', 'offset'],
  Aggregate: ['where'],
};

function checkRowFields({ name, args, fields }: Field, { class: className, properties }: ClassDefinition): void {
  checkArguments('Get', name, args);
  if (!fields) throw new GraphqlSyntaxError(`Field "${name}" of type "[${className}]" must have a sub selection.`);
  for (const field of fields) {
    if (field.args.size > 0 || field.alias !== field.name)
      throw new GraphqlSyntaxError(`The fake takes plain properties only`);
    if (field.name === '_additional') {
      if (!field.fields)
        throw new GraphqlSyntaxError(`Field "_additional" of type "${className}Additional" must have a sub selection.`);
      const unknown = field.fields.find((one) => !additional.includes(one.name));
      if (unknown)
        throw new GraphqlSyntaxError(`Cannot query field "${unknown.name}" on type "${className}Additional".`);
    } else if (field.fields || !properties.some((property) => property.name === field.name)) {
      throw new GraphqlSyntaxError(`Cannot query field "${field.name}" on type "${className}".`);
    }
  }
}

function checkCountFields({ name, args, fields }: Field): void {
  checkArguments('Aggregate', name, args);
  const [meta, ...others] = fields ?? [];
  const [count, ...more] = meta?.fields ?? [];
  if (meta?.name === 'meta' && count?.name === 'count' && others.length + more.length === 0) return;
  throw new GraphqlSyntaxError(
    `Cannot query field "${count?.name ?? meta?.name}" on type "Aggregate${name}MetaObject".`,
  );
}

function checkArguments(top: 'Get' | 'Aggregate', name: string, args: Field['args']): void {
  for (const argument of args.keys()) {
    if (takes[top]?.includes(argument)) continue;
    throw new GraphqlSyntaxError(`Unknown argument "${argument}" on field "${name}" of type "${top}ObjectsObj".`);
  }
}

/** Without a filter the nodes tell each other how many they have; with one, a node counts its own. */
async function countOf({ args }: Field, definition: ClassDefinition, { nodes, node }: Scope): Promise<number> {
  const given = args.get('where');
  if (!given) return await nodes.countAmongAll(definition);
  const where = whereOfGraphql(given);
  checkWhere(where, definition);
  return nodes
    .local(node, definition)
    .all()
    .filter((one) => fits(where, definition, one)).length;
}

function sentenceOf(error: QueryError | WhereError): string {
  if (error instanceof QueryError || error.stage === 'searching') return error.message;
  return error.stage === 'reading'
    ? `could not extract filters: ${error.message}`
    : `invalid 'where' filter: ${error.message}`;
}
