import { type Alteration, casedLike, pickMatch, replaced } from './alteration.ts';

/** `from` and `to`: what stands in the sentence, and what is put instead. */
function hedge(kind: string, pairs: readonly (readonly [from: RegExp, to: string])[]): Alteration {
  return {
    class: 'hedge',
    kind,
    verdicts: ['altered'],
    change: 'hedge',
    alter: ({ text }, { random }) => {
      for (const [from, to] of random.shuffle(pairs)) {
        const found = pickMatch(text, new RegExp(from, 'gu'), random);
        if (!found) continue;
        const by = to === '' ? '' : casedLike(found[0].trim(), to);
        return { text: replaced(text, found.index ?? 0, found[0].length, by) };
      }
      return null;
    },
  };
}

const adverbs =
  'probably|possibly|perhaps|potentially|apparently|presumably|allegedly|seemingly|arguably|likely|generally|usually|often|sometimes|frequently|typically|largely|mainly|partly|partially|relatively|somewhat|mostly|supposedly|reportedly|virtually';
const approximators = 'about|approximately|nearly|almost|roughly|around|some';

/**
 * Hedges and boosters: Hyland (1998), Hedging in Scientific Research Articles: modal auxiliaries, epistemic verbs,
 * adverbs of probability, frequency and degree, approximators.
 */
export const hedgeAlterations: readonly Alteration[] = [
  hedge('adverb lost', [[new RegExp(`(?<=\\p{Ll} )(?:${adverbs}) (?=\\p{Ll})`), '']]),
  hedge('approximator lost', [[new RegExp(`(?<=\\p{L} )(?:${approximators}) (?=\\d)`), '']]),
  hedge('modal lost', [[/(?<=\p{L} )(?:may|might|could) (?=(?!not\b|be\b|have\b)\p{Ll}{3,})/u, '']]),
  hedge('semi-auxiliary lost', [[/(?<=\p{L} )(?:tends?|appears?|seems?) to (?=\p{Ll})/u, '']]),
  hedge('modal strengthened', [
    [/(?<=\p{L} )may(?= (?!not\b)\p{Ll})/u, 'will'],
    [/(?<=\p{L} )might(?= (?!not\b)\p{Ll})/u, 'must'],
    [/(?<=\p{L} )could(?= (?!not\b)\p{Ll})/u, 'will'],
  ]),
  hedge('verb strengthened', [
    [/\bsuggest(?= that\b)/, 'prove'],
    [/\bsuggests(?= that\b)/, 'proves'],
    [/\bsuggested(?= that\b)/, 'proved'],
    [/\bsuggesting(?= that\b)/, 'proving'],
    [/\bindicate(?= that\b)/, 'prove'],
  ]),
  hedge('frequency or quantity strengthened', [
    [/\b(?:often|usually|sometimes|frequently|generally)(?= \p{Ll})/u, 'always'],
    [/\b(?:some|most)(?= \p{Ll}+s\b)/u, 'all'],
    [/\b(?:Some|Most)(?= \p{Ll}+s\b)/u, 'all'],
  ]),
  hedge('probability strengthened', [
    [/(?<= )(?:probably|possibly|perhaps|presumably|apparently)(?= )/, 'certainly'],
    [/(?<=\b(?:is|are|was|were) )likely(?= to\b)/, 'certain'],
  ]),
  hedge('modal weakened', [
    [/(?<=\p{L} )will(?= (?!not\b)\p{Ll})/u, 'might'],
    [/(?<=\p{L} )must(?= (?!not\b)\p{Ll})/u, 'may'],
  ]),
  hedge('verb weakened', [
    [/\b(?:show|demonstrate|establish)(?= that\b)/, 'suggest'],
    [/\b(?:shows|demonstrates|establishes)(?= that\b)/, 'suggests'],
    [/\b(?:showed|demonstrated|established)(?= that\b)/, 'suggested'],
  ]),
  hedge('adverb added', [
    [/(?<=\b(?:was|were|is|are) )(?=(?!not\b|no\b|the\b|a\b|an\b)\p{Ll}{3,}ed\b)/u, 'possibly '],
    [/(?<=\b(?:was|were|is|are) )(?=\p{Ll}{3,}ed\b)/u, 'probably '],
    [/(?<=\b(?:has|have) )(?=been\b)/, 'apparently '],
  ]),
  hedge('approximator added', [[/(?<=\b(?:of|in|than|by|to|for|with) )(?=\d{2,}\s?(?:%|\p{Ll}{4,}))/u, 'about ']]),
];
