import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { WirePaperDetail, WirePaperText, WireSpan } from '../../server/wire.ts';
import { type BlockGroup, blocksOf, groupBlocks } from './blocks.ts';
import { chunksOf } from './chunks.ts';
import { PaperWords } from './line-breaks.ts';
import type { SettingMatter } from './setting.ts';
import { spansWithin } from './spans.ts';
import { TextBlock } from './text-block.tsx';

// Converters write Markdown into .md and .txt; in any other source a star is a star.
const usesMarkdown = (source: string) => /\.(md|markdown|txt)$/i.test(source);

/** A paper in chunks, and what they are set from. */
export interface ChunkedPaper {
  readonly chunks: readonly WireSpan[];
  readonly matter: Omit<SettingMatter, 'quoted'>;
  /** The blocks of a chunk, cut when they are asked for the first time. */
  readonly groupsOf: (index: number) => readonly BlockGroup[];
}

/** Cuts a paper into chunks, once. */
export function useChunks(paper: WirePaperDetail, { text, furniture, pages, paragraphs }: WirePaperText): ChunkedPaper {
  return useMemo(() => {
    const markdown = usesMarkdown(paper.source);
    const hints = { furniture, pages, paragraphs, sections: paper.sections, markdown };
    const chunks = chunksOf(text, hints);
    const cut = new Map<number, readonly BlockGroup[]>();
    const groupsOf = (index: number) => {
      const known = cut.get(index);
      const chunk = chunks[index];
      if (known || !chunk) return known ?? [];
      const groups = groupBlocks(blocksOf(text, hints, chunk));
      cut.set(index, groups);
      return groups;
    };
    return { chunks, matter: { text, furniture, markdown, words: new PaperWords(text) }, groupsOf };
  }, [paper, text, furniture, pages, paragraphs]);
}

/**
 * Sets chunks, and gives the same element again for one where nothing changed: Preact passes over it, so filling a long
 * paper, or another quotation in it, costs only what is new.
 */
export function useSetChunk({ chunks, matter, groupsOf }: ChunkedPaper, quoted: readonly WireSpan[]) {
  const known = useMemo(() => new Map<number, { element: JSX.Element; quoted: string; filled: boolean }>(), [matter]);
  return (index: number, filled: boolean): JSX.Element | null => {
    const chunk = chunks[index];
    if (!chunk) return null;
    const within = spansWithin(quoted, chunk);
    const marks = within.map(({ start, end }) => `${start}-${end}`).join();
    const last = known.get(index);
    if (last?.filled === filled && (!filled || last.quoted === marks)) return last.element;
    const element = (
      <div key={chunk.start} class="text-chunk" data-empty={!filled} style={{ '--chars': chunk.end - chunk.start }}>
        {filled &&
          groupsOf(index).map((group) => (
            <TextBlock key={group[0].start} group={group} matter={{ ...matter, quoted: within }} />
          ))}
      </div>
    );
    known.set(index, { element, quoted: marks, filled });
    return element;
  };
}
