import { sentenceSpans } from '../../ingest/sentences.ts';

const source = '(?:passages?|papers?|texts?|documents?|excerpts?|sources?|context|articles?|authors?|evidence)';
const negated = "(?:do(?:es)? ?n[o’']t|do(?:es)? not|did not|didn[’']t|never)";
const tells =
  '(?:contain|mention|provide|say|specify|state|include|discuss|address|hold|give|answer|describe|explain|report|indicate|cover|name|offer|tell|have|support)';

/** How models say in plain words that an answer is not there. Each has to name the sources, or the answer itself. */
const refusals = [
  new RegExp(`\\b${source}\\b[^.!?]{0,80}\\b${negated} (?:\\w+ ){0,2}${tells}`, 'i'),
  new RegExp(
    `\\b(?:no|not any|without) (?:\\w+ ){0,3}(?:information|mention|evidence|answer|statement|details?|data)\\b[^.!?]{0,120}\\b${source}\\b`,
    'i',
  ),
  new RegExp(
    `\\bnot (?:\\w+ )?(?:mentioned|stated|given|specified|provided|discussed|answered|addressed|found|available|described|contained|named|included)\\b[^.!?]{0,80}\\b${source}\\b`,
    'i',
  ),
  new RegExp(`\\bnone of the (?:\\w+ ){0,2}${source}\\b`, 'i'),
  new RegExp(
    `^\\W*(?:i(?: cannot| can[’']?t| can not| am unable to|[’']?m unable to)|unable to) (?:\\w+ )?(?:answer|find)`,
    'i',
  ),
  /^\W*there is (?:no|not enough|insufficient) (?:information|evidence|mention)/i,
  /\b(?:question|this) (?:cannot|can[’']t|can not) be answered\b/i,
];

/** Where a refusal stands is at the beginning; what comes later in a draft is a remark. */
const sentencesRead = 3;
/** In UTF-16 code units. */
const longestRead = 1_500;

/**
 * The sentence in which a draft without any quotation says that the sources don't hold the answer; null where it does
 * not. Small models leave out the form that they were asked for, and their "no" is an answer all the same.
 */
export function plainRefusal(draft: string): string | null {
  const text = draft.slice(0, longestRead);
  const sentences = sentenceSpans(text).slice(0, sentencesRead);
  const found = sentences
    .map(({ start, end }) => text.slice(start, end).trim())
    .find((sentence) => refusals.some((refusal) => refuses(sentence, refusal)));
  return found?.replace(/^[*_#>\s]*(?:answer:[*_\s]*)?/i, '') ?? null;
}

/** "…, but it was 2009" goes on with what no quotation proves. */
const goesOn = /[;:]|\b(?:but|however|though|although|yet|still|instead|nevertheless)\b/i;

function refuses(sentence: string, refusal: RegExp): boolean {
  const found = refusal.exec(sentence);
  return found !== null && !goesOn.test(sentence.slice(found.index + found[0].length));
}
