import type { CuttableText, NoteReference, Paragraph, Piece, Run } from './piece.ts';
import { type CloseTag, type OpenTag, type XmlHandler, walkXml, xmlCharacters } from './xml.ts';

/** A story: the body, or the notes of one kind (ECMA-376 part 1, 17.10 and 17.11). */
export interface Story {
  readonly paragraphs: readonly Paragraph[];
  readonly references: readonly NoteReference[];
  /** The paragraphs of each note, by the note's id. */
  readonly notes: ReadonlyMap<string, readonly Paragraph[]>;
  /** The element that holds all. */
  readonly root: Pick<OpenTag, 'prefix' | 'uri'>;
}

const wordNamespaces = [
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
];
const mathNamespaces = [
  'http://schemas.openxmlformats.org/officeDocument/2006/math',
  'http://purl.oclc.org/ooxml/officeDocument/math',
];

/** What is not there once all tracked changes are accepted, what is there twice, and the small signs above a word. */
const passedOver = new Set(['w:del', 'w:moveFrom', 'Fallback', 'w:rt']);

/** What an element other than `w:t` shows. */
const shown: Readonly<Record<string, string>> = {
  'w:tab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '-',
  'w:sym': '\uFFFD',
};

interface OpenParagraph {
  readonly pieces: Piece[];
  /** Paragraphs of text boxes in it; they are read after it. */
  readonly inside: Paragraph[];
  markDeleted: boolean;
}

interface OpenElement {
  readonly key: string;
  readonly tag: OpenTag;
}

/** The paragraphs of a part's XML in reading order: insertions as accepted, deletions and hidden text left out. */
export async function readStory(xml: string, signal: AbortSignal): Promise<Story> {
  const reader = new StoryReader(xml);
  await walkXml(xml, reader, signal);
  return reader.story();
}

class StoryReader implements XmlHandler {
  private readonly xml: string;
  private readonly path: OpenElement[] = [];
  private readonly paragraphs: Paragraph[] = [];
  private readonly references: NoteReference[] = [];
  private readonly notes = new Map<string, Paragraph[]>();
  private readonly open_: OpenParagraph[] = [];
  /** The paragraphs that are being filled: those of the body, or of a note. */
  private target: Paragraph[] = this.paragraphs;
  /** What stands before a deleted paragraph mark; the next paragraph goes on with it. */
  private carried: Piece[] = [];
  private root: Story['root'] | null = null;
  /** Depth of the element that is passed over; 0: none. */
  private skipped = 0;
  private readonly fields: ('instruction' | 'result')[] = [];
  private run: Run | null = null;
  private runDepth = 0;
  private runHidden = false;
  private formula: { start: number; end: number } | null = null;
  private formulaDepth = 0;

  constructor(xml: string) {
    this.xml = xml;
  }

  story(): Story {
    if (this.carried.length > 0) this.paragraphs.push(this.carried);
    return {
      paragraphs: this.paragraphs,
      references: this.references,
      notes: this.notes,
      root: this.root ?? { prefix: 'w', uri: '' },
    };
  }

  open(tag: OpenTag): void {
    const key = keyOf(tag);
    this.root ??= tag;
    this.path.push({ key, tag });
    if (this.skipped > 0) return;
    const parent = this.path.at(-2)?.key;
    // A mark in properties says that the mark of the paragraph was deleted, and holds no text.
    if (passedOver.has(key) && parent !== 'w:rPr') this.skipped = this.path.length;
    else if (key === 'w:p') this.open_.push({ pieces: [], inside: [], markDeleted: false });
    else if (key === 'w:r') this.openRun(tag);
    else if (key.startsWith('m:oMath')) this.openFormula(tag);
    else if (key === 'w:fldChar') this.field(tag.attribute('fldCharType'));
    else if (key === 'w:footnote' || key === 'w:endnote') this.openNote(tag);
    else if (key === 'w:footnoteReference' || key === 'w:endnoteReference') this.reference(key, tag);
    else if (parent === 'w:rPr') this.property(key, tag);
    else if (parent === 'w:r') this.show(key, tag);
  }

  close(tag: CloseTag): void {
    const depth = this.path.length;
    const element = this.path.pop();
    if (!element) return;
    if (this.skipped > 0) {
      if (this.skipped === depth) this.skipped = 0;
      return;
    }
    const { key } = element;
    if (key === 'w:t' || key === 'm:t') this.text(element.tag, tag);
    else if (key === 'w:rPr' && this.run && this.runDepth === depth - 1) {
      this.run.reopen += this.xml.slice(element.tag.start, tag.end);
      this.run.content.start = tag.end;
    } else if (key === 'w:r') this.closeRun(tag, depth);
    else if (key === 'w:p') this.closeParagraph();
    else if ((key === 'w:footnote' || key === 'w:endnote') && this.target !== this.paragraphs) {
      this.flushCarried();
      this.target = this.paragraphs;
    } else if (this.formula && this.formulaDepth === depth) {
      this.formula.end = tag.end;
      this.formula = null;
    }
  }

  private openRun(tag: OpenTag): void {
    this.runHidden = false;
    // A run inside a run's text box or ruby: what can be commented is the outer one.
    if (this.run) return;
    this.runDepth = this.path.length;
    const content = { start: tag.end, end: tag.end };
    this.run = { start: tag.start, end: tag.end, reopen: this.xml.slice(tag.start, tag.end), closing: '', content };
  }

  private closeRun(tag: CloseTag, depth: number): void {
    this.runHidden = false;
    if (!this.run || this.runDepth !== depth) return;
    this.run.end = tag.end;
    this.run.content.end = tag.start;
    this.run.closing = this.xml.slice(tag.start, tag.end);
    this.run = null;
  }

  private openFormula(tag: OpenTag): void {
    if (this.formula) return;
    this.formulaDepth = this.path.length;
    this.formula = { start: tag.start, end: tag.end };
  }

  private openNote(tag: OpenTag): void {
    const id = tag.attribute('id');
    this.target = [];
    // Lines between text and notes are notes of a type of their own.
    if (id !== null && [null, 'normal'].includes(tag.attribute('type'))) this.notes.set(id, this.target);
  }

  private reference(key: string, tag: OpenTag): void {
    const id = tag.attribute('id');
    if (id === null || !this.run || this.runHidden) return;
    const kind = key === 'w:footnoteReference' ? 'footnotes' : 'endnotes';
    const known = this.references.some((other) => other.kind === kind && other.id === id);
    if (!known) this.references.push({ kind, id, host: this.run });
  }

  private field(type: string | null): void {
    if (type === 'begin') this.fields.push('instruction');
    else if (type === 'separate') this.fields.splice(-1, 1, 'result');
    else if (type === 'end') this.fields.pop();
  }

  private property(key: string, tag: OpenTag): void {
    const of = this.path.at(-3)?.key;
    const off = ['0', 'false', 'off'].includes(tag.attribute('val') ?? '');
    if (key === 'w:vanish' && of === 'w:r' && !off) this.runHidden = true;
    const paragraph = this.open_.at(-1);
    if ((key === 'w:del' || key === 'w:moveFrom') && of === 'w:pPr' && paragraph) paragraph.markDeleted = true;
  }

  private show(key: string, tag: OpenTag): void {
    const text = shown[key];
    if (text !== undefined) this.add(text, tag, null);
  }

  private text(opening: OpenTag, closing: CloseTag): void {
    const raw = opening.selfClosing ? '' : this.xml.slice(opening.end, closing.start);
    // Comments and CDATA sections inside a text are nothing that Word writes; they are read, but not cut.
    const plain = raw
      .replace(/<!--[^]*?-->|<\?[^]*?\?>/g, '')
      .replace(/<!\[CDATA\[([^]*?)\]\]>/g, (_, text: string) => text.replaceAll('&', '&amp;'));
    const characters = [...xmlCharacters(plain)].map(({ text }) => text).join('');
    const preserved = opening.local !== 't' || opening.attribute('space') === 'preserve';
    const kept = preserved ? characters : characters.replace(/^ +| +$/g, '');
    const cut: CuttableText = {
      opening: this.xml.slice(opening.start, opening.end),
      closing: this.xml.slice(closing.start, closing.end),
      start: opening.end,
      raw,
      shown: kept.length,
      preserved,
      skipped: preserved ? 0 : characters.length - characters.replace(/^ +/, '').length,
    };
    this.add(kept, { start: opening.start, end: closing.end }, plain === raw ? cut : null);
  }

  private add(text: string, element: { start: number; end: number }, characters: CuttableText | null): void {
    const paragraph = this.open_.at(-1);
    const host = this.run ?? this.formula;
    if (!paragraph || !host || text === '' || this.runHidden || this.fields.includes('instruction')) return;
    const cuttable = this.run && this.open_.length === 1 && this.path.filter(({ key }) => key === 'w:r').length === 1;
    const own = { start: element.start, end: element.end };
    paragraph.pieces.push({ start: 0, text, host, run: cuttable ? this.run : null, element: own, characters });
  }

  private closeParagraph(): void {
    const paragraph = this.open_.pop();
    if (!paragraph) return;
    const outer = this.open_.at(-1);
    if (outer) {
      outer.inside.push(paragraph.pieces, ...paragraph.inside);
      return;
    }
    // No instruction of a field goes on behind its paragraph but in a damaged one, which must not hide the rest.
    for (const [index, part] of this.fields.entries()) if (part === 'instruction') this.fields[index] = 'result';
    this.carried.push(...paragraph.pieces);
    if (!paragraph.markDeleted) this.flushCarried();
    this.target.push(...paragraph.inside);
  }

  private flushCarried(): void {
    if (this.carried.length > 0) this.target.push(this.carried);
    this.carried = [];
  }
}

/** "w:p", "m:t", and the bare name for all other namespaces. */
function keyOf({ local, uri }: OpenTag): string {
  if (wordNamespaces.includes(uri)) return `w:${local}`;
  return mathNamespaces.includes(uri) ? `m:${local}` : local;
}
