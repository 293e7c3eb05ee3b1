import type { WireSpan } from '../../server/wire.ts';
import type { Block } from './blocks.ts';
import { inlineMarks } from './inline-marks.ts';
import { controlCharacters, hyphenBreaks, type PaperWords } from './line-breaks.ts';
import { type Layer, type LayerSpan, type Run, splitRuns } from './runs.ts';
import { spansWithin } from './spans.ts';

/** What a paper's blocks are set from; the lists are ascending, without overlaps. */
export interface SettingMatter {
  readonly text: string;
  readonly furniture: readonly WireSpan[];
  readonly quoted: readonly WireSpan[];
  readonly markdown: boolean;
  readonly words: PaperWords;
}

/** The runs of one block, hidden ones included: together they are the block's frozen text. */
export function runsOf(block: Block, matter: SettingMatter): Run[] {
  const layered = (spans: readonly WireSpan[], layer: Layer): LayerSpan[] =>
    spansWithin(spans, block).map(({ start, end }) => ({ start, end, layer }));
  return splitRuns(matter.text, block, [
    ...layered(matter.quoted, 'quoted'),
    ...(block.kind === 'furniture' ? [] : layered(matter.furniture, 'furniture')),
    ...controlCharacters(matter.text, block),
    ...(block.kind === 'table' ? [] : hyphenBreaks(matter.text, block, matter.words)),
    ...(matter.markdown && block.kind !== 'table' ? inlineMarks(matter.text, block) : []),
    { start: block.start, end: block.contentStart, layer: 'hidden' },
  ]);
}
