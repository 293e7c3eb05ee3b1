import type { ClassDefinition } from './classes.ts';
import type { StoredObject } from './objects.ts';
import { tokensOf } from './tokens.ts';

/** An object with what a node has made of it. */
export interface IndexedObject {
  readonly object: StoredObject;
  /** Grows with each object that is new to the node, and with each new version but one with the same vector. */
  readonly document: number;
  /** Tokens of each text, in order. */
  readonly tokens: ReadonlyMap<string, readonly string[]>;
}

/** How long texts of a property were when their documents came: what was changed or deleted since still counts. */
export interface Lengths {
  readonly sum: number;
  readonly count: number;
}

/** The objects of one collection on one node. */
export class ClassData {
  readonly definition: ClassDefinition;
  readonly #objects = new Map<string, IndexedObject>();
  readonly #lengths = new Map<string, Lengths>();
  readonly #deleted = new Set<string>();
  #documents = 0;
  #dimensions: number | null = null;

  constructor(definition: ClassDefinition) {
    this.definition = definition;
  }

  get size(): number {
    return this.#objects.size;
  }

  /** In the order of their ids. */
  byId(): IndexedObject[] {
    return this.all().sort((a, b) => (a.object.id < b.object.id ? -1 : 1));
  }

  /** In the order in which they came. */
  all(): IndexedObject[] {
    return [...this.#objects.values()].sort((a, b) => a.document - b.document);
  }

  get(id: string): StoredObject | null {
    return this.#objects.get(id)?.object ?? null;
  }

  /** Whether an object of this id was deleted here, and not written since. */
  wasDeleted(id: string): boolean {
    return this.#deleted.has(id);
  }

  lengthsOf(property: string): Lengths {
    return this.#lengths.get(property) ?? { sum: 0, count: 0 };
  }

  /** What speaks against a vector, in Weaviate’s words; null: nothing. */
  faultOfVector({ id, vector }: Pick<StoredObject, 'id' | 'vector'>): string | null {
    const has = this.#dimensions;
    if (!vector || has === null || vector.length === has) return null;
    return `Validate vector index for ${id}: new node has a vector with length ${vector.length}. Existing nodes have vectors with length ${has}: vector dimensions do not match the index dimensions`;
  }

  put(object: StoredObject): void {
    const before = this.#objects.get(object.id);
    const isSame = before?.object.vector && JSON.stringify(before.object.vector) === JSON.stringify(object.vector);
    const same = isSame ? before : null;
    const tokens = new Map<string, readonly string[]>();
    for (const property of this.definition.properties) {
      const value = object.properties[property.name];
      if (value === undefined || property.tokenization === undefined) continue;
      const found = [value]
        .flat()
        .flatMap((text) => (typeof text === 'string' ? tokensOf(text, property.tokenization) : []));
      tokens.set(property.name, found);
      if (same || !property.indexSearchable) continue;
      const { sum, count } = this.lengthsOf(property.name);
      this.#lengths.set(property.name, { sum: sum + found.length, count: count + 1 });
    }
    const document = same ? same.document : (this.#documents += 1);
    const created = before?.object.created ?? object.created;
    this.#objects.set(object.id, { object: { ...object, created }, document, tokens });
    this.#deleted.delete(object.id);
    if (!this.definition.vectorIndexConfig.skip) this.#dimensions ??= object.vector?.length ?? null;
  }

  delete(id: string): void {
    if (this.#objects.delete(id)) this.#deleted.add(id);
  }
}
