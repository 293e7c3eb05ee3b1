import { firstIndexWhere } from '../binary-search.ts';
import {
  isWithin,
  type Furniture,
  type Page,
  type Paper,
  type Reference,
  type Section,
  type Span,
  paperIdOf,
  sha256Of,
} from '../paper.ts';
import { read } from '../reading-text.ts';
import { countWords } from '../count-words.ts';
import { type Block, blocksOf } from './blocks.ts';
import { findFrontMatter, isPartName, titleFromFile } from './front-matter.ts';
import { findFurniture } from './furniture.ts';
import { type Heading, findHeadings } from './headings.ts';
import { markdownHeadings } from './markdown-headings.ts';
import { findMentions } from './mentions.ts';
import { joinParagraphs } from './paragraphs.ts';
import { referenceSpans } from './reference-spans.ts';
import { parseReferences } from './references.ts';

/** What a reader hands over: the frozen text and what only the format could tell. */
export interface ReadText {
  /** File name, without folders. */
  readonly source: string;
  /** Frozen from here on. Lines end with \n, blocks with a blank line, pages (if any) with a form feed. */
  readonly text: string;
  /** Ascending, without gaps; [] where the source has no pages. */
  readonly pages: readonly Page[];
  /** What the format shows to be furniture (running heads, footnotes by their place on the page). */
  readonly furniture?: readonly Furniture[];
  /** Headings that the format marks (outline, styles, type size); absent: found in the text. */
  readonly headings?: readonly { readonly span: Span; readonly level: number }[];
  /** Whether the text may be Markdown, whose own headings count where `headings` is absent. */
  readonly markdown?: boolean;
  /** From the title block on the page, or trustworthy metadata; absent: found in the text. */
  readonly title?: string;
  readonly authors?: readonly string[];
  /** Of metadata, which count where the text shows no year. */
  readonly year?: number;
  readonly warnings?: readonly string[];
}

const referenceList =
  /^(?:\d{1,2}\.?\s*)?(?:references|bibliography|works cited|literature cited|reference list)\s*:?$/i;
const opening = /^(?:\d{1,2}\.?\s*)?(?:abstract|summary|introduction)\b/i;

/** Finds title, authors, year, DOI, sections, paragraphs, references, mentions and furniture in a text. */
export function buildPaper(source: ReadText): Paper {
  const { text, pages } = source;
  const blocks = blocksOf(text, source.markdown === true ? markdownHeadings(text) : []);
  const furniture = findFurniture(text, blocks, source.furniture ?? [], pages);
  const view = { text, furniture };
  const flow = blocks.filter((block) => {
    const item = furniture[firstIndexWhere(furniture, ({ span }) => span.end >= block.end)];
    return !item || item.span.start > block.start;
  });
  const found = source.headings ?? findHeadings(flow);
  const headings = withoutLateAbstract(
    found
      .map((heading) => ({ ...heading, title: trimTitle(read(view, heading.span)) }))
      .filter(({ title }) => title !== ''),
  );

  // Without pages there is no title block: a heading that begins the text and is not the title is the first section's.
  const beginsBody =
    pages.length === 0 && source.title !== undefined && beginsWithSection(headings, flow, source.title);
  const frontEnd = beginsBody ? 0 : endOfFront(headings, flow, text);
  const front = flow
    .filter((block) => block.start < frontEnd)
    .flatMap((block, index) => frontTexts(view, block, flow[index - 1]));
  // Only a heading that the format marks can be the title; a short line may as well be an author's name.
  const marked = source.headings !== undefined || blocks.some(({ level }) => level !== undefined);
  const titleHeading = marked
    ? headings.find(({ span, title }) => span.start < frontEnd && !isPartName(title))
    : undefined;
  const firstNotes = furniture
    .filter(({ span, kind }) => kind !== 'note-mark' && span.start < (pages[0]?.span.end ?? frontEnd + 4000))
    .flatMap(({ span }) => {
      const note = read(view, span);
      // The lines of a long note are needed, which reading text does not keep.
      return countWords(note) > 60 ? [text.slice(span.start, span.end)] : [note];
    });
  const matter = findFrontMatter(front, source.title ?? titleHeading?.title ?? null, firstNotes);

  const inBody = headings.filter(({ span }) => span.start >= frontEnd);
  const sections = sectionsOf(inBody, text.length);
  const listed = sections
    .filter((section) => referenceList.test(section.title))
    .map(({ span, heading }) => ({ start: heading.end, end: span.end }));
  const references = referencesOf(view, flow, listed);
  const paragraphs = paragraphsOf(flow, inBody, listed);

  return {
    id: paperIdOf(text),
    title: source.title ?? matter.title ?? titleFromFile(source.source),
    authors: source.authors ?? matter.authors,
    year: matter.year ?? source.year ?? null,
    doi: matter.doi,
    source: source.source,
    sha256: sha256Of(text),
    text,
    pages,
    sections,
    paragraphs,
    references,
    mentions: findMentions(text, references, listed[0]?.start ?? text.length),
    furniture,
    warnings: source.warnings ?? [],
  };
}

interface TitledHeading extends Heading {
  readonly title: string;
}

/** A paper has one abstract, before its first section; a later one is inside a figure that shows a paper. */
function withoutLateAbstract(headings: readonly TitledHeading[]): TitledHeading[] {
  const first = headings.findIndex(({ title }) => /^(?:1\b|I\.|(?:\d\.?\s*)?introduction\b)/i.test(title));
  return headings.filter(({ title }, index) => first < 0 || index < first || !/^abstract$/i.test(title));
}

/** Without the marks behind a heading: closing number signs, an underline. */
function trimTitle(title: string): string {
  return title
    .replace(/^[•▪●]\s*/, '')
    .replace(/\s(?:#+|={3,})$/, '')
    .replace(/[\s:.—–-]+$/, '');
}

/** What a block before the body says; directly under a heading, where authors and addresses have lines, line by line. */
function frontTexts(view: Pick<Paper, 'text' | 'furniture'>, block: Block, before: Block | undefined): string[] {
  if (block.level !== undefined) return [trimTitle(read(view, block))];
  const under = before?.level !== undefined && !/\n\s*\n/.test(view.text.slice(before.end, block.start));
  if (!under || countWords(block.text) > 60) return [read(view, block)];
  return [...block.text.matchAll(/\S[^\n]*/g)].map((line) => {
    const start = block.start + line.index;
    return read(view, { start, end: start + line[0].length });
  });
}

function beginsWithSection(headings: readonly TitledHeading[], flow: readonly Block[], title: string): boolean {
  const [first] = headings;
  if (!first || !flow[0] || first.span.start > flow[0].start) return false;
  const key = (words: string) => words.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const [heading, whole] = [key(first.title), key(title)];
  return heading === '' || (!whole.includes(heading) && !heading.includes(whole));
}

/** Where title, authors and addresses end: at the abstract or introduction, else at the second heading. */
function endOfFront(headings: readonly TitledHeading[], flow: readonly Block[], text: string): number {
  const start = headings.findIndex(({ title }) => opening.test(title));
  if (start >= 0 && start <= 6) return headings[start]?.span.start ?? 0;
  const first = headings[0];
  if (first && flow[0] && first.span.start <= flow[0].start) return headings[1]?.span.start ?? first.span.end;
  if (first && first.span.start < 4000) return first.span.start;
  const paragraph = flow.find((block) => block.text.length > 300);
  return Math.min(paragraph?.start ?? text.length, 4000);
}

function sectionsOf(headings: readonly TitledHeading[], end: number): Section[] {
  return headings.map(({ span, level, title }, index) => ({
    title,
    level,
    heading: span,
    span: { start: span.start, end: headings[index + 1]?.span.start ?? end },
  }));
}

function within(block: Span, spans: readonly Span[]): boolean {
  return spans.some((span) => isWithin(block, span));
}

function referencesOf(
  view: Pick<Paper, 'text' | 'furniture'>,
  flow: readonly Block[],
  listed: readonly Span[],
): Reference[] {
  return listed.flatMap((list) =>
    parseReferences(
      referenceSpans(flow.filter((block) => within(block, [list]))).map((span) => ({ span, text: read(view, span) })),
    ),
  );
}

function paragraphsOf(flow: readonly Block[], headings: readonly Heading[], listed: readonly Span[]): Span[] {
  const blocks = flow
    .filter((block) => !within(block, listed))
    .flatMap((block) => {
      const heading = headings[firstIndexWhere(headings, ({ span }) => span.start >= block.start)];
      if (!heading || heading.span.end > block.end) return [block];
      if (heading.span.end >= block.end) return [];
      const rest = block.text.slice(heading.span.end - block.start);
      const start = block.end - rest.trimStart().length;
      return [{ start, end: block.end, text: rest.trimStart() }];
    });
  const marked = flow.filter(({ level }) => level !== undefined).flatMap(({ start, end }) => [start, end]);
  return joinParagraphs(
    blocks,
    [...headings.map(({ span }) => span.start), ...marked].sort((a, b) => a - b),
  );
}
