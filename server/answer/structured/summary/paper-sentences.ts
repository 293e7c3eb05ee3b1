import { countWords } from '../../../../ingest/count-words.ts';
import { type Paper, type Span, sectionAt } from '../../../../ingest/paper.ts';
import { read } from '../../../../ingest/reading-text.ts';
import { sentencesOf } from '../../../../ingest/sentences.ts';
import { contentTerms } from '../../../retrieval/terms.ts';
import { type SectionRole, roleOf } from './section-role.ts';

/** A sentence of a paper's flow, with what its place tells. */
export interface PaperSentence {
  readonly span: Span;
  /** Reading text. */
  readonly text: string;
  readonly words: number;
  readonly terms: ReadonlySet<string>;
  /** Index into `Paper.sections`; null before the first heading. */
  readonly section: number | null;
  readonly role: SectionRole;
  /** 0-based, in its section, and how many that has. */
  readonly position: number;
  readonly of: number;
  /** Sources that it names. */
  readonly mentions: number;
  /** Whether it is an item of a list. */
  readonly item: boolean;
}

/** The mark or number in front of an item of a list. */
const itemMark = /^\s*(?:[-*+•▪●]|\(?\d{1,3}[.)])\s+/;

/** Sentences that are looked at of one paper: a book is summarised from its beginning and its end. */
const mostSentences = 1200;

/** The sentences of a paper's paragraphs in text order; title, authors and keywords in front are left out. */
export function paperSentences(paper: Paper): PaperSentence[] {
  const body = paper.paragraphs.filter(({ start }) => paper.sections.length === 0 || sectionAt(paper, start) !== null);
  const found = body.flatMap((paragraph) => {
    const item = itemMark.test(lineFrom(paper.text, paragraph));
    return sentencesOf(paper, paragraph).map((span) => ({ span: withoutMark(paper.text, span), item }));
  });
  const half = mostSentences / 2;
  const kept = found.length <= mostSentences ? found : [...found.slice(0, half), ...found.slice(-half)];
  const sections = kept.map(({ span }) => sectionAt(paper, span.start));
  const sizes = new Map<number | null, number>();
  for (const section of sections) sizes.set(section, (sizes.get(section) ?? 0) + 1);
  const seen = new Map<number | null, number>();
  const mentions = paper.mentions.map(({ span }) => span.start);
  let mention = 0;
  return kept.map(({ span, item }, index) => {
    const section = sections[index] ?? null;
    const position = seen.get(section) ?? 0;
    seen.set(section, position + 1);
    while (mention < mentions.length && (mentions[mention] ?? 0) < span.start) mention += 1;
    const from = mention;
    while (mention < mentions.length && (mentions[mention] ?? 0) < span.end) mention += 1;
    const text = read(paper, span);
    return {
      span,
      text,
      words: countWords(text),
      terms: new Set(contentTerms(text)),
      section,
      role: section === null ? 'body' : roleOf(paper.sections[section]?.title ?? ''),
      position,
      of: sizes.get(section) ?? 1,
      mentions: mention - from,
      item,
    };
  });
}

function withoutMark(text: string, { start, end }: Span): Span {
  const mark = itemMark.exec(text.slice(start, Math.min(end, start + 20)))?.[0].length ?? 0;
  return { start: start + mark, end };
}

function lineFrom(text: string, { start, end }: Span): string {
  return text.slice(text.lastIndexOf('\n', Math.max(0, start - 1)) + 1, Math.min(end, start + 20));
}
