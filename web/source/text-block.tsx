import type { JSX } from 'preact';
import type { Block, BlockGroup } from './blocks.ts';
import type { Run } from './runs.ts';
import { runsOf, type SettingMatter } from './setting.ts';

function setRun({ start, text, layers }: Run): JSX.Element | string | null {
  if (layers.has('hidden')) return null;
  let set: JSX.Element | string = layers.has('blank') ? ' ' : text;
  if (layers.has('superscript')) set = <sup>{set}</sup>;
  if (layers.has('emphasis')) set = <em>{set}</em>;
  if (layers.has('strong')) set = <strong>{set}</strong>;
  if (layers.has('furniture')) set = <span class="furniture-inline">{set}</span>;
  if (layers.has('quoted')) set = <mark key={start}>{set}</mark>;
  return set;
}

function PageStart({ blocks }: { blocks: readonly Block[] }) {
  const pages = blocks.flatMap(({ page }) => (page === null ? [] : [page]));
  return pages.length === 0 ? null : <span class="page-start">p. {pages.join(', ')}</span>;
}

/** A heading, paragraph, item or table as a reader sees it; notes and running heads that cut it are set after it. */
export function TextBlock({ group, matter }: { group: BlockGroup; matter: SettingMatter }) {
  const [first] = group;
  const flow = group.filter(({ kind }) => kind !== 'furniture');
  const furniture = group.filter(({ kind }) => kind === 'furniture');
  const setAll = (blocks: readonly Block[]) => blocks.flatMap((block) => runsOf(block, matter).map(setRun));
  const words = setAll(flow);
  const Heading = `h${Math.min(first.level + 2, 6)}` as 'h3';
  const marks = { dir: 'auto', 'data-start': first.start } as const;
  return (
    <>
      <PageStart blocks={group} />
      {first.kind === 'heading' && (
        <Heading class={`level-${Math.min(first.level, 4)}`} {...marks}>
          {words}
        </Heading>
      )}
      {first.kind === 'paragraph' && <p {...marks}>{words}</p>}
      {first.kind === 'item' && (
        <p class="item" {...marks}>
          {words}
        </p>
      )}
      {first.kind === 'table' && <pre {...marks}>{words}</pre>}
      {furniture.map((block) => (
        <p key={block.start} class="furniture" dir="auto" data-start={block.start}>
          {setAll([block])}
        </p>
      ))}
    </>
  );
}
