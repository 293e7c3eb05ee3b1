import type { PaperSummary } from '../../ingest/library.ts';
import { withoutSources } from './without-sources.ts';

const saying = '(?:say|write|state|mention|claim|argue|report|discuss)';
const place = '(?:where|(?:on|in) (?:what|which) (?:pages?|sections?|chapters?|paragraphs?|parts?|passages?))';
const isSource =
  /^(?:(?:the|this|that|these|both|two|other) )*(?:papers?|articles?|authors?|stud(?:y|ies)|texts?|she|he|they)[’']? ?$/iu;
const frame = new RegExp(
  `^(?:and |but |so )?${place}(?: exactly)?(?: in (?:the|this|that|her|his|their) (?:papers?|articles?|text))? (?:do|does|did) (?<who>(?:\\S+ ){1,12}?)(?:also )?${saying}(?: (?:that|about|of))? (?<said>\\S+ \\S.*)$`,
  'iu',
);

/**
 * What is said, of a question for where it is said: "Where does Sadi say how Vietnam responded?" is answered by how
 * Vietnam responded, since every answer tells where it stands. The question itself where it asks something else.
 */
export function withoutSourceFrame(question: string, papers: readonly Pick<PaperSummary, 'authors'>[]): string {
  const { who = '', said } = frame.exec(question.trim())?.groups ?? {};
  // Whoever is no source may have said it somewhere in the world.
  return said !== undefined && isSource.test(withoutSources(who, papers)) ? said : question;
}
