import type { Weighed } from './weigh.ts';

/** The verdict on a claim without quotation marks; see wire.ts. */
export type Outcome = 'paraphrase-supported' | 'paraphrase-partly' | 'paraphrase-contradicted' | 'not-found';

/** Found on SciFact's train claims (Wadden et al. 2020); cosines are those of bge-small-en-v1.5. */
export const thresholds = {
  /** A difference counts where so much of the rest is there. */
  contradicted: { coverage: 0.55, cosine: 0.82, least: 0.35, denied: 0.6 },
  supported: { coverage: 0.75, strongly: 0.5, cosine: 0.82, gap: 3 },
  partly: { coverage: 0.5, cosine: 0.86, least: 0.3 },
};

/** Of a claim with fewer words that carry something, another sentence has all by chance. */
export const leastTerms = 3;

/** What a sentence makes of a claim. A difference is told only where both speak of the same thing. */
export function decide({
  asserts,
  differences,
  coverage,
  missing,
  gap,
  terms,
  shared,
  unanswered,
  lacksClause,
  cosine,
}: Weighed): Outcome {
  const meant = cosine ?? 0;
  const { contradicted, supported, partly } = thresholds;
  if (!asserts) return 'not-found';
  if (shared < 2) return 'not-found';
  const same = coverage >= contradicted.coverage || (meant >= contradicted.cosine && coverage >= contradicted.least);
  // That something is not denied shows little: the sentence has to say nearly all the rest.
  const denials = differences.every((item) => item.source === '');
  const differs = denials ? coverage >= contradicted.denied && shared >= 3 : same;
  if (differences.length > 0) return differs ? 'paraphrase-contradicted' : 'not-found';
  if (terms < leastTerms) return 'not-found';
  const said = coverage >= supported.coverage || (coverage >= supported.strongly && meant >= supported.cosine);
  if (said && missing.length === 0 && !unanswered && !lacksClause && gap <= supported.gap)
    return 'paraphrase-supported';
  if (coverage >= partly.coverage || (meant >= partly.cosine && coverage >= partly.least)) return 'paraphrase-partly';
  return 'not-found';
}

/** How near a sentence is to a claim, 0…1 about: which one decides. */
export function nearness({ coverage, cosine, differences, asserts }: Weighed): number {
  const meaning = cosine === null ? coverage : Math.min(1, Math.max(0, (cosine - 0.5) / 0.45));
  return 0.6 * coverage + 0.4 * meaning - (differences.length > 0 ? 0.04 : 0) - (asserts ? 0 : 0.08);
}
