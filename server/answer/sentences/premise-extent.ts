import { against, type Compared } from '../../quotes/paraphrase/compared.ts';

const whole = /^(?:all|every|each|only|whole|entire|entirely|exclusively|solely|completely|wholly)$/i;
/** How much less than all a sentence may speak of, right before what it speaks of. */
const part =
  /(?:\b\d{1,2}(?:\.\d+)?\s?(?:%|per ?cent)|\b(?:some|certain|few|half|most|part|parts|partly|a (?:third|quarter|minority|majority)|not (?:all|every)|not [\p{L} ]{0,20}in full))\b[^.;]{0,60}$/iu;

/**
 * Whether a sentence says of a part what the claim says of all: "some Chinese technologies" of "all Chinese
 * technology", "60 per cent of startups" of "every startup".
 */
export function saidOfAPart(compared: Compared, claimText: string, sentence: string): boolean {
  const words = [...claimText.matchAll(/\p{L}+/gu)];
  return words.some((word) => {
    if (!whole.test(word[0])) return false;
    const of = compared.claim
      .map((term, index) => ({ term, index }))
      .filter(({ term }) => term.start > word.index && term.start - word.index <= 40)
      .slice(0, 4);
    return of.some(({ index }) =>
      against(compared, index).some((there) => part.test(sentence.slice(Math.max(0, there.start - 70), there.start))),
    );
  });
}
