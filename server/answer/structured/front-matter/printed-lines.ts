import type { Paper, Span } from '../../../../ingest/paper.ts';
import { frontOf, headLines, linesIn } from './printed-head.ts';

/** Characters of a list of keywords. */
const longestList = 1200;

const keywordsLabel =
  /^[^\S\n]*[*_#>\s]{0,8}(?:author )?(?:key[ -]?words?(?: and phrases)?|index terms)\b[*_ \t]{0,6}(?<mark>[:.—–-])?[*_]{0,3}/imu;

/** The keywords with their label, or the list below a heading; null where none are printed. */
export function keywordsIn(paper: Paper): Span | null {
  const { end } = frontOf(paper);
  const front = paper.text.slice(0, end);
  const found = keywordsLabel.exec(front);
  if (!found) return null;
  const start = found.index + (found[0].length - found[0].trimStart().length);
  const after = found.index + found[0].length;
  const rest = front.slice(after, after + longestList);
  if (/^[^\S\n]*\S/.test(rest)) {
    // A paragraph that goes on about keywords is no list of them.
    return found.groups?.mark === undefined && !/[,;·•]/.test(rest.split('\n', 1)[0] ?? '')
      ? null
      : upToBlank(front, start, after);
  }
  const next = /\S/.exec(rest);
  return next ? upToBlank(front, after + next.index, after + next.index) : null;
}

function upToBlank(whole: string, start: number, from: number): Span {
  const blank = /\n\s*\n|\n\s*#/.exec(whole.slice(from, from + longestList));
  const end = blank ? from + blank.index : Math.min(whole.length, from + longestList);
  return { start, end: start + whole.slice(start, end).trimEnd().length };
}

const doiLabel =
  /(?:digital object identifier\s*)?(?:\(?\s*doi\s*\)?)?\s*[:=]?\s*(?:https?:\/\/(?:dx\.)?doi\.org\/)?$/i;

/** The DOI with its label: the paper's own, not that of a reference. */
export function doiIn(paper: Paper): Span | null {
  for (const line of headLines(paper)) {
    const text = paper.text.slice(line.start, line.end);
    const found = /\b10\.\d{4,9}\/[^\s"'<>)\]]+/.exec(text);
    if (!found) continue;
    const label = doiLabel.exec(text.slice(0, found.index))?.[0].trimStart().length ?? 0;
    const end = line.start + found.index + found[0].replace(/[.,;]+$/, '').length;
    return { start: line.start + found.index - label, end };
  }
  return null;
}

/** Lines that are no title of a journal, though they say the word. */
const journalWord =
  /\b(?:journal|proceedings|transactions on|annals of|quarterly|bulletin of|(?:annual|international) conference|symposium on|workshop on)\b|\bvol(?:ume|\.)\s*\d|\bp?-?e?-?issn\b/i;

/** Lines that name the journal or the meeting: [] where none is printed. */
export function journalIn(paper: Paper): Span[] {
  const heads = paper.furniture.filter(({ kind }) => kind === 'running-head' || kind === 'footer').slice(0, 6);
  const lines = [...headLines(paper), ...heads.flatMap(({ span }) => linesIn(paper.text, span))].filter(
    (line) => line.end - line.start <= 240 && journalWord.test(paper.text.slice(line.start, line.end)),
  );
  const seen = new Set<string>();
  return lines
    .filter(({ start, end }) => {
      const text = paper.text.slice(start, end).replace(/\d+/g, '');
      return !paper.title.includes(text) && !seen.has(text) && seen.add(text);
    })
    .slice(0, 2);
}

const dateCue =
  /\b(?:published|accepted|received|revised|submitted|available online|first online|date of publication|publication date|©|copyright)|©/i;
const year = /(?<![\d./-])(?:19|20)\d{2}(?![\d/])/;

/** Where the paper says when it appeared: a line of dates, else one with its year; `inDoi` where only its DOI tells. */
export function dateIn(paper: Paper): { readonly span: Span; readonly inDoi: boolean } | null {
  const lines = headLines(paper).filter(({ start, end }) => end - start <= 400);
  const text = ({ start, end }: Span) => paper.text.slice(start, end).replace(/10\.\d{4,9}\/\S+/g, ' ');
  const own = paper.year === null ? null : new RegExp(`(?<!\\d)${paper.year}(?!\\d)`);
  const dated = lines.find((line) => dateCue.test(text(line)) && year.test(text(line)));
  const found =
    dated ??
    (own
      ? lines.find(
          (line) =>
            own.test(text(line)) && (journalWord.test(text(line)) || text(line).length <= 120) && !isTitle(paper, line),
        )
      : undefined);
  if (found) return { span: found, inDoi: false };
  const doi = doiIn(paper);
  return doi && own?.test(paper.text.slice(doi.start, doi.end)) ? { span: doi, inDoi: true } : null;
}

function isTitle(paper: Paper, line: Span): boolean {
  const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
  return letters(paper.title).includes(letters(paper.text.slice(line.start, line.end)));
}
