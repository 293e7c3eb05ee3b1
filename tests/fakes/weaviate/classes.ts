import { z } from 'zod';

export type DataType = 'text' | 'text[]' | 'number' | 'int';

export interface Property {
  readonly name: string;
  readonly dataType: readonly [DataType];
  readonly tokenization?: 'field' | 'whitespace';
  readonly indexFilterable: boolean;
  readonly indexSearchable: boolean;
  readonly indexRangeFilters: boolean;
}

/** A collection as it was made, with what Weaviate adds where nothing was said. */
export interface ClassDefinition {
  readonly class: string;
  readonly description?: string | undefined;
  readonly properties: readonly Property[];
  readonly vectorIndexConfig: { readonly skip: boolean; readonly distance: string };
  readonly invertedIndexConfig: { readonly bm25: { readonly k1: number; readonly b: number } };
  readonly replicationConfig: {
    readonly factor: number;
    readonly asyncEnabled: boolean;
    readonly deletionStrategy: string;
  };
}

/** Weaviate does not take what it was given; the status that it answers with, and its words. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const PropertySchema = z.strictObject({
  name: z.string(),
  dataType: z.tuple([z.string()]),
  tokenization: z.string().optional(),
  indexFilterable: z.boolean().default(true),
  indexSearchable: z.boolean().optional(),
  indexRangeFilters: z.boolean().default(false),
});
const ClassSchema = z.strictObject({
  class: z.string().default(''),
  description: z.string().optional(),
  vectorizer: z.literal('none').default('none'),
  vectorIndexType: z.literal('hnsw').default('hnsw'),
  vectorIndexConfig: z
    .strictObject({
      skip: z.boolean().default(false),
      distance: z.literal('cosine').default('cosine'),
      efConstruction: z.int().default(128),
      ef: z.int().default(-1),
    })
    .prefault({}),
  invertedIndexConfig: z
    .strictObject({
      bm25: z.strictObject({ k1: z.number(), b: z.number() }).default({ k1: 1.2, b: 0.75 }),
      stopwords: z.strictObject({ preset: z.enum(['none', 'en']) }).default({ preset: 'en' }),
    })
    .prefault({}),
  replicationConfig: z
    .strictObject({
      factor: z.int().default(1),
      asyncEnabled: z.boolean().default(false),
      deletionStrategy: z
        .enum(['TimeBasedResolution', 'DeleteOnConflict', 'NoAutomatedResolution'])
        .default('TimeBasedResolution'),
      asyncConfig: z.strictObject({ frequency: z.int(), propagationDelay: z.int() }).optional(),
    })
    .prefault({}),
  shardingConfig: z.strictObject({ desiredCount: z.int() }).default({ desiredCount: 1 }),
  properties: z.array(PropertySchema).default([]),
});

const types: readonly string[] = ['text', 'text[]', 'number', 'int'] satisfies DataType[];
const tokenizations = [
  'word',
  'lowercase',
  'whitespace',
  'field',
  'trigram',
  'gse',
  'kagome_kr',
  'kagome_ja',
  'gse_ch',
];

/**
 * Makes a collection of what was sent; only what Ibid has used so far is taken.
 * @param nodes how many the cluster has
 * @throws Refusal
 */
export function classOf(body: unknown, nodes: number): ClassDefinition {
  const parsed = ClassSchema.safeParse(body);
  if (!parsed.success)
    throw new Refusal(422, `The fake does not take this collection: ${z.prettifyError(parsed.error)}`);
  const given = parsed.data;
  for (const [index, { tokenization }] of given.properties.entries()) {
    if (tokenization !== undefined && !tokenizations.includes(tokenization)) {
      const known = tokenizations.join(' ');
      throw new Refusal(422, `properties.${index}.tokenization in body should be one of [${known}]`);
    }
  }
  if (!isName(given.class)) throw new Refusal(422, `'${given.class}' is not a valid class name`);
  if (given.replicationConfig.factor > nodes) {
    const count = `${nodes} available, ${given.replicationConfig.factor} requested`;
    throw new Refusal(422, `init sharding state: could not find enough weaviate nodes for replication: ${count}`);
  }
  const name = capitalised(given.class);
  return { ...given, class: name, properties: given.properties.map(propertyOf) };
}

/** Whether a collection, or an alias, may be called so. */
export function isName(name: string): boolean {
  return /^[A-Za-z][_0-9A-Za-z]{0,254}$/.test(name);
}

/** As Weaviate stores the name of a collection. */
export function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function propertyOf(given: z.infer<typeof PropertySchema>): Property {
  const { name, dataType, tokenization, indexFilterable, indexRangeFilters } = given;
  const [type] = dataType;
  if (name === 'id') throw new Refusal(422, `'id' is a reserved property name`);
  if (!isDataType(type)) {
    const unknown = `unknown primitive data type '${type}'`;
    throw new Refusal(422, `property '${name}': invalid dataType: [${type}]: ${unknown}`);
  }
  const isText = type.startsWith('text');
  if (isText && indexSearchable(given) && tokenization !== 'whitespace' && tokenization !== 'field') {
    throw new Refusal(422, `The fake parts texts at whitespace or not at all, not “${tokenization ?? 'word'}”`);
  }
  return {
    name,
    dataType: [type],
    ...(tokenization === 'whitespace' || tokenization === 'field' ? { tokenization } : {}),
    indexFilterable,
    indexSearchable: isText && indexSearchable(given),
    indexRangeFilters,
  };
}

function indexSearchable({ indexSearchable: said, dataType }: z.infer<typeof PropertySchema>): boolean {
  return said ?? dataType[0].startsWith('text');
}

function isDataType(type: string): type is DataType {
  return types.includes(type);
}
