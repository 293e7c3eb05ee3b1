import type { Paper, Span } from './paper.ts';
import { readingTextOf } from './reading-text.ts';

const abbreviation =
  /(?:^|[\s("“‘[])(?:[A-Z]|(?:[A-Za-z]\.){1,3}[A-Za-z]|al|Dr|Mr|Mrs|Ms|Prof|Gen|Sen|Gov|Govt|St|Sr|Jr|vs|cf|ca|approx|etc|Figs?|Eqs?|Secs?|Chs?|Tab|App|Alg|Thm|Def|Prop|Ex|Vols?|pp?|para|eds?|Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Int|Univ|Dept|Ref|Refs|resp|i\.e|e\.g)\.$/;
/** Words of their own, and abbreviations only before a number: "No. 9", "Nos. 3 and 4". */
const beforeNumber = /(?:^|[\s("“‘[])(?:[Nn]os?|[Aa]rt|col|fol|lines?)\.$/;
/** What belongs to the sentence behind it: the number of a list's item, "Fig. 2.", "Table 4.". */
const label =
  /^(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|(?:Fig(?:ure|s)?|Tab(?:le)?|Algorithm|Listing|Box|Scheme|Chart|Exhibit|Appendix|Supplementary (?:Fig(?:ure)?|Table))\.?\s(?:[A-Z]?\d{1,3}|[A-Z]|[IVX]{1,5})(?:\.\d{1,2})*[.:])$/;
/** Words that begin a sentence more often than they follow an acronym with full stops ("the U.S. The …"). */
const starter =
  /^["“‘'([]*(?:The|This|These|Those|That|It|Its|In|On|At|As|A|An|And|But|For|From|However|Moreover|Additionally|Although|Though|While|When|With|Thus|Therefore|Similarly|Meanwhile|Such|There|They|We|He|She|I|If|To|By|Our|His|Her|Their|Experts|Thanks|Since|Yet|Both|Each|Some|Many|Most|Also|Further|Furthermore|Finally|First|Second|Here|What|Who|How|Why|Not|No|One|Two|After|Before|During|Despite|Because|Another|Other|Recent|Recently|Today|Now|Then|Just|Even|So|According|Alternatively|Simultaneously|Like|Without)\b/;

/**
 * The sentences of a span of a paper, as spans of the frozen text; edges are not white space. Found in the reading
 * text, so a page end inside a sentence does not end it; abbreviations, initials and acronyms don't either.
 */
export function sentencesOf(paper: Pick<Paper, 'text' | 'furniture'>, span: Span): Span[] {
  const view = readingTextOf(paper, span);
  return sentenceSpans(view.text).flatMap((sentence) => {
    const pieces = view.piecesOf(sentence);
    const first = pieces[0];
    const last = pieces.at(-1);
    return first && last ? [{ start: first.start, end: last.end }] : [];
  });
}

/** The sentences of a plain text, as half-open ranges of it; edges are not white space. */
export function sentenceSpans(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  /** Whether a letter or a number stands between `start` and `seen`. */
  let worded = false;
  let seen = 0;
  const look = (end: number): boolean => {
    worded ||= /[\p{L}\p{N}]/u.test(text.slice(seen, end));
    seen = end;
    return worded;
  };
  const add = (end: number) => {
    let from = start;
    while (from < end && /\s/.test(text.charAt(from))) from += 1;
    let to = end;
    while (to > from && /\s/.test(text.charAt(to - 1))) to -= 1;
    if (to > from) spans.push({ start: from, end: to });
    start = end;
    worded = false;
  };
  /** Punctuation without words is no sentence. */
  const addToLast = (end: number) => {
    const last = spans.pop();
    if (last) start = last.start;
    add(end);
  };
  for (const stop of text.matchAll(
    /(?:\. ){2,}\.["'”’»)\]]*|[.!?…]+["'”’»)\]]*|[。！？]|(?<=(?:19|20)\d{2}[a-z]?\))(?=\s?\p{Lu}\p{Ll})/gu,
  )) {
    const end = stop.index + stop[0].length;
    if (end <= start) continue;
    const hasWords = look(end);
    if (end - start < 60 && label.test(text.slice(start, end).trim())) continue;
    if (!hasWords) {
      if (spans.length > 0) addToLast(end);
    } else if (endsSentence(text, stop.index, stop[0], end)) add(end);
  }
  if (look(text.length)) add(text.length);
  else addToLast(text.length);
  return spans;
}

/** How far back a reference's bracket is looked for, in UTF-16 code units, so that a long text costs no more than its length. */
const longestReference = 1000;

function isInBrackets(before: string): boolean {
  return before.lastIndexOf('(') > before.lastIndexOf('. ');
}

function endsSentence(text: string, at: number, stop: string, end: number): boolean {
  const rest = text.slice(end, end + 60);
  if (/^[。！？]/.test(stop) || rest.trim() === '') return true;
  // A reference in brackets and a capital without a full stop between: one was lost in scanning.
  if (stop === '')
    return starter.test(rest.trimStart()) && isInBrackets(text.slice(Math.max(0, at - longestReference), at));
  const next = rest.trimStart();
  if (!/^\s/.test(rest)) {
    return /^\p{Lu}\p{Ll}*[\s,]/u.test(rest) && /[\p{Ll})]$/u.test(text.slice(Math.max(0, at - 2), at)) && stop === '.';
  }
  if (/^[\p{Ll},;:–—)]/u.test(next)) return false;
  if (stop.startsWith('.') && !stop.includes(')')) {
    const before = text.slice(Math.max(0, at - 24), at + 1);
    if (abbreviation.test(before)) {
      if (/\betc\.$/.test(before)) return /^["“‘'([]*\p{Lu}/u.test(next);
      // "the U.S. The other side", "vitamin C. Some": a name that begins like a sentence is rare behind an initial.
      const acronym =
        /(?:[A-Z]\.){2,}$/.test(before) || (/\p{Ll}{3,} [B-HJ-Z]\.$/u.test(before) && !/^\p{Lu}\./u.test(next));
      return acronym && starter.test(next);
    }
    if (beforeNumber.test(before)) return !/^\d/.test(next);
  }
  return true;
}
