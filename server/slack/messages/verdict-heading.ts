import { capital, verdictWords } from '../../quotes/export/verdicts.ts';
import type { CheckResult, Verdict } from '../../wire.ts';
import { headingSection } from './blocks.ts';
import { escapeText } from './mrkdwn.ts';
import type { Part } from './pack.ts';

/** What a verdict means, for who meets it the first time. */
const meanings: Readonly<Partial<Record<Verdict, string>>> = {
  'verbatim-marked-edits': 'what was changed is marked',
  altered: 'not the source’s own words',
  stitched: 'joined from several places',
  misattributed: 'right words, another source',
  secondary: 'the paper itself quotes them',
};

/** The verdict with what it means; null for a claim alone that nothing was found on. `number` null: it is the only one. */
export function verdictHeading({ kind, verdict }: CheckResult, number: number | null): Part | null {
  const nothing = kind === 'claim' && (verdict === 'not-found' || verdict === 'cannot-tell');
  if (nothing && number === null) return null;
  const words = nothing ? 'Claim: nothing found on it' : capital(verdictWords[verdict]);
  const heading = number === null ? words : `${number}. ${words}`;
  const meaning = meanings[verdict] ?? '';
  const said = meaning === '' ? '' : ` (${meaning})`;
  return { text: `*${escapeText(heading)}*${escapeText(said)}`, blocks: [headingSection(heading, said)] };
}
