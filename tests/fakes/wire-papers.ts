import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildPaper } from '../../ingest/structure/build-paper.ts';
import { paperIdOf, passageIdOf, sha256Of, type Span } from '../../ingest/paper.ts';
import type { Place, WirePaperDetail, WirePaperText } from '../../server/wire.ts';

/** A paper as the fake server holds it. */
export interface FakePaper {
  readonly detail: WirePaperDetail;
  readonly content: WirePaperText;
}

interface PaperMatter {
  readonly title: string;
  readonly authors: readonly string[];
  readonly year: number | null;
  readonly source: string;
  readonly text: string;
  /** Headings as they stand in the text, in order. */
  readonly headings?: readonly string[];
  /** Furniture as it stands in the text, in order. */
  readonly furniture?: readonly string[];
}

function spanOf(text: string, words: string, from = 0): Span {
  const start = text.indexOf(words, from);
  if (start < 0) throw new Error(`The fake paper does not hold: ${words}`);
  return { start, end: start + words.length };
}

/** A paper with form feeds as page ends, where its text has them. */
export function fakePaper(matter: PaperMatter): FakePaper {
  const { text } = matter;
  const starts = (matter.headings ?? []).map((words) => ({ words, start: spanOf(text, words).start }));
  const ends = [...text.matchAll(/\f/g)].map((found) => found.index + 1);
  const furniture = (matter.furniture ?? []).map((words) => spanOf(text, words));
  const noted = furniture.map((span) => ({ span, kind: 'footnote' as const }));
  const built = buildPaper({ source: matter.source, text, pages: [], furniture: noted, markdown: true });
  const pages = ends.length === 0 ? [] : [0, ...ends].map((start, i) => ({ start, end: ends[i] ?? text.length }));
  return {
    detail: {
      id: paperIdOf(text),
      title: matter.title,
      authors: [...matter.authors],
      year: matter.year,
      doi: null,
      source: matter.source,
      sha256: sha256Of(text),
      pages: pages.length === 0 ? null : pages.length,
      passages: Math.ceil(text.split(/\s+/).length / 150),
      warnings: [],
      sections: starts.map(({ words, start }, i) => ({
        title: words.replace(/^#+ |\*/g, '').trim(),
        level: 2,
        start,
        end: starts[i + 1]?.start ?? text.length,
      })),
      references: [],
    },
    content: {
      text,
      pages: pages.map((span, i) => ({ number: i + 1, label: null, ...span })),
      furniture,
      paragraphs: [...built.paragraphs],
    },
  };
}

const readPaper = (name: string) => readFileSync(resolve(import.meta.dirname, '../../data/papers', name), 'utf8');

/** A. Sadi, 2025, as it ships; its first footnote cuts a sentence. */
export function sadi(): FakePaper {
  return fakePaper({
    title: "U.S.-China AI Rivalry and its Implications on Pakistan's Cybersecurity and Digital Sovereignty",
    authors: ['Aleena Sadi'],
    year: 2025,
    source: '000_0664bf231b317621.txt',
    text: readPaper('000_0664bf231b317621.txt'),
    headings: [
      'Introduction\n',
      'Theoretical Framework\n',
      'The US-China AI Rivalry: Structural Dimensions\n',
      'The CPEC Digital Ecosystem\n',
      "Pakistan's Cybersecurity Landscape and Threat Assessment\n",
      'Digital Non-Aligned: Global South Examples\n',
      'Policy Recommendations and the Way Forward for Pakistan:\n',
      'Digital Non-Alignment and Strategic Autonomy:\n',
      'Conclusion\n',
    ],
    furniture: [
      '^a Student, Department of Political Science and International Relations, University of Management and ' +
        'Technology, Lahore, Punjab, Pakistan.',
    ],
  });
}

/** Sarwar and Rashid, as it ships. */
export function sarwarAndRashid(): FakePaper {
  return fakePaper({
    title: "ARTIFICIAL INTELLIGENCE IN PAKISTAN'S NATIONAL SECURITY STRATEGY: EVOLUTION AND IMPACTS",
    authors: ['Ghulam Sarwar', 'Muhammad Imran Rashid'],
    year: null,
    source: '002_1a927c9f753fafd2.txt',
    text: readPaper('002_1a927c9f753fafd2.txt'),
    headings: [
      '### Abstract',
      '### Introduction',
      '### **Literature Review**',
      '## **Research Methods**',
      '## **Conceptual and Theoretical Framework**',
      '### **2. Securitization Theory**',
      '### **Challenges and Limitations for Pakistan**',
      '### **Conclusion**',
      '### **References**',
    ],
  });
}

const readingText = (text: string) =>
  text
    .replace(/\*|^#+ /gm, '')
    .replace(/\s+/g, ' ')
    .trim();

/** The place of words that stand in the paper as given, in one piece or in several that furniture parts. */
export function placeOf(paper: FakePaper, number: number, ...words: readonly string[]): Place {
  const { detail, content } = paper;
  let from = 0;
  const pieces = words.map((piece) => {
    const span = spanOf(content.text, piece, from);
    from = span.end;
    return span;
  });
  const start = pieces[0]?.start ?? 0;
  const section = detail.sections.findLast((candidate) => candidate.start <= start);
  const page = content.pages.find((candidate) => candidate.start <= start && start < candidate.end);
  const quote = words.map(readingText).join(' ');
  const prefix = readingText(content.text.slice(Math.max(0, start - 36), start)).slice(-32);
  const suffix = readingText(content.text.slice(from, from + 36)).slice(0, 32);
  const at = pieces.map((piece) => `${piece.start}-${piece.end}`).join();
  const written = Object.entries({ sha: detail.sha256.slice(0, 16), quote, prefix, suffix });
  return {
    number,
    paper: {
      id: detail.id,
      title: detail.title,
      authors: detail.authors,
      year: detail.year,
      source: detail.source,
    },
    page: page?.number ?? null,
    pageLabel: page?.label ?? null,
    section: section?.title ?? null,
    paragraph: 2,
    quote,
    pieces,
    start,
    end: from,
    prefix,
    suffix,
    paperSha256: detail.sha256,
    match: 'exact',
    secondary: null,
    passageId: passageIdOf(paperIdOf(content.text), { start, end: from }),
    permalink: `/papers/${detail.id}#at=${at}&${written.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')}`,
  };
}
