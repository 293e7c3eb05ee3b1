import { randomInt } from 'node:crypto';
import type { Collection } from './collection.ts';
import type { Publication } from './publication.ts';
import type { View } from './view.ts';

/** Publications whose passages are counted: so many of the newest, and so many of all others, taken at random. */
const counted = { newest: 500, others: 500 };
/** Publications whose passages are counted in one request. */
const perRequest = 250;

/** Nodes by what they have. */
export interface Completenesses {
  readonly complete: readonly string[];
  readonly unclear: readonly string[];
  readonly fullest: readonly string[];
}

/**
 * Which nodes have all passages. A node that was away is ready to search long before it has what was written meanwhile,
 * and until then it would find half of a paper. Of a library of up to 1,000 papers all passages are counted, of a larger
 * one those of the newest 500 papers and of 500 others.
 */
export class Completeness {
  readonly #passages: Collection;
  /** Nodes that were found to have everything, with the turn of the cluster in which they were. */
  readonly #complete = new Map<string, number>();
  /** Nodes that lacked something when they were last looked at. */
  readonly #behind = new Set<string>();
  readonly #onCaughtUp: () => void;

  /** @param onCaughtUp told whenever a node that lacked something has everything */
  constructor(passages: Collection, onCaughtUp: () => void) {
    this.#passages = passages;
    this.#onCaughtUp = onCaughtUp;
  }

  /** A node that did not answer has to show anew what it has. */
  doubt(node: string): void {
    this.#complete.delete(node);
  }

  /**
   * Those of some nodes that have all passages of a view, in the order of their names; those that can't tell now; and
   * of those that lack some the ones with most.
   * @param turn grows whenever a node went away or came back
   */
  async of(nodes: readonly string[], view: View, turn: number): Promise<Completenesses> {
    const missing = new Map<string, number | null>();
    await Promise.all(
      nodes.map(async (node) => {
        const count = this.#complete.get(node) === turn ? 0 : await this.#countMissing(node, view);
        if (count === 0) this.#complete.set(node, turn);
        if (count === 0 && this.#behind.delete(node)) this.#onCaughtUp();
        if (count !== null && count > 0) this.#behind.add(node);
        missing.set(node, count);
      }),
    );
    const those = (count: number | null) => nodes.filter((node) => missing.get(node) === count).sort();
    const least = Math.min(...[...missing.values()].map((count) => (count === null || count === 0 ? Infinity : count)));
    return { complete: those(0), unclear: those(null), fullest: Number.isFinite(least) ? those(least) : [] };
  }

  /** Passages of the papers that are looked at; null: the node did not answer. */
  async #countMissing(node: string, view: View): Promise<number | null> {
    const sample = sampleOf(view.publications);
    let missing = 0;
    for (let from = 0; from < sample.length; from += perRequest) {
      const some = sample.slice(from, from + perRequest);
      const expected = some.reduce((sum, { passages }) => sum + passages, 0);
      const filter = { property: 'publication', any: some.map(({ key }) => key) };
      const held = await this.#passages.countAt(node, filter);
      if (held === null) return null;
      missing += Math.max(0, expected - held);
    }
    return missing;
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
