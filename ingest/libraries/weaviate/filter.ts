/** What objects are asked for by; values are data in both forms that Weaviate takes. */
export type Filter =
  | { readonly property: string; readonly any: readonly string[] }
  | { readonly property: string; readonly above: number }
  | { readonly property: string; readonly atMost: number }
  | { readonly all: readonly Filter[] };

/**
 * A text as a GraphQL string (https://spec.graphql.org/October2021/#sec-String-Value): JSON's escapes are all among
 * GraphQL's, and half a surrogate pair, which neither can carry, becomes U+FFFD.
 */
export function graphqlString(text: string): string {
  return JSON.stringify(text.toWellFormed());
}

/** For the GraphQL argument `where`. */
export function graphqlFilter(filter: Filter): string {
  if ('all' in filter) return `{operator:And,operands:[${filter.all.map(graphqlFilter).join(',')}]}`;
  const path = `path:[${graphqlString(filter.property)}]`;
  if ('above' in filter) return `{${path},operator:GreaterThan,valueNumber:${filter.above}}`;
  if ('atMost' in filter) return `{${path},operator:LessThanEqual,valueNumber:${filter.atMost}}`;
  return `{${path},operator:ContainsAny,valueText:[${filter.any.map(graphqlString).join(',')}]}`;
}

/** For the `where` of a batch deletion. */
export function jsonFilter(filter: Filter): object {
  if ('all' in filter) return { operator: 'And', operands: filter.all.map(jsonFilter) };
  const path = [filter.property];
  if ('above' in filter) return { path, operator: 'GreaterThan', valueNumber: filter.above };
  if ('atMost' in filter) return { path, operator: 'LessThanEqual', valueNumber: filter.atMost };
  return { path, operator: 'ContainsAny', valueTextArray: filter.any.map((text) => text.toWellFormed()) };
}

/** Objects that have this value. */
export function equal(property: string, value: string): Filter {
  return { property, any: [value] };
}
