import { html } from 'hono/html';
import { type Html, page } from './page.ts';
import { type ApiDocument, type ApiSchema, schemaText } from './schema-text.ts';

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

/** The API's OpenAPI document as one page, by subject; types are written as a person writes them. */
export function docsPage(document: ApiDocument): Html {
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
      <h1>${document.info.title} API</h1>
      <p>${document.info.description}</p>
      <p class="soft">
        Version ${document.info.version} · <a href="/openapi.json">openapi.json</a> · Errors are
        <code>{ "error": { "code", "message", "requestId" } }</code>; 429 and 503 carry <code>Retry-After</code>.
      </p>
      <pre tabindex="0">curl localhost:8787/api/ask --json '{ "question": "What is trust?" }'</pre>
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
            <table>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">In</th>
                <th scope="col">Meaning</th>
              </tr>
              ${parameters.map(
                (parameter) =>
                  html`<tr>
                    <td><code>${parameter.name}${parameter.required ? '' : '?'}</code></td>
                    <td>${parameter.in}</td>
                    <td>${parameter.description ?? describedIn(parameter.schema)}</td>
                  </tr>`,
              )}
            </table>`
    }
    ${
      body
        ? html`<h4>Body</h4>
            ${contentRows(body)}`
        : ''
    }
    <h4>Responses</h4>
    <table>
      <tr>
        <th scope="col">Status</th>
        <th scope="col">Meaning</th>
        <th scope="col">Content</th>
      </tr>
      ${responses.map(
        ([status, response]) =>
          html`<tr>
            <td><code>${status}</code></td>
            <td>${response.description}</td>
            <td>${response.content ? typeNames(response.content) : ''}</td>
          </tr>`,
      )}
    </table>
  </section>`;
}

function describedIn(schema: ApiSchema | undefined): string {
  if (!schema) return '';
  return 'description' in schema && schema.description ? schema.description : schemaText(schema);
}

function contentRows(content: Content): Html[] {
  return Object.entries(content).map(
    ([type, { schema }]) =>
      html`<p class="soft">${type}</p>
        ${schema ? typeBlock(schema) : ''}`,
  );
}

function typeNames(content: Content): Html[] {
  return Object.entries(content).map(([type, { schema }]) => {
    const text = schema ? schemaText(schema) : '';
    const named = /^\w+$/.test(text) && !/^(string|object|unknown)$/.test(text);
    return html`<code>${type}</code>
      ${named ? html`<a href="#type-${text}">${text}</a>` : html`<code>${text}</code>`}<br />`;
  });
}

function typeBlock(schema: ApiSchema): Html {
  const text = schemaText(schema);
  if (/^[A-Z]\w+$/.test(text)) return html`<p><a href="#type-${text}">${text}</a></p>`;
  return html`<pre tabindex="0">${text}</pre>`;
}
