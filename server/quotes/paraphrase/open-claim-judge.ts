import type { Embedder } from '../../../ingest/embedder.ts';
import type { Library } from '../../../ingest/library.ts';
import type { Attribution } from '../use.ts';
import type { ClaimModel } from './ask-model.ts';
import { conclude, concludeWith, tooLittle } from './conclude.ts';
import { leastTerms } from './decide.ts';
import { withoutIntroduction } from './introduction.ts';
import { type Judgement, judgeStretches } from './judge-stretches.ts';
import type { Judged } from './judged.ts';
import { passagesFor } from './passages.ts';
import { SentenceMeaning } from './sentence-meaning.ts';
import { joined, type PaperStretch, sentencesIn } from './stretches.ts';
import { type Term, termsOf } from './terms.ts';

/** Judges claims without quotation marks against a library. */
export interface ClaimJudge {
  /** `claim` is one sentence as it stands in the text. Aborting the signal rejects with its reason. */
  judge(claim: string, attribution: Attribution | null, signal: AbortSignal): Promise<Judged>;
}

export interface ClaimJudgeParts {
  readonly library: Library;
  readonly embedder?: Embedder;
  readonly chatModel?: ClaimModel;
}

/** Sentences whose meaning is compared, best by words first: embedding one takes about 10 ms. */
const comparedByMeaning = 6;
/** Sentences that are tried together with the one beside them. */
const triedInPairs = 3;
/** By how much two sentences have to be nearer than one. */
const pairGain = 0.05;
/** Sentences that a chat model reads. */
const shownToModel = 5;
/** No sentence is longer; UTF-16 code units. */
const longestClaim = 5_000;
/** A claim with more terms is cut: a sentence has rarely forty. */
const mostTerms = 120;

/**
 * A judge of claims: numbers, names, negations and directions are compared with the nearest sentences of the papers
 * named (all papers where none is). Rules decide; a chat model, where there is one, may not overrule a difference.
 */
export function openClaimJudge({ library, embedder, chatModel }: ClaimJudgeParts): ClaimJudge {
  const meaning = embedder ? new SentenceMeaning(embedder) : null;

  async function rank(bare: string, terms: readonly Term[], sentences: PaperStretch[], signal: AbortSignal) {
    const byWords = judgeStretches(terms, sentences).slice(0, comparedByMeaning);
    const cosines = meaning
      ? await meaning.cosines(
          bare,
          byWords.map(({ stretch }) => stretch.text),
          signal,
        )
      : [];
    const near = byWords.map(({ stretch }, index) => ({ ...stretch, cosine: cosines[index] ?? null }));
    const cosineOf = new Map(near.map((stretch) => [stretch.span.start, stretch.cosine]));
    const singles = judgeStretches(terms, near, sentences);
    const pairs = singles.slice(0, triedInPairs).flatMap(({ stretch }) => {
      const beside = (index: number | null) => {
        const other = index === null ? undefined : sentences[index];
        return other ? { ...other, cosine: cosineOf.get(other.span.start) ?? stretch.cosine } : null;
      };
      const [before, after] = [beside(stretch.before), beside(stretch.after)];
      return [before ? joined(before, stretch) : null, after ? joined(stretch, after) : null].filter(
        (pair) => pair !== null,
      );
    });
    const [best] = singles;
    const better = judgeStretches(terms, pairs, sentences).filter(
      (pair) => pair.nearness > (best?.nearness ?? 0) + pairGain,
    );
    return [...better, ...singles];
  }

  return {
    async judge(claim, attribution, signal) {
      signal.throwIfAborted();
      const { text, denied } = withoutIntroduction(claim.slice(0, longestClaim), attribution);
      const bare = text.replace(/\s+/g, ' ').trim();
      // Whom the claim names as its source need not stand in the sentence.
      const named = new Set((attribution?.names ?? []).flatMap((name) => termsOf(name).map((term) => term.stem)));
      const terms = termsOf(text)
        .filter((term) => !named.has(term.stem))
        .slice(0, mostTerms);
      const papers = attribution && attribution.papers.length > 0 ? attribution.papers : null;
      const passages = await passagesFor(bare, papers, { library, embedder: embedder ?? null }, signal);
      const sentences = sentencesIn(passages);
      const ranked: Judgement<PaperStretch>[] = terms.length > 0 ? await rank(bare, terms, sentences, signal) : [];
      const byRules = inWordsOf(claim, conclude(ranked, denied));
      if (new Set(terms.map((term) => term.stem)).size < leastTerms && byRules.verdict !== 'paraphrase-contradicted')
        return tooLittle;
      if (!chatModel || ranked.length === 0 || denied) return byRules;
      const shown = ranked.slice(0, shownToModel);
      // What speaks to a model takes long to load, and most have none.
      const { askModel } = await import('./ask-model.ts');
      const opinion = await askModel(
        chatModel,
        bare,
        shown.map(({ stretch }) => stretch),
        signal,
      );
      return opinion ? inWordsOf(claim, concludeWith(byRules, shown, opinion, chatModel.name)) : byRules;
    },
  };
}

/** What differs is quoted as the claim has it. */
function inWordsOf(claim: string, judged: Judged): Judged {
  const changes = judged.changes.map((change) => ({ ...change, quote: claim.slice(change.start, change.end) }));
  return { ...judged, changes };
}
