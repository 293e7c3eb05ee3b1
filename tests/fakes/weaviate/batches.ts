import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { capitalised, Refusal } from './classes.ts';
import type { Scope } from './graphql-get.ts';
import { diskFullMessage, type Level } from './nodes.ts';
import { faultOf, type SentObject, SentObjectSchema, type StoredObject, uuid } from './objects.ts';
import { checkWhere, fits, whereOfJson, WhereError } from './where.ts';

const BatchSchema = z.strictObject({ objects: z.array(SentObjectSchema).default([]) });
const MatchSchema = z.strictObject({
  match: z.strictObject({ class: z.string(), where: z.unknown().optional() }),
  output: z.literal('minimal'),
});
/** The most objects that are deleted at once. */
const mostDeleted = 10_000;

/** Writes each object by itself: some may be refused, and the answer says which. */
export function writeBatch(body: unknown, level: Level, { nodes }: Scope): { status: number; body: unknown } {
  const { objects } = BatchSchema.parse(body);
  if (objects.length === 0) {
    throw new Refusal(422, `invalid param 'objects': cannot be empty, need at least one object for batching`);
  }
  const wrong = objects.findIndex(({ id }) => id !== undefined && !uuid.test(id));
  if (wrong >= 0)
    throw new Refusal(422, `body.objects.${wrong}.id in body must be of type uuid: "${objects[wrong]?.id}"`);
  const written = (sent: SentObject) => {
    const now = nodes.moment();
    const shown = {
      ...sent,
      id: sent.id ?? randomUUID(),
      creationTimeUnix: now,
      lastUpdateTimeUnix: now,
      deprecations: null,
    };
    const trouble = writeOne(sent, { id: shown.id.toLowerCase(), now }, level, nodes);
    if (trouble === null) return { ...shown, result: { status: 'SUCCESS' } };
    return { ...shown, result: { errors: { error: [{ message: trouble }] }, status: 'FAILED' } };
  };
  return { status: 200, body: objects.map(written) };
}

function writeOne(
  sent: SentObject,
  { id, now }: { id: string; now: number },
  level: Level,
  nodes: Scope['nodes'],
): string | null {
  const definition = nodes.find(capitalised(sent.class));
  if (!definition) return `class '${sent.class}' not present in schema`;
  const properties = Object.fromEntries(Object.entries(sent.properties ?? {}).filter(([, value]) => value !== null));
  const object: StoredObject = { id, properties, vector: sent.vector ?? null, created: now, updated: now };
  const fault = faultOf(properties, definition) ?? nodes.faultOfVector(definition, object);
  if (fault !== null) return fault;
  if (nodes.holders(definition).some(({ diskFull }) => diskFull)) return diskFullMessage;
  try {
    nodes.requireReplicas(definition, level);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  nodes.put(definition, object);
  return null;
}

/** Deletes what fits a filter. */
export function deleteMatching(body: unknown, level: Level, { nodes, node }: Scope): { status: number; body: unknown } {
  const { match, output } = MatchSchema.parse(body);
  const definition = nodes.find(capitalised(match.class));
  if (!definition) throw new Refusal(422, `validate: failed to get class: ${match.class}`);
  if (match.where === undefined) throw new Refusal(500, 'validate: empty match.where clause');
  try {
    const where = whereOfJson(match.where);
    checkWhere(where, definition);
    const holder = nodes.local(node, definition);
    const found = holder
      .all()
      .filter((one) => fits(where, definition, one))
      .slice(0, mostDeleted);
    const can = found.length === 0 || isReached(() => nodes.requireReplicas(definition, level));
    if (can) for (const { object } of found) nodes.delete(definition, object.id);
    const results = {
      failed: can ? 0 : found.length,
      limit: mostDeleted,
      matches: found.length,
      objects: null,
      successful: can ? found.length : 0,
    };
    return { status: 200, body: { dryRun: false, match, output, results } };
  } catch (error) {
    if (!(error instanceof WhereError)) throw error;
    const stage =
      error.stage === 'reading'
        ? 'failed to parse where filter: '
        : error.stage === 'checking'
          ? 'invalid where filter: '
          : '';
    throw new Refusal(422, `validate: ${stage}${error.message}`);
  }
}

function isReached(require: () => void): boolean {
  try {
    require();
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
