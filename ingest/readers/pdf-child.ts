import { extractPdf, loadPdfJs } from './pdf/extract.ts';
import type { PdfChildReady, ReadPdfAnswer, ReadPdfRequest } from './pdf/child-messages.ts';
import { layOut } from './pdf/layout.ts';
import { PdfRefusal, reasons } from './pdf/refusal.ts';

// The program that a PDF is read in: it reads one file and ends. The parent ends it when it takes too long or too much.

const log: string[] = [];
const keep = (...parts: unknown[]) => {
  if (log.length < 1000) log.push(parts.map(String).join(' '));
};
// pdf.js writes its warnings to the console; they say whether a file was damaged.
Object.assign(console, { log: keep, warn: keep, error: keep, info: keep });

function ready(): void {
  const message: PdfChildReady = { type: 'ready', resident: process.memoryUsage.rss() };
  process.send?.(message);
}

function answer(message: ReadPdfAnswer): void {
  process.send?.(message, () => process.disconnect());
}

async function read(request: ReadPdfRequest): Promise<ReadPdfAnswer> {
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() > request.memoryLimit) answer({ type: 'out-of-memory' });
  }, 100);
  watch.unref();
  try {
    const content = await extractPdf(request.bytes, log);
    const { pages, furniture, headings, authors, warnings, ...rest } = layOut(request.name, content);
    return {
      type: 'read',
      read: {
        ...rest,
        pages: pages.map((page) => ({ ...page })),
        furniture: [...(furniture ?? [])],
        warnings: [...(warnings ?? [])],
        headings: headings && [...headings],
        authors: authors && [...authors],
      },
    };
  } catch (error) {
    if (error instanceof PdfRefusal) return { type: 'refused', reason: error.reason };
    if (error instanceof RangeError && /memory|allocation|array length/i.test(error.message)) {
      return { type: 'out-of-memory' };
    }
    return { type: 'refused', reason: reasons.crashed };
  } finally {
    clearInterval(watch);
  }
}

process.once('message', (request: ReadPdfRequest) => void read(request).then(answer));
// Without its parent nobody waits for the answer.
process.on('disconnect', () => process.exit());
await loadPdfJs();
ready();
