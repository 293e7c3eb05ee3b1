import { z } from 'zod';
import type { ClassDefinition, DataType } from './classes.ts';

/** An object as a node keeps it. Never changed: a new version takes its place. */
export interface StoredObject {
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly vector: readonly number[] | null;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly updated: number;
}

export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What is sent of an object; the properties are looked at one by one. */
export const SentObjectSchema = z.strictObject({
  class: z.string(),
  id: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  vector: z.array(z.number()).optional(),
});
export type SentObject = z.infer<typeof SentObjectSchema>;

/** What is wrong with the properties of an object of a collection, in Weaviate’s words; null: nothing. */
export function faultOf(properties: Readonly<Record<string, unknown>>, definition: ClassDefinition): string | null {
  for (const [name, value] of Object.entries(properties)) {
    const property = definition.properties.find((one) => one.name === name);
    if (!property) return noSuchProperty(name, definition.class);
    if (value === null) continue;
    const wrong = wrongValue(value, property.dataType[0]);
    if (wrong !== null)
      return `invalid ${words[property.dataType[0]]} property '${name}' on class '${definition.class}': ${wrong}`;
  }
  return null;
}

/** Weaviate’s words for a property that a collection does not have. */
export function noSuchProperty(name: string, className: string): string {
  return `no such prop with name '${name}' found in class '${className}' in the schema. Check your schema files for which properties in this class are available`;
}

const words: Readonly<Record<DataType, string>> = {
  text: 'text',
  'text[]': 'text array',
  number: 'number',
  int: 'integer',
};

function wrongValue(value: unknown, type: DataType): string | null {
  switch (type) {
    case 'text':
      return typeof value === 'string' ? null : `not a string, but ${goType(value)}`;
    case 'text[]': {
      if (!Array.isArray(value)) return `not a text array, but ${goType(value)}`;
      return value.every((item) => typeof item === 'string') ? null : `invalid text array value: [${value.join(' ')}]`;
    }
    case 'number':
      return typeof value === 'number'
        ? null
        : `requires a float, the given value is '${JSON.stringify(value).replaceAll('"', '')}'`;
    case 'int':
      if (Number.isInteger(value)) return null;
      if (typeof value === 'number') return `the JSON number '${value}' could not be converted to an int`;
      return `requires an integer, the given value is '${JSON.stringify(value)}'`;
  }
}

function goType(value: unknown): string {
  if (typeof value === 'number') return 'json.Number';
  if (typeof value === 'boolean') return 'bool';
  if (Array.isArray(value)) return '[]interface {}';
  return typeof value === 'string' ? 'string' : 'map[string]interface {}';
}

/** A text as Weaviate keeps it: half a surrogate pair becomes U+FFFD. */
export function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name.toWellFormed(), wellFormed(one)]));
}
