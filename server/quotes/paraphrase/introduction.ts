import type { Attribution } from '../use.ts';
import { reportingVerb } from '../uses/reporting.ts';

/** A claim without the words that say whose it is. */
export interface BareClaim {
  /** As long as the claim: what was taken off is blank, so that offsets stay. */
  readonly text: string;
  /** The introduction denies what follows: "Sadi doubts that …". */
  readonly denied: boolean;
}

/** In-text references in brackets (APA 7 §8.11, MLA 9 §6.3), note numbers, a year behind a name. */
const references =
  /\((?:(?:see|cf\.|e\.g\.,?|as cited in|quoted in|qtd\. in)\s+)?(?:\p{Lu}[^()%]{0,200}?,?\s*(?:(?:19|20)\d{2}[a-z]?|n\.\s?d\.|in press)(?:[,:;][^()%]{0,200})?|(?:19|20)\d{2}[a-z]?(?:,\s*pp?\.[^()]{0,20})?|n\.\s?d\.|pp?\.\s?\d[\d–-]{0,9})\)|\[\^?\d{1,3}(?:\s*[,–-]\s*\d{1,3}){0,8}\]/gu;
const framing = /^\W*(?:according to|as per|in the (?:words|view|opinion|eyes|account) of|in)\s+[^,]{1,160},\s*/iu;
const forSomebody = /^\W*for\s+[^,]{1,80},\s*/iu;
const asSomebody = new RegExp(`^\\W*as\\s+[^,]{1,100}\\s${reportingVerb}(?:\\s+\\p{L}{2,12}){0,3},\\s*`, 'iu');
const speaks = new RegExp(`^[^.;:]{1,160}?\\s(?<verb>${reportingVerb})(?:\\s+\\p{L}+ly)?,?\\s+that\\s+`, 'iu');
const speaksShortly = new RegExp(`^[^.;:,]{1,80}?\\s(?<verb>${reportingVerb})\\s+`, 'iu');
const behind = new RegExp(
  `,?\\s+(?:according to\\s+[^,.]{1,80}|(?:as\\s+)?[^,.]{1,80}\\s${reportingVerb}|${reportingVerb}\\s+[^,.]{1,80})[.\\s]*$`,
  'iu',
);
const speaker = /\b(?:the|this|these|those|both)\s+(?:\p{L}+\s+)?(?:authors?|papers?|articles?|stud(?:y|ies)|reports?|essays?|scholars?|researchers?|writers?|two)\b|^\W*(?:he|she|they|it)\b/iu; // prettier-ignore
/** "They call it …": no that. */
const pronounSpeaks = /^\W*(?:s?he|they)\s(?:(?:\p{Ll}+ly|also|then|even)\s)?\S+\s+$/iu;
const denies = /^(?:den(?:y|ies|ied)|doubt|disput|reject|refut|disagree|dismiss|question|disprov)/iu;
const negates = /\b(?:not|never|nowhere|no longer|hardly)\b|n['’]t\b/iu;

/** How far an introduction reaches into a claim, in UTF-16 code units. */
const edge = 400;

/** A text with its in-text references and note numbers blank; offsets stay. */
export function withoutReferences(text: string): string {
  return text.replace(references, (part) => ' '.repeat(part.length));
}

/** Takes off "Sadi (2025) argues that", "According to …,", ", as Sadi notes" and in-text references. */
export function withoutIntroduction(claim: string, attribution: Attribution | null): BareClaim {
  const blank = (part: string) => ' '.repeat(part.length);
  const named = (part: string) => isSpeaker(part, attribution);
  let text = withoutReferences(claim);
  let denied = false;
  const take = (pattern: RegExp, isRight: (part: string) => boolean, atEnd = false) => {
    // Only the edges are looked at: what is said there is short, and a hostile text is long.
    const from = atEnd ? Math.max(0, text.length - edge) : 0;
    const found = pattern.exec(text.slice(from, from + edge));
    if (!found || !isRight(found[0])) return false;
    const [start, end] = [from + found.index, from + found.index + found[0].length];
    const rest = text.slice(0, start) + text.slice(end);
    if ((rest.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) < 3) return false;
    denied ||= denies.test(found.groups?.verb ?? '') || (found.groups?.verb !== undefined && negates.test(found[0]));
    text = text.slice(0, start) + blank(found[0]) + text.slice(end);
    return true;
  };
  take(framing, (part) => named(part) || /according to/i.test(part));
  take(forSomebody, named);
  take(asSomebody, named);
  if (!take(speaks, named)) take(speaksShortly, (part) => hasName(part, attribution) || pronounSpeaks.test(part));
  take(behind, named, true);
  return { text, denied };
}

function isSpeaker(part: string, attribution: Attribution | null): boolean {
  return hasName(part, attribution) || speaker.test(part);
}

function hasName(part: string, attribution: Attribution | null): boolean {
  const plain = part.toLowerCase();
  return attribution?.names.some((name) => name !== '' && plain.includes(name.toLowerCase())) ?? false;
}
