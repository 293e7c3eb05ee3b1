import type { Paper, Span } from '../../ingest/paper.ts';
import { readingTextOf } from '../../ingest/reading-text.ts';
import { sentenceSpans } from '../../ingest/sentences.ts';

/** An in-text reference by which a paper backs what it says. */
export interface CitedSource {
  /** As printed: "(Buchanan, 2022)", "[12]". */
  readonly text: string;
  /** Family names or bodies of the first source in it. */
  readonly authors: readonly string[];
  /** Its year as printed: "2022a", "n.d."; null where the reference is a number that the list lacks. */
  readonly year: string | null;
}

const year = '(?:(?:19|20)\\d{2}[a-z]?|n\\.\\s?d\\.|in press|forthcoming)';
const reference = new RegExp(
  `\\([^()]{0,240}\\b${year}[^()]{0,240}\\)|\\[\\d{1,3}(?:\\s*[,–-]\\s*\\d{1,3})*\\]|\\bBIBREF\\d+(?:\\s*,\\s*BIBREF\\d+)*`,
  'gu',
);
/** "Tao et al. (2021)": the name is in the sentence. */
const narrative = /^\(\s*(?:19|20)\d{2}[a-z]?(?:[,:]\s*pp?\.[^()]*)?\s*\)$/;
const names = new RegExp(
  `^[([]?\\s*(?:see(?: also)?|e\\.g\\.,?|cf\\.|as cited in)?\\s*([^;]{2,160}?),?\\s+(${year})`,
  'u',
);

const lead =
  /^[([\s]*(?:(?:see(?: also)?|e\.g\.|for example|cf\.|compare|as cited in|cited in|quoted in|from|in|by|also),?\s+)*/iu;
/** A word of a body's or a family's name, an initial, a particle, what joins names. */
const nameWord =
  /^(?:\p{Lu}[\p{L}\p{M}\p{N}.’'&-]*|(?:al|el)-\p{Lu}[\p{L}\p{M}’'-]*|&|and|et|al\.?|of|for|the|on|van|von|der|den|de|da|di|del|la|le|bin|ibn|others|colleagues)$/u;
const month =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|Winter)$/;

/** Whether brackets with a year refer: a name stands before a year in them. "(to do so in AI by 2030)" does not. */
function refers(brackets: string): boolean {
  return brackets.split(';').some((part) => {
    const when = new RegExp(`\\b${year}`, 'u').exec(part);
    const head = part
      .slice(0, when?.index ?? 0)
      .replace(lead, '')
      .replace(/[\s,(]+$/u, '');
    if (when === null || !/\p{Lu}/u.test(head) || month.test(head)) return false;
    // A title in marks may stand for the names.
    return /^["“‘*_]/.test(head) || head.split(/[\s,]+/).every((word) => nameWord.test(word));
  });
}

/**
 * The bare in-text reference that stands at the end of a sentence that a span is of, inside the span or right behind
 * it: the source that the paper itself takes its statement from. Null where there is none.
 */
export function citedSourceAt(paper: Paper, span: Span): CitedSource | null {
  const paragraph = paper.paragraphs.find((item) => item.start <= span.start && span.start < item.end);
  if (!paragraph) return null;
  const view = readingTextOf(paper, paragraph);
  const at = { start: view.offsetOf(span.start), end: view.offsetOf(Math.min(span.end, paragraph.end)) };
  const touched = sentenceSpans(view.text).filter(({ start, end }) => start < at.end && end > at.start);
  const last = touched.at(-1);
  // Where a full stop stands before the reference, the sentence ended without it.
  const behind = last
    ? /^\s*(?:\([^()]*\)|\[[\d,–\s-]+\])[.\s]*(?=\p{Lu}|$)/u.exec(view.text.slice(last.end))?.[0]
    : null;
  for (const sentence of touched) {
    const end = sentence === last ? sentence.end + (behind?.length ?? 0) : sentence.end;
    const text = view.text.slice(sentence.start, end);
    for (const found of text.matchAll(reference)) {
      if (narrative.test(found[0]) || (found[0].startsWith('(') && !refers(found[0]))) continue;
      const from = sentence.start + found.index;
      const to = from + found[0].length;
      const closes = /^[\s.,;:!?”"’)]*$/.test(view.text.slice(to, end));
      const inside = from >= at.start && to <= at.end + 1;
      const next = from >= at.end && /^[\s,.”"’]*$/.test(view.text.slice(at.end, from));
      if (closes || inside || next) return sourceOf(paper, found[0]);
    }
  }
  return null;
}

function sourceOf(paper: Paper, text: string): CitedSource {
  const number = /^\[(\d+)/.exec(text)?.[1];
  if (number !== undefined) {
    const entry = paper.references[Number(number) - 1];
    return { text, authors: entry?.authors ?? [], year: entry?.year ?? null };
  }
  const found = names.exec(text);
  if (!found) return { text, authors: [], year: null };
  const authors = (found[1] ?? '')
    .replace(/,?\s+et\.?\s+al\.?,?/, '')
    .split(/\s*(?:,\s*(?:&|and)\s+|,|&|\band\b)\s*/)
    .filter((author) => /\p{L}{2}/u.test(author));
  return { text, authors, year: found[2] ?? null };
}
