import { isAuxiliary } from './closed-classes.ts';
import type { Token } from './tokens.ts';
import { isReporting } from './verbs.ts';

/** What only those do who wrote a paper. */
export const asksOfResearch =
  /^(?:(?:what|which) (?:(?:research|theoretical|main) )?(?:methods?|methodology|theor(?:y|ies)|framework|approach|sources|sample|limitations?)\b.* they (?:use|follow|apply|adopt|choose|rely|name|mention)|(?:do|did|have) they (?:(?:do|use|conduct|hold|done|made|run|carry out) )?(?:any )?(?:interview|survey|experiment|fieldwork|case stud))/i;

/** "Who wrote it?", "When was it published?": of a text, a law, a device, never of a country. */
export function isMadeOrPublished(text: string): boolean {
  return (
    /\b(?:wrote|drafted|published|passed|enacted|signed|issued|released|amended|built|designed|developed|made|invented|launched|introduced|adopted|approved|started|implements?|enforces?) it\b/i.test(
      text,
    ) ||
    /\b(?:is|was|been|be) it (?:\p{L}+ly |first |ever )?(?:being )?(?:been )?(?:written|drafted|published|passed|enacted|signed|issued|released|amended|built|designed|developed|made|invented|launched|introduced|adopted|approved|implemented|enforced)\b/iu.test(
      text,
    )
  );
}

/** "Who did it?" means a deed, and no thing. */
export function asksWhoDid(tokens: readonly Token[], at: number): boolean {
  return (
    at + 1 === tokens.length &&
    at <= 3 &&
    /^(?:did|does|done)$/.test(tokens[at - 1]?.lower ?? '') &&
    /^(?:who|what|which)$/.test(tokens[0]?.lower ?? '')
  );
}

const deeds =
  /^(?:want|plan|respond|decide|intend|hope|try|seek|adopt|retaliate|react|choose|refuse|agree|build|buy|sell|invest|spend|cooperate|deploy|ban|restrict|sign|join|protect|defend|train|depend|rely|invade|attack|fight|win|lose|launch|develop|establish|create|introduce|own|negotiate|go|avoid|deal|prepare|use|do)$/;

/** Whether "it" does what states do and things don’t: "How can it respond?". */
export function isAgent(tokens: readonly Token[], at: number): boolean {
  return (
    tokens[at]?.lower === 'it' && isAuxiliary(tokens[at - 1]?.lower ?? '') && deeds.test(tokens[at + 1]?.lower ?? '')
  );
}

/** Whether a pronoun is the subject of a verb of saying. */
export function isSubjectOfReporting(tokens: readonly Token[], at: number): boolean {
  if (/^(?:his|her|its|their|him|them)$/.test(tokens[at]?.lower ?? '')) return false;
  return (
    [tokens[at + 1], tokens[at + 2]].some((token) => token !== undefined && isReporting(token.lower)) &&
    !/^(?:is|are|was|were)$/.test(tokens[at - 1]?.lower ?? '')
  );
}

/** Whether a thing, by its last word, is a text that is written, published, passed. */
export function isDocument(text: string): boolean {
  return /\b(?:policy|law|act|bill|report|strategy|plan|resolution|treaty|theory|study|survey)\b/i.test(text);
}
