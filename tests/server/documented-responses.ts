import { z } from 'zod';

/** A JSON schema as far as it is looked into here. */
type JsonSchema = Record<string, unknown>;

const JsonSchemaSchema: z.ZodType<JsonSchema> = z.record(z.string(), z.unknown());
const MediaSchema = z.object({ schema: JsonSchemaSchema.optional() });
const OperationSchema = z.object({
  responses: z.record(z.string(), z.object({ content: z.record(z.string(), MediaSchema).optional() })),
});
const DocumentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), OperationSchema)),
  components: z.object({ schemas: z.record(z.string(), JsonSchemaSchema) }),
});

/** What /openapi.json promises of responses, and a way to hold real ones against it. */
export class DocumentedResponses {
  readonly #document: z.infer<typeof DocumentSchema>;
  readonly #seen = new Set<string>();

  constructor(document: unknown) {
    this.#document = DocumentSchema.parse(document);
  }

  /** Every success that is documented as JSON or as events and was not held against its schema yet. */
  unseen(): string[] {
    return Object.entries(this.#document.paths)
      .flatMap(([path, methods]) =>
        Object.entries(methods).flatMap(([method, { responses }]) =>
          Object.entries(responses)
            .filter(([status]) => status.startsWith('2'))
            .flatMap(([status, { content = {} }]) =>
              Object.keys(content).map((type) => `${method} ${path} ${status} ${type}`),
            ),
        ),
      )
      .filter((name) => !this.#seen.has(name) && /json|event-stream/.test(name));
  }

  /**
   * Holds a response against what is said of it: its status, its content type, and its JSON, field by field.
   * @throws an error naming what is not as documented
   */
  async check(method: string, path: string, response: Response): Promise<void> {
    const name = `${method} ${path} ${response.status}`;
    const operation = this.#document.paths[path]?.[method];
    if (!operation) throw new Error(`${method} ${path} is not documented`);
    const documented = operation.responses[String(response.status)];
    if (!documented) throw new Error(`${name} is not documented`);
    const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
    const full = response.headers.get('content-type') ?? '';
    const content = documented.content ?? {};
    const text = await response.text();
    if (Object.keys(content).length === 0) {
      if (text !== '') throw new Error(`${name} has a body, which is not documented`);
      return;
    }
    const schema = (content[type] ?? content[full])?.schema;
    if (!schema) throw new Error(`${name} has the content type ${full}, documented is ${Object.keys(content).join()}`);
    this.#seen.add(`${name} ${type}`);
    if (type === 'application/json') this.#parse(schema, JSON.parse(text));
    if (type === 'text/event-stream') for (const event of eventsOf(text)) this.#parse(schema, event);
  }

  #parse(schema: JsonSchema, value: unknown): void {
    const { schemas } = this.#document.components;
    const $defs = Object.fromEntries(
      Object.entries(schemas).map(([name, entry]) => [name, object(strict(entry, schemas))]),
    );
    z.fromJSONSchema({ ...object(strict(schema, schemas)), $defs }).parse(value);
  }
}

/** Events as objects of the documented type: the name is the type, the data the rest; a job's data is all of it. */
function eventsOf(text: string): unknown[] {
  const blocks = text.split('\n\n').filter((block) => block.includes('data:'));
  return blocks.map((block) => {
    const type = /^event: (.*)$/m.exec(block)?.[1] ?? '';
    const data = z.record(z.string(), z.unknown()).parse(JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null'));
    if (type === 'job') return data;
    return type === 'answer-end' ? { type, answer: data } : { type, ...data };
  });
}

/** The schema that takes no field which is not in it; parts that are put together with allOf become one object. */
function strict(schema: unknown, schemas: Readonly<Record<string, JsonSchema>>): unknown {
  if (Array.isArray(schema)) return schema.map((entry) => strict(entry, schemas));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { allOf, $ref, ...rest } = object(schema);
  if (typeof $ref === 'string') return { $ref: $ref.replace('#/components/schemas/', '#/$defs/') };
  if (Array.isArray(allOf)) {
    const parts = allOf.map((part) => resolved(object(part), schemas));
    return strict(
      {
        type: 'object',
        properties: Object.assign({}, ...parts.map((part) => object(part.properties ?? {}))) as unknown,
        required: parts.flatMap((part) => z.array(z.string()).parse(part.required ?? [])),
      },
      schemas,
    );
  }
  const inner = Object.fromEntries(Object.entries(rest).map(([name, entry]) => [name, strict(entry, schemas)]));
  return 'properties' in rest && !('additionalProperties' in rest) ? { ...inner, additionalProperties: false } : inner;
}

function resolved(part: JsonSchema, schemas: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const name = typeof part.$ref === 'string' ? part.$ref.replace('#/components/schemas/', '') : null;
  return name === null ? part : (schemas[name] ?? {});
}

function object(value: unknown): JsonSchema {
  return JsonSchemaSchema.parse(value);
}
