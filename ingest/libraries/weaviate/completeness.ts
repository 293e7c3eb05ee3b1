import { randomInt } from 'node:crypto';
import type { Collection } from './collection.ts';
import type { Publication } from './publication.ts';
import type { View } from './view.ts';

/** Publications whose passages are counted: so many of the newest, and so many of all others, taken at random. */
const counted = { newest: 500, others: 500 };
/** Publications whose passages are counted in one request. */
const perRequest = 250;

/**
 * Which nodes have all passages. A node that was away is ready to search long before it has what was written meanwhile,
 * and until then it would find half of a paper. Of a library of up to 1,000 papers all passages are counted, of a larger
 * one those of the newest 500 papers and of 500 others.
 */
export class Completeness {
  readonly #passages: Collection;
  /** Nodes that were found to have everything, with the turn of the cluster in which they were. */
  readonly #complete = new Map<string, number>();

  constructor(passages: Collection) {
    this.#passages = passages;
  }

  /** A node that did not answer has to show anew what it has. */
  doubt(node: string): void {
    this.#complete.delete(node);
  }

  /**
   * Those of some nodes that have all passages of a view, in the order of their names.
   * @param turn grows whenever a node went away or came back
   */
  async of(nodes: readonly string[], view: View, turn: number): Promise<string[]> {
    const found = await Promise.all(
      nodes.map(async (node) => {
        if (this.#complete.get(node) === turn) return node;
        if (!(await this.#hasAll(node, view))) return null;
        this.#complete.set(node, turn);
        return node;
      }),
    );
    return found.filter((node) => node !== null).sort();
  }

  async #hasAll(node: string, view: View): Promise<boolean> {
    const sample = sampleOf(view.publications);
    for (let from = 0; from < sample.length; from += perRequest) {
      const some = sample.slice(from, from + perRequest);
      const expected = some.reduce((sum, { passages }) => sum + passages, 0);
      const filter = { property: 'publication', any: some.map(({ key }) => key) };
      if (((await this.#passages.countAt(node, filter)) ?? -1) < expected) return false;
    }
    return true;
  }
}

function sampleOf(publications: readonly Publication[]): Publication[] {
  const newest = publications.slice(-counted.newest);
  const others = publications.slice(0, -counted.newest);
  if (others.length <= counted.others) return [...newest, ...others];
  const taken = new Set<Publication>(newest);
  while (taken.size < newest.length + counted.others) {
    const one = others[randomInt(others.length)];
    if (one) taken.add(one);
  }
  return [...taken];
}
