import type { Aspect } from '../summary-asked.ts';

const self =
  '(?:this|the|our|present)(?: (?:research|present|current))? (?:paper|article|study|research|essay|work|thesis|chapter)';
const we = `(?:\\b${self}|\\b(?:we|i)\\b)(?: (?:also|further|therefore|thus|then|first|finally))*`;

function cue(pattern: string): RegExp {
  return new RegExp(pattern, 'iu');
}

/** What a sentence says of its own paper's argument, aim, method, findings or conclusion (Edmundson 1969: cue words). */
const cues: Readonly<Record<Exclude<Aspect, 'overview' | 'recommendations'>, readonly RegExp[]>> = {
  argument: [
    cue(
      `${we} (?:article )?(?:argu|contend|maintain|claim|suggest|propos|demonstrat|emphasi[sz]|show|posit|assert|highlight|stress)\\p{L}*`,
    ),
    cue(`\\b(?:our|the)(?: \\p{L}+)? (?:argument|thesis|hypothesis|claim|position) (?:is|of)\\b`),
  ],
  conclusion: [
    cue(
      `\\b(?:in conclusion|to conclude|in sum\\b|in summary|to sum up|in the end|overall|in a nutshell|taken together|all in all)\\b`,
    ),
    cue(`${we} (?:conclud|suggest|recommend|show|demonstrat|present|propos|introduc|found|find)\\p{L}*`),
    cue(`\\b(?:most importantly|the way forward|is (?:needed|required|warranted))\\b`),
  ],
  aim: [
    cue(
      `${we} (?:aim|seek|examin|investigat|explor|analy[sz]|address|evaluat|intend|attempt|stud(?:y|ies)|focus|propos|introduc|present|look|unveil|ask|consider)\\p{L}*`,
    ),
    cue(
      `\\b(?:aims?|purpose|objectives?|goal) (?:of|to|is|are|here)\\b|\\b(?:research questions?|seeks to|sets out to|to fill (?:the|this) (?:\\p{L}+ )?gap)\\b`,
    ),
  ],
  method: [
    cue(
      `${we} (?:us(?:e|es|ed)|utili[sz]|employ|appl(?:y|ies)|conduct|draw|collect|adopt|follow|interview|survey|measur|train|evaluat|analy[sz]|compar)\\p{L}*`,
    ),
    cue(
      `\\b(?:qualitative|quantitative|mixed[- ]methods?|case stud(?:y|ies)|primary data|secondary data|survey|interviews?|data(?:set)?s? (?:was|were|is|are) (?:collected|used|drawn)|theoretical framework|methodology)\\b`,
    ),
  ],
  findings: [
    cue(
      `\\b(?:results?|findings?|analysis|evidence|experiments?|data) (?:\\p{L}+ )?(?:show|indicat|suggest|reveal|demonstrat|confirm|highlight|reflect)\\p{L}*`,
    ),
    cue(`${we} (?:find|found|show|observ|demonstrat|discover|reveal|achiev|obtain|outperform)\\p{L}*`),
    cue(
      `\\b(?:outperforms?|significant(?:ly)?|it (?:revealed|is evident)|improvements? (?:of|over)|state[- ]of[- ]the[- ]art)\\b`,
    ),
  ],
};

/** What a paper itself wants to be done. */
const advises = cue(`${we} (?:suggest|recommend|propos|advis|urg|call)\\p{L}*`);
/** What ought to be done. */
const ought = cue(
  `\\b(?:should|must|ought to|needs? to|(?:is|are) (?:recommended|advised|urged) to|(?:it|there) is (?:imperative|essential|vital|crucial|necessary|a need))\\b`,
);

/** "In this paper, we propose": said of the whole, wherever it stands. */
const ofTheWhole = cue(
  `\\b${self.replace('|work|', '|')}\\b|\\bin this work,? we\\b|\\b(?:in sum|to conclude|in conclusion)\\b|\\b(?:our|the) (?:main |key )?contributions? (?:is|are|of)\\b`,
);
const ofItself = cue(
  `${we} (?:argu|propos|present|introduc|demonstrat|show|find|found|conclud|suggest|develop|contend)\\p{L}*`,
);

/** How plainly a sentence speaks for its paper, 0…1; for an overview, of the whole rather than of a step. */
export function cueOf(text: string, aspect: Aspect): number {
  if (aspect === 'recommendations') return advises.test(text) ? 1 : ought.test(text) ? 0.7 : 0;
  if (aspect !== 'overview') {
    const at = cues[aspect].findIndex((pattern) => pattern.test(text));
    return at < 0 ? 0 : at === 0 ? 1 : 0.7;
  }
  if (ofTheWhole.test(text)) return 1;
  if (ofItself.test(text) || cues.conclusion[2]?.test(text) === true) return 0.7;
  return Object.values(cues).some((patterns) => patterns.some((pattern) => pattern.test(text))) ? 0.35 : 0;
}
