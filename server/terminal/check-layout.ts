import { whereIs } from '../quotes/explanation.ts';
import { inSource, lineOf } from '../quotes/export/finding.ts';
import { capital, isInOrder, summaryLine, verdictWords } from '../quotes/export/verdicts.ts';
import type { CheckReport, CheckResult, Place, Verdict } from '../wire.ts';
import { link } from './answer-layout.ts';
import { counted } from './counted.ts';
import { markedQuotation } from './marked-quotation.ts';
import { shortReference } from './paper-entry.ts';
import type { Terminal } from './terminal.ts';
import { visibleLine } from './visible-text.ts';
import { wrap } from './wrap.ts';

const indent = '    ';

/** Places of one quotation that are shown; the others are counted. */
const shownPlaces = 3;

export interface CheckedText {
  readonly text: string;
  /** Where the paper's pages are served, for links. */
  readonly address: string;
  /** The text has lines that a person can count: not a Word document's, not a single line. */
  readonly lines: boolean;
}

/** The results of a check for people, each with its difference marked in place, and what they come to. */
export function checkLayout(report: CheckReport, checked: CheckedText, terminal: Terminal): string {
  const entries = report.results.map((result, index) => `${entry(result, index + 1, checked, terminal)}\n`);
  const { colours, width } = terminal;
  const notice = report.notice === null ? '' : wrap(report.notice, { width, paint: colours.yellow });
  if (report.results.length === 0) return notice;
  return `${entries.join('')}${notice}${wrap(`${summaryLine(report)}.`, { width, paint: colours.bold })}`;
}

function entry(result: CheckResult, number: number, checked: CheckedText, terminal: Terminal): string {
  const { colours, width } = terminal;
  const line = checked.lines ? colours.dim(`  line ${lineOf(checked.text, result.start)}`) : '';
  const head = `${colours.dim(`${number}.`.padEnd(indent.length - 1))} ${verdictLabel(result.verdict, terminal)}${line}\n`;
  const marked = markable(checked.text, result, colours);
  const quotation = wrap(result.kind === 'claim' ? marked : `“${marked}”`, { width, indent });
  const explained = wrap(visibleLine(result.explanation), {
    width,
    indent,
    paint: sourceOnly(result) ? colours.dim : plain,
  });
  const warnings = result.warnings.map(({ message }) =>
    wrap(`! ${visibleLine(message)}`, { width, indent, paint: colours.yellow }),
  );
  const places = result.matches
    .slice(0, shownPlaces)
    .map((place) => placeLines(place, checked.address, result.explanation, terminal));
  const more = result.matches.length - shownPlaces;
  const others = more > 0 ? wrap(`and ${counted(more, 'more place')}`, { width, indent, paint: colours.dim }) : '';
  const nearest = result.nearest.slice(0, 1).map((place) => {
    const near = wrap(`Nearest, not the same: “${visibleLine(place.quote)}”`, { width, indent, paint: colours.dim });
    return `${near}${placeLines(place, checked.address, '', terminal)}`;
  });
  return [head, quotation, explained, ...warnings, contextLines(result, terminal), ...places, others, ...nearest].join(
    '',
  );
}

/** What the verdict is, in the colour of how bad it is. */
function verdictLabel(verdict: Verdict, { colours }: Terminal): string {
  const label = capital(verdictWords[verdict]);
  const wary: readonly Verdict[] = ['secondary', 'paraphrase-partly', 'cannot-tell'];
  const paint = isInOrder(verdict) ? colours.green : wary.includes(verdict) ? colours.yellow : colours.red;
  return colours.bold(paint(label));
}

/** Escape sequences are only those that are put in here: the text is made visible first, with its offsets kept. */
function markable(text: string, result: CheckResult, colours: Terminal['colours']): string {
  const harmless = text.replaceAll('\r', ' ').replace(/(?![\n\t])\p{Cc}|\p{Bidi_Control}/gu, '\uFFFD');
  return markedQuotation(harmless, result, colours);
}

/** The sentences round the words in the source, where a reader has to judge. */
function contextLines({ verdict, context, sourceQuote }: CheckResult, { width, colours }: Terminal): string {
  if (isInOrder(verdict) || !context || !sourceQuote) return '';
  const around = inSource({
    before: lastWords(visibleLine(context.before)),
    words: visibleLine(sourceQuote),
    after: firstWords(visibleLine(context.after)),
  });
  return wrap(`In the source: ${around}`, { width, indent, paint: colours.dim });
}

/** Page, section and paragraph are left out where the explanation has just named them. */
function placeLines(place: Place, address: string, explanation: string, terminal: Terminal): string {
  const { colours, width } = terminal;
  const title = place.paper.authors.length > 0 ? `, ${visibleLine(place.paper.title)}` : '';
  const named = wrap(`${shortReference(place.paper)}${title}`, { width, indent, paint: colours.cyan });
  const whole = visibleLine(whereIs(place));
  const where = explanation.includes(whole) ? '' : wrap(whole, { width, indent, paint: colours.dim });
  return `${named}${where}${indent}${colours.dim(link(place, address, terminal))}\n`;
}

/** Where all is said by the place that follows, the sentence is quiet. */
function sourceOnly({ verdict }: CheckResult): boolean {
  return verdict === 'verbatim';
}

function plain(word: string): string {
  return word;
}

const contextWords = 25;

function lastWords(text: string): string {
  const words = text.split(' ');
  return words.length <= contextWords ? text : `… ${words.slice(-contextWords).join(' ')}`;
}

function firstWords(text: string): string {
  const words = text.split(' ');
  return words.length <= contextWords ? text : `${words.slice(0, contextWords).join(' ')} …`;
}
