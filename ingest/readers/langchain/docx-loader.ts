import { DocxLoader } from '@langchain/community/document_loaders/fs/docx';
import { Document } from '@langchain/core/documents';
import mammoth from 'mammoth';
import { z } from 'zod';
import { type LoadedMetadata, type TextBlock, joinBlocks } from './loaded-text.ts';
import { superscript } from './superscript.ts';

interface WordElement {
  type: string;
  value?: string | undefined;
  styleName?: string | null | undefined;
  children?: WordElement[] | undefined;
  verticalAlignment?: string | null | undefined;
  noteType?: string | undefined;
  noteId?: string | undefined;
}

const WordElementSchema: z.ZodType<WordElement> = z.object({
  type: z.string(),
  value: z.string().optional(),
  styleName: z.string().nullish(),
  verticalAlignment: z.string().nullish(),
  noteType: z.string().optional(),
  noteId: z.string().optional(),
  get children() {
    return z.array(WordElementSchema).optional();
  },
});

/** What mammoth hands over: the document, and a way from a reference to its note. */
const WordDocumentSchema = z.object({ notes: z.custom<WordNotes>(isWordNotes).optional() });

interface WordNotes {
  resolve(reference: WordElement): unknown;
}

function isWordNotes(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'resolve' in value && typeof value.resolve === 'function';
}

const WordNoteSchema = z.object({ body: z.array(WordElementSchema) });

/** What of a document is found on the way through it. */
interface Found {
  readonly blocks: TextBlock[];
  readonly titles: string[];
  /** References to notes, in the order of the text: the first is number 1. */
  readonly references: WordElement[];
}

/**
 * LangChain's loader for Word documents, with what it drops: heading styles, the title, line breaks inside a paragraph
 * (without them the words on both sides become one), the rows of tables, raised numbers and notes.
 */
export class WordLoader extends DocxLoader {
  override async parse(raw: Buffer, metadata: Document['metadata']): Promise<Document[]> {
    const found: Found = { blocks: [], titles: [], references: [] };
    const transformDocument = (element: unknown) => {
      collect(WordElementSchema.parse(element), found);
      found.blocks.push(...notesOf(WordDocumentSchema.parse(element).notes, found.references));
      return element;
    };
    const convertImage = mammoth.images.imgElement(() => Promise.resolve({ src: '' }));
    await mammoth.convertToHtml({ buffer: raw }, { transformDocument, convertImage });
    const { text, headings, notes } = joinBlocks(found.blocks);
    const [title] = found.titles;
    const loaded: LoadedMetadata = { headings, notes, ...(title !== undefined && { title }) };
    return text === '' ? [] : [new Document({ pageContent: text, metadata: { ...metadata, ...loaded } })];
  }
}

function collect(element: WordElement, found: Found): void {
  if (element.type === 'paragraph') {
    const text = inlineText(element, found.references).trim();
    const style = element.styleName ?? '';
    const level = /^heading ([1-6])$/i.exec(style)?.[1];
    if (/^title$/i.test(style) && text !== '') found.titles.push(text.replace(/\s+/g, ' '));
    found.blocks.push({ text, level: level === undefined ? null : Number(level) });
  } else if (element.type === 'table') {
    const cells = (row: WordElement) => (row.children ?? []).map((cell) => cellText(cell, found.references));
    const rows = (element.children ?? []).map((row) => cells(row).join('\t'));
    found.blocks.push({ text: rows.join('\n'), level: null });
  } else for (const child of element.children ?? []) collect(child, found);
}

function cellText(cell: WordElement, references: WordElement[]): string {
  return (cell.children ?? [])
    .map((child) => inlineText(child, references).trim())
    .filter((text) => text !== '')
    .join(' ');
}

function inlineText(element: WordElement, references: WordElement[]): string {
  if (element.type === 'text') return element.value ?? '';
  if (element.type === 'tab') return '\t';
  if (element.type === 'break') return '\n';
  if (element.type === 'noteReference') return superscript(String(numberOf(element, references)));
  const text = (element.children ?? []).map((child) => inlineText(child, references)).join('');
  return element.verticalAlignment === 'superscript' ? superscript(text) : text;
}

/** A note that is referred to twice has one number, also where it refers to itself. */
function numberOf(reference: WordElement, references: WordElement[]): number {
  const { noteType, noteId } = reference;
  const known = references.findIndex((other) => other.noteType === noteType && other.noteId === noteId);
  return known < 0 ? references.push(reference) : known + 1;
}

/** Footnotes and endnotes behind the text, numbered as their marks are; a note's own references count on. */
function notesOf(notes: WordNotes | undefined, references: WordElement[]): TextBlock[] {
  const blocks: TextBlock[] = [];
  for (let index = 0; index < references.length; index += 1) {
    const reference = references[index];
    const note = WordNoteSchema.safeParse(reference && notes?.resolve(reference)).data;
    const text = note?.body.map((part) => inlineText(part, references).trim()).join(' ');
    if (text) blocks.push({ text: `${superscript(String(index + 1))} ${text}`, level: null, note: true });
  }
  return blocks;
}
