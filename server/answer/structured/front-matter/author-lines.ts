import { familyNameOf, withoutParticles } from '../../../../ingest/structure/author-names.ts';
import { isWithin, type Paper, type Span } from '../../../../ingest/paper.ts';
import { locateAll } from '../../../citations/locate.ts';
import { plainWords } from '../question-words.ts';
import { headLines, headOf } from './printed-head.ts';

/** A longer line is text, and not where somebody works. */
const longestLine = 400;

const institution =
  /universit|institut|department|\bschool\b|college|facult|laborator|\blabs?\b|\bcent(?:re|er)\b|academ(?:y|ia)|ministry|hospital|government|foundation|corporation|\b(?:inc|ltd|llc|gmbh|corp|plc)\b|polytechnic|research (?:group|unit|council)|bureau|agency|authority|think tank|\bpolitecnico\b|\b[ée]cole\b|hochschule|universidad/iu;
const job =
  /\b(?:professor|lecturer|student|scholar|candidate|fellow|reader|researcher|instructor|scientist|analyst|director|dean|head|chair|officer|engineer|teacher|consultant|independent researcher|postdoc\w*|demonstrator)\b/i;
const address = /[\w.+%-]+\s?@\s?[\w-]+(?:\.[\w-]+)+/u;
const correspondence = /correspond|\*\s*e-?mail/i;
/** A line that is about the paper, whoever it names. */
const ofPaper = /^\W*(?:abstract|key ?words|received|accepted|published|copyright|©|doi|issn|vol)\b/i;

/** An author with the places of the name at the head. */
interface Byline {
  readonly author: string;
  readonly span: Span;
  /** Index of its line among the head's. */
  readonly line: number;
  /** Marks that lead to a note: "a", "1", "*". */
  readonly marks: readonly string[];
}

/** An author's name with its title, where it stands most by itself: not in the address for letters. */
export function bylineOf(paper: Paper, author: string): Span | null {
  const head = headOf(paper);
  const lineLength = (at: number) => {
    const end = paper.text.indexOf('\n', at);
    return (end < 0 ? paper.text.length : end) - paper.text.lastIndexOf('\n', at);
  };
  const [span] = locateAll(paper, author, head)
    .map((place) => place.span)
    .sort((a, b) => lineLength(a.start) - lineLength(b.start));
  if (!span) return null;
  const title = /\b(?:Dr|Prof|Professor|Mr|Mrs|Ms)\.?\s$/.exec(paper.text.slice(head.start, span.start));
  return { start: span.start - (title?.[0].length ?? 0), end: span.end };
}

/** The authors that a question names, the best fitting of one family name; [] for none of this paper. */
export function authorsNamed(question: string, paper: Paper): string[] {
  const words = plainWords(question);
  const fits = paper.authors.map((author) => {
    const family = plainWords(withoutParticles(familyNameOf(author)));
    const at = words.findIndex((_, from) => family.length > 0 && family.every((word, i) => words[from + i] === word));
    return {
      author,
      family: family.join(' '),
      common: at < 0 ? 0 : plainWords(author).filter((word) => words.includes(word)).length,
    };
  });
  return fits
    .filter(
      ({ common, family }) => common > 0 && fits.every((other) => other.family !== family || other.common <= common),
    )
    .map(({ author }) => author);
}

/** What of an author's lines is asked for. */
export type AuthorField = 'affiliation' | 'position' | 'email';

/** The lines that say it of an author, each from its label on; [] where none does. */
export function linesOfAuthor(field: AuthorField, author: string, paper: Paper): Span[] {
  const lines = headLines(paper);
  const bylines = bylinesIn(paper, lines);
  const own = bylines.find((byline) => byline.author === author);
  const block = own ? [...blockOf(own, bylines, lines, paper), ...notesOf(own, paper.text, lines)] : [];
  const found = block.flatMap((line) => fieldIn(field, line, paper.text));
  if (found.length > 0) return distinct(found);
  const other = lines.filter((line) => namesAuthor(paper.text.slice(line.start, line.end), author, field));
  const told = distinct(other.flatMap((line) => fieldIn(field, line, paper.text)));
  if (told.length > 0 || paper.authors.length > 1) return told;
  // All that stands below the name is of the one author; where letters go may stand above.
  const below = field === 'email' ? lines : lines.slice((own?.line ?? -1) + 1);
  return distinct(below.flatMap((line) => fieldIn(field, line, paper.text)));
}

/** The lines that say to whom letters go. */
export function correspondenceIn(paper: Paper): Span[] {
  const lines = headLines(paper).filter(({ start, end }) => correspondence.test(paper.text.slice(start, end)));
  return distinct(lines.flatMap((line) => fieldIn('email', line, paper.text))).slice(0, 2);
}

const noteMark = '(?:[\\d*†‡§¶¹²³⁴-⁹]|(?<!\\p{L})[a-z](?!\\p{L}))';
const markRun = new RegExp(`^\\^?(${noteMark}(?:[\\s,]?${noteMark}){0,6})`, 'u');

function bylinesIn(paper: Paper, lines: readonly Span[]): Byline[] {
  return paper.authors.flatMap((author) => {
    const span = bylineOf(paper, author) ?? joinedByline(paper, author);
    const line = span ? lines.findIndex((line) => isWithin(span, line)) : -1;
    if (!span || line < 0) return [];
    const after = paper.text.slice(span.end, lines[line]?.end).replace(/^(?:\*\*|__|[_\s])+/, '');
    const marks = markRun.exec(after)?.[1] ?? '';
    return [{ author, span, line, marks: [...marks.matchAll(/[^\s,]/gu)].map(([mark]) => plain(mark)) }];
  });
}

/** A name that its mark is joined to: "Nováková1" is no place to quote the name from. */
function joinedByline(paper: Paper, author: string): Span | null {
  const start = paper.text.slice(0, headOf(paper).end).indexOf(author);
  return start < 0 ? null : { start, end: start + author.length };
}

/** Raised digits as digits. */
function plain(mark: string): string {
  return mark.normalize('NFKD');
}

/** The author's own line behind the name and those up to the next author; names in one line share what follows. */
function blockOf(own: Byline, bylines: readonly Byline[], lines: readonly Span[], paper: Paper): Span[] {
  const later = bylines.map(({ line }) => line).filter((line) => line > own.line);
  const alone = !bylines.some((other) => other !== own && other.line === own.line);
  const from = lines[own.line];
  const rest = from && alone && own.span.end < from.end ? [{ start: own.span.end, end: from.end }] : [];
  // Where each has a mark that leads to a note, what follows is told apart by the marks.
  const marked = bylines.length > 1 && bylines.every((byline) => notesOf(byline, paper.text, lines).length > 0);
  // Names in a column, and what they share below.
  const next = later.find((line) => line > own.line + 1) ?? Infinity;
  const end = later.includes(own.line + 1) ? shared(own, later) : Math.min(next, later[0] ?? Infinity);
  const below = lines.slice(own.line + 1, Math.min(end, own.line + 7)).filter(({ start }) => start < headOf(paper).end);
  return marked ? rest : [...rest, ...below];
}

/** Where the lines end that authors in a column share. */
function shared(own: Byline, later: readonly number[]): number {
  let line = own.line;
  while (later.includes(line + 1)) line += 1;
  return later.find((other) => other > line) ?? Infinity;
}

/** Lines that begin with one of the author's marks: "^a Student, …", "1 Department of …". */
function notesOf(own: Byline, whole: string, lines: readonly Span[]): Span[] {
  if (own.marks.length === 0) return [];
  return lines.flatMap((line) => {
    const text = whole.slice(line.start, line.end);
    const found = /^[\s*_]*(?:<sup>|\^|\[|\()?\s?([\d¹²³⁴-⁹]|[a-z]|[*†‡§¶])[)\].:]?(?:<\/sup>)?(?=\s?\p{Lu}|\s)/u.exec(
      text,
    );
    return found?.[1] !== undefined && own.marks.includes(plain(found[1]))
      ? [{ start: line.start + found[0].length, end: line.end }]
      : [];
  });
}

function namesAuthor(text: string, author: string, field: AuthorField): boolean {
  const family = plainWords(withoutParticles(familyNameOf(author))).join('');
  if (family.length < 3 || text.length > longestLine) return false;
  if (plainWords(text).includes(family)) return field === 'email' ? address.test(text) : true;
  const mail = address.exec(text)?.[0];
  return (
    field === 'email' &&
    mail !== undefined &&
    plainWords(mail.split('@')[0] ?? '').some((word) => word.includes(family))
  );
}

/** The part of a line that says it, or [] where it does not. */
function fieldIn(field: AuthorField, line: Span, whole: string): Span[] {
  const text = whole.slice(line.start, line.end);
  if (text.length > longestLine) return [];
  if (field === 'email') {
    if (!address.test(text)) return [];
    // What stands before it in the line can be of the paper: "DOI: … Correspondence should be addressed to …".
    const label = /(?:correspond\p{L}*|e-?mails?\b|contact\b)[^@]*@/iu.exec(text);
    const from = label?.index ?? 0;
    return [trimmed(whole, { start: line.start + from, end: line.end })];
  }
  if (address.test(text) && !institution.test(text)) return [];
  if (ofPaper.test(text)) return [];
  const says = field === 'affiliation' ? institution.test(text) : job.test(text);
  return says ? [trimmed(whole, line)] : [];
}

function trimmed(whole: string, { start, end }: Span): Span {
  const text = whole.slice(start, end);
  const lead = /^[\s,;:–—-]*/.exec(text)?.[0].length ?? 0;
  return { start: start + lead, end: start + text.trimEnd().length };
}

function distinct(spans: readonly Span[]): Span[] {
  return spans.filter((span, index) => spans.findIndex((other) => isWithin(span, other)) === index);
}
