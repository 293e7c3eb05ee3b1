import type { Span } from '../../../ingest/paper.ts';
import { familyNameOf } from '../../../ingest/structure/author-names.ts';
import { isEnglishWord } from '../difference/english.ts';
import { reportedIn } from './parentheticals.ts';
import { isBody, meantPapers, numberOf } from './references.ts';
import { reportingVerb, setAgainst, speaksAfter, speaksBefore } from './reporting.ts';
import { foldedName, type SourceNames } from './source-names.ts';
import { type Mention, type Source, yearIn } from './source.ts';

const particle = '(?:van|von|der|den|de|da|di|del|della|la|le|bin|ibn|dos|du|ten|ter)';
const word = "(?:(?:al|el)-)?\\p{Lu}[\\p{L}\\p{M}\\p{N}]{0,30}(?:[’'-][\\p{L}\\p{M}]{1,30}){0,3}";
const name = `(?:\\p{Lu}\\.[ -]?){0,3}(?:${particle}\\s){0,2}${word}(?:(?:\\s(?:of|for)(?:\\sthe)?)?\\s(?:\\p{Lu}\\.[ -]?){0,3}(?:${particle}\\s){0,2}${word}){0,5}`;
const group = `${name}(?:(?:,\\s${name}){0,5},?\\s(?:and|&)\\s${name})?(?:,?\\s+et\\.?\\s+al\\b\\.?|\\s+and\\s+(?:colleagues|others|co-?authors|(?:her|his|their) co-?authors?)\\b)?(?:[’'](?!\\p{L}))?`;
const groups = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}’'-])${group}`, 'gu');
const yearBehind =
  /^,?\s?[([]((?:19|20)\d{2}[a-z]?|(?:n\.\s?d|o\.\s?J|s\.\s?d)\.|forthcoming|in press)(?:[,:;][^()[\]]{0,80})?[)\]]|^,?\s((?:19|20)\d{2}[a-z]?)(?=[,\s*_])/;
/** Capitals that begin a sentence or stand before a name. */
const notAName =
  /^(?:In|As|The|A|An|This|That|These|Those|It|Its|He|She|They|We|I|You|His|Her|Their|Our|One|While|Although|Though|However|But|And|Or|Nor|For|According|Both|Like|Unlike|Here|There|Thus|When|Where|Since|Because|If|Even|Yet|What|Who|How|Why|Which|Moreover|Similarly|Likewise|Later|Then|Former|Against|By|To|On|At|From|With|Of|So|Also|Dr|Prof|Professor|Mr|Ms|Mrs|Sir|Lady|President|Minister|General|Senator|See|Cf|Compare|Only|Indeed|Finally|First|Second|Third|Further|Furthermore|Nevertheless|Still|After|Before|Until|Elsewhere|Instead|Hence|Therefore|Meanwhile|Not|No|Neither|Either|Each|Every|All|Some|Many|Most|Other|Others|Another|Such|Following|Citing|Quoting|Two|Three|Ibid|Critics|Scholars|Researchers|Experts|Realists|Authors|Author|Miss|Mme|Frau|Herr|Nach|Laut|Selon|Pour|D[’']après|Section|Chapter|Figure|Table|Page|Today|Now|Quoted|Cited)$/;
/** Family names that are everyday words: with a capital they may just begin a sentence. */
const everyday =
  /^(?:long|may|work|works|young|white|black|brown|green|gray|grey|king|price|rice|bush|ford|hill|lane|stone|wood|woods|rich|sharp|short|small|strong|swift|love|hope|grant|mark|will|chance|case|best|banks|bank|fields|waters|day|page|law|power|reading|little|good|major|march|april|june|august|summer|winter|field|church|marsh|fox|wolf|bird|cook|baker|carpenter|miller|smith|mason|hunter|fisher|farmer|shepherd|bishop|pope|prince|duke|knight|noble|wise|sage|moody|cross|street|west|north|south|east|english|french|german|irish|wales|holland|england|china|india|pakistan|paris|london|washington|lincoln|jordan|israel|press|park|pike|snow|frost|bell|ball|bond|book|box|bright|bridge|brook|burn|carter|clay|cole|close|dean|drew|field|fry|gates|gold|golden|hand|harper|head|hook|house|joy|key|lamb|light|lock|lord|mercy|mills|moon|moss|nail|new|paine|pace|peace|piper|pool|porter|post|pound|pride|read|reason|reed|rose|rush|sands|savage|sing|single|song|spring|starr|steel|stern|temple|thrift|true|turner|van|wall|war|ward|warm|way|weeks|well|wells|wing|winner|words|wright|can|do|he|she|so|she|an|in|on|to|he|her|his|us|most|more|many|much|man|men|son)$/;
/** "Robert Work, quoted in Sadi (2025), writes": Work does. */
const onlyReports = /(?:quoted|cited|reported|mentioned|qtd\.)\s(?:in|by)\s(?:the\s)?$/i;
/** "their paper says AI …": what is said begins with the name; "…, says the UN" has a comma or a mark before the verb. */
const spokenOf = new RegExp(
  `[\\p{L}\\p{N})\\]]\\s(?:\\p{Ll}+ly\\s)?(?!(?:quot|cit|mention|call|nam)\\p{Ll}+\\s)(?<!(?:^|\\s)(?:[Aa]s|[Ss]o)\\s)${reportingVerb}\\s(?:that\\s)?(?:the\\s)?$`,
  'u',
);
const isNoPerson =
  /^(?:\p{Lu}[\p{Lu}\p{N}-]+s?|\p{Lu}\p{Ll}+(?:isms?|ity|ities|tions?|ments?|ness|ance|ence|logy|logies))$/u;
const saying =
  /^[’']?\s+(?:\p{Ll}+\s)?(?:claims?|arguments?|views?|warnings?|papers?|stud(?:y|ies)|articles?|words?|phrases?|statements?|observations?|conclusions?|findings?|essay|report|book|formula|terms?|definition|description|remark|advice|abstract|account|analysis|assessment|text|thesis|research|work)\b/u;

/** Where persons, bodies and authors are named in running text, ascending. */
export function namesIn(text: string, { start, end }: Span, index: SourceNames, words: ReadonlySet<string>): Mention[] {
  const mentions: Mention[] = [];
  for (const found of text.slice(start, end).matchAll(groups)) {
    const mention = mentionOf(
      text,
      { start: start + found.index, end: start + found.index + found[0].length },
      end,
      index,
      words,
    );
    mentions.push(...mention);
  }
  return mentions;
}

function mentionOf(
  text: string,
  group: Span,
  limit: number,
  index: SourceNames,
  words: ReadonlySet<string>,
): Mention[] {
  let { start, end } = group;
  for (;;) {
    const first = /^([\p{L}\p{M}]+(?:[’'][\p{L}\p{M}]+)?)\.?,?\s+/u.exec(text.slice(start, end));
    const rest = text.slice(start + (first?.[0].length ?? 0), end);
    if (!first || !(notAName.test(first[1] ?? '') || beginsSentence(text, start, first[1] ?? '', rest, index))) break;
    start += first[0].length;
  }
  let said = text.slice(start, end);
  // "V15 Not found: …": a label, no person.
  if (notAName.test(said) || /\s(?:Not|No|None|Nothing|Never)$/.test(said)) return [];
  const possessive = /[’']s?$/.test(said);
  if (possessive) {
    said = said.replace(/[’']s?$/, '');
    end = start + said.length;
  }
  const etAl = /\bet\.?\s+al\b\.?$|\band\s+(?:colleagues|others|(?:(?:her|his|their)\s+)?co-?authors?)$/.test(said);
  const listed = said.replace(
    /,?\s+(?:et\.?\s+al\b\.?|and\s+(?:colleagues|others|(?:(?:her|his|their)\s+)?co-?authors?))$/,
    '',
  );
  const full = listed.split(/,\s+(?:and|&)\s+|,\s+|\s+(?:and|&)\s+/);
  const rest = text
    .slice(end, Math.min(limit, end + 260))
    .replace(/^[’']s?/, (mark) => ' '.repeat(mark.length).replace(/^ /, '’'));
  const dated = yearBehind.exec(text.slice(end, Math.min(limit, end + 120)).replace(/^[’']s?/, ''));
  const when = dated ? yearIn(dated[1] ?? dated[2] ?? '') : null;
  const hasYear = dated !== null && (dated[1] !== undefined || /^[,\s]+(?:19|20)/.test(dated[0]));
  const before = text.slice(Math.max(0, start - 60), start);
  const speaks =
    !setAgainst.test(before) &&
    !onlyReports.test(before) &&
    !(spokenOf.test(before) && isNoPerson.test(said)) &&
    ((possessive && saying.test(text.slice(end, end + 60).replace(/^[’']s?/, ''))) ||
      (!possessive && speaksAfter.test(rest)) ||
      speaksBefore.test(before));
  const byGiven = full.length === 1 && speaks && !etAl ? index.byGiven.get(foldedName(listed)) : undefined;
  const families = full.map(
    (person) => familyIn(person, index) ?? byGiven ?? (isBody(person) || etAl ? person : familyNameOf(person)),
  );
  const bracketed = dated?.[1] !== undefined;
  // "Cohan et al. (2019, as cited in Lo et al., 2020)": theirs, in the paper that reports it.
  const via = bracketed ? reportedIn(dated[0].replace(/^,?\s?[([]|[)\]]$/g, ''), index) : null;
  const papers = meantPapers(index, families, hasYear ? when : null, etAl).filter((paper) =>
    givenAgree(full, paper.authors, index),
  );
  const alone = full.length === 1 && !etAl;
  const known =
    papers.length > 0 && (!alone || standsAsName(listed, families[0] ?? '', words, bracketed || speaks || possessive));
  const mentionEnd = bracketed
    ? end + (/^[’']s?/.exec(text.slice(end, end + 2))?.[0].length ?? 0) + dated[0].length
    : end;
  if (!known && !bracketed && !speaks) {
    // "Sadi and Rashid" of different papers, or "China and Sadi".
    return full.length > 1 && !etAl ? apart(text, { start, end }, full, limit, index, words) : [];
  }
  if (!known && full.length > 1 && !etAl && families.every((family) => index.byFamily.has(foldedName(family)))) {
    const named = apart(text, { start, end }, full, limit, index, words);
    return speaks && full.length === 2 ? named.map((mention) => ({ ...mention, speaks })) : named;
  }
  if (
    !known &&
    !speaks &&
    /^(?:January|February|March|April|May|June|July|August|September|October|November|December)$/.test(said)
  )
    return [];
  const theBody = /\bthe\s$/i.test(before) && alone && papers.length === 0;
  const source: Source = {
    names: theBody ? [listed] : families,
    papers: via ? via.papers : known ? papers.map((paper) => paper.id) : [],
    year: via ? via.year : hasYear ? when : null,
    number: theBody ? 'body' : numberOf(families, etAl),
  };
  return [
    {
      kind: 'narrative',
      start,
      end: mentionEnd,
      source,
      anaphor: null,
      speaks,
      refers: known || bracketed,
      reported: null,
      year: null,
    },
  ];
}

const sentenceStart = /(?:^|[.!?:;…\n"“”‘«»„([—–*_>-])\s*$/u;
/** Words that are given names too: "Mark Sadi" is a person. */
const givenName =
  /^(?:amber|angel|art|bill|bob|buck|carol|charity|chase|chuck|clay|cliff|crystal|daisy|dawn|dean|dick|don|drew|eve|faith|frank|gene|ginger|grace|grant|guy|harry|hazel|heather|holly|hope|iris|ivy|jack|jade|jimmy|joy|june|lily|mark|may|miles|nick|norm|olive|pat|pearl|penny|pierce|ray|rich|rob|robin|roger|rose|ruby|sally|sandy|skip|sue|summer|tony|victor|violet|wade|will)$/;

/** Whether a word has its capital from beginning a sentence and not from the author's name that follows: "Recently Sadi". */
function beginsSentence(text: string, at: number, first: string, rest: string, index: SourceNames): boolean {
  const plain = first.toLowerCase();
  if (!sentenceStart.test(text.slice(Math.max(0, at - 6), at)) || index.byFamily.has(foldedName(first))) return false;
  const named = /^[^,]+?(?=,|\s+(?:and|&|et)\s|[’']s?$|$)/u.exec(rest)?.[0] ?? '';
  const followed = familyIn(named, index) !== null;
  return followed && !givenName.test(plain) && !/^\p{Lu}{2}/u.test(first) && isEnglishWord(plain);
}

function apart(
  text: string,
  { start, end }: Span,
  full: readonly string[],
  limit: number,
  index: SourceNames,
  words: ReadonlySet<string>,
): Mention[] {
  const mentions: Mention[] = [];
  let from = start;
  // "Unlike Sadi, Sarwar and Rashid …": a pair behind a comma.
  const comma = text.slice(start, end).search(/,\s/);
  if (comma > 0 && full.length === 3 && !/,\s+(?:and|&)\s/.test(text.slice(start, end))) {
    const rest = start + comma + 2;
    return [
      ...mentionOf(text, { start, end: start + comma }, limit, index, words),
      ...mentionOf(text, { start: rest, end }, limit, index, words),
    ];
  }
  for (const person of full) {
    const at = text.indexOf(person, from);
    if (at < 0 || at + person.length > end) break;
    from = at + person.length;
    if (person.length < end - start) mentions.push(...mentionOf(text, { start: at, end: from }, limit, index, words));
  }
  return mentions;
}

/** The family of the library that a full name ends with. */
function familyIn(person: string, index: SourceNames): string | null {
  const parts = person.split(/\s+/);
  for (let from = Math.max(0, parts.length - 3); from < parts.length; from += 1) {
    const family = parts.slice(from).join(' ');
    if (index.byFamily.has(foldedName(family))) return family;
  }
  return null;
}

/** Whether a given name that is said could be the author's: "Robert Work" is not "Jane Work". */
function givenAgree(full: readonly string[], authors: readonly string[], index: SourceNames): boolean {
  return full.every((person) => {
    const family = foldedName(familyIn(person, index) ?? '');
    const given = foldedName(person).slice(0, -family.length).trim();
    if (family === '' || given === '') return true;
    return authors.some((author) => {
      const folded = foldedName(author);
      const theirs = folded.slice(0, -family.length).trim().split(' ');
      if (!folded.endsWith(family)) return false;
      return given.split(' ').some((part) => theirs.some((other) => other === '' || other.startsWith(part.charAt(0))));
    });
  });
}

/** A family name that is a word, in English or in this text, counts where it can only be a name. */
function standsAsName(said: string, family: string, words: ReadonlySet<string>, certain: boolean): boolean {
  if (certain || /\s/.test(said)) return true;
  const plain = foldedName(family);
  return !everyday.test(plain) && !words.has(plain) && plain.length > 2;
}
