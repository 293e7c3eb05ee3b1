import type { Span } from '../../../ingest/paper.ts';
import type { Attribution } from '../use.ts';
import { attributed } from './credit.ts';
import { setAgainst } from './reporting.ts';
import { together, type Mention } from './source.ts';

/** A text that speaks of its own parts and plans, or sends its reader elsewhere, claims nothing about a source. */
const announces =
  /^\W*(?:(?:(?:the|this) (?:next|following|present|last|previous|first|second|third|final)? ?(?:section|chapter|essay|part|thesis|dissertation|literature review|review|paragraph|assignment|report|draft|introduction)|I|we|below|in (?:what follows|this (?:section|chapter|essay|paper|part|review)),? (?:I|we))\b[^.]{0,40}?\b(?:will|shall|discuss(?:es)?|reviews?|examines?|considers?|turns?|compares?|introduces?|looks?|summari[sz]es?|presents?|describes?|deals?|draws?|relies|analy[sz]es?|explores?|addresses|assess(?:es)?|evaluates?|outlines?|begins?|focus(?:es)?|engages?|critiques?|responds?)\b|(?:see|compare|cf\.?|recall|consult|read|for (?:more|details|a (?:review|discussion|summary|similar))|as (?:discussed|noted|mentioned) (?:above|below|earlier))\b)/i;
/** What comes next is the claim, or the quotation. */
const introduces = /:\s*$/;
const question = /\?["”’»'›)\]\s]*$/;

/**
 * Whom a sentence without quotations makes a claim about, or null where it makes none: it has to name or refer to a
 * paper, or be marked with an in-text reference; questions and announcements claim nothing.
 * @param mentions of the sentence, resolved
 */
export function claimIn(
  { text, masked }: { readonly text: string; readonly masked: string },
  sentence: Span,
  mentions: readonly Mention[],
): Attribution | null {
  const words = masked.slice(sentence.start, sentence.end);
  if (question.test(words) || announces.test(words) || introduces.test(words)) return null;
  if ((words.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) < 4 && !/\p{sc=Han}/u.test(words)) return null;
  const telling = mentions.filter(
    (mention) =>
      mention.source !== null &&
      (mention.refers ||
        (mention.anaphor !== null &&
          mention.speaks &&
          (mention.source.papers.length > 0 || mention.source.year !== null))) &&
      !setAgainst.test(masked.slice(Math.max(0, mention.start - 40), mention.start)),
  );
  const first = telling.find((mention) => mention.speaks) ?? telling[0];
  if (!first?.source) return null;
  const reference = telling.find((mention) => mention.kind === 'parenthetical' && mention !== first);
  // "Khurshid argues … (Sarwar & Rashid, n.d.)": reported there. "Sadi … (Sarwar & Rashid, n.d.)": two sources.
  const speaker = mentions.find(
    (mention) => mention.kind === 'narrative' && mention.speaks && mention.source?.papers.length === 0,
  );
  if (
    first.kind === 'parenthetical' &&
    first.source.papers.length > 0 &&
    speaker?.source &&
    speaker.start < first.start
  ) {
    const names = first.reported && first.reported.length > 0 ? first.reported : speaker.source.names;
    return attributed(text, speaker, { ...first.source, names });
  }
  if (first.reported) return attributed(text, first, { ...first.source, names: first.reported });
  const named = telling.filter(
    (mention) =>
      mention === first || mention === reference || (mention.kind === 'narrative' && mention.anaphor === null),
  );
  const source = together(named.flatMap((mention) => mention.source ?? []).filter(distinct));
  return attributed(text, first, source ?? first.source);
}

function distinct(
  source: { names: readonly string[]; papers: readonly string[] },
  at: number,
  all: readonly (typeof source)[],
): boolean {
  return (
    all.findIndex(
      (other) =>
        other.papers.join() === source.papers.join() &&
        (source.papers.length > 0 || other.names.join() === source.names.join()),
    ) === at
  );
}
