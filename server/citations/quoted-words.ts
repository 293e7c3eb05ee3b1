import type { Paper, Span } from '../../ingest/paper.ts';
import { isQuotation } from '../quotes/uses/is-quotation.ts';
import { markedSpans } from '../quotes/uses/marked-spans.ts';

const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu;
const fewestUnintroduced = 4;
const reach = 160;
const reference =
  /^[”"’»]?[,.;]?\s*(\([^()]*(?:(?:19|20)\d{2}[a-z]?|n\.\s?d\.)[^()]*\)|\[\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\])/;

/**
 * Whether a span of a paragraph stands in quotation marks that quote, and whom; null where it does not, or reaches out
 * of them. `author` is '' where nobody is named. Marks round a term, a title or one to three words that nobody is said
 * to have used quote nothing.
 */
export function quotedAt(
  paper: Paper,
  text: string,
  span: Span,
  sentence: Span,
  speaker: string | null,
): { author: string; marker: string | null } | null {
  const marked = markedSpans(text, { start: 0, end: text.length }).find(
    (item) =>
      item.closing !== null && item.start <= span.start + 1 && span.end <= item.end + 2 && span.start < item.end,
  );
  if (!marked) return null;
  // A paragraph's marks can be out of step: what they surround then begins and ends in spaces.
  const quoted = text.slice(marked.start, marked.end);
  if (/^\s|\s$/.test(quoted) && marked.opening !== '«') return null;
  const before = text.slice(Math.max(sentence.start, marked.start - reach), Math.max(sentence.start, marked.start - 1));
  const after = text.slice(marked.end + 1, Math.min(Math.max(sentence.end, marked.end + 1), marked.end + reach));
  const marker = reference.exec(text.slice(marked.end, marked.end + reach))?.[1] ?? null;
  const cited = marker !== null;
  const introduced = speaker !== null;
  const round = { before, after, cited, speaker: introduced, source: introduced || cited, whole: false };
  if (!isQuotation(marked, quoted, round)) return null;
  const count = quoted.match(word)?.length ?? 0;
  if (count < fewestUnintroduced && !introduced && !cited) return null;
  return { author: speaker ?? citedIn(paper, marker) ?? '', marker };
}

/** The first source of an in-text reference, as the paper names it. */
function citedIn(paper: Paper, marker: string | null): string | null {
  if (marker === null) return null;
  if (marker.startsWith('[')) {
    const entry = paper.references[Number(/\d+/.exec(marker)?.[0]) - 1];
    return entry && entry.authors.length > 0 ? joined(entry.authors) : null;
  }
  const named = /^\((?:see |cf\. |as cited in )?([^\d;()]+?),?\s+(?:(?:19|20)\d{2}|n\.)/.exec(marker)?.[1];
  return named && /^\p{Lu}|^(?:van|von|de|al)/u.test(named) ? named.trim() : null;
}

function joined(authors: readonly string[]): string {
  const [first = '', second] = authors;
  return authors.length > 2 ? `${first} et al.` : second ? `${first} and ${second}` : first;
}
