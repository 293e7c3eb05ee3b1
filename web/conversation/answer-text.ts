import type { Place } from '../../server/wire.ts';

/** A stretch of an answer: the writer's words, a paper's words, or the marker of a citation. */
export type AnswerToken =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'quotation'; readonly text: string }
  | { readonly type: 'marker'; readonly citation: Place };

/** A citation's quotation in quotation marks with its marker behind: `from` to `quoted` are the words, then the marker. */
interface QuotedPlace {
  readonly from: number;
  readonly quoted: number;
  readonly end: number;
  readonly citation: Place;
}

/** Where the quotations stand, in order: found whole, since a paper's own words may hold "[2]" or quotation marks. */
function quotedPlaces(text: string, citations: readonly Place[]): QuotedPlace[] {
  const places: QuotedPlace[] = [];
  for (const citation of citations) {
    const marker = `[${citation.number}]`;
    for (const quoted of [`“${citation.quote}”`, `"${citation.quote}"`]) {
      for (let from = text.indexOf(quoted); from >= 0; from = text.indexOf(quoted, from + 1)) {
        const behind = /^[.,;:]?\s*/.exec(text.slice(from + quoted.length))?.[0] ?? '';
        const at = from + quoted.length + behind.length;
        if (text.startsWith(marker, at)) places.push({ from, quoted: at, end: at + marker.length, citation });
      }
    }
  }
  places.sort((a, b) => a.from - b.from || b.end - a.end);
  return places.filter((place, index) => place.from >= Math.max(0, ...places.slice(0, index).map(({ end }) => end)));
}

/**
 * Cuts one paragraph of an answer at its markers. "[12]" is a marker only when citation 12 exists; anything else in
 * square brackets is text. Put together again, texts and markers give the paragraph.
 */
export function parseAnswerText(text: string, citations: readonly Place[]): AnswerToken[] {
  const tokens: AnswerToken[] = [];
  let done = 0;
  for (const { from, quoted, end, citation } of quotedPlaces(text, citations)) {
    addText(tokens, text.slice(done, from), citations);
    tokens.push({ type: 'quotation', text: text.slice(from, quoted) }, { type: 'marker', citation });
    done = end;
  }
  addText(tokens, text.slice(done), citations);
  return tokens;
}

/** Text outside quotations, in which a marker may stand by itself. */
function addText(tokens: AnswerToken[], text: string, citations: readonly Place[]): void {
  let done = 0;
  for (const found of text.matchAll(/\[(\d{1,4})\]/g)) {
    const citation = citations.find(({ number }) => String(number) === found[1]);
    if (!citation) continue;
    if (found.index > done) tokens.push({ type: 'text', text: text.slice(done, found.index) });
    tokens.push({ type: 'marker', citation });
    done = found.index + found[0].length;
  }
  if (done < text.length) tokens.push({ type: 'text', text: text.slice(done) });
}

/** Paragraphs of an answer, in order; a marker whose end has not streamed in yet is held back. */
export function answerParagraphs(text: string, underWay: boolean): string[] {
  const shown = underWay ? text.replace(/\s*\[\d*$/, '') : text;
  return shown
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}

/** The answer as it is read aloud: without markers, the papers' own "[2]" kept. */
export function spokenAnswer(text: string, citations: readonly Place[]): string {
  return parseAnswerText(text, citations)
    .map((token) => (token.type === 'marker' ? '' : token.text))
    .join('')
    .replace(/\s+(?=\s|$)/g, '')
    .trim();
}
