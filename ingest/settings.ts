import { resolve } from 'node:path';
import { z } from 'zod';
import { type LibraryLocation, parseLibraryLocation } from './library-location.ts';
import { projectFolder } from './project-folder.ts';
import { SettingError } from './setting-error.ts';

/** Variables as a process gets them; only a `main.ts` hands over the real ones. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What README and `ibid --help` say of a setting. */
export interface SettingDescription {
  readonly name: string;
  /** What holds when it is not set, in words or as its value. */
  readonly standard: string;
  readonly meaning: string;
}

/** A variable's value must satisfy `pattern`; the message is what is allowed. */
export function settingText(pattern: RegExp, allowed: string): z.ZodString {
  return z.string().regex(pattern, { error: allowed });
}

export const LogLevelSchema = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
  error: 'fatal, error, warn, info, debug or silent',
});

export type LogLevel = z.infer<typeof LogLevelSchema>;

export const ingestSettingShape = {
  IBID_LIBRARY: z.string().optional().meta({
    standard: 'data/library',
    description: 'Folder of the library, or `weaviate://host:port,…/name`; it is made when absent.',
  }),
  IBID_WEAVIATE_KEY: settingText(/^[\x21-\x7e]+$/, 'an API key of the cluster, without spaces')
    .optional()
    .meta({
      standard: 'none',
      description: 'API key for Weaviate. It is never logged.',
    }),
  IBID_WEAVIATE_REPLICAS: settingText(/^[1-9]$/, 'a whole number from 1 to 9')
    .transform(Number)
    .optional()
    .meta({
      standard: 'every node, up to 3',
      description: 'Nodes of Weaviate that keep each paper, when the library is made.',
    }),
  IBID_WEAVIATE_SHARDS: settingText(/^([1-9]|[1-5]\d|6[0-4])$/, 'a whole number from 1 to 64')
    .transform(Number)
    .default(1)
    .meta({ standard: '1', description: 'Parts into which Weaviate splits the library, when it is made.' }),
  IBID_WEAVIATE_TLS: z.enum(['yes', 'no'], { error: 'yes or no' }).default('no').meta({
    standard: 'no',
    description: '`yes`: Weaviate is spoken to over https.',
  }),
  IBID_EMBEDDER: settingText(/^[\w.-]+\/[\w.-]+$/, 'a model’s name such as Xenova/bge-small-en-v1.5')
    .default('Xenova/bge-small-en-v1.5')
    .meta({
      standard: 'Xenova/bge-small-en-v1.5',
      description: 'Embedding model, by its name on the Hugging Face hub. Another model needs another library.',
    }),
  IBID_EMBEDDER_DOWNLOAD: z.enum(['yes', 'no'], { error: 'yes or no' }).default('no').meta({
    standard: 'no',
    description: '`yes`: an embedding model that is not in the models’ folder is downloaded from the hub, once.',
  }),
  IBID_MODELS: z.string().optional().meta({ standard: 'data/models', description: 'Folder of the embedding models.' }),
  LOG_LEVEL: LogLevelSchema.default('warn').meta({
    standard: 'warn',
    description: '`fatal`, `error`, `warn`, `info` (a line for each request), `debug` or `silent`; on standard error.',
  }),
};

/** How a cluster is spoken to, and how the collections of a new library are made. */
export interface WeaviateSettings {
  /** Secret. */
  readonly key: string | null;
  /** Nodes that keep each paper; null: every node, up to 3. */
  readonly replicas: number | null;
  readonly shards: number;
  readonly tls: boolean;
}

/** What opening a library needs to know. */
export interface IngestSettings {
  readonly library: LibraryLocation;
  readonly weaviate: WeaviateSettings;
  readonly embedder: string;
  readonly downloadEmbedder: boolean;
  /** Absolute. */
  readonly modelsFolder: string;
  readonly logLevel: LogLevel;
}

/**
 * The variables of `shape`, parsed; a variable set to nothing counts as not set.
 * @throws SettingError for the first one that has a value it can't have
 */
export function parseSettings<Shape extends z.ZodRawShape>(
  shape: Shape,
  env: Environment,
  secrets: readonly string[] = [],
): z.output<z.ZodObject<Shape>> {
  const given = Object.fromEntries(
    Object.keys(shape).flatMap((name) => {
      const value = env[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const parsed = z.object(shape).safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const name = String(issue?.path[0] ?? 'A setting');
  throw new SettingError(name, secrets.includes(name) ? null : (given[name] ?? ''), issue?.message ?? 'another value', {
    cause: parsed.error,
  });
}

const DescriptionSchema = z.object({ standard: z.string(), description: z.string() });

/** What is said of the settings of a shape, in order. */
export function describeSettings(shape: Readonly<Record<string, z.ZodType>>): SettingDescription[] {
  return Object.entries(shape).map(([name, schema]) => {
    const { standard, description } = DescriptionSchema.parse(schema.meta());
    return { name, standard, meaning: description };
  });
}

/**
 * The settings of a library. A relative folder starts from where the command was started.
 * @throws SettingError
 */
export function readIngestSettings(env: Environment): IngestSettings {
  const set = parseSettings(ingestSettingShape, env, ['IBID_WEAVIATE_KEY']);
  return {
    library: parseLibraryLocation(set.IBID_LIBRARY ?? resolve(projectFolder, 'data/library')),
    weaviate: {
      key: set.IBID_WEAVIATE_KEY ?? null,
      replicas: set.IBID_WEAVIATE_REPLICAS ?? null,
      shards: set.IBID_WEAVIATE_SHARDS,
      tls: set.IBID_WEAVIATE_TLS === 'yes',
    },
    embedder: set.IBID_EMBEDDER,
    downloadEmbedder: set.IBID_EMBEDDER_DOWNLOAD === 'yes',
    modelsFolder: resolve(set.IBID_MODELS ?? resolve(projectFolder, 'data/models')),
    logLevel: set.LOG_LEVEL,
  };
}
