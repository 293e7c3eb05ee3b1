import type { OpenAPIHono } from '@hono/zod-openapi';

/** The OpenAPI 3.1 document as the generator types it. */
export type ApiDocument = ReturnType<OpenAPIHono['getOpenAPI31Document']>;
type Components = NonNullable<ApiDocument['components']>;
/** A schema of the document, or a reference to one. */
export type ApiSchema = NonNullable<Components['schemas']>[string];

/** The name that a `$ref` leads to, or null. */
export function refName(schema: ApiSchema): string | null {
  return '$ref' in schema && typeof schema.$ref === 'string' ? (schema.$ref.split('/').at(-1) ?? null) : null;
}

/**
 * A schema as a person writes a type: `string | null`, `Place[]`, `{ start: integer; end: integer }`.
 * Named schemas stay names.
 */
export function schemaText(schema: ApiSchema, indent = ''): string {
  const name = refName(schema);
  if (name !== null) return name;
  if ('$ref' in schema) return 'unknown';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return choices.map((choice) => schemaText(choice, indent)).join(' | ');
  if (schema.allOf) return schema.allOf.map((part) => schemaText(part, indent)).join(' & ');
  if (schema.properties) {
    const inner = `${indent}  `;
    const required = new Set(schema.required ?? []);
    const lines = Object.entries(schema.properties).map(([field, value]) => {
      const why = 'description' in value && value.description ? `  // ${value.description}` : '';
      return `${inner}${field}${required.has(field) ? '' : '?'}: ${schemaText(value, inner)};${why}`;
    });
    const orNull = Array.isArray(schema.type) && schema.type.includes('null') ? ' | null' : '';
    return `{\n${lines.join('\n')}\n${indent}}${orNull}`;
  }
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? 'unknown'];
  return types.map((type) => (type === 'array' ? arrayText(schema.items, indent) : type)).join(' | ');
}

function arrayText(items: ApiSchema | undefined, indent: string): string {
  if (!items) return 'unknown[]';
  const text = schemaText(items, indent);
  return / [|&] /.test(text) && !text.startsWith('{') ? `(${text})[]` : `${text}[]`;
}
