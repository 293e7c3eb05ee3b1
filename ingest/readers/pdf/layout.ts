import type { Furniture, Page, Span } from '../../paper.ts';
import type { ReadText } from '../../structure/build-paper.ts';
import { FrozenText } from './frozen-text.ts';
import { type Gutter, guttersOf } from './columns.ts';
import { captionsApart, findFloats } from './floats.ts';
import { joinFlow } from './flow.ts';
import { findFootnotes } from './footnotes.ts';
import { type HeadingLook, headingLook, isRow, letters, levelsOf, outlineLevels } from './headings.ts';
import { type Line, linesOf } from './lines.ts';
import { type MarginSplit, splitMargins } from './margins.ts';
import type { PageItems, PdfContent } from './page-items.ts';
import { type Paragraph, paragraphsOf } from './paragraphs.ts';
import { inReadingOrder } from './reading-order.ts';
import { type Region, makeRegion, regionsOf } from './regions.ts';
import { type TitleBlock, findTitleBlock } from './title-block.ts';
import { type BodyType, bodyTypeOf } from './type-sizes.ts';

interface PageLayout {
  readonly margins: MarginSplit;
  readonly notes: readonly Region[];
  readonly noteMarks: ReadonlySet<string>;
  /** Inner text of figures. */
  readonly figures: readonly Region[];
  readonly paragraphs: readonly Paragraph[];
  /** Lines of a table's head. */
  readonly heads: ReadonlySet<Line>;
}

/**
 * The frozen text of a PDF in reading order, with what its layout tells. A page is: running heads, text, inner text of
 * figures, footnotes, footers, text at an angle, then "\n\f" before the next page. Lines of a block end with "\n",
 * hyphens at line ends stay, blocks are separated by a blank line; a paragraph that a column end cut is one block.
 */
export function layOut(source: string, content: PdfContent): ReadText {
  const lines = content.pages.map((page) => linesOf(page.items));
  const body = bodyTypeOf(lines);
  const margins = splitMargins(lines, body.size);
  const heads = margins.flatMap(({ top }) => top.map(({ line }) => letters(line.text)));
  const firstRest = margins[0]?.rest ?? [];
  const outline = outlineLevels(content.outline);
  const notTitle = (text: string) =>
    heads.some((head) => head.includes(text)) || outline.has(text) || outline.has(text.replace(/^\d+|\d+$/g, ''));
  const block = firstRest.length > 0 ? findTitleBlock(firstRest, body, content.metadataTitle, notTitle) : null;
  const pages = margins.map((split, index) => layOutPage(split, body, index === 0 ? block : null));
  const looks = new Map<Paragraph, HeadingLook>();
  const titleLines = new Set(block?.titleLines);
  const tableHeads = new Set(pages.flatMap((page) => [...page.heads]));
  const look = (paragraph: Paragraph) => {
    const other = (line: Line) => titleLines.has(line) || tableHeads.has(line);
    if (paragraph.role !== 'text' || paragraph.lines.some(other)) return null;
    return headingLook(paragraph.lines, body, outline);
  };
  const barrier = (paragraph: Paragraph) =>
    look(paragraph) !== null || paragraph.lines.some((line) => titleLines.has(line));
  const flow = joinFlow(
    pages.map((page) => page.paragraphs),
    barrier,
  );
  const out = new FrozenText();
  const headings: { span: Span; paragraph: Paragraph }[] = [];
  const spans: Page[] = content.pages.map((page, index) => {
    const laid = pages[index];
    const start = out.length;
    if (laid) {
      writePage(out, page, laid, flow[index] ?? [], (paragraph, span) => {
        const found = look(paragraph);
        const runIn = found ? null : abstractRunIn(paragraph);
        if (found) looks.set(paragraph, found);
        else if (runIn !== null) looks.set(paragraph, { size: body.size, level: 1 });
        else return;
        headings.push({ span: runIn === null ? span : { start: span.start, end: span.start + runIn }, paragraph });
      });
    }
    if (index < content.pages.length - 1) out.endPage();
    return {
      number: page.number,
      label: labelOf(page, laid?.margins.printed ?? null),
      span: { start, end: out.length },
    };
  });
  const first = content.pages.length > 0 ? (spans[0]?.span.end ?? 0) : 0;
  const opening = headings.findIndex(
    ({ span }) =>
      span.start < first && /^(?:1\.?\s+)?(?:abstract|introduction)\b/i.test(out.text.slice(span.start, span.end)),
  );
  // What stands before the abstract is the title block: names and addresses, however large.
  if (opening > 0) headings.splice(0, opening);
  const levels = levelsOf(headings.map(({ paragraph }) => looks.get(paragraph) ?? { size: body.size, level: 1 }));
  const read: ReadText = {
    source,
    text: out.text,
    pages: spans,
    furniture: out.furniture,
    warnings: content.warnings,
    ...(headings.length >= (spans.length > 2 ? 2 : 1) && {
      headings: headings.map(({ span }, index) => ({ span, level: levels[index] ?? 1 })),
    }),
    ...titleOf(block, content.metadataTitle),
  };
  return read;
}

function titleOf(block: TitleBlock | null, metadataTitle: string | null): Pick<ReadText, 'title' | 'authors'> {
  if (block) return { title: block.title, ...(block.authors.length > 0 && { authors: block.authors }) };
  const usable =
    metadataTitle !== null && /\s/.test(metadataTitle) && !/^microsoft |untitled|\.\w{2,4}$/i.test(metadataTitle);
  return usable ? { title: metadataTitle } : {};
}

/** Page labels that only count say less than what is printed. */
function labelOf(page: PageItems, printed: string | null): string | null {
  return page.label !== null && page.label !== String(page.number) ? page.label : (printed ?? page.label);
}

/** Length of a bold "Abstract" that opens its paragraph; null: none. */
function abstractRunIn(paragraph: Paragraph): number | null {
  const [first] = paragraph.lines;
  const found = /^(?:abstract|summary)\b[.:—–-]?/i.exec(first?.text ?? '');
  return found && first?.items[0]?.bold === true ? found[0].length : null;
}

function layOutPage(margins: MarginSplit, body: BodyType, block: TitleBlock | null): PageLayout {
  const titleLines = new Set(block?.titleLines);
  const title = block ? [makeRegion(block.titleLines)] : [];
  const lines = margins.rest.filter((line) => !titleLines.has(line));
  const regions = captionsApart(regionsOf(lines, body.leading));
  const footnotes = findFootnotes(regions, body, block !== null);
  const inText = regions.filter((region) => !footnotes.regions.has(region));
  const floats = findFloats(inText, body);
  const figures = [...floats.figures.values()].flat();
  const inside = new Set(figures);
  const gutters = guttersOf(margins.rest);
  // Footnotes take part, since one that spans the page divides it.
  const ordered = inReadingOrder([...title, ...regions.filter((region) => !inside.has(region))], gutters);
  return {
    margins,
    heads: tableHeadsOf(margins.rest, gutters),
    notes: ordered.filter((region) => footnotes.regions.has(region)),
    noteMarks: footnotes.marks,
    figures: inReadingOrder(figures),
    paragraphs: ordered.flatMap((region): Paragraph[] => {
      if (footnotes.regions.has(region)) return [];
      if (title.includes(region)) return [{ role: 'text', lines: [...region.lines] }];
      if (floats.tables.has(region)) return [{ role: 'float', lines: [...region.lines] }];
      const role = floats.captions.has(region) ? 'float' : 'text';
      return paragraphsOf(region).map((lines) => ({ role, lines }));
    }),
  };
}

/**
 * Bold lines side by side in one column: cells, where a heading would stand alone. Of columns of a page two headings may
 * stand so, but not one beside a row of cells: those columns are the table's.
 */
function tableHeadsOf(lines: readonly Line[], gutters: readonly Gutter[]): Set<Line> {
  const bold = lines.filter((line) => line.bold && !/^(?:\d|[A-Z]\b)/.test(line.text));
  const divided = (a: Line, b: Line) =>
    gutters.some(
      ({ left, right, top, bottom }) =>
        a.y >= top - 2 * a.size && a.y <= bottom + 2 * a.size && a.right <= right && b.left >= left,
    );
  const beside = (a: Line, b: Line) =>
    a.right < b.left && Math.abs(a.y - b.y) < 0.3 * a.size && (isRow([a]) || isRow([b]) || !divided(a, b));
  return new Set(bold.filter((line) => bold.some((other) => beside(line, other) || beside(other, line))));
}

function writePage(
  out: FrozenText,
  page: PageItems,
  laid: PageLayout,
  paragraphs: readonly Paragraph[],
  onParagraph: (paragraph: Paragraph, span: Span) => void,
): void {
  const one = (line: Line, kind: Furniture['kind']) => out.block([line], { kind });
  for (const { line, kind } of laid.margins.top) one(line, kind);
  for (const paragraph of paragraphs) {
    onParagraph(paragraph, out.block(paragraph.lines, { notes: laid.noteMarks }));
  }
  for (const region of laid.figures) out.block(region.lines, { kind: 'figure' });
  for (const region of laid.notes) out.block(region.lines, { kind: 'footnote' });
  for (const { line, kind } of laid.margins.bottom) one(line, kind);
  if (page.rotated.length > 0) out.plain(page.rotated.join(' '), 'figure');
}
