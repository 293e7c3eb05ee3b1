import type { Span } from '../../../ingest/paper.ts';
import type { Attribution, NamedPages, Use } from '../use.ts';
import type { Antecedents } from './antecedents.ts';
import { saysMore } from './besides.ts';
import { claimIn } from './claims.ts';
import { attributed, creditFor, withCredit } from './credit.ts';
import { fewestWords, isQuotation, mayQuote, wordCount } from './is-quotation.ts';
import type { MarkedSpan } from './marked-spans.ts';
import { mentionsIn, type Reading, resolved } from './mentions.ts';
import { namedPages, pagesFor } from './named-pages.ts';
import type { Mention, Source } from './source.ts';
import { foldedName } from './source-names.ts';
import { sentencesIn, type Unit } from './units.ts';

/** What introduces a block quotation, or a paragraph or items that begin with one. */
export interface UnitBefore {
  readonly lastSentence: Span;
  readonly mentions: readonly Mention[];
  /** The last source spoken of in it. */
  readonly last: Mention | null;
  /** Only items of a list go on with it: they are what it led in to. */
  readonly items: boolean;
}

/** One unit with all that reading it takes. */
export interface UnitReading {
  readonly text: string;
  readonly masked: string;
  readonly unit: Unit;
  readonly before: UnitBefore | null;
  /** A block quotation is next: a sentence without an end goes on in it. */
  readonly quoteFollows: boolean;
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
  const item = listMark.exec(masked.slice(unit.start, unit.end))?.[0].length ?? 0;
  const before = read.before?.items === true && item === 0 ? null : read.before;
  const begins = { start: unit.start + item, end: unit.end };
  const sentences = sentencesIn(masked, begins);
  const [first] = unit.marked;
  const opens = first?.start === begins.start + (first?.opening.length ?? 0);
  const colon = before !== null && /:\W*$/.test(masked.slice(before.lastSentence.start, before.lastSentence.end));
  let last: Mention | null = null;
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
    const led = colon && opens && sentence.start === begins.start ? before : null;
    const spokenOf = last ?? (opens && sentences.length === 1 ? (before?.last ?? null) : null);
    speaker = readSentence(read, { sentence, mentions: here, marked, speaker, spokenOf, led }, uses);
    lastMentions = here;
    last = lastSpokenOf(here) ?? last;
  }
  if (unit.credit) antecedents.named(unit.credit.source);
  const [only] = sentences;
  const quotesOnly = sentences.length === 1 && only && isOnlyQuotation(masked, only, unit.marked);
  if (before && ((colon && item > 0) || quotesOnly)) return { ...before, items: item > 0 };
  return { lastSentence: sentences.at(-1) ?? unit, mentions: lastMentions, last, items: false };
}

const listMark = /^\s*(?:[-*+•▪◦●]|\d{1,3}[.)]|[a-z]\))\s+/;

function lastSpokenOf(mentions: readonly Mention[]): Mention | null {
  const named = mentions.filter(({ source, refers, anaphor }) => source !== null && (refers || anaphor !== null));
  return named.findLast((mention) => mention.speaks) ?? named.at(-1) ?? null;
}

/** A sentence with what it holds and what came before it. */
interface SentenceReading {
  readonly sentence: Span;
  readonly mentions: readonly Mention[];
  readonly marked: readonly MarkedSpan[];
  /** Of the quotation before it. */
  readonly speaker: Attribution | null;
  /** The last source spoken of before it. */
  readonly spokenOf: Mention | null;
  /** What ends in a colon right before the mark that it begins with. */
  readonly led: UnitBefore | null;
}

/** How many mentions each side of a quotation can have to do with it. */
const nearby = 8;

function readSentence(
  { text, masked, unit, quoteFollows, reading, given }: UnitReading,
  { sentence, mentions, marked, speaker: lastSpeaker, spokenOf, led }: SentenceReading,
  uses: Use[],
): Attribution | null {
  let found = false;
  const quoting: Span[] = [];
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
    const citing = near.find(
      (mention) =>
        mention.kind === 'parenthetical' &&
        mention.source !== null &&
        mention.start >= span.end &&
        /^["”’»'›」』\s.,;:!?…]*$/.test(masked.slice(span.end, mention.start).slice(0, 12)),
    );
    const credit = span === unit.marked.at(-1) ? (unit.credit ?? null) : null;
    const cited = citing !== undefined || credit !== null;
    const citedSource = citing?.source ?? credit?.source ?? null;
    const citesPaper = (citedSource?.papers ?? []).length > 0 && !beginsTitle(quoted, citedSource, reading);
    const whole = text.slice(0, span.start - span.opening.length).trim() === '' && text.slice(behind).trim().length < 2;
    const isTitle = near.some((mention) => mention.start === span.start && mention.end === span.end);
    if (isTitle && !whole) continue;
    const lead = at === 0 ? led : null;
    const source = named.length > 0 || (lead !== null && lead.last !== null);
    const round = {
      before: lead ? ':' : before,
      after,
      cited,
      citesPaper,
      speaker: speaking || lead !== null,
      source,
      whole,
    };
    const quotes = isQuotation(span, quoted, round);
    if (!quotes && !mayQuote(span, quoted)) continue;
    const doubtful = !quotes || (!whole && wordCount(quoted) < fewestWords);
    const from = marked[at - 1]?.end ?? sentence.start;
    const to = marked[at + 1]?.start ?? sentence.end;
    const own =
      creditFor({ span, sentence, mentions: near, from, to }, masked, text) ??
      (lead
        ? creditFor({ span, sentence, mentions: lead.mentions, from: lead.lastSentence.start, to }, masked, text)
        : null);
    const read =
      (own && own.papers.length > 0 ? own : withCredit(own, credit)) ??
      (alone ? (lastSpeaker ?? (spokenOf && attributed(text, spokenOf, creditedBy(spokenOf)))) : null);
    const attribution = withGiven(read, given);
    speaker = read ?? speaker;
    found ||= !doubtful;
    quoting.push(span);
    if (quoted.trim() !== '')
      uses.push({
        kind: 'quotation',
        doubtful,
        quote: quoted,
        span: { start: span.start, end: span.end },
        sentence,
        attribution,
        pages:
          namedPages(credit?.text ?? '') ?? pagesFor(text, span, near, { from, to }, attribution) ?? givenPages(given),
      });
  }
  // The words of a quotation are checked as such: a claim is what its sentence says besides. A term is not.
  const more = saysMore(masked, sentence, quoting, mentions);
  const says = !found || more;
  const goesOn =
    quoteFollows && sentence.end >= unit.end && !/[.!?…)\]]\W*$/.test(masked.slice(sentence.start, sentence.end));
  const claimed = says && !goesOn ? claimIn({ text, masked }, sentence, mentions) : null;
  if (claimed)
    uses.push({
      kind: 'claim',
      doubtful: false,
      onlyQuotes: !more,
      quote: text.slice(sentence.start, sentence.end),
      span: sentence,
      sentence,
      attribution: withGiven(claimed, given),
    });
  return found ? speaker : null;
}

/** Whether words begin like a title of the source's papers: that title, though not letter by letter. */
function beginsTitle(quoted: string, source: Source | null, { index }: Reading): boolean {
  const start = (words: string) => foldedName(words).split(' ').slice(0, 3).join(' ');
  return index.papers.some(({ id, title }) => source?.papers.includes(id) && start(title) === start(quoted));
}

/** A sentence that is one quotation goes on with the speech before it. */
function isOnlyQuotation(masked: string, sentence: Span, marked: readonly MarkedSpan[]): boolean {
  const [only] = marked;
  if (!only || marked.length > 1) return false;
  const around = masked.slice(sentence.start, only.start) + masked.slice(only.end, sentence.end);
  return !/[\p{L}\p{N}]/u.test(around);
}

function readBlockQuotation(
  { text, masked, unit, before, given, antecedents }: UnitReading,
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
      citesPaper: true,
      speaker: true,
      source: true,
      whole: false,
    })
  ) {
    const own = mentions.filter((mention) => mention.source !== null && mention.start >= span.end);
    const [named] = own;
    const behind = named ? attributed(masked, named, creditedBy(named)) : null;
    const leadsIn = before && /[:,]\s*$/.test(text.slice(before.lastSentence.start, before.lastSentence.end));
    const spoken = before?.mentions.some((mention) => mention.speaks) ?? false;
    const place =
      before && (leadsIn || spoken)
        ? { span, sentence, mentions: [...before.mentions, ...own], from: before.lastSentence.start, to: unit.end }
        : null;
    const read = withCredit((place ? creditFor(place, masked, text) : null) ?? behind, unit.credit ?? null);
    uses.push({
      kind: 'quotation',
      doubtful: false,
      quote: text.slice(span.start, span.end),
      span: { start: span.start, end: span.end },
      sentence,
      attribution: withGiven(read, given),
      pages:
        namedPages(unit.credit?.text ?? '') ??
        pagesFor(text, span, place?.mentions ?? own, { from: place?.from ?? span.end, to: unit.end }, read) ??
        givenPages(given),
    });
  }
  if (unit.credit) antecedents.named(unit.credit.source);
  return { lastSentence: sentence, mentions: [], last: null, items: false };
}

function givenPages(given: Attribution | null): NamedPages | null {
  return given && namedPages(given.text);
}

function creditedBy(mention: Mention): Source {
  const source = mention.source ?? { names: [], papers: [], year: null, number: 'one' };
  return mention.reported ? { ...source, names: mention.reported } : source;
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
