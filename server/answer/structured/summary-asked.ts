/** What of a paper is asked for; overview: all of it. */
export type Aspect = 'overview' | 'argument' | 'conclusion' | 'aim' | 'method' | 'findings' | 'recommendations';

export interface SummaryAsked {
  readonly kind: 'summary';
  readonly aspect: Aspect;
  /** Sentences asked for; null where the question does not say. */
  readonly sentences: number | null;
}

const determiner =
  'this|the|that|these|those|both|all|each|every|my|your|our|two|three|2|3|other|whole|entire|full|same|uploaded|attached|pdf|research|journal|scientific|academic|academics?|default|present|current|following|above|of|dies\\p{L}*|der|die|das|dem|den|des|beiden?|cet|cette|ce|ces|l|le|la|les|du|de|d|deux';
const noun =
  'papers?|articles?|research(?! (?:questions?|aims?|goals?|objectives?|problem|method\\p{L}*|design|papers?|articles?|study|studies)(?!\\p{L}))|study|studies|pdfs?|documents?|texts?|files?|publications?|library|essays?|manuscripts?|preprints?|artikels?|aufsatz|aufsatzes|studien?|arbeit|papiers?|dokuments?|textes?|etudes?|bibliothek|authors?|writers?|researchers?|autoren?|auteurs?';
const link =
  'by|from|von|in|on|about|called|titled|entitled|with|title|the|this|these|your|my|both|and|of|de|par|der|die|uber';
/** "the paper by @paper", "both papers in the library": what is to be summarised is a paper, and nothing in it. */
const paper = new RegExp(
  `(?<![@\\p{L}])(?:(?:${determiner}) ){0,6}(?:@paper|(?:${noun}))(?!\\p{L})(?:(?: (?:${link})){0,4} (?:@paper|(?:${noun}))(?!\\p{L})){0,4}(?: (?:here|(?:that )?i uploaded|(?:that )?you have))?`,
  'gu',
);
const filler =
  /(?<!\p{L})(?:please|bitte|s il (?:te|vous) plait|pls|plz|hi|hello|hey|thanks|thank you|(?:can|could|would|will) you|kindly|help me(?: to)?|i (?:want|need|would like|d like)(?: you)?(?: to)?|let s|(?:give|show|write|provide|get|make|offer|tell|send|prepare|create|produce|do|gib|gebt|schreib|fais|faites|donne|donnez|ecris)(?: (?:me|us|mir|uns|moi|nous))|quick(?:ly)?|brief(?:ly)?|short(?:ly)?|concise(?:ly)?|simpl[ey]|easy|good|nice|rough|general|detailed|high level|executive|bullet point|kurz(?:e|en|er)?|kurze|bref|for (?:me|us|a beginner)|to me|in (?:a )?(?:few|\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)(?: or (?:\d|two|three|four|five|six))? (?:short )?(?:sentences?|words?|lines?|bullets?|points?|bullet points|paragraphs?)|in (?:a )?(?:nutshell|short|brief|simple terms|plain (?:english|words|language)|(?:your )?own words|simple words|a paragraph|bullet points)|(?:under|within|max|maximum|about|around|no more than) \d{1,4} words|kannst du|konntest du|konnen sie|peux tu|pouvez vous|just|basically|actually|exactly|really|now|then|ok(?:ay)?|so)(?!\p{L})/gu;

const weight =
  '(?:main|key|central|core|overall|principal|primary|basic|most important|important|essential|major|general|big|fundamental|underlying)';
const of =
  '(?:of|from|for|on|about|in|to|by|with|made by|made in|put forward (?:by|in)|presented (?:by|in)|used (?:by|in)|drawn (?:by|in)|reached (?:by|in)|behind|von|uber|zu|zum|zur|de|sur|du)';
const what =
  '(?:(?:what|which|was|wie|quels?|quelles?) )?(?:(?:is|are|was|were|s|ist|sind|est|sont) )?(?:(?:a|an|the|some|any|its|ein|eine|einen|das|der|die|un|une|le|la|les|l) )?';
const doc = '@doc';
const any = '(?:@doc|@it)';

const summaryNoun = `(?:summar(?:y|ies)|overview|synopsis|gist|outline|recap|digest|tldr|abridgement|essence|nutshell|zusammenfassung|uberblick|inhaltsangabe|kernaussagen?|resume|resumen|synthese|apercu|takeaways?|highlights|(?:${weight} )+(?:points|ideas|messages?|takeaways?|lessons|insights|aspects|themes|topics|arguments and findings|things)|(?:points|idees) (?:principaux|principales|essentiels?))`;
const summaryVerb = '(?:summari[sz]e|summari[sz]ing|sum up|recap|outline|resume[rz]?|condense|tldr)';

const aspects: readonly { readonly aspect: Aspect; readonly nouns: string; readonly verbs: string }[] = [
  {
    aspect: 'argument',
    nouns: `(?:(?:${weight} )*(?:arguments?|thes[ie]s|thesis statement|claims?|contentions?|position|stance|hypothes[ie]s)|(?:${weight} )+(?:point|idea)|hauptargument|hauptthese|kernthese|argument principal|these principale)`,
    verbs: '(?:argu(?:e|es|ed|ing)(?: for)?|claims?|claimed|contends?|maintains?|trying to say|try to say)',
  },
  {
    aspect: 'conclusion',
    nouns: `(?:(?:${weight} |final )*(?:conclusions?|concluding remarks)|fazit|schlussfolgerung(?:en)?)`,
    verbs: '(?:conclud(?:e|es|ed|ing)|end|end with|close with|come to|arrive at)',
  },
  {
    aspect: 'aim',
    nouns: `(?:(?:${weight} )*(?:aims?|goals?|purposes?|objectives?|focus|research (?:questions?|aims?|goals?|objectives?|problem)))`,
    verbs:
      '(?:aim|aims|aim to do|aim at|want to (?:do|know|find out|show)|seek to (?:do|find|show|answer)|set out to (?:do|show|answer|investigate|examine)|try to (?:do|find out|answer|achieve)|investigates?|examines?|study|explores?|intend to do)',
  },
  {
    aspect: 'method',
    nouns: `(?:(?:${weight} )*(?:(?:research )?method(?:s|ology|ologies)?|research design|methodological approach))`,
    verbs: '(?!)',
  },
  {
    aspect: 'findings',
    nouns: `(?:(?:${weight} )*(?:findings?|results?))`,
    verbs: '(?:find|finds|found|find out|discover|discovered|show|shows|demonstrates?|reveals?)',
  },
  {
    aspect: 'recommendations',
    nouns: `(?:(?:${weight} |policy )*(?:recommendations?|policy proposals?|policy advice|suggestions?))`,
    verbs: '(?:recommend(?:s|ed|ing)?|suggest(?:s|ed|ing)?|propos(?:e|es|ed|ing)|advis(?:e|es|ed|ing)|call for|urge)',
  },
];

const overview = [
  `${what}(?:${any} )?${summaryNoun}(?: (?:${of} )?(?:the )?${any})*(?: makes?)?`,
  `(?:to )?${summaryVerb}(?: ${any})*`,
  `(?:fasse?(?:n sie)?|fass) (?:mir )?${any} zusammen`,
  `${any} (?:zusammenfassen|zusammen|resumer)`,
  `sum ${any} up`,
  `(?:what|whats|tell me what)(?: is| are| was| were| s)? ${any}(?: all| mainly| mostly)?(?: is| are)?(?: all| mainly| mostly)? (?:about|on)`,
  `(?:tell me|talk|know)? ?(?:more |something |all )?about ${doc}`,
  `what(?: is| are)? in ${doc}`,
  `(?:describe|explain|introduce|present) ${doc}`,
  `what (?:do|does|did) ${doc} (?:say|tell|tell us|cover|discuss|deal with|talk about|write about|contain)`,
  `worum geht (?:es|s|@it)(?: (?:in|bei) ${any})?`,
  `wovon handel[nt]+ ${any}`,
  `de quoi (?:parle(?:nt)?|traite(?:nt)?|s agit il)(?: (?:dans )?${any})?`,
].map(whole);

const byAspect = aspects.map(({ aspect, nouns, verbs }) => ({
  aspect,
  patterns: [
    `${what}(?:${doc} )?${nouns}(?: (?:${of} )?(?:the )?${doc})*`,
    `(?:summari[sz]e |describe |explain |state |name |compare )(?:the )?(?:${doc} )?${nouns}(?: (?:${of} )?${doc}){0,2}`,
    `(?:what|which) ${nouns} (?:do|does|did|is|are|was|were) ${doc} (?:make|makes|reach|draw|come to|arrive at|present|put forward|advance|defend|report|use|used|employ|apply|follow|pursue|have|ask|address|answer|state)`,
    `what (?:do|does|did|is|are) ${doc} ${verbs}(?: overall| in the end| mainly| finally)?`,
    ...(aspect === 'method' ? [`how (?:was|is|were) ${doc} (?:done|conducted|carried out|made)`] : []),
    ...(aspect === 'conclusion' ? [`how (?:do|does|did) ${doc} (?:conclude|end)`] : []),
  ].map(whole),
}));

function whole(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`, 'u');
}

/**
 * Whether the words of a question (see `wordsOfQuestion`) ask for a paper as a whole: a summary, its argument, aim,
 * method, findings or conclusion, in English, German or French. Null for anything about what stands in it.
 */
export function summaryAsked(words: string): SummaryAsked | null {
  const rest = words
    .replace(filler, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(paper, '@doc')
    .replace(filler, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:and|but|also) /, '')
    .replace(/(?<![\p{L}@])(?:it|this|these|them|that|dies|es|ca|cela)(?!\p{L})/gu, '@it');
  const tidy = rest
    .replace(/(?:^| )(?:und|and|et)(?= |$)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const found = [rest, tidy].map((text) => aspectOf(text)).find((aspect) => aspect !== null);
  return found ? { kind: 'summary', aspect: found, sentences: sentencesWanted(words) } : null;
}

function aspectOf(text: string): Aspect | null {
  if (overview.some((pattern) => pattern.test(text))) return 'overview';
  return byAspect.find(({ patterns }) => patterns.some((pattern) => pattern.test(text)))?.aspect ?? null;
}

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

function sentencesWanted(words: string): number | null {
  const found =
    /(?<!\p{L})(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten) (?:short )?(?:sentences?|bullets?|bullet points|points)(?!\p{L})/u.exec(
      words,
    )?.[1];
  if (found === undefined) return null;
  const count = /^\d/.test(found) ? Number(found) : numbers.indexOf(found) + 1;
  return count > 0 ? count : null;
}
