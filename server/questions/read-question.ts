import { type Term, termsOf } from '../quotes/paraphrase/terms.ts';
import { contentTerms, isStopWord, stemOf, wordsOf } from '../retrieval/terms.ts';
import { type AskedFor, askedFor } from './asked-for.ts';
import { focusOf } from './focus.ts';
import { type AskedName, namesAsked } from './names-asked.ts';
import { isSlip } from './spelling.ts';

/** A question taken apart, for judging what may answer it. */
export interface ReadQuestion {
  readonly text: string;
  readonly kind: AskedFor;
  /** Names and numbers that it speaks of, authors of the papers asked aside. */
  readonly names: readonly AskedName[];
  /** Words that an answer has to speak of, names among them, each stem once. */
  readonly terms: readonly Term[];
  /** Those of `terms` that are no part of a name and say something by themselves. */
  readonly content: ReadonlySet<Term>;
  /** Those of `content` that say what kind of thing is asked for. */
  readonly focus: ReadonlySet<Term>;
}

/** Words that say what is asked for and what a paper does; an answer need not repeat them. */
const asking = stems(
  'percent percentage proportion share fraction number amount figure figures rate count total year years date time month day century decade ' +
    'reason reasons cause causes country countries city cities places place persons definition meaning term kind kinds type types sort sorts ' +
    'way ways example examples list enumerate name names called known full main key point points thing things detail details fact facts ' +
    'information info answer question questions exactly precisely actually really generally roughly approximately currently today please ' +
    'author authors writer writers scholar scholars researcher researchers paper papers article articles study research text document section ' +
    'abstract conclusion introduction argue argues argued claim claims claimed write writes wrote written conclude concludes concluded ' +
    'recommend recommends recommended suggest suggests suggested propose proposes proposed report reports reported describe describes ' +
    'described mention mentions mentioned view views opinion position explain explains explained discuss discusses discussed define defines ' +
    'defined identify identifies identified consider considers considered see sees think thinks thought believe believes believed according ' +
    'refer refers referred stand stands mean means meant happen happens happened involve involves involved regard regards regarding concerning ' +
    'compare compares compared comparison differ differs difference differences similar similarity contrast versus vs both need want know tell wonder ' +
    'much long far big large high old often else different',
);
/** Verbs and nouns that mean little by themselves, so that other words stand for them in an answer. */
const light = stems(
  'come comes came go goes went get gets got set sets make makes made take takes took put puts give gives gave given turn turns keep keeps kept ' +
    'step draw draws drew run runs ran bring brings brought hold holds let lets begin begins began start started stop become becomes seem seems try ' +
    'tries call use uses used work works help helps deal deals like out off up aim aims done good well odds part state ask asks asked accord play ' +
    'plays look looks',
);

function stems(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').map(stemOf));
}

/**
 * Takes a question apart.
 * @param papers those that it may name as its source: their authors and years are asked, not asked about
 */
export function readQuestion(text: string, papers: readonly { readonly authors: readonly string[] }[]): ReadQuestion {
  const sources = new Set(papers.flatMap(({ authors }) => contentTerms(authors.join(' '))));
  const names = namesAsked(text).filter(
    (name) =>
      !wordsOf(name.text).every((word) => sources.has(stemOf(word))) &&
      !(/^\p{Ll}/u.test(name.text) && isSlip(name.text)),
  );
  const terms = keyTerms(text, sources);
  const inName = (term: Term) => names.some(({ start, end }) => term.start >= start && term.end <= end);
  const content = terms.filter((term) => !inName(term) && !light.has(term.stem));
  const focus = focusOf(text);
  return {
    text,
    kind: askedFor(text),
    names,
    terms,
    content: new Set(content),
    focus: new Set(content.filter(({ start, end }) => focus && start >= focus.start && end <= focus.end)),
  };
}

/** Takes a part of a question apart: its kind is told by how it is asked, all else by its bare words. */
export function readPart(
  { text, bare }: { readonly text: string; readonly bare: string },
  papers: Parameters<typeof readQuestion>[1],
): ReadQuestion {
  return { ...readQuestion(bare, papers), kind: askedFor(text) };
}

function keyTerms(text: string, sources: ReadonlySet<string>): Term[] {
  const terms = termsOf(text).filter(
    ({ raw, stem, kind }) => kind === 'number' || (!isStopWord(raw) && !asking.has(stem) && !sources.has(stem)),
  );
  return [...new Map(terms.map((term) => [term.stem, term])).values()];
}

/** How much of what a sentence says of a term counts: little for verbs like "come". */
export function weightOf(term: Term): number {
  return light.has(term.stem) ? 0.3 : 1;
}
