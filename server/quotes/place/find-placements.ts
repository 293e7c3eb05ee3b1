import type { PaperId } from '../../../ingest/paper.ts';
import type { Difference } from '../difference/difference.ts';
import type { Token } from '../words/quoted.ts';
import type { Candidates, View } from './candidates.ts';
import { weightOf } from './chain.ts';
import { isFunctionWord } from '../words/function-words.ts';
import { type PaperWords, countsOf } from './paper-words.ts';
import { tellingFurniture, withoutPastedFurniture } from './pasted-furniture.ts';
import { type Piece, type Placement, type Quotation, SharedRuns, exactPlacements } from './placement.ts';

/** Where a quotation stands, or came near to standing. */
export interface Placements {
  /** The quotation as it was compared: brackets that stand in the source itself are its words. */
  readonly quotation: Quotation;
  /** Best first: the first decides the verdict, the others are further places where it stands as well. [] when nowhere. */
  readonly places: readonly Placement[];
  /** For a quotation that stands nowhere: what comes nearest, if anything does. */
  readonly nearest: Placement | null;
}

/** Further places of a quotation with marks or changes that are looked for. */
const mostAlike = 20;
/** A stretch of so many words that no candidate explains is asked of the index by itself. */
const worthAsking = 4;
/** How much less of an altered quotation may stand in the paper that is named than elsewhere. */
const benefitOfNaming = 0.12;

/**
 * Every place of a quotation: exact first, by the index's phrases; then fragment by fragment. The papers named are
 * looked at in any case, and are believed when they hold the words as well as another does.
 */
export async function findPlacements(
  quotation: Quotation,
  named: readonly PaperId[],
  candidates: Candidates,
  view: View,
): Promise<Placements> {
  const words = quotation.tokens.flatMap((token) => (token.type === 'word' ? [token.word.raw] : []));
  if (words.length === 0) return { quotation, places: [], nearest: null };
  const holding = await candidates.holding(words, view);
  const exact = exactPlacements(quotation, holding);
  const verbatim = exact.filter((placement) => differencesOf(placement).every((item) => item.permitted));
  if (verbatim.length > 0) return { quotation, places: verbatim, nearest: null };
  if (exact.length > 0) return { quotation, places: namedFirst(exact, named).slice(0, 1), nearest: null };

  const sources = union(await candidates.forWords(words, named, view), holding);
  const pasted = await placementsWithoutFurniture(quotation, sources, named, candidates, view);
  if (pasted) return pasted;
  const shared = new SharedRuns(quotation);
  let best = shared.bestPlacement(sources);
  for (const stretch of uncovered(quotation, best)) {
    const more = union(sources, await candidates.forWords(stretch, [], view));
    if (more.length === sources.length) continue;
    sources.splice(0, sources.length, ...more);
    best = shared.bestPlacement(sources);
  }
  if (!best) return { quotation, places: [], nearest: null };
  const plain = withoutLiteralBrackets(quotation, best);
  if (plain) return findPlacements(plain, named, candidates, view);
  const own = sources.filter((source) => named.includes(source.paper.id));
  if (own.length > 0 && !best.pieces.every((piece) => own.includes(piece.source))) {
    const there = shared.bestPlacement(own);
    if (
      there &&
      isAcceptable(quotation, there, named) &&
      there.pieces.length <= best.pieces.length &&
      there.covered >= best.covered - benefitOfNaming
    ) {
      best = there;
    }
  }
  if (!isAcceptable(quotation, best, named)) return { quotation, places: [], nearest: best };
  return { quotation, places: [best, ...alike(shared, best, sources)], nearest: null };
}

/** The places of a quotation that was copied over a page's end, heads and page numbers with it; null for any other. */
async function placementsWithoutFurniture(
  quotation: Quotation,
  sources: readonly PaperWords[],
  named: readonly PaperId[],
  candidates: Candidates,
  view: View,
): Promise<Placements | null> {
  const cleaned = withoutPastedFurniture(quotation, sources);
  if (!cleaned) return null;
  const found = await findPlacements(cleaned.quotation, named, candidates, view);
  // Brackets that became words have moved the tokens.
  const compared = { ...cleaned, quotation: found.quotation };
  const places = found.places.flatMap((place) => tellingFurniture(place, compared, quotation.text) ?? []);
  return places.length > 0 ? { ...found, places } : null;
}

/** The quotation with brackets that the source itself has there as plain words; null when it has none. */
function withoutLiteralBrackets(quotation: Quotation, placement: Placement): Quotation | null {
  const literal = new Set(
    placement.pieces.flatMap(({ source, steps }) =>
      steps.flatMap((step, index) => {
        if (step.type !== 'bracket') return [];
        const beside = [steps[index - 1], steps[index + 1]].find((other) => other?.type === 'out');
        const at = step.source.to > step.source.from ? step : (beside ?? step);
        const word = source.words[at.source.from];
        return word && source.streams[word.stream]?.view.text.charAt(word.start - 1) === '[' ? [step.quote.from] : [];
      }),
    ),
  );
  if (literal.size === 0) return null;
  const tokens = quotation.tokens.flatMap((token, index): Token[] =>
    literal.has(index) && token.type === 'bracket'
      ? token.words.map((word) => ({ type: 'word', word, bracketed: false }))
      : [token],
  );
  return { ...quotation, tokens };
}

/** All differences of a placement, piece by piece. */
export function differencesOf(placement: Placement): Difference[] {
  return placement.pieces.flatMap((piece) => piece.differences);
}

function namedFirst(placements: readonly Placement[], named: readonly PaperId[]): Placement[] {
  const rank = (placement: Placement) =>
    Number(!named.includes(placement.pieces[0]?.source.paper.id ?? ('' as PaperId)));
  return placements.toSorted((a, b) => rank(a) - rank(b) || unpermitted(a) - unpermitted(b));
}

function unpermitted(placement: Placement): number {
  return differencesOf(placement).filter((item) => !item.permitted).length;
}

function union(a: readonly PaperWords[], b: readonly PaperWords[]): PaperWords[] {
  return [...new Set([...a, ...b])];
}

/** Stretches of words of the quotation that stand in no candidate. */
function uncovered(quotation: Quotation, placement: Placement | null): string[][] {
  const covered = new Set<number>();
  for (const piece of placement?.pieces ?? []) {
    for (const step of piece.steps) {
      if (step.type !== 'same') continue;
      for (let at = step.quote.from; at < step.quote.to; at += 1) covered.add(at);
    }
  }
  const stretches: string[][] = [[]];
  quotation.tokens.forEach((token, index) => {
    if (covered.has(index)) {
      if (stretches.at(-1)?.length) stretches.push([]);
    } else if (token.type === 'word') stretches.at(-1)?.push(token.word.raw);
  });
  return stretches.filter((stretch) => stretch.length >= worthAsking);
}

/**
 * Whether what was found is where the quotation comes from, changed as it may be: enough of its words stand there in
 * long enough runs, with few enough breaks. A chance agreement of phrases is no place.
 */
export function isAcceptable(quotation: Quotation, placement: Placement, named: readonly PaperId[]): boolean {
  const plain = quotation.tokens.filter((token) => token.type === 'word');
  const total = plain.reduce((sum, token) => sum + weightOf(token.word.key), 0);
  const longest = Math.max(0, ...placement.pieces.map(longestRun));
  const breaks = placement.pieces
    .flatMap((piece) => piece.steps)
    .filter((step) => step.type !== 'same' && step.type !== 'reference' && step.type !== 'note').length;
  const found = placement.covered * total;
  // Few words agree by chance; in the paper that is named a shorter run is enough.
  const known = placement.pieces.every((piece) => named.includes(piece.source.paper.id));
  if (plain.length <= 4) return placement.covered >= 0.6 && found >= 1.9 && longest >= (known ? 1.3 : 1.9);
  if (longest < Math.min(2.6, 0.25 * total)) return false;
  if (plain.length <= fewWords && !tellsEnough(placement)) return false;
  return placement.covered >= 0.5 && found - 0.35 * breaks >= 0.4 * total;
}

/** Fewer words than this agree with some sentence by chance. */
const fewWords = 8;
/** Content words of a short quotation that have to stand there; one that its paper hardly uses tells more. */
const evidenceNeeded = 2.5;

function tellsEnough({ pieces }: Placement): boolean {
  let evidence = 0;
  for (const { source, steps, from } of pieces) {
    if (isInReferences(source, from)) return false;
    const counts = countsOf(source);
    for (const step of steps) {
      if (step.type !== 'same') continue;
      for (const word of source.words.slice(step.source.from, step.source.to)) {
        if (!isFunctionWord(word.key)) evidence += (counts.get(word.key) ?? 0) <= 3 ? 1.5 : 1;
      }
    }
  }
  const last = pieces.at(-1)?.steps.at(-1);
  const tail = last?.type === 'in' ? last.quote.to - last.quote.from : 0;
  return evidence >= evidenceNeeded + (tail >= 2 ? 1.5 : 0);
}

function isInReferences({ paper, words }: PaperWords, from: number): boolean {
  const section = paper.sections[words[from]?.section ?? -1];
  return /^(?:references|bibliography|works cited|literature cited)$/i.test(section?.title ?? '');
}

/** Weight of the longest run of equal words. */
function longestRun(piece: Piece): number {
  let [best, open, end] = [0, 0, -1];
  for (const step of piece.steps) {
    if (step.type !== 'same') {
      open = 0;
      continue;
    }
    if (step.source.from !== end) open = 0;
    end = step.source.to;
    for (const word of piece.source.words.slice(step.source.from, step.source.to)) open += weightOf(word.key);
    best = Math.max(best, open);
  }
  return best;
}

/** Further places that a quotation fits as well as the first. */
function alike(shared: SharedRuns, best: Placement, sources: readonly PaperWords[]): Placement[] {
  if (best.pieces.length > 1) return [];
  const found: Placement[] = [];
  const taken = [...best.pieces];
  while (found.length < mostAlike) {
    const next = shared.bestPlacement(sources, taken);
    if (next?.pieces.length !== 1 || next.covered < best.covered - 0.001 || unpermitted(next) > unpermitted(best))
      break;
    found.push(next);
    taken.push(...next.pieces);
  }
  return found;
}
