import { DocxLoader } from '@langchain/community/document_loaders/fs/docx';
import { Document } from '@langchain/core/documents';
import mammoth from 'mammoth';
import { z } from 'zod';
import { type LoadedMetadata, type TextBlock, joinBlocks } from './loaded-text.ts';

interface WordElement {
  type: string;
  value?: string | undefined;
  styleName?: string | null | undefined;
  children?: WordElement[] | undefined;
}

const WordElementSchema: z.ZodType<WordElement> = z.object({
  type: z.string(),
  value: z.string().optional(),
  styleName: z.string().nullish(),
  get children() {
    return z.array(WordElementSchema).optional();
  },
});

/**
 * LangChain's loader for Word documents, with what it drops: heading styles, the title, line breaks inside a paragraph
 * (without them the words on both sides become one) and the rows of tables.
 */
export class WordLoader extends DocxLoader {
  override async parse(raw: Buffer, metadata: Document['metadata']): Promise<Document[]> {
    const blocks: TextBlock[] = [];
    const titles: string[] = [];
    const transformDocument = (element: unknown) => {
      collect(WordElementSchema.parse(element), blocks, titles);
      return element;
    };
    const convertImage = mammoth.images.imgElement(() => Promise.resolve({ src: '' }));
    await mammoth.convertToHtml({ buffer: raw }, { transformDocument, convertImage });
    const { text, headings } = joinBlocks(blocks);
    const found: LoadedMetadata = { headings, ...(titles[0] !== undefined && { title: titles[0] }) };
    return text === '' ? [] : [new Document({ pageContent: text, metadata: { ...metadata, ...found } })];
  }
}

function collect(element: WordElement, blocks: TextBlock[], titles: string[]): void {
  if (element.type === 'paragraph') {
    const text = inlineText(element).trim();
    const style = element.styleName ?? '';
    const level = /^heading ([1-6])$/i.exec(style)?.[1];
    if (/^title$/i.test(style) && text !== '') titles.push(text.replace(/\s+/g, ' '));
    blocks.push({ text, level: level === undefined ? null : Number(level) });
  } else if (element.type === 'table') {
    const rows = (element.children ?? []).map((row) => (row.children ?? []).map(cellText).join('\t'));
    blocks.push({ text: rows.join('\n'), level: null });
  } else for (const child of element.children ?? []) collect(child, blocks, titles);
}

function cellText(cell: WordElement): string {
  return (cell.children ?? [])
    .map((child) => inlineText(child).trim())
    .filter((text) => text !== '')
    .join(' ');
}

function inlineText(element: WordElement): string {
  if (element.type === 'text') return element.value ?? '';
  if (element.type === 'tab') return '\t';
  if (element.type === 'break') return '\n';
  return (element.children ?? []).map(inlineText).join('');
}
