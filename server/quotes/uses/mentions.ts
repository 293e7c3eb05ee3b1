import type { Span } from '../../../ingest/paper.ts';
import { anaphorsIn } from './anaphors.ts';
import type { Antecedents } from './antecedents.ts';
import { namesIn } from './name-mentions.ts';
import type { OwnReferences } from './own-references.ts';
import { parentheticalsIn, titledSource } from './parentheticals.ts';
import { papersTitled, type SourceNames } from './source-names.ts';
import type { Mention } from './source.ts';
import { titlesIn } from './title-mentions.ts';

/** What mentions are read with: the library's names, the text's own references, its words in lower case. */
export interface Reading {
  readonly index: SourceNames;
  readonly own: OwnReferences;
  readonly words: ReadonlySet<string>;
}

/**
 * Every mention of a stretch of text, ascending, none inside another.
 * @param masked the text without code and quoted words, offsets kept
 * @param titles spans in marks that may be titles, with their words
 */
export function mentionsIn(
  masked: string,
  span: Span,
  titles: readonly (Span & { quoted: string })[],
  reading: Reading,
): Mention[] {
  const found = [
    // Where a title looks like a name, it is the title.
    ...titlesIn(masked, span, reading.index),
    ...parentheticalsIn(masked, span, reading.index, reading.own),
    ...namesIn(masked, span, reading.index, reading.words),
    ...anaphorsIn(masked, span),
    ...titles.flatMap((title) => quotedTitle(title, reading.index)),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  let reached = -1;
  return found.filter((mention) => {
    if (mention.start < reached) return false;
    reached = mention.end;
    return true;
  });
}

function quotedTitle({ quoted, ...span }: Span & { quoted: string }, index: SourceNames): Mention[] {
  const papers = quoted.length > 500 ? [] : papersTitled(index, quoted);
  if (papers.length === 0) return [];
  return [
    { kind: 'narrative', start: span.start, end: span.end, source: titledSource(papers), anaphor: null, speaks: false, refers: true, reported: null, year: null },
  ]; // prettier-ignore
}

const reports = /(?<!\p{L})(?:quot|cit|report|mention|refer|invok|rel(?:y|ies))\p{Ll}*(?!\p{L})[^.;:]{0,60}$/iu;
const reportedBy = /(?:^|[\s,(])(?:quoted|cited|reported|mentioned|referenced|qtd\.)\s(?:in|by)\s(?:the\s)?$/i;
const asReported = /^\s(?:reports?|reported|quotes?|quoted|cites?|cited)(?!\p{L})/u;

/**
 * Anaphors replaced by whom they stand for; a person whom a paper quotes gets that paper ("Robert Work, quoted in Sadi
 * (2025)", "Sadi cites Robert Work, who writes …", "In Sadi (2025), Robert Work writes …").
 */
export function resolved(mentions: readonly Mention[], antecedents: Antecedents, masked: string): Mention[] {
  const result: Mention[] = [];
  for (const mention of mentions) {
    const last = result.at(-1);
    if (mention.anaphor) {
      const source = antecedents.resolve(mention.anaphor);
      // "the former … the latter": the order stays.
      if (source && mention.anaphor.kind !== 'former' && mention.anaphor.kind !== 'latter') antecedents.named(source);
      result.push({ ...mention, source });
      continue;
    }
    const { source } = mention;
    result.push(mention);
    if (!source) continue;
    const between = last ? masked.slice(Math.max(last.end, mention.start - 400), mention.start) : '';
    const outsider = (one: Mention | undefined) => one?.source?.papers.length === 0 && one.kind === 'narrative';
    if (
      last?.source &&
      outsider(last) &&
      source.papers.length > 0 &&
      ((reportedBy.test(between) && !/[.!?]\s/.test(between)) ||
        (/,\sas\s$/.test(between) && asReported.test(masked.slice(mention.end, mention.end + 12))) ||
        mention.reported?.length === 0)
    ) {
      const carried = { ...last.source, papers: source.papers, year: source.year };
      result[result.length - 2] = { ...last, source: carried, refers: true, via: mention };
      antecedents.named(source);
      antecedents.named(carried);
    } else if (
      last?.source &&
      last.source.papers.length > 0 &&
      outsider(mention) &&
      mention.speaks &&
      (reports.test(between) || isFrame(masked, last, between))
    ) {
      const carried = { ...source, papers: last.source.papers, year: last.source.year };
      result[result.length - 1] = { ...mention, source: carried, refers: true, via: last };
      antecedents.named(carried);
    } else if (mention.reported && mention.reported.length > 0) {
      antecedents.named(source);
      antecedents.named({
        ...source,
        names: mention.reported,
        number: mention.reported.length === 1 ? 'one' : 'several',
      });
    } else if (mention.refers || isPerson(mention)) antecedents.named(source);
  }
  return result;
}

/** "In Sadi (2025), Robert Work …". */
function isFrame(masked: string, frame: Span, between: string): boolean {
  return (
    /^(?:'s|’s)?[^,.;:]{0,20},[^,.;:]{0,40}$/.test(between) &&
    /(?:^|[\s(])in\s(?:the\s)?$/i.test(masked.slice(Math.max(0, frame.start - 8), frame.start))
  );
}

const place =
  /^(?:Pakistan|India|China|America|Russia|Beijing|Washington|Islamabad|Delhi|Moscow|Europe|Britain|Israel|Iran|Japan|Korea|Germany|France|Internet|Technology|Realism|Security|Cyber\p{Ll}*|\p{Lu}\p{Ll}+(?:ism|ists?|ians?|ese))$/u;

function isPerson({ source, speaks }: Mention): boolean {
  return (
    speaks &&
    source !== null &&
    source.number !== 'body' &&
    source.names.every((name) => !place.test(name) && !/^\p{Lu}+$/u.test(name))
  );
}
