import { isPaper, paperPhrase, polite } from './asking-paper.ts';
import { type PaperName, longestQuestion, plainWords } from './question-words.ts';

/** A source as a question names it: "(Dong, 2025)", "[12]", "Taddeo and Floridi", "Army of None". */
export interface SourceName {
  /** As the question has it. */
  readonly text: string;
  /** Number in the reference list, 1-based. */
  readonly number: number | null;
  /** Names, or words of a title, in lower case without diacritics; [] where there is a number. */
  readonly names: readonly string[];
  /** Four digits. */
  readonly year: string | null;
}

/** The entry behind a reference, or whether there is one. */
export interface SourceAsked {
  readonly kind: 'source';
  readonly source: SourceName;
  /** Whether that is asked for even where there is no such entry. */
  readonly certain: boolean;
  /** Whether words of a title name it too. */
  readonly byTitle: boolean;
}

const entry =
  '(?:references?|citations?|bibliograph(?:y|ic(?:al)?)(?: entry| details?| data)?|reference list entry|entry|entries)';
const work = '(?:works?|papers?|sources?|books?|articles?|references?|stud(?:y|ies)|publications?|entry|entries)';
const written =
  '(?:works?|papers?|sources?|books?|articles?|pieces?|essays?|chapters?|reports?|commentar(?:y|ies)|stud(?:y|ies)|publications?|posts?|columns?|entry|entries)';
const detail =
  '(?:(?:exact|full|complete) )?(?:titles?|dates?|years?|publication (?:dates?|years?)|journals?|publishers?|dois?|urls?|links?|volumes?|issues?|page numbers?)';
const give =
  "(?:(?:what|which|where)(?: ?['’]?s| is| are| was)? |(?:give|show|find|get|tell|quote|print|look up) (?:(?:me|us|up) )?|i (?:need|want) )?(?:(?:the|a|an|all) )?";
const year = '(?:(?:1[5-9]|20)\\d{2}[a-z]?|n\\. ?d\\.)';
const source = '(?<source>.{1,120}?)';
/** A work of someone whose paper is not in the library. */
const cited = '(?<cited>.{1,120}?)';
const numbered = '(?<source>\\[ ?\\d{1,3} ?\\])';

const patterns: readonly (SourceForm & { readonly pattern: RegExp })[] = [
  form(`${give}(?:full|complete|whole|exact|entire|bibliographic(?:al)?|proper) (?:bibliographic )?(?:${entry}|details?|sources?|record|information|data)(?: details?)? (?:for|of|behind|to) (?:the (?:reference|citation|source) )?${source}`, { certain: true }),
  form(`${give}${entry}(?: (?:entry|details?))? (?:for|of|behind) (?:the (?:reference|citation|source) )?${source}`, {}),
  form(`(?:what|which|who)(?: ${work})?(?: ?['’]s| is| are| does| do)? (?:the )?(?:(?:reference|citation|source|entry|work|number) )?${numbered}(?: (?:refer(?:s|ring)? to|mean|stand for|cite))?`, { certain: true }),
  form(`${give}(?:reference|citation|source|entry) (?:number |no\\.? ?|# ?)?(?<source>\\[? ?\\d{1,3} ?\\]?)`, { certain: true }),
  form(`(?:what|which ${work}) (?:do|does|did) (?<who>${paperPhrase}) (?:cite|reference|quote) (?:from|by|of) ${source}`, { certain: true }),
  form(`(?:what|which) ${work} (?:by|of|from) ${source} (?:is|are|was|were) (?:cited|referenced|listed|quoted)`, { certain: true }),
  form(`(?:what|which) ${work} (?:by|of|from) ${source} (?:do|does|did) (?<who>${paperPhrase}) (?:cite|reference|list|use|quote)`, { certain: true }),
  form(`(?:what|which|who)(?: ?['’]s| is| are| does| do) (?:the (?:title|source|work|paper|reference|citation)(?: (?:of|behind|called))? )?(?<source>\\(?[^()?]{2,60}?,? ?\\(?${year}\\)?)(?: (?:refer(?:s|ring)? to|mean|stand for|about))?`, { byTitle: false }),
  form(`${give}${detail} of ${cited}(?: ?['’]s?) (?:${year} )?${written}`, { byTitle: false }),
  form(`${give}${detail} of (?:the |an? )?(?:[\\p{L}\\p{N}’'-]+ ){0,5}?${written} (?:by|of) ${cited}`, { byTitle: false }),
  form(`(?:when|where|in (?:what|which) (?:year|journal|book|month)) (?:was|were|did) (?:the |an? )?(?:[\\p{L}\\p{N}’'-]+ ){0,5}?${written} (?:by|of) ${cited} (?:published|printed|appear|come out)`, { byTitle: false }),
  form(`(?:when|where|in (?:what|which) (?:year|journal|book|month)) (?:was|were|did) ${cited}(?: ?['’]s?) (?:${year} )?${written} (?:published|printed|appear|come out)`, { byTitle: false }),
  form(`what (?:is|was) ${cited}(?: ?['’]s?) (?:${year} )?${written} (?:called|titled|entitled)`, { byTitle: false }),
  form(`(?:do|does|did|is|are|was) (?<who>${paperPhrase}) (?:cite|citing|reference) (?:anything (?:by|of|from) )?${source}`, {}),
  form(`(?:is|are|was|were) ${source} (?:cited|referenced|in the (?:references?|reference list|bibliography))`, { byTitle: false }),
]; // prettier-ignore

interface SourceForm {
  readonly certain: boolean;
  readonly byTitle: boolean;
}

function form(pattern: string, { certain = false, byTitle = true }: Partial<SourceForm>) {
  return { pattern: new RegExp(`${polite}${pattern}$`, 'iu'), certain, byTitle };
}

/** The source whose entry a question asks for; null for a question of another kind. */
export function sourceAsked(question: string, papers: readonly PaperName[]): SourceAsked | null {
  const text = withoutPlace(
    question
      .slice(0, longestQuestion)
      .replace(/\s+/g, ' ')
      .replace(/[?!\s]+$|(?<!n\. ?d)\.$/g, '')
      .replace(/,? (?:please|thanks?)$/i, '')
      .trim(),
    papers,
  );
  for (const { pattern, certain, byTitle } of patterns) {
    const groups = pattern.exec(text)?.groups;
    if (!groups || (groups.who !== undefined && !isPaper(groups.who, papers))) continue;
    // "The title of Sadi’s paper" is asked of a paper here, whoever else cites another by that name.
    if (groups.cited !== undefined && isPaper(groups.cited, papers)) continue;
    const found = sourceNamed(groups.source ?? groups.cited ?? '');
    if (found) return { kind: 'source', source: found, certain, byTitle };
  }
  return null;
}

/** Without "in Sadi’s paper", "in the reference list" at the end. */
function withoutPlace(text: string, papers: readonly PaperName[]): string {
  const place =
    / (?:in|by|from) (?:the )?((?:[\p{L}’'.&-]+ ){0,6}(?:papers?|article|study|text|references?|list|bibliography|library))$/iu.exec(
      text,
    );
  const where = place?.[1]?.replace(/(?:references?|list|bibliography|of)\b/gi, '').trim() ?? '';
  return place && (where === '' || isPaper(where, papers)) ? text.slice(0, place.index) : text;
}

/** Words in and around a name that are none of it. */
const noName =
  /^(?:the|a|an|this|that|and|et|al|others|colleagues|in|by|of|reference|references|citation|works?|source|paper|article|book|study|entry|number|no|called|titled|any|anything|something|evidence|it|n|d)$/;

function sourceNamed(text: string): SourceName | null {
  const number = /^\W*(\d{1,3})\W*$/.exec(text)?.[1];
  if (number !== undefined) return { text: text.trim(), number: Number(number), names: [], year: null };
  const when = /(?<!\d)((?:1[5-9]|20)\d{2})[a-z]?(?!\d)/.exec(text);
  const names = plainWords(text.replace(when?.[0] ?? '', ' ')).filter((word) => word.length > 1 && !noName.test(word));
  if (names.length === 0 || names.length > 14) return null;
  return { text: text.trim(), number: null, names, year: when?.[1] ?? null };
}
