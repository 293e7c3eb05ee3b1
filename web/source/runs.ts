import type { WireSpan } from '../../server/wire.ts';

/**
 * What a stretch of frozen text is besides text. `hidden`: marks of the file format, which a reader never sees; `blank`:
 * page ends and the like, which part words as a space does.
 */
export type Layer = 'quoted' | 'furniture' | 'hidden' | 'blank' | 'strong' | 'emphasis' | 'superscript';

/** UTF-16 units of the frozen text, half-open. */
export interface LayerSpan extends WireSpan {
  readonly layer: Layer;
}

/** A stretch of text with one set of layers; `text` is exactly the frozen text from `start` to `end`. */
export interface Run extends WireSpan {
  readonly text: string;
  readonly layers: ReadonlySet<Layer>;
}

/**
 * Cuts a range of the text wherever a layer begins or ends. The runs tile the range: put together they are its text,
 * and the runs with a layer are exactly that layer's spans. Layers may overlap and reach over the range's ends.
 */
export function splitRuns(text: string, range: WireSpan, spans: readonly LayerSpan[]): Run[] {
  const edges = new Map<number, LayerSpan[]>([
    [range.start, []],
    [range.end, []],
  ]);
  const starting: LayerSpan[] = [];
  for (const span of spans) {
    if (span.end <= range.start || span.start >= range.end || span.end <= span.start) continue;
    if (span.start <= range.start) starting.push(span);
    else edges.set(span.start, [...(edges.get(span.start) ?? []), span]);
    if (span.end < range.end && !edges.has(span.end)) edges.set(span.end, []);
  }
  const cuts = [...edges.keys()].sort((a, b) => a - b);
  let open = starting;
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? range.end;
    open = [...open, ...(edges.get(start) ?? [])].filter((span) => span.end > start);
    return { start, end, text: text.slice(start, end), layers: new Set(open.map(({ layer }) => layer)) };
  });
}
