import type { Paper, Span } from '../../ingest/paper.ts';
import { readingTextOf } from '../../ingest/reading-text.ts';
import { sentenceSpans } from '../../ingest/sentences.ts';
import { displayQuotationOf } from './display-quotations.ts';
import { quotedAt } from './quoted-words.ts';
import { canMean, type Report, reportsIn, subjectOfSentence } from './reports.ts';

/** Somebody whom a paper quotes or reports at a place. */
export interface SecondarySource {
  /** As the paper names them ("Robert Work", "Rashid and Fatima", a firm); '' where it quotes somebody without a name. */
  readonly author: string;
  /** The in-text reference that stands with it: "(Montasari, 2024)". */
  readonly marker: string | null;
  /** quoted: the words stand in quotation marks in the paper. reported: in its running text. */
  readonly how: 'quoted' | 'reported';
}

/** A theory, a school or people without a name whose view a paper gives at a place. */
export interface ReportedView {
  /** As the paper calls them ("Offensive realists"); null for "it is believed that". */
  readonly holder: string | null;
}

/** Sentences that a pronoun can carry a report over. */
const farthestCarried = 6;

/**
 * Whom a paper itself quotes or reports at a span: a speaker of the sentence ("Khurshid argues …", "According to Javed,
 * …"), one of those before when a pronoun carries it on, or the words stand in quotation marks. Null when they are the
 * paper's own, its introduction of the speaker included.
 */
export function secondarySourceAt(paper: Paper, span: Span): SecondarySource | null {
  const here = surroundingsOf(paper, span);
  if (!here) return null;
  const heard = here.heard.filter(({ report }) => report.by === 'speaker');
  const quoted = quotedAt(paper, here.text, here.span, here.sentence, heard.at(-1)?.name ?? null);
  const display = displayQuotationOf(paper, here.paragraph);
  if (display && here.span.end <= display.end + 2) {
    const author = quoted?.author ?? '';
    return {
      author: author === '' ? display.author : author,
      marker: quoted?.marker ?? here.marker(heard.at(-1)) ?? referenceIn(display.introduction),
      how: 'quoted',
    };
  }
  if (quoted) return { author: quoted.author, marker: quoted.marker ?? here.marker(heard.at(-1)), how: 'quoted' };
  const speaker = heard.findLast(({ covers }) => covers);
  return speaker?.name ? { author: speaker.name, marker: here.marker(speaker), how: 'reported' } : null;
}

/** Whose view a paper gives at a span where that is nobody with a name; null where it is the paper's own, or a speaker's. */
export function reportedViewAt(paper: Paper, span: Span): ReportedView | null {
  const heard = surroundingsOf(paper, span)?.heard.filter(({ covers }) => covers) ?? [];
  const last = heard.at(-1);
  return last?.report.by === 'view' ? { holder: last.report.name } : null;
}

interface Heard {
  readonly report: Report;
  /** A pronoun resolved; null for a view without a holder. */
  readonly name: string | null;
  /** Sentence, counted back from the span's, where the speaker was named. */
  readonly back: number;
  /** Most of the span lies in its speech, and nothing that names the speaker. */
  readonly covers: boolean;
}

interface Surroundings {
  readonly paragraph: Span;
  /** Reading text of the paragraph; `span` and `sentence` are of it. */
  readonly text: string;
  readonly span: Span;
  readonly sentence: Span;
  readonly heard: readonly Heard[];
  readonly marker: (heard: Heard | undefined) => string | null;
}

function surroundingsOf(paper: Paper, span: Span): Surroundings | null {
  const paragraph = paper.paragraphs.find((item) => item.start <= span.start && span.start < item.end);
  if (!paragraph) return null;
  const view = readingTextOf(paper, paragraph);
  const at = { start: view.offsetOf(span.start), end: view.offsetOf(Math.min(span.end, paragraph.end)) };
  const sentences = sentenceSpans(view.text);
  const shared = ({ start, end }: Span) => Math.min(end, at.end) - Math.max(start, at.start);
  // A span over several sentences is whose most of it is.
  let index = -1;
  sentences.forEach((sentence, other) => {
    const current = sentences[index];
    if (shared(sentence) > 0 && (!current || shared(sentence) > shared(current))) index = other;
  });
  const sentence = sentences[index];
  if (!sentence) return null;
  const textOf = (number: number) => {
    const item = sentences[number];
    return item ? view.text.slice(item.start, item.end) : '';
  };
  const within = { start: Math.max(0, at.start - sentence.start), end: at.end - sentence.start };
  const covers = ({ speech, intro }: Report, named: boolean, next: Report | undefined) => {
    const end = Math.min(speech.end, next && next.intro.start > speech.start ? next.intro.start : speech.end);
    const inside = Math.min(end, within.end) - Math.max(speech.start, within.start);
    const length = Math.min(within.end, sentence.end - sentence.start) - within.start;
    const tellsWho = named && within.start < intro.end - 2 && within.end > intro.start + 2;
    return inside > 0 && inside * 2 >= length && !tellsWho && shared(sentence) * 2 >= at.end - at.start;
  };
  const reports = reportsIn(paper, textOf(index));
  const heard = reports.flatMap((report, number): Heard[] => {
    const carried =
      report.pronoun === null ? { name: report.name, back: 0 } : carrierOf(paper, textOf, index, report.pronoun);
    if (!carried) return [];
    return [{ report, ...carried, covers: covers(report, report.pronoun === null, reports[number + 1]) }];
  });
  const marker = (item: Heard | undefined) => {
    for (let back = 0; back <= (item?.back ?? 0); back += 1) {
      const found = referenceIn(textOf(index - back));
      if (found) return found;
    }
    return null;
  };
  return { paragraph, text: view.text, span: at, sentence, heard, marker };
}

/** Whom a pronoun at a sentence's beginning means: the speaker of the sentence before, or of those it carries on. */
function carrierOf(
  paper: Paper,
  textOf: (index: number) => string,
  index: number,
  pronoun: NonNullable<Report['pronoun']>,
): { name: string; back: number } | null {
  for (let back = 1; back <= farthestCarried && back <= index; back += 1) {
    const sentence = textOf(index - back);
    const reports = reportsIn(paper, sentence).filter(({ by }) => by === 'speaker');
    const name = reports.findLast((report) => report.name !== null)?.name ?? subjectOfSentence(paper, sentence);
    if (name) return canMean(pronoun, name) ? { name, back } : null;
    if (reports.length === 0 && !/^(?:She|He|They|It|Her|His|Their)\s/.test(sentence)) return null;
  }
  return null;
}

/** The last in-text reference of a sentence: by name and year, or by number. */
function referenceIn(sentence: string): string | null {
  const found = [
    ...sentence.matchAll(/\([^()]*(?:(?:19|20)\d{2}[a-z]?|n\.\s?d\.)[^()]*\)|\[\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\]/g),
  ];
  return found.at(-1)?.[0] ?? null;
}
