import {
  changeSentence,
  type Finding,
  findingsOf,
  type FoundPlace,
  inSource,
  lineOf,
  type ReportInput,
} from './finding.ts';
import { visibleLine } from '../../terminal/visible-text.ts';
import { capital, isInOrder, summaryLine } from './verdicts.ts';

/** Characters of a quotation in the table. */
const shownInTable = 80;

/**
 * The results as Markdown for an editor: a table of all, then each finding, those to be put right first. Text of
 * drafts and papers is escaped, so that it is shown and never becomes a heading, a link or HTML (CommonMark 0.31, 2.4).
 */
export function markdownReport(input: ReportInput): string {
  const findings = findingsOf(input);
  const { report, name } = input;
  const title = `# Quotations checked${name === null ? '' : `: ${escaped(name)}`}`;
  const wrong = findings.filter(({ verdict }) => !isInOrder(verdict));
  const right = findings.filter(({ verdict }) => isInOrder(verdict));
  const blocks = [
    title,
    `${escaped(summaryLine(report))}.`,
    report.notice === null ? null : escaped(report.notice),
    findings.length === 0 ? null : table(findings),
    wrong.length === 0 ? null : '## To put right',
    ...wrong.map((finding) => section(finding, input)),
    right.length === 0 ? null : '## In order',
    ...right.map((finding) => section(finding, input)),
  ];
  return `${blocks.filter((block) => block !== null).join('\n\n')}\n`;
}

function table(findings: readonly Finding[]): string {
  const rows = findings.map((finding) => {
    const [place] = finding.places;
    const cells = [
      String(finding.number),
      isInOrder(finding.verdict) ? finding.heading : `**${finding.heading}**`,
      escaped(shortened(finding.quote)),
      place ? escaped(place.credit) : '',
      place ? escaped(place.where) : '',
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return ['| # | Verdict | Quotation | Paper | Where |', '| --: | --- | --- | --- | --- |', ...rows].join('\n');
}

function section(finding: Finding, { report, text, name }: ReportInput): string {
  const result = report.results[finding.number - 1];
  // Word documents have no lines before they are printed.
  const line =
    result && text.includes('\n') && !name?.toLowerCase().endsWith('.docx') ? lineOf(text, result.start) : null;
  const { context } = finding;
  const facts = [
    ...finding.changes.map((change) => capital(escaped(changeSentence(change)))),
    ...finding.warnings.map((warning) => `**Note:** ${escaped(warning)}`),
    finding.claimed === null ? null : `Credited to: ${escaped(finding.claimed)}`,
    finding.originalAuthor === null ? null : `First said by: ${escaped(finding.originalAuthor)}`,
    ...finding.places.map((place) => `Place: ${placeText(place)}`),
    ...finding.nearest.map(
      (place) => `Nearest, not the same: ${placeText(place)}: “${escaped(shortened(place.words, 300))}”`,
    ),
    context?.words
      ? `In the source: ${inSource({ before: escaped(context.before), words: context.words, after: escaped(context.after) }, (words) => `**${escaped(words)}**`)}`
      : null,
  ];
  return [
    `### ${finding.number}. ${escaped(finding.heading)}${line === null ? '' : ` (line ${line})`}`,
    `> ${finding.kind === 'claim' ? escaped(finding.quote) : `“${escaped(finding.quote)}”`}`,
    escaped(finding.explanation),
    facts
      .filter((fact) => fact !== null)
      .map((fact) => `- ${fact}`)
      .join('\n'),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

function placeText({ credit, title, where, link }: FoundPlace): string {
  return `${escaped(credit)}, *${escaped(title)}*, [${escaped(where)}](<${link.replaceAll(/[<>\\]/g, encodeURIComponent)}>)`;
}

/** Text of one line as Markdown that shows it. Addresses lose what would turn them into links by themselves (GFM, 6.9). */
function escaped(text: string): string {
  return visibleLine(text)
    .replaceAll(/[\\`*_[\]<>#~|&$@]/g, '\\$&')
    .replaceAll(/(https?|ftp|mailto|xmpp):/gi, '$1\\:')
    .replaceAll(/\bwww\./gi, 'www\\.')
    .replace(/^(\s*)([-=+])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2');
}

function shortened(text: string, length = shownInTable): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), length / 2)).toWellFormed()} …`;
}
