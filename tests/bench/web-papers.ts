import { PDFDocument, StandardFonts } from 'pdf-lib';
import { type FakePaper, fakePaper } from '../fakes/wire-papers.ts';

const subjects = ['The committee', 'A later survey', 'This reading', 'The second trial', 'Every archive', 'The model'];
const verbs = ['reports', 'leaves open', 'contradicts', 'confirms', 'measures', 'takes for granted'];
const objects = ['the earlier estimate', 'what deterrence costs', 'how trust is lost', 'the price of a mistake'];
const ends = ['in most of the cases', 'under pressure', 'although nobody asked', 'as the appendix shows', 'by a third'];

const pick = (words: readonly string[], seed: number) => words[seed % words.length] ?? '';

/** Prose that goes on for ever and is never twice the same within a paragraph. */
function sentence(seed: number): string {
  const parts = [pick(subjects, seed * 7), pick(verbs, seed * 5 + 1), pick(objects, seed * 3), pick(ends, seed * 11)];
  return `${parts.join(' ')} in year ${1900 + (seed % 120)}.`;
}

const paragraph = (seed: number, sentences: number) =>
  Array.from({ length: sentences }, (_, index) => sentence(seed + index)).join(' ');

/** The words at the end of the last page, which are nowhere else. */
export const lastWords = 'Here the last of all pages says what nobody had said before it.';

/** A paper of about 3,000 characters a page, with headings, lists, running heads, and paragraphs over page ends. */
export function longPaper(pages: number): FakePaper {
  const headings: string[] = [];
  const furniture: string[] = [];
  const texts = Array.from({ length: pages }, (_, at) => {
    const head = `Journal of Long Papers, sheet ${at + 1} of all`;
    furniture.push(head);
    const heading = `## Part ${at + 1} of the argument\n`;
    if (at % 5 === 0) headings.push(heading);
    return [
      head,
      ...(at % 5 === 0 ? [heading.trim()] : []),
      // Begins in lower case: the rest of the last page's paragraph.
      `and so ${paragraph(at * 40, 7)}`,
      paragraph(at * 40 + 7, 9),
      `- **first** ${sentence(at)}\n- *second* ${sentence(at + 1)}`,
      paragraph(at * 40 + 16, 8),
      at === pages - 1 ? lastWords : `${paragraph(at * 40 + 24, 7)} It goes on over the page`,
    ].join('\n\n');
  });
  const text = texts.join('\n\f');
  return fakePaper({
    title: 'A Long Paper',
    authors: ['B. Ench'],
    year: 2025,
    source: 'l.md',
    text,
    headings,
    furniture,
  });
}

/** A PDF of that many pages with some 3,000 characters each, in two columns. */
export async function longPdf(pages: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.TimesRoman);
  for (let at = 0; at < pages; at += 1) {
    const page = pdf.addPage([595, 842]);
    page.drawText(`Journal of Long Papers ${at + 1}`, { x: 50, y: 800, size: 8, font });
    const words = `${paragraph(at * 40, 38)}${at === pages - 1 ? ` ${lastWords}` : ''}`.split(' ');
    let [x, y] = [50, 770];
    let line = '';
    for (const word of [...words, '']) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (word !== '' && font.widthOfTextAtSize(longer, 9) < 235) {
        line = longer;
        continue;
      }
      page.drawText(line, { x, y, size: 9, font });
      line = word;
      y -= 11;
      if (y < 60) [x, y] = [310, 770];
    }
  }
  return pdf.save();
}
