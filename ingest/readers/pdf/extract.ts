import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import type * as PdfJs from 'pdfjs-dist/legacy/build/pdf.mjs';
import { withComposedAccents } from './accents.ts';
import type { OutlineEntry, PageItems, PdfContent, TextItem } from './page-items.ts';
import { withLigaturesInOrder } from './rtl-ligatures.ts';
import { PdfRefusal, reasons } from './refusal.ts';

/** More pages than any paper or thesis has; a file that claims more is refused before its pages are read. */
const maxPages = 5000;

/** A warning of pdf.js that means that something is missing or mended, not that something is unusual. */
const damage = /Indexing all PDF objects|Invalid stream|Ran out of data|Missing|not found|XRef|Bad |Unknown command/i;

/** Loads pdf.js, which writes to the console while it does: whoever minds has to quiet that first. */
export async function loadPdfJs(): Promise<typeof PdfJs> {
  // The part that parses; otherwise pdf.js loads it with the first file.
  await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
  return await import('pdfjs-dist/legacy/build/pdf.mjs');
}

/**
 * The text items of a PDF with their places, by pdf.js. Nothing is fetched, drawn or evaluated: images are skipped by
 * `maxImageSize`, fonts are not loaded for display. Two folders of pdfjs-dist are needed for text: `cmaps` (characters
 * of Chinese, Japanese and Korean fonts) and `standard_fonts` (widths of fonts that are not embedded).
 * @param log takes the warnings of pdf.js, which it writes to the console
 * @throws PdfRefusal
 */
export async function extractPdf(bytes: Uint8Array, log: readonly string[]): Promise<PdfContent> {
  const pdfjs = await loadPdfJs();
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const task = pdfjs.getDocument({
    // A Buffer, which is what arrives from another process, is refused; pdf.js takes over what it gets.
    data: new Uint8Array(bytes),
    verbosity: pdfjs.VerbosityLevel.WARNINGS,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    useWorkerFetch: false,
    useWasm: false,
    enableXfa: false,
    maxImageSize: 1,
    cMapUrl: join(folder, 'cmaps') + sep,
    cMapPacked: true,
    standardFontDataUrl: join(folder, 'standard_fonts') + sep,
  });
  const ended = hasEnd(bytes);
  const starts = startsLikePdf(bytes);
  let pdf: PdfJs.PDFDocumentProxy;
  try {
    pdf = await task.promise;
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : '';
    if (name === 'PasswordException') throw new PdfRefusal(reasons.password, { cause });
    throw new PdfRefusal(!starts ? reasons.notPdf : ended ? reasons.broken : reasons.truncated, { cause });
  }
  return await readDocument(pdf, ended, log);
}

function startsLikePdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(1024, bytes.byteLength)).includes('%PDF-');
}

function hasEnd(bytes: Uint8Array): boolean {
  const from = Math.max(0, bytes.byteLength - 2048);
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, bytes.byteLength - from).includes('%%EOF');
}

async function readDocument(pdf: PdfJs.PDFDocumentProxy, ended: boolean, log: readonly string[]): Promise<PdfContent> {
  if (pdf.numPages === 0) throw new PdfRefusal(reasons.noPages);
  if (pdf.numPages > maxPages) {
    throw new PdfRefusal(`it has ${pdf.numPages} pages, the limit is ${maxPages}; split it and add the parts`);
  }
  const labels = await orNull(pdf.getPageLabels());
  const pages: PageItems[] = [];
  const lost: number[] = [];
  const empty: number[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const label = labels?.[number - 1]?.trim() ?? '';
    const blank = { number, width: 0, height: 0, label: label === '' ? null : label, items: [], rotated: [] };
    const before = log.length;
    try {
      const page = await pdf.getPage(number);
      const read = await readPage(page, blank);
      pages.push(read);
      const hasImage = log.slice(before).some((message) => message.includes('Image exceeded'));
      if (read.items.length === 0 && hasImage) empty.push(number);
      page.cleanup();
    } catch {
      lost.push(number);
      pages.push(blank);
    }
  }
  if (lost.length === pages.length) throw new PdfRefusal(ended ? reasons.broken : reasons.truncated);
  checkText(pages);
  const warnings: string[] = [];
  if (!ended) warnings.push('The end of the file is missing; what could be read may not be all of it.');
  else if (log.some((message) => damage.test(message))) {
    warnings.push('The file is damaged and was repaired while reading; compare what matters with the original.');
  }
  if (lost.length > 0) warnings.push(`${pageList(lost)} could not be read.`);
  if (empty.length > 0) {
    warnings.push(`${pageList(empty)} ${empty.length === 1 ? 'is an image' : 'are images'} without text.`);
  }
  return { pages, outline: await readOutline(pdf), metadataTitle: await readTitle(pdf), warnings };
}

function pageList(numbers: readonly number[]): string {
  if (numbers.length === 1) return `Page ${numbers[0] ?? ''}`;
  const shown = numbers.slice(0, 10).join(', ');
  return `Pages ${shown}${numbers.length > 10 ? ` and ${numbers.length - 10} more` : ''}`;
}

async function orNull<T>(value: Promise<T>): Promise<T | null> {
  try {
    return await value;
  } catch {
    return null;
  }
}

function checkText(pages: readonly PageItems[]): void {
  const text = pages.flatMap((page) => page.items.map((item) => item.text)).join('');
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  // A stamp or a page number on each scan is no text layer.
  if (text.trim() === '' || (pages.length > 1 && letters < 8 * pages.length)) throw new PdfRefusal(reasons.noText);
  const unreadable = text.match(/[\p{Co}\p{Cn}\p{Cc}\ufffd]/gu)?.length ?? 0;
  if (unreadable > letters) throw new PdfRefusal(reasons.unreadableText);
}

async function readPage(page: PdfJs.PDFPageProxy, blank: PageItems): Promise<PageItems> {
  const viewport = page.getViewport({ scale: 1 });
  const content = await page.getTextContent({ disableNormalization: true });
  // pdf.js tells the names of fonts, and what each glyph stands for, only with the drawing operators.
  const operators = await orNull(page.getOperatorList());
  const bold = operators === null ? new Set<string>() : boldFonts(page, Object.keys(content.styles));
  const found = content.items.filter((item) => 'str' in item);
  const rtl = operators !== null && found.some((item) => item.dir === 'rtl');
  const strings = found.map((item) => item.str);
  const texts = rtl ? withLigaturesInOrder(strings, await glyphsOf(operators)) : strings;
  const items: TextItem[] = [];
  const rotated: string[] = [];
  let space = false;
  for (const [index, item] of found.entries()) {
    const text = (texts[index] ?? item.str).trim();
    const [a, b, c, d, e, f] = numbers(item.transform);
    const [va, vb, vc, vd, ve, vf] = numbers(viewport.transform);
    if (text === '') {
      space = space || item.str !== '' || item.hasEOL;
      continue;
    }
    const [cos, sin] = [a * va + b * vc, a * vb + b * vd];
    const size = Math.hypot(c * va + d * vc, c * vb + d * vd);
    if (Math.abs(sin) > Math.abs(cos) * 0.05 || cos < 0) {
      rotated.push(text);
    } else {
      const left = e * va + f * vc + ve;
      items.push({
        text,
        left,
        right: left + item.width,
        y: e * vb + f * vd + vf,
        size,
        bold: bold.has(item.fontName),
        rtl: item.dir === 'rtl',
        spaceBefore: space || /^\s/.test(item.str),
      });
    }
    space = /\s$/.test(item.str);
  }
  return { ...blank, width: viewport.width, height: viewport.height, items: withComposedAccents(items), rotated };
}

type Matrix = readonly [number, number, number, number, number, number];

function numbers(transform: readonly unknown[]): Matrix {
  const at = (index: number) => {
    const value = transform[index];
    return typeof value === 'number' && Number.isFinite(value) ? value : 0;
  };
  return [at(0), at(1), at(2), at(3), at(4), at(5)];
}

type Operators = Awaited<ReturnType<PdfJs.PDFPageProxy['getOperatorList']>>;

/** What the glyphs of a page stand for, in the order in which they are drawn. */
async function glyphsOf({ fnArray, argsArray }: Operators): Promise<string[]> {
  const { OPS } = await loadPdfJs();
  const shown = argsArray.filter((_, index) => fnArray[index] === OPS.showText) as unknown[];
  return shown.flat(3).flatMap((glyph) => {
    const known = glyph !== null && typeof glyph === 'object' && 'unicode' in glyph ? glyph.unicode : null;
    return typeof known === 'string' ? [known] : [];
  });
}

/** Fonts whose names say that they are bold; known once the drawing operators were read. */
function boldFonts(page: PdfJs.PDFPageProxy, fonts: readonly string[]): Set<string> {
  const bold = new Set<string>();
  for (const font of fonts) {
    if (!page.commonObjs.has(font)) continue;
    const object: unknown = page.commonObjs.get(font);
    const name = object !== null && typeof object === 'object' && 'name' in object ? object.name : '';
    if (typeof name === 'string' && isBoldName(name)) bold.add(font);
  }
  return bold;
}

/** PostScript names: "Times-Bold", "NimbusRomNo9L-Medi", "CMBX12", "LinBiolinumTB". */
export function isBoldName(name: string): boolean {
  const plain = name.replace(/^[A-Z]{6}\+/, '');
  return /bold|black|heavy|demi|-medi(?!um)|-bd|^cm(?:b|ss?bx|bx)\d|^sf[bs]x|^cmb|tb$|-?(?:bx)\d/i.test(plain);
}

async function readOutline(pdf: PdfJs.PDFDocumentProxy): Promise<OutlineEntry[]> {
  const entries: OutlineEntry[] = [];
  const add = (nodes: readonly unknown[], level: number) => {
    for (const node of nodes) {
      if (entries.length >= 2000 || node === null || typeof node !== 'object') return;
      if ('title' in node && typeof node.title === 'string') entries.push({ title: node.title.trim(), level });
      if ('items' in node && Array.isArray(node.items) && level < 6) add(node.items, level + 1);
    }
  };
  add((await orNull(pdf.getOutline())) ?? [], 1);
  return entries;
}

async function readTitle(pdf: PdfJs.PDFDocumentProxy): Promise<string | null> {
  const metadata = await orNull(pdf.getMetadata());
  const title = metadata && 'Title' in metadata.info ? metadata.info.Title : null;
  return typeof title === 'string' && title.trim() !== '' ? title.trim() : null;
}
