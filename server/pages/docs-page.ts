import { html } from 'hono/html';
import { type Html, page, wordmark } from './page.ts';
import { type ApiDocument, type ApiSchema, refName, schemaText } from './schema-text.ts';

type PathItem = NonNullable<ApiDocument['paths']>[string];
type Operation = NonNullable<PathItem['get']>;
type Content = Readonly<Record<string, { schema?: ApiSchema }>>;

const methods = ['get', 'post', 'patch', 'delete'] as const;

interface Entry {
  readonly id: string;
  readonly method: (typeof methods)[number];
  readonly path: string;
  readonly operation: Operation;
}

/**
 * The API's OpenAPI document as one page, by subject; types are written as a person writes them.
 * @param example a command to try
 */
export function docsPage(document: ApiDocument, example: string): Html {
  const entries = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method): Entry[] => {
      const operation = item[method];
      return operation
        ? [{ id: `${method}${path.replaceAll(/[{}]/g, '').replaceAll(/\W+/g, '-')}`, method, path, operation }]
        : [];
    }),
  );
  const subjects = [...new Set(entries.map(subjectOf))];
  const schemas = Object.entries(document.components?.schemas ?? {});
  return page(
    'API',
    html`<main>
      ${wordmark}
      <h1>${document.info.title} API</h1>
      <p>${document.info.description}</p>
      <p class="soft">
        Version ${document.info.version} · <a href="/openapi.json">openapi.json</a> · Errors are
        <code>{ "error": { "code", "message", "requestId" } }</code>; 429 and 503 carry <code>Retry-After</code>.
      </p>
      <pre class="example">${example}</pre>
      <nav aria-label="Operations">
        <ul>
          ${entries.map((entry) => html`<li><a href="#${entry.id}">${signature(entry)}</a></li>`)}
        </ul>
      </nav>
      ${subjects.map(
        (subject) =>
          html`<h2>${subject}</h2>
            ${entries.filter((entry) => subjectOf(entry) === subject).map(operationSection)}`,
      )}
      <h2>Types</h2>
      ${schemas.map(
        ([name, schema]) =>
          html`<section class="operation" id="type-${name}">
            <h3>${name}</h3>
            <pre tabindex="0">${schemaText(schema)}</pre>
          </section>`,
      )}
    </main>`,
  );
}

function subjectOf({ operation }: Entry): string {
  return operation.tags?.[0] ?? 'Other';
}

function signature({ method, path }: Entry): Html {
  return html`<code><span class="method ${method}">${method.toUpperCase()}</span> ${path}</code>`;
}

function operationSection(entry: Entry): Html {
  const { operation } = entry;
  const parameters = (operation.parameters ?? []).flatMap((parameter) => ('name' in parameter ? [parameter] : []));
  const body = operation.requestBody && 'content' in operation.requestBody ? operation.requestBody.content : null;
  const responses = Object.entries(operation.responses ?? {}) as [
    string,
    { description?: string; content?: Content },
  ][];
  return html`<section class="operation" id="${entry.id}">
    <h3>${signature(entry)}</h3>
    <p>${operation.summary}</p>
    ${operation.description ? html`<p class="soft">${operation.description}</p>` : ''}
    ${
      parameters.length === 0
        ? ''
        : html`<h4>Parameters</h4>
            ${table(
              ['Name', 'In', 'Meaning'],
              parameters.map((parameter) => [
                html`<code>${parameter.name}${parameter.required ? '' : '?'}</code>`,
                parameter.in,
                parameter.description ?? describedIn(parameter.schema),
              ]),
            )}`
    }
    ${
      body
        ? html`<h4>Body</h4>
            ${Object.entries(body).map(
              ([type, { schema }]) =>
                html`<p><code>${type}</code> ${schema && isNamed(schema) ? typeName(schema) : ''}</p>
                  ${schema && !isNamed(schema) ? html`<pre tabindex="0">${schemaText(schema)}</pre>` : ''}`,
            )}`
        : ''
    }
    <h4>Responses</h4>
    ${table(
      ['Status', 'Meaning', 'Content'],
      responses.map(([status, { description = '', content = {} }]) => [
        html`<code>${status}</code>`,
        description,
        Object.entries(content).map(
          ([type, { schema }]) => html`<div><code>${type}</code> ${schema ? typeName(schema) : ''}</div>`,
        ),
      ]),
    )}
  </section>`;
}

type Cell = string | Html | readonly Html[];

/** Roles are said: on a narrow screen rows are set as blocks, which takes a table's own away. */
function table(heads: readonly string[], rows: readonly (readonly Cell[])[]): Html {
  return html`<table role="table">
    <tr role="row">
      ${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}
    </tr>
    ${rows.map(
      (cells) =>
        html`<tr role="row">
          ${cells.map((cell) => html`<td role="cell">${cell}</td>`)}
        </tr>`,
    )}
  </table>`;
}

function describedIn(schema: ApiSchema | undefined): string {
  if (!schema) return '';
  return 'description' in schema && schema.description ? schema.description : schemaText(schema);
}

function isNamed(schema: ApiSchema): boolean {
  return refName(schema) !== null;
}

/** A type's name, which leads to what it is, or a short type itself. */
function typeName(schema: ApiSchema): Html {
  const text = schemaText(schema);
  return isNamed(schema) ? html`<a href="#type-${text}">${text}</a>` : html`<code>${text}</code>`;
}
