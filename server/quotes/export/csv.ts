import { changeSentence, type Finding, findingsOf, type FoundPlace, type ReportInput } from './finding.ts';

const columns = [
  'number',
  'verdict',
  'quotation',
  'start',
  'end',
  'claimed source',
  'explanation',
  'changes',
  'warnings',
  'source words',
  'paper',
  'title',
  'page',
  'section',
  'paragraph',
  'link',
  'other places',
  'original author',
] as const;

/**
 * The results as CSV (RFC 4180) in UTF-8 with a byte order mark, without which Excel takes “ for â€œ. A cell that a
 * spreadsheet would run as a formula is text (OWASP, CSV Injection).
 */
export function csvReport(input: ReportInput): string {
  const rows = findingsOf(input).map((finding, index) => {
    const { start = 0, end = 0 } = input.report.results[index] ?? {};
    return rowOf(finding, start, end);
  });
  return `\uFEFF${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function rowOf(finding: Finding, start: number, end: number): string[] {
  const [place, ...others] = finding.places.length > 0 ? finding.places : [null];
  const near = finding.nearest.map((item) => `nearest: ${named(item)}`);
  return [
    String(finding.number),
    finding.verdict,
    finding.quote,
    String(start),
    String(end),
    finding.claimed ?? '',
    finding.explanation,
    finding.changes.map(changeSentence).join('; '),
    finding.warnings.join(' '),
    finding.context?.words ?? place?.words ?? '',
    place?.credit ?? '',
    place?.title ?? '',
    place?.page ?? '',
    place?.section ?? '',
    place?.paragraph ?? '',
    place?.link ?? '',
    [...others.flatMap((other) => (other ? [named(other)] : [])), ...near].join('; '),
    finding.originalAuthor ?? '',
  ];
}

function named(place: FoundPlace): string {
  return `${place.credit}, ${place.where}`;
}

function cell(value: string): string {
  const safe = /^[\s]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
