import type { PaperSummary } from '../../ingest/library.ts';
import { creditOf } from '../citations/credit.ts';
import type { Change, CheckResult, Place } from '../wire.ts';
import type { Relation } from './relation.ts';
import type { Whose } from './whose.ts';

const nouns: Record<Change['class'], string> = {
  number: 'a number',
  negation: 'a negation',
  hedge: 'a hedge',
  direction: 'a direction',
  name: 'a name',
  word: 'a word',
  omission: 'without a mark',
  addition: 'without a mark',
  style: 'the printing',
  ellipsis: 'an ellipsis',
  bracket: 'a bracket',
};

/** One plain sentence that says what the verdict is and why. */
export function explain(
  result: CheckResult,
  relation: Relation | null,
  whose: Whose | null,
  papers: readonly PaperSummary[],
): string {
  const [place] = result.matches;
  const where = place ? whereIs(place) : '';
  const credit = place ? creditOf(place.paper) : '';
  switch (result.verdict) {
    case 'verbatim':
      return `The words stand in ${credit}, ${where}.`;
    case 'verbatim-marked-edits':
      return `The words stand in ${credit}, ${where}, but for what the marks show.`;
    case 'altered':
      return `${alteration(result.changes)} The words are in ${credit}, ${where}.`;
    case 'stitched':
      return `These words are not one quotation: ${relation?.because ?? 'they stand apart'}.`;
    case 'misattributed':
      return `The words stand in ${credit}, ${where}, not in ${sourceMeant(result, papers)}.`;
    case 'secondary':
      return whose?.original
        ? `The words stand in ${credit}, ${where}, but they are ${whose.original}'s there.`
        : `The words stand in ${credit}, ${where}, but in quotation marks: they are somebody else’s there.`;
    case 'not-found':
      return result.nearest.length > 0
        ? 'No paper of the library has these words; what comes nearest is shown, and is not them.'
        : 'No paper of the library has these words.';
    case 'paraphrase-supported':
    case 'paraphrase-partly':
    case 'paraphrase-contradicted':
    case 'cannot-tell':
      // The judge of claims says why itself.
      return '';
  }
}

/** The paper that the text means, in full: "she" tells nobody who was meant. */
function sourceMeant({ claimedSource }: CheckResult, papers: readonly PaperSummary[]): string {
  const meant = papers.find((paper) => paper.id === claimedSource?.paperId);
  return meant ? creditOf(meant) : (claimedSource?.text.replace(/\.$/, '') ?? 'the source named');
}

function alteration(changes: readonly Change[]): string {
  const [change, ...others] = changes.filter((item) => !item.permitted);
  if (!change) return '';
  const quoted = (text: string) => `“${text.length > 80 ? `${text.slice(0, 77)}…` : text}”`;
  const what =
    change.quote === ''
      ? `The quotation leaves out ${quoted(change.source)}`
      : change.source === ''
        ? `The quotation puts in ${quoted(change.quote)}`
        : `The source has ${quoted(change.source)} where the quotation has ${quoted(change.quote)}`;
  const more =
    others.length === 0
      ? ''
      : `, and ${others.length === 1 ? 'one more change' : `${String(others.length)} more changes`}`;
  const punctuation = change.class === 'style' && !/[\p{L}\p{N}]/u.test(change.source + change.quote);
  return `${what} (${punctuation ? 'the punctuation' : nouns[change.class]})${more}.`;
}

/** Where a place is, in words: page, section, paragraph. */
export function whereIs(place: Pick<Place, 'page' | 'pageLabel' | 'section' | 'paragraph'>): string {
  const page = place.pageLabel ?? (place.page === null ? null : String(place.page));
  const parts = [
    page === null ? null : `p. ${page}`,
    place.section === null ? 'before the first heading' : `“${place.section}”`,
    place.paragraph === null ? null : `paragraph ${String(place.paragraph)}`,
  ];
  return parts.filter((part) => part !== null).join(', ');
}
