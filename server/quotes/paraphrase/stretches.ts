import type { Paper, Span } from '../../../ingest/paper.ts';
import { sectionAt } from '../../../ingest/paper.ts';
import { read } from '../../../ingest/reading-text.ts';
import { sentencesOf } from '../../../ingest/sentences.ts';
import type { Candidate } from '../../retrieval/diversify.ts';
import { assertsSomething } from './asserts.ts';
import { withoutReferences } from './introduction.ts';
import type { Stretch } from './judge-stretches.ts';
import { type Term, termsOf } from './terms.ts';

/** A sentence of a paper, or two in a row, that a claim is compared with. */
export interface PaperStretch extends Stretch {
  readonly paper: Paper;
  readonly span: Span;
  /** Reading text. */
  readonly text: string;
  /** The sentences before and behind, as they stand in the list; null at a paragraph's edge. */
  readonly before: number | null;
  readonly after: number | null;
}

/** A sentence longer than this is a table or a list that was read as one; UTF-16 code units. */
const longest = 2_500;

/** Claims of one draft are compared with the same sentences; some 4 kB each. */
const mostKept = 3_000;
const kept = new Map<string, readonly Term[]>();

function sentenceTerms(text: string): readonly Term[] {
  const known = kept.get(text);
  if (known) return known;
  if (kept.size >= mostKept) kept.clear();
  const terms = termsOf(withoutReferences(text));
  kept.set(text, terms);
  return terms;
}

/** The sentences of retrieved passages, each once, in the order of the passages. */
export function sentencesIn(passages: readonly Candidate[]): PaperStretch[] {
  const found: PaperStretch[] = [];
  const seen = new Set<string>();
  for (const { paper, span } of passages) {
    const title = stemsOf(sentenceTerms(`${paper.title} ${paper.authors.join(' ')}`));
    for (const paragraph of paper.paragraphs) {
      const part = { start: Math.max(paragraph.start, span.start), end: Math.min(paragraph.end, span.end) };
      if (part.start >= part.end) continue;
      const heading = headingStems(paper, part.start);
      const sentences = sentencesOf(paper, part).flatMap((sentence) => {
        const key = `${paper.id}.${String(sentence.start)}`;
        const text = read(paper, sentence);
        if (seen.has(key) || text.length > longest) return [];
        seen.add(key);
        return [{ span: sentence, text, terms: sentenceTerms(text) }];
      });
      const first = found.length;
      sentences.forEach(({ span: sentence, text, terms }, index) => {
        const beside = [sentences[index - 1], sentences[index + 1]].flatMap((item) => item?.terms ?? []);
        const around = new Set([...title, ...heading, ...stemsOf(beside)]);
        found.push({
          paper,
          span: sentence,
          text,
          terms,
          around,
          asserts: assertsSomething(text),
          cosine: null,
          before: index > 0 ? first + index - 1 : null,
          after: index + 1 < sentences.length ? first + index + 1 : null,
        });
      });
    }
  }
  return found;
}

/** Two sentences in a row as one stretch. */
export function joined(a: PaperStretch, b: PaperStretch): PaperStretch {
  const shift = (a.terms.at(-1)?.at ?? 0) + 8;
  const behind = a.text.length + 1;
  const moved = b.terms.map((term) => ({
    ...term,
    at: term.at + shift,
    start: term.start + behind,
    end: term.end + behind,
    deniedFrom: term.deniedFrom + behind,
  }));
  return {
    ...a,
    span: { start: a.span.start, end: b.span.end },
    text: `${a.text} ${b.text}`,
    terms: [...a.terms, ...moved],
    around: new Set([...a.around, ...b.around]),
    asserts: a.asserts && b.asserts,
    cosine: a.cosine === null || b.cosine === null ? null : Math.max(a.cosine, b.cosine),
    after: b.after,
  };
}

function headingStems(paper: Paper, offset: number): string[] {
  const section = paper.sections[sectionAt(paper, offset) ?? -1];
  return section ? stemsOf(sentenceTerms(section.title)) : [];
}

function stemsOf(terms: readonly Term[]): string[] {
  return terms.map((term) => term.stem);
}
