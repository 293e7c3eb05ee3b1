import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly data: string | Buffer;
  /** Bytes that the directory declares, where it lies. */
  readonly declared?: number;
}

/** A ZIP file of these entries, deflated (PKWARE APPNOTE 6.3). */
export function makeZip(entries: readonly ZipEntry[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, declared } of entries) {
    const raw = Buffer.from(data);
    const packed = deflateRawSync(raw);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(raw), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(declared ?? raw.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, Buffer.from(name)]));
    bodies.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, ...directory, end]);
}

/**
 * A paragraph of a Word document; `style` is the style's id, `text` may hold line breaks, `{raised 2}` and
 * `{note 1}`, the mark of the first footnote.
 */
export interface WordParagraph {
  readonly text: string;
  readonly style?: 'Heading1' | 'Heading2' | 'Title';
}

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const styles: Readonly<Record<string, string>> = { Heading1: 'heading 1', Heading2: 'heading 2', Title: 'Title' };

const wordRun = (text: string): string => {
  const [, kind, value = ''] = /^\{(raised|note) (.+)\}$/.exec(text) ?? [];
  if (kind === 'note') return `<w:r><w:footnoteReference w:id="${value}"/></w:r>`;
  const raised = kind === 'raised' ? '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>' : '';
  return `<w:r>${raised}<w:t xml:space="preserve">${raised ? value : text}</w:t></w:r>`;
};

/** A .docx with these paragraphs, after them one table with these rows, and these footnotes. */
export function makeDocx(
  paragraphs: readonly WordParagraph[],
  rows: readonly (readonly string[])[] = [],
  footnotes: readonly string[] = [],
): Buffer {
  const paragraph = ({ text, style }: WordParagraph) =>
    `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''}${text
      .split('\n')
      .map((line) =>
        line
          .split(/(\{(?:raised|note) [^}]+\})/)
          .map(wordRun)
          .join(''),
      )
      .join('<w:r><w:br/></w:r>')}</w:p>`;
  const cell = (text: string) => `<w:tc>${paragraph({ text })}</w:tc>`;
  const table =
    rows.length === 0 ? '' : `<w:tbl>${rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;
  const body = paragraphs.map(paragraph).join('') + table;
  const style = ([id, name]: [string, string]) =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`;
  return makeZip([
    {
      name: '[Content_Types].xml',
      data: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    },
    {
      name: '_rels/.rels',
      data: '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    },
    {
      name: 'word/_rels/document.xml.rels',
      data: '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>',
    },
    {
      name: 'word/footnotes.xml',
      data: `<w:footnotes xmlns:w="${word}">${footnotes
        .map((text, index) => `<w:footnote w:id="${index + 1}">${paragraph({ text })}</w:footnote>`)
        .join('')}</w:footnotes>`,
    },
    { name: 'word/document.xml', data: `<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>` },
    {
      name: 'word/styles.xml',
      data: `<w:styles xmlns:w="${word}">${Object.entries(styles).map(style).join('')}</w:styles>`,
    },
  ]);
}

/** An .epub with a title, an author and these chapters (XHTML of the body). */
export function makeEpub(
  title: string,
  author: string,
  chapters: readonly string[],
  more: readonly ZipEntry[] = [],
  date = '',
): Buffer {
  const items = chapters.map(
    (_, index) => `<item id="c${index}" href="c${index}.xhtml" media-type="application/xhtml+xml"/>`,
  );
  const spine = chapters.map((_, index) => `<itemref idref="c${index}"/>`);
  return makeZip([
    { name: 'mimetype', data: 'application/epub+zip' },
    {
      name: 'META-INF/container.xml',
      data: '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    },
    {
      name: 'book.opf',
      data: `<package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${title}</dc:title><dc:creator>${author}</dc:creator><dc:language>en</dc:language>${date && `<dc:date>${date}</dc:date>`}</metadata><manifest>${items.join('')}</manifest><spine>${spine.join('')}</spine></package>`,
    },
    ...chapters.map((body, index) => ({
      name: `c${index}.xhtml`,
      data: `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>${body}</body></html>`,
    })),
    ...more,
  ]);
}
