import { changeSentence, findingsOf, type FoundPlace, type ReportInput } from './finding.ts';
import type { Remark } from './docx/comment-document.ts';

/** Characters of the source's words in a comment, which has to fit beside a page. */
const shown = 600;

/** The results as remarks on a draft: the verdict, why, what differs, where the words stand. */
export function remarksOf(input: ReportInput): Remark[] {
  return findingsOf(input).flatMap((finding, index) => {
    const result = input.report.results[index];
    if (!result) return [];
    const different = finding.changes.filter(({ permitted }) => !permitted);
    const words = finding.context?.words ?? '';
    const paragraphs = [
      finding.heading,
      finding.explanation,
      ...different.map((change) => `• ${changeSentence(change)}`),
      finding.verdict === 'verbatim' || words === ''
        ? ''
        : `The source: “${words.length > shown ? `${words.slice(0, shown).toWellFormed()} …` : words}”`,
      ...finding.warnings,
      ...finding.places.map(named),
      ...finding.nearest.map((place) => `Nearest, not the same: ${named(place)}`),
    ];
    return [{ start: result.start, end: result.end, paragraphs: paragraphs.filter((text) => text !== '') }];
  });
}

function named({ credit, title, where, link }: FoundPlace): string {
  // The quotation in a permalink would fill the comment; without it the link leads to the same words.
  return `${credit}, ${title}, ${where}: ${link.replaceAll(/&(?:quote|prefix|suffix)=[^&]*/g, '')}`;
}
