import type { Abstention, Answer, EvidencePassage } from '../../wire.ts';
import { boldSection } from './blocks.ts';
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

/** Says that there is no answer, why, and what came nearest. */
export function abstentionGroups(
  { reason, message, nearest }: Abstention,
  { passages }: Pick<Answer, 'passages'>,
  options: { readonly publicUrl: string; readonly papers: readonly ShownPaper[] },
  next: Numbering,
): Group[] {
  const said = [withHeading(headings[reason], proseParts(message))];
  const shown = nearest
    .flatMap((id) => passages.find((passage) => passage.id === id) ?? [])
    .filter(({ text }) => shownLine(text) !== '')
    .slice(0, mostNearest);
  const near = shown.map((passage): Group => {
    const paper = options.papers.find(({ id }) => id === passage.paperId) ?? null;
    const where = shownWhere({ ...passage, pageLabel: null, paragraph: null });
    const line = [paper ? shownCredit(paper) : '', where].filter((part) => part !== '').join(', ');
    const matter = { words: excerpt(passage.text), line, permalink: permalinkOf(passage, paper) };
    return { parts: passageParts(matter, options.publicUrl, next) };
  });
  const [first, ...others] = near;
  if (!first) return said;
  return [...said, { ...withHeading('What comes nearest', first.parts), divided: true }, ...others];
}

/** A heading is never the last of a message. */
function withHeading(heading: string, [first, ...others]: readonly Part[]): Group {
  const head = { text: `*${escapeText(heading)}*`, blocks: [boldSection(heading)] };
  if (!first) return { parts: [head] };
  const together = { text: `${head.text}\n${first.text}`, blocks: [...head.blocks, ...first.blocks] };
  return { parts: [together, ...others] };
}

function excerpt(text: string): string {
  const words = shownLine(text).split(' ');
  const few = words.length <= excerptWords ? words.join(' ') : `${words.slice(0, excerptWords).join(' ')} …`;
  return beginning(few, longestExcerpt);
}

function permalinkOf({ paperId, start, end }: EvidencePassage, paper: ShownPaper | null): string {
  const sha = paper ? `&sha=${paper.sha256.slice(0, 12)}` : '';
  return `/papers/${encodeURIComponent(paperId)}#at=${start}-${end}${sha}`;
}
