import type { Span } from '../../../ingest/paper.ts';
import type { Attribution, Use } from '../use.ts';
import type { Antecedents } from './antecedents.ts';
import { claimIn } from './claims.ts';
import { attributed, creditFor } from './credit.ts';
import { fewestWords, isQuotation, mayQuote, wordCount } from './is-quotation.ts';
import type { MarkedSpan } from './marked-spans.ts';
import { mentionsIn, type Reading, resolved } from './mentions.ts';
import type { Mention, Source } from './source.ts';
import { sentencesIn, type Unit } from './units.ts';

/** What introduces a block quotation. */
export interface UnitBefore {
  readonly lastSentence: Span;
  readonly mentions: readonly Mention[];
}

/** One unit with all that reading it takes. */
export interface UnitReading {
  readonly text: string;
  readonly masked: string;
  readonly unit: Unit;
  readonly before: UnitBefore | null;
  readonly reading: Reading;
  readonly antecedents: Antecedents;
  readonly given: Attribution | null;
}

/** Adds the uses of one unit, and says what a block quotation behind it is introduced by. */
export function readUnit(read: UnitReading, uses: Use[]): UnitBefore {
  const { text, masked, unit, reading, antecedents } = read;
  const titles =
    unit.kind === 'quote'
      ? []
      : unit.marked.map((span) => ({ start: span.start, end: span.end, quoted: text.slice(span.start, span.end) }));
  const mentions = resolved(mentionsIn(masked, unit, titles, reading), antecedents, masked);
  if (unit.kind === 'quote') return readBlockQuotation(read, mentions, uses);
  const sentences = sentencesIn(masked, unit);
  let nextMention = 0;
  let nextMarked = 0;
  let lastMentions: Mention[] = [];
  let speaker: Attribution | null = null;
  for (const sentence of sentences) {
    const here: Mention[] = [];
    for (
      let mention = mentions[nextMention];
      mention && mention.start < sentence.end;
      mention = mentions[nextMention]
    ) {
      here.push(mention);
      nextMention += 1;
    }
    const marked: MarkedSpan[] = [];
    for (let span = unit.marked[nextMarked]; span && span.start < sentence.end; span = unit.marked[nextMarked]) {
      marked.push(span);
      nextMarked += 1;
    }
    speaker = readSentence(read, sentence, here, marked, speaker, uses);
    lastMentions = here;
  }
  return { lastSentence: sentences.at(-1) ?? unit, mentions: lastMentions };
}

/** How many mentions each side of a quotation can have to do with it. */
const nearby = 8;

function readSentence(
  { text, masked, given }: UnitReading,
  sentence: Span,
  mentions: readonly Mention[],
  marked: readonly MarkedSpan[],
  lastSpeaker: Attribution | null,
  uses: Use[],
): Attribution | null {
  let found = false;
  let speaker: Attribution | null = null;
  let passed = 0;
  const named = mentions.filter((mention) => mention.source !== null);
  const speaking = named.some((mention) => mention.speaks);
  const alone = isOnlyQuotation(masked, sentence, marked);
  for (const [at, span] of marked.entries()) {
    while (passed < mentions.length && (mentions[passed]?.end ?? 0) <= span.start) passed += 1;
    const near = mentions.slice(Math.max(0, passed - nearby), passed + nearby);
    const quoted = text.slice(span.start, span.end);
    const before = masked.slice(
      Math.max(sentence.start, span.start - 160 - span.opening.length),
      Math.max(sentence.start, span.start - span.opening.length),
    );
    const behind = span.end + (span.closing ?? '').length;
    const after = masked.slice(behind, Math.min(sentence.end, behind + 160));
    const cited = near.some(
      (mention) =>
        mention.kind === 'parenthetical' &&
        mention.source !== null &&
        mention.start >= span.end &&
        /^["”’»'›」』\s.,;:!?…]*$/.test(masked.slice(span.end, mention.start).slice(0, 12)),
    );
    const whole = text.slice(0, span.start - span.opening.length).trim() === '' && text.slice(behind).trim().length < 2;
    const isTitle = near.some((mention) => mention.start === span.start && mention.end === span.end);
    if (isTitle && !whole) continue;
    const round = { before, after, cited, speaker: speaking, source: named.length > 0, whole };
    const quotes = isQuotation(span, quoted, round);
    if (!quotes && !mayQuote(span, quoted)) continue;
    const doubtful = !quotes || (!whole && wordCount(quoted) < fewestWords);
    const from = marked[at - 1]?.end ?? sentence.start;
    const to = marked[at + 1]?.start ?? sentence.end;
    const read = creditFor({ span, sentence, mentions: near, from, to }, masked, text) ?? (alone ? lastSpeaker : null);
    const attribution = withGiven(read, given);
    speaker = read ?? speaker;
    found ||= !doubtful;
    if (quoted.trim() !== '')
      uses.push({
        kind: 'quotation',
        doubtful,
        quote: quoted,
        span: { start: span.start, end: span.end },
        sentence,
        attribution,
      });
  }
  if (found) return speaker;
  const claimed = claimIn({ text, masked }, sentence, mentions);
  if (claimed)
    uses.push({
      kind: 'claim',
      doubtful: false,
      quote: text.slice(sentence.start, sentence.end),
      span: sentence,
      sentence,
      attribution: withGiven(claimed, given),
    });
  return null;
}

/** A sentence that is one quotation goes on with the speech before it. */
function isOnlyQuotation(masked: string, sentence: Span, marked: readonly MarkedSpan[]): boolean {
  const [only] = marked;
  if (!only || marked.length > 1) return false;
  const around = masked.slice(sentence.start, only.start) + masked.slice(only.end, sentence.end);
  return !/[\p{L}\p{N}]/u.test(around);
}

function readBlockQuotation(
  { text, masked, unit, before, given }: UnitReading,
  mentions: readonly Mention[],
  uses: Use[],
): UnitBefore {
  const [span] = unit.marked;
  const sentence = { start: unit.start, end: unit.end };
  if (
    span &&
    isQuotation(span, text.slice(span.start, span.end), {
      before: '',
      after: '',
      cited: true,
      speaker: true,
      source: true,
      whole: false,
    })
  ) {
    const own = mentions.filter((mention) => mention.source !== null && mention.start >= span.end);
    const [named] = own;
    const behind = named
      ? attributed(
          masked,
          named,
          named.reported && named.source ? { ...named.source, names: named.reported } : sourceOr(named),
        )
      : null;
    const leadsIn = before && /[:,]\s*$/.test(text.slice(before.lastSentence.start, before.lastSentence.end));
    const spoken = before?.mentions.some((mention) => mention.speaks) ?? false;
    const place =
      before && (leadsIn || spoken)
        ? { span, sentence, mentions: [...before.mentions, ...own], from: before.lastSentence.start, to: unit.end }
        : null;
    const read = (place ? creditFor(place, masked, text) : null) ?? behind;
    uses.push({
      kind: 'quotation',
      doubtful: false,
      quote: text.slice(span.start, span.end),
      span: { start: span.start, end: span.end },
      sentence,
      attribution: withGiven(read, given),
    });
  }
  return { lastSentence: sentence, mentions: [] };
}

function sourceOr(mention: Mention): Source {
  return mention.source ?? { names: [], papers: [], year: null, number: 'one' };
}

/** What was given counts; a person that the text names keeps the name where the given source may report it. */
function withGiven(read: Attribution | null, given: Attribution | null): Attribution | null {
  if (!given) return read;
  const outsider =
    read !== null &&
    read.names.length > 0 &&
    (read.papers.length === 0 || read.names.some((name) => !given.names.includes(name)));
  const sharesPaper = read?.papers.some((paper) => given.papers.includes(paper)) ?? false;
  if (outsider && given.papers.length > 0 && (read.papers.length === 0 || sharesPaper))
    return { ...given, names: read.names };
  return given;
}
