import type { Paper, Span } from '../../ingest/paper.ts';
import { readingTextOf } from '../../ingest/reading-text.ts';
import { sentenceSpans } from '../../ingest/sentences.ts';
import { markedSpans } from '../quotes/uses/marked-spans.ts';
import { reportsIn } from './reports.ts';
import { speechVerb } from './speech-verbs.ts';

/** A quotation that is set as a paragraph of its own. */
export interface DisplayQuotation {
  /** Whom the sentence before names; '' where it names nobody ("one patient"). */
  readonly author: string;
  /** The last sentence of the paragraph before, which introduces it. */
  readonly introduction: string;
  /** End of what is quoted, in the paragraph's reading text. */
  readonly end: number;
}

const wordsOf =
  /\b(?:words?|sentences?|passages?|quotes?|quotations?|excerpts?|extracts?)\b(?:\s[\p{L}-]+){0,2}?\s(?:of|from|by|like)\b/iu;
const says = new RegExp(
  `(?<!\\b(?:we|I|results?|findings?|data|tables?|figures?|equations?)\\s(?:\\p{Ll}+\\s)?)\\b${speechVerb}[^.:;]{0,80}:$`,
  'iu',
);
const opensMarked = /^["“‘«„「『]/;

/**
 * The quotation that a paragraph is, by how the one before it ends: a colon, in a sentence that reports a speaker or
 * announces somebody's words ("In the words of one patient:"); where the paragraph begins with a quotation mark any
 * verb of speech will do. Null where nothing introduces it. What follows a closing mark is the paper's again.
 */
export function displayQuotationOf(paper: Paper, paragraph: Span): DisplayQuotation | null {
  const before = paper.paragraphs[paper.paragraphs.indexOf(paragraph) - 1];
  if (!before || !/:\s*$/.test(paper.text.slice(Math.max(before.start, before.end - 8), before.end))) return null;
  const lead = readingTextOf(paper, before).text.trimEnd();
  const last = sentenceSpans(lead).at(-1);
  const introduction = last ? lead.slice(last.start) : lead;
  const { text } = readingTextOf(paper, paragraph);
  const inMarks = opensMarked.test(text);
  // The sentence with the beginning of what it introduces: "Okafor identifies four themes:" introduces words only in marks.
  const speaker = reportsIn(paper, `${introduction} ${inMarks ? '“' : ''}Words`).findLast(
    ({ by, speech }) => by === 'speaker' && speech.start >= introduction.length,
  );
  if (!wordsOf.test(introduction) && !speaker && !(inMarks && says.test(introduction))) return null;
  const [first] = markedSpans(text, { start: 0, end: text.length });
  const closed = inMarks && first?.start === first?.opening.length && first?.closing != null;
  return { author: speaker?.name ?? '', introduction, end: closed ? first.end : text.length };
}
