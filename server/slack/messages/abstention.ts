import { spanAddress } from '../../citations/permalink.ts';
import type { Abstention, Answer } from '../../wire.ts';
import { headingSection } from './blocks.ts';
import { escapeText } from './mrkdwn.ts';
import type { Group, Part } from './pack.ts';
import { type NamedPaper, type Numbering, passageParts, shownCredit, shownWhere } from './place.ts';
import { proseParts } from './prose.ts';
import { beginning, shownLine } from './shown-text.ts';

/** What of a paper is needed to name a passage that came near and to lead to it. */
export interface ShownPaper extends NamedPaper {
  readonly id: string;
  readonly sha256: string;
}

/** What passages that came near are named by and lead to. */
export interface NearestOptions {
  readonly publicUrl: string;
  /** A passage of none of them is named by its page alone. */
  readonly papers: readonly ShownPaper[];
  /** What is printed on a page of a paper, `page` 1-based; null where nothing is, and the page is named by its number. */
  readonly pageLabelOf: (paperId: string, page: number) => string | null;
}

const headings: Readonly<Record<Abstention['reason'], string>> = {
  'no-evidence': 'Nothing in the library answers this',
  'weak-evidence': 'Not enough in the library to answer',
  'named-source-lacks-it': 'That paper does not say this',
  'false-premise': 'The question rests on something the papers do not say',
  'not-about-the-library': 'Not a question for this library',
};

/** Most passages that are shown of what came near, words of each, and code units where its words are long. */
const mostNearest = 3;
const excerptWords = 45;
const longestExcerpt = 500;

/** Says that there is no answer, and why. */
export function abstentionGroup({ reason, message }: Abstention): Group {
  return withHeading(headings[reason], proseParts(message));
}

/** What came nearest, but for tables of numbers. */
export function nearestGroups(
  { nearest }: Abstention,
  { passages }: Pick<Answer, 'passages'>,
  options: NearestOptions,
  next: Numbering,
): Group[] {
  const shown = nearest
    .flatMap((id) => passages.find((passage) => passage.id === id) ?? [])
    .filter(({ text }) => isProse(text))
    .slice(0, mostNearest);
  const near = shown.map((passage): Group => {
    const paper = options.papers.find(({ id }) => id === passage.paperId) ?? null;
    const pageLabel = passage.page === null ? null : options.pageLabelOf(passage.paperId, passage.page);
    const where = shownWhere({ ...passage, pageLabel, paragraph: null });
    const line = [paper ? shownCredit(paper) : '', where].filter((part) => part !== '').join(', ');
    const matter = {
      words: excerpt(passage.text),
      line,
      permalink: spanAddress(passage.paperId, [passage], paper?.sha256 ?? null),
    };
    return { parts: passageParts(matter, options.publicUrl, next) };
  });
  const [first, ...others] = near;
  return first ? [{ ...withHeading('What comes nearest', first.parts), divided: true }, ...others] : [];
}

/** Whether at least half of what is printed are letters. */
function isProse(text: string): boolean {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const letters = count(/[\p{L}\p{M}]/gu);
  return letters > 0 && letters * 2 >= count(/\S/gu);
}

/** A heading is never the last of a message. */
function withHeading(heading: string, [first, ...others]: readonly Part[]): Group {
  const head = { text: `*${escapeText(heading)}*`, blocks: [headingSection(heading)] };
  if (!first) return { parts: [head] };
  const together = { text: `${head.text}\n${first.text}`, blocks: [...head.blocks, ...first.blocks] };
  return { parts: [together, ...others] };
}

function excerpt(text: string): string {
  const words = shownLine(text).split(' ');
  const few = words.length <= excerptWords ? words.join(' ') : `${words.slice(0, excerptWords).join(' ')} …`;
  return beginning(few, longestExcerpt);
}
