import type { Span } from '../../../ingest/paper.ts';
import { type Change, ChangeSchema } from '../../wire.ts';
import type { Step } from './align.ts';

/** What a change says, without where. */
export type Told = Omit<Change, 'start' | 'end' | 'sourceStart' | 'sourceEnd'>;

/** A change with where it stands: how a quotation differs from its source at one place. */
export interface Difference extends Told {
  /** Indexes of tokens of the quotation, half-open; empty where words were dropped. */
  readonly quoteFrom: number;
  readonly quoteTo: number;
  /** Indexes into the paper's words, half-open; empty where words were put in. */
  readonly sourceFrom: number;
  readonly sourceTo: number;
  /** Where a change between two words, such as a mark of punctuation, stands; left out where whole words changed. */
  readonly marks?: {
    /** Of the quotation's text, UTF-16 code units; empty where the quotation has none. */
    readonly quote: Span;
    /** Of the reading text of the source's stream; empty where the source has none. */
    readonly source: Span;
  };
}

/** Classes from the gravest to the lightest: the order in which changes are told. */
export const gravity: readonly Change['class'][] = ChangeSchema.shape.class.options;

/** Not permitted first, by gravity, then by position in the quotation. */
export function byGravity(a: Difference, b: Difference): number {
  return (
    Number(a.permitted) - Number(b.permitted) ||
    gravity.indexOf(a.class) - gravity.indexOf(b.class) ||
    a.quoteFrom - b.quoteFrom ||
    a.sourceFrom - b.sourceFrom
  );
}

/** A difference at a step of an alignment. */
export function differenceAt({ quote, source }: Pick<Step, 'quote' | 'source'>, told: Told): Difference {
  return { ...told, quoteFrom: quote.from, quoteTo: quote.to, sourceFrom: source.from, sourceTo: source.to };
}
