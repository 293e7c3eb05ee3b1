import { createDeflate, deflateSync } from 'node:zlib';
import { PDFDocument, type PDFFont, PDFName, PDFNumber, type PDFPage, PDFString, StandardFonts } from 'pdf-lib';

/** A page of 595 × 842 points; y is counted from the top edge, to the baseline. */
export interface Sheet {
  /** One line of text. */
  line(x: number, y: number, text: string, options?: { size?: number; bold?: boolean }): void;
  /** Lines under each other; gives the baseline after the last. */
  lines(x: number, y: number, texts: readonly string[], options?: { size?: number; leading?: number }): number;
  /** Words with a raised mark after them: "word¹ next". */
  marked(x: number, y: number, parts: readonly (string | { raised: string })[], size?: number): void;
}

const height = 842;

/** Makes a PDF of these pages with standard fonts, always the same bytes. */
export async function makePdf(
  pages: readonly ((sheet: Sheet) => void)[],
  options: { title?: string; labels?: string } = {},
): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const day = new Date('2024-01-02T03:04:05Z');
  pdf.setCreationDate(day);
  pdf.setModificationDate(day);
  if (options.title !== undefined) pdf.setTitle(options.title);
  const fonts = {
    plain: await pdf.embedFont(StandardFonts.TimesRoman),
    bold: await pdf.embedFont(StandardFonts.TimesRomanBold),
  };
  for (const draw of pages) draw(sheetOn(pdf.addPage([595, height]), fonts));
  if (options.labels !== undefined) {
    const style = pdf.context.obj({ S: PDFName.of('D'), P: PDFString.of(options.labels), St: PDFNumber.of(1) });
    pdf.catalog.set(PDFName.of('PageLabels'), pdf.context.obj({ Nums: [0, style] }));
  }
  return await pdf.save({ useObjectStreams: false, addDefaultPage: false });
}

function sheetOn(page: PDFPage, fonts: { plain: PDFFont; bold: PDFFont }): Sheet {
  const sheet: Sheet = {
    line: (x, y, text, { size = 10, bold = false } = {}) => {
      page.drawText(text, { x, y: height - y, size, font: bold ? fonts.bold : fonts.plain });
    },
    lines: (x, y, texts, { size = 10, leading = size * 1.2 } = {}) => {
      texts.forEach((text, index) => sheet.line(x, y + index * leading, text, { size }));
      return y + texts.length * leading;
    },
    marked: (x, y, parts, size = 10) => {
      let at = x;
      for (const part of parts) {
        const raised = typeof part !== 'string';
        const text = raised ? part.raised : part;
        const own = raised ? size * 0.65 : size;
        sheet.line(at, raised ? y - size * 0.36 : y, text, { size: own });
        at += fonts.plain.widthOfTextAtSize(text, own);
      }
    },
  };
  return sheet;
}

/** A PDF from objects as they are written in the file; `trailer` goes into the trailer dictionary. */
export function rawPdf(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const add = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  objects.forEach((object, index) => {
    offsets.push(length);
    add(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]));
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const start = length;
  add(
    Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\n`),
  );
  add(Buffer.from(`startxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

const catalog = '<< /Type /Catalog /Pages 2 0 R >>';
const onePage = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>';

function stream(data: Buffer, filter: string): Buffer {
  const head = Buffer.from(`<< /Length ${data.length} /Filter ${filter} >>\nstream\n`);
  return Buffer.concat([head, data, Buffer.from('\nendstream')]);
}

/** A page whose content unpacks to that many megabytes of spaces: some kilobytes in the file. */
export async function bombPdf(megabytes: number): Promise<Buffer> {
  const deflate = createDeflate({ level: 1 });
  const chunks: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => chunks.push(chunk));
  const block = Buffer.alloc(1024 * 1024, ' ');
  for (let index = 0; index < megabytes; index += 1) {
    if (!deflate.write(block)) await new Promise((resolve) => deflate.once('drain', resolve));
  }
  await new Promise<void>((resolve) => {
    deflate.once('end', resolve);
    deflate.end();
  });
  const twice = deflateSync(Buffer.concat(chunks));
  return rawPdf([catalog, onePage, page, stream(twice, '[/FlateDecode /FlateDecode]')]);
}

/** Encrypted with the standard handler; the password is nobody's. */
export function lockedPdf(): Buffer {
  const nonsense = '<' + 'a7'.repeat(32) + '>';
  const encrypt = `/Encrypt << /Filter /Standard /V 1 /R 2 /O ${nonsense} /U ${nonsense} /P -4 >> /ID [<01> <01>]`;
  return rawPdf([catalog, onePage, page, stream(deflateSync(Buffer.from('BT ET')), '/FlateDecode')], encrypt);
}

/** No pages at all. */
export function pagelessPdf(): Buffer {
  return rawPdf([catalog, '<< /Type /Pages /Kids [] /Count 0 >>']);
}

/** A page with a drawing and no text, as a scanner makes it. */
export function textlessPdf(): Buffer {
  return rawPdf([catalog, onePage, page, stream(deflateSync(Buffer.from('10 10 100 100 re f')), '/FlateDecode')]);
}
