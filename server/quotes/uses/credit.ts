import type { Span } from '../../../ingest/paper.ts';
import type { Attribution } from '../use.ts';
import type { Credit } from './credit-lines.ts';
import { reportingVerb, setAgainst } from './reporting.ts';
import type { Mention, Source } from './source.ts';

/** A quotation among the mentions of its sentence; all offsets are the text's. */
export interface QuotedPlace {
  readonly span: Span;
  readonly sentence: Span;
  /** Of the sentence, ascending, resolved. */
  readonly mentions: readonly Mention[];
  /** End of the quotation before it in the sentence, start of the next: the sentence's edges where there is none. */
  readonly from: number;
  readonly to: number;
}

const onlyMarks = /^["“”’»'›)」』*_\s.,;:!?…]{0,8}$/;
const afterQuotation =
  /^["“”’»'›」』*_\s,.!?…—–-]{0,8}(?:(?!(?:whereas|while|but|although|though)\s)\p{L}[\p{L}’'-]*,?\s+){0,6}(?:the\s+|The\s+)?$/u;
const intoQuotation = new RegExp(
  `^(?:\\s\\([^()]{0,60}\\))?(?:,[^,;.]{0,80},)?,?[^,;:.]{0,60}?\\b${reportingVerb}(?:\\s+\\p{L}[\\p{L}’'-]*){0,6}\\s*[,:]?\\s*["“‘«„»'\`「『]{0,2}$`,
  'u',
);

/**
 * Who is credited with a quotation: who speaks right before or behind it, or the reference behind it; the speaker of the
 * sentence's beginning; a source it names. A reported person keeps the name and gets the papers of what reports it.
 */
export function creditFor(place: QuotedPlace, masked: string, text: string): Attribution | null {
  const { span, mentions } = place;
  const between = (from: number, to: number) => masked.slice(from, Math.min(to, from + 300));
  const references = mentions.filter(
    (mention) => mention.kind === 'parenthetical' && mention.source && mention.start >= span.end,
  );
  const direct = references.find((mention) => onlyMarks.test(between(span.end, mention.start)));
  const reference = direct ?? references.find((mention) => mention.end <= nextSpeech(place)) ?? null;
  const speaker = speakerOf(place, between);
  if (!speaker) {
    const behind = mentions.find(
      (mention) => mention.kind === 'narrative' && mention.source && mention.start >= span.end && mention.refers,
    );
    if (reference) return attributed(text, reference, reported(reference) ?? sourceOf(reference));
    return behind ? attributed(text, behind, sourceOf(behind)) : null;
  }
  const source = dated(sourceOf(speaker), mentions, speaker);
  if (!reference) return attributed(text, speaker, source);
  return attributed(text, speaker, combined(source, reference, direct !== undefined), reference);
}

/** Where the next speech of the sentence begins, to whom a reference behind it belongs. */
function nextSpeech({ span, to, sentence, mentions }: QuotedPlace): number {
  const next = mentions.find(
    (mention) => mention.speaks && mention.kind === 'narrative' && mention.start > span.end && mention.end <= to,
  );
  return next && to < sentence.end ? next.start : sentence.end;
}

function speakerOf(
  { span, from, to, mentions }: QuotedPlace,
  between: (from: number, to: number) => string,
): Mention | null {
  const narrative = mentions.filter((mention) => mention.kind === 'narrative' && mention.source !== null);
  const before = narrative.filter(
    (mention) => mention.end <= span.start && !setAgainst.test(between(Math.max(0, mention.start - 40), mention.start)),
  );
  const near = before.filter((mention) => mention.start >= from);
  const trusted = (mention: Mention) => mention.refers || mention.anaphor !== null || hasGivenName(mention, between);
  const leadsIn = (mention: Mention) =>
    (mention.speaks && intoQuotation.test(between(mention.end, span.start))) ||
    // "the paper “draws on …”": the verb is quoted too.
    (trusted(mention) && /^\s["“‘«„»'`]{1,2}$/.test(between(mention.end, span.start)));
  const adjacent = near.findLast(leadsIn);
  if (adjacent) return adjacent;
  const behind = narrative.find((mention) => mention.speaks && mention.start >= span.end && mention.start < to);
  if (behind && afterQuotation.test(between(span.end, behind.start))) return behind;
  return (
    near.findLast((mention) => mention.speaks && trusted(mention)) ??
    before.findLast((mention) => mention.speaks && trusted(mention)) ??
    before.findLast((mention) => mention.refers) ??
    near.findLast((mention) => mention.speaks) ??
    null
  );
}

/** "Robert Work", not "Beijing". */
function hasGivenName(mention: Mention, between: (from: number, to: number) => string): boolean {
  return mention.source?.number !== 'body' && /\s/.test(between(mention.start, mention.end));
}

function sourceOf(mention: Mention): Source {
  return mention.source ?? { names: [], papers: [], year: null, number: 'one' };
}

/** The person that "(Work, 2017, as cited in Sadi, 2025)" credits, in the papers that report it. */
function reported(mention: Mention): Source | null {
  return mention.reported ? { ...sourceOf(mention), names: mention.reported } : null;
}

/** With the year of "(2025, p. 3)" somewhere behind the name. */
function dated(source: Source, mentions: readonly Mention[], speaker: Mention): Source {
  if (source.year !== null) return source;
  const detail = mentions.find(
    (mention) => mention.kind === 'detail' && mention.year !== null && mention.start >= speaker.end,
  );
  return detail ? { ...source, year: detail.year } : source;
}

function combined(speaker: Source, reference: Mention, direct: boolean): Source {
  const cited = sourceOf(reference);
  const shared = speaker.papers.filter((paper) => cited.papers.includes(paper));
  const sameNames = cited.names.some((name) => speaker.names.includes(name));
  if (reference.reported !== null) {
    const names = reference.reported.length > 0 ? reference.reported : speaker.names;
    return { ...cited, names: speaker.papers.length === 0 ? speaker.names : names };
  }
  if (shared.length > 0) return { ...speaker, papers: shared, year: speaker.year ?? cited.year };
  if (speaker.papers.length === 0 && cited.papers.length > 0) return { ...cited, names: speaker.names };
  if (sameNames) return { ...speaker, year: speaker.year ?? cited.year };
  if (cited.papers.length > 0) return direct ? cited : speaker;
  return speaker.papers.length > 0 ? speaker : direct ? cited : speaker;
}

/**
 * An attribution to a source, in the text's own words for it. Where a person is reported, these are the words for the
 * paper that reports them, since its papers are what they name.
 */
export function attributed(text: string, mention: Mention, source: Source, also?: Mention): Attribution {
  const papers = (one: Mention) => one.source?.papers.join() ?? '';
  const named = source.papers.join();
  const told = also && named === papers(also);
  const reported = told && (also.reported !== null || (named !== '' && papers(mention) === ''));
  const same = told && source.names.join() === also.source?.names.join();
  const shown = reported || same ? also : (mention.via ?? mention);
  return {
    text: plainReference(text.slice(shown.start, shown.end)),
    papers: source.papers,
    names: source.names,
    year: source.year,
  };
}

/** Whom a line of its own credits; a person whom the sentence names and whom the library has not is reported there. */
export function withCredit(read: Attribution | null, credit: Credit | null): Attribution | null {
  if (!credit) return read;
  const { names, papers, year } = credit.source;
  const reports = read !== null && read.papers.length === 0 && read.names.length > 0 && papers.length > 0;
  return { text: credit.text, papers, names: reports ? read.names : names, year };
}

/** Without the brackets round it, "as cited in" before it and "emphasis added" behind it. */
function plainReference(words: string): string {
  return words
    .replace(/\s+/g, ' ')
    .replace(/^\((.*)\)$/s, '$1')
    .replace(/^(?:as )?(?:cited|quoted|qtd\.?|quot\.|reported|reproduced|mentioned|referenced) (?:in|by) /i, '')
    .replace(remark, '')
    .trim();
}

const remark =
  /[,;] ?(?:(?:my|our|original|author[’']?s?|authors[’']) )?(?:emphas[ie]s|italics?|bold(?:face)?)(?: (?:(?:is|are) )?(?:added|mine|ours|supplied|removed|(?:in|from) (?:the )?original))?(?=[;,)\]]|$)/giu;
