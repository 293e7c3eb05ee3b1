import { EPubLoader } from '@langchain/community/document_loaders/fs/epub';
import type { EPub } from 'epub2';
import { type HtmlNode, htmlToText } from 'html-to-text';
import { type LoadedMetadata, type TextBlock, joinBlocks } from './loaded-text.ts';
import { superscript } from './superscript.ts';

/** Control characters are not allowed in XML, so no book holds these; they stand before and after a heading. */
const headingStart = '\u0001';
const headingEnd = '\u0002';

/**
 * LangChain's loader for EPUB with the text left as it is: by default it cuts lines at 80 characters, writes headings
 * in capitals and puts addresses of links into the sentences.
 */
export class BookLoader extends EPubLoader {
  protected override async parse(epub: EPub): Promise<{ pageContent: string; metadata?: object }[]> {
    const blocks: TextBlock[] = [];
    for (const chapter of epub.flow) {
      const id: unknown = chapter.id;
      const html: unknown = typeof id === 'string' ? await epub.getChapterRawAsync(id) : null;
      if (typeof html === 'string') blocks.push(...blocksOfHtml(html));
    }
    const { text, headings, notes } = joinBlocks(blocks);
    const { title, creator, date } = epub.metadata;
    const year = yearOf(date);
    const found: LoadedMetadata = {
      headings,
      notes,
      ...(title !== undefined && title.trim() !== '' && { title: title.trim() }),
      ...(creator !== undefined && creator.trim() !== '' && { authors: [creator.trim()] }),
      ...(year !== null && { year }),
    };
    return text === '' ? [] : [{ pageContent: text, metadata: found }];
  }
}

/** Of a `dc:date`: a year or more of ISO 8601 (EPUB 3.3, section 5.5.3.2.2); anything else is no date. */
function yearOf(date: string | undefined): number | null {
  const year = /^\s*((?:1[5-9]|20)\d{2})(?:-|\s*$)/.exec(date ?? '')?.[1];
  return year === undefined ? null : Number(year);
}

function textOf(node: HtmlNode): string {
  return node.data ?? (node.children ?? []).map(textOf).join('');
}

function isLink(node: HtmlNode): boolean {
  return node.parent?.name === 'a' || (node.children ?? []).some((child) => child.name === 'a');
}

function blocksOfHtml(html: string): TextBlock[] {
  const body = html.replace(/^[\s\S]*?<body\b/i, '<body').replace(/[\u0001\u0002]/g, '');
  const text = htmlToText(body, {
    wordwrap: false,
    formatters: {
      markedHeading: (element, walk, builder) => {
        builder.openBlock({ leadingLineBreaks: 2 });
        builder.addLiteral(`${headingStart}${element.name.slice(1)}`);
        walk(element.children, builder);
        builder.addLiteral(headingEnd);
        builder.closeBlock({ trailingLineBreaks: 2 });
      },
      raised: (element, walk, builder) => {
        const text = textOf(element);
        const shown = superscript(text, isLink(element));
        if (shown === text) walk(element.children, builder);
        else builder.addInline(shown);
      },
    },
    selectors: [
      ...[1, 2, 3, 4, 5, 6].map((level) => ({ selector: `h${level}`, format: 'markedHeading' })),
      { selector: 'sup', format: 'raised' },
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', format: 'skip' },
    ],
  });
  return text.split(/\n{2,}/).map((block) => {
    const marked = /^\u0001([1-6])([\s\S]*)\u0002$/.exec(block.trim());
    const plain = (marked?.[2] ?? block).replace(/[\u0001\u0002]/g, '').trim();
    return { text: plain, level: marked ? Number(marked[1]) : null };
  });
}
