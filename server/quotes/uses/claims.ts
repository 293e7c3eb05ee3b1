import type { Span } from '../../../ingest/paper.ts';
import type { Attribution } from '../use.ts';
import { attributed } from './credit.ts';
import { reportingVerb, setAgainst, speaksAfter } from './reporting.ts';
import { together, type Mention } from './source.ts';

/** A text that speaks of its own parts and plans, or sends its reader elsewhere, claims nothing about a source. */
const announces =
  /^\W*(?:(?:(?:the|this) (?:next|following|present|last|previous|first|second|third|final)? ?(?:section|chapter|essay|part|thesis|dissertation|literature review|review|paragraph|assignment|report|draft|introduction)|I|we|below|in (?:what follows|this (?:section|chapter|essay|paper|part|review)),? (?:I|we))\b[^.]{0,40}?\b(?:will|shall|discuss(?:es)?|reviews?|examines?|considers?|turns?|compares?|introduces?|looks?|summari[sz]es?|presents?|describes?|deals?|draws?|relies|analy[sz]es?|explores?|addresses|assess(?:es)?|evaluates?|outlines?|begins?|focus(?:es)?|engages?|critiques?|responds?)\b|(?:see|compare|cf\.?|recall|consult|read|for (?:more|details|a (?:review|discussion|summary|similar))|as (?:discussed|noted|mentioned) (?:above|below|earlier))\b)/i;
/** "This essay asks whether …": a question of the text's own. */
const ownQuestion =
  /^\W*(?:the|this|my|our) (?:section|chapter|essay|thesis|dissertation|review|report|draft)\s(?:asks?|argues?|wonders?|compares?|seeks?|aims?|tries)\b/i;
const firstPerson = /^\W*(?:I|we|my|our)\b/i;
const workNoun = '(?:papers?|articles?|essays?|books?|stud(?:y|ies)|texts?|work|thesis|reports?|prose|writing)';
/** "Sadi’s paper", with nothing that it does. */
const possessedWork = new RegExp(`^[’']s?\\s+(?:\\([^()]{0,20}\\)\\s+)?(?:\\p{Ll}+\\s)?${workNoun}(?!\\p{L})`, 'u');
const workSpeaks = new RegExp(
  `^[’']s?\\s+(?:\\([^()]{0,20}\\)\\s+)?(?:\\p{Ll}+\\s)?${workNoun}\\s(?:\\p{Ll}+\\s)?(?:${reportingVerb}(?!\\p{L})|,)`,
  'u',
);
const frame = /(?:^|[\s(])(?:in|for|per|by|with)\s(?:the\s)?$/i;
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
  if ([question, announces, ownQuestion, introduces].some((pattern) => pattern.test(words))) return null;
  if ((words.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) < 4 && !/\p{sc=Han}/u.test(words)) return null;
  const telling = mentions.filter(
    (mention) =>
      mention.source !== null &&
      (mention.refers ||
        (mention.anaphor !== null &&
          mention.speaks &&
          (mention.source.papers.length > 0 || mention.source.year !== null))) &&
      tells(masked, sentence, mention) &&
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
    return attributed(text, first, { ...first.source, names });
  }
  if (first.reported) return attributed(text, first, { ...first.source, names: first.reported });
  const named = telling.filter(
    (mention) =>
      mention === first || mention === reference || (mention.kind === 'narrative' && mention.anaphor === null),
  );
  const source = together(named.flatMap((mention) => mention.source ?? []).filter(distinct));
  return attributed(text, first, source ?? first.source);
}

/** Whether a mention credits its source with something: a text that only speaks of a paper claims nothing. */
function tells(masked: string, sentence: Span, mention: Mention): boolean {
  if (mention.kind === 'parenthetical') return true;
  const before = masked.slice(Math.max(sentence.start, mention.start - 60), mention.start);
  const after = masked.slice(mention.end, Math.min(sentence.end, mention.end + 120));
  if (possessedWork.test(after) && !workSpeaks.test(after)) return frame.test(before) && !firstPerson.test(before);
  if (mention.speaks || speaksAfter.test(after)) return true;
  if (/^[’']?\s*,/.test(after) && frame.test(before)) return true;
  if (/^\s+that\s/.test(after) || /(?:and|both)\s$/i.test(before) || /^\s+and\s/.test(after)) return true;
  // "Sadi (2025) counts 500": whatever the verb.
  const begins = /^[^\p{L}]*$/u.test(masked.slice(sentence.start, mention.start));
  return begins && /\d/.test(masked.slice(mention.end, sentence.end));
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
