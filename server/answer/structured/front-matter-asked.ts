import { type PaperName, wordsOfQuestion } from './question-words.ts';

/** What can stand at a paper's head. */
export type FrontMatterField =
  'authors' | 'year' | 'title' | 'keywords' | 'doi' | 'journal' | 'affiliation' | 'position' | 'email';

/** Whose line is asked for: of every author, those whom the question names, one by place (-1: the last), or whom to write to. */
export type AuthorAsked = 'all' | 'named' | 'corresponding' | number;

/** What a question asks of what is printed at the head of papers: who wrote them and where they work, when they appeared, … */
export interface FrontMatterAsked {
  readonly kind: 'front-matter';
  readonly what: FrontMatterField;
  readonly author: AuthorAsked;
}

const begin = '^(?:(?:please|so|and|ok|hi|hello|hey|can you|could you|tell me|give me|show me|list|name) )*';
const works = '(?:papers?|articles?|stud(?:y|ies)|publications?|texts?|essays?)';
const paper = `(?:(?:the|this|that|these|those|both|two|each of|all of|all|of|your|my) )*(?:${works} (?:(?:by|of|called|titled|entitled|on|about) )?@paper|@paper(?: ${works})?|${works}(?: here)?)`;
const what = '(?:(?:what|which|i need|i want|whats|what s) )?(?:(?:is|are|was|were|s) )?(?:the )?';

const place = '(?<place>first|second|third|fourth|fifth|last|lead|main|corresponding)';
const role = '(?:authors?|writers?|researchers?)';
const person = `(?:(?:the |its |their |each |both |all |each of the |all the |two )*(?:${paper} )?(?:${place} )?${role}(?: (?:of|behind) ${paper})?|(?:(?:dr|prof|professor|mr|mrs|ms|author) )*(?<named>@paper)|(?<pronoun>he|she|they|him|her|them|his|their))`;

const institution =
  '(?:universit(?:y|ies)|institutions?|institutes?|departments?|facult(?:y|ies)|colleges?|schools?|organi[sz]ations?|employers?|compan(?:y|ies)|countr(?:y|ies)|cit(?:y|ies)|ministr(?:y|ies)|workplaces?|places? of work)';
const tie =
  '(?:at|from|in|of|with|for|based(?: at| in)?|located(?: at| in)?|employed(?: at| by)?|affiliated(?: with| to| at)?|working(?: at| in| for)?|work(?:s|ed)?(?: at| in| for)?|teach(?:es|ing)?(?: at)?|study(?:ing)?(?: at)?|studies at|enrolled(?: at| in)?|belong(?:s|ing)?(?: to)?|come(?:s)? from|attend(?:s|ing)?|represent(?:s|ing)?)';
const aux = '(?:is|are|was|were|does|do|did)';
const affiliations = `(?:(?:academic |institutional |professional )*affiliations?|${institution})`;
const job =
  '(?:(?:(?:academic|current|professional) )?(?:positions?|posts?|ranks?|job titles?|jobs?|occupations?|professions?|designations?))';
const mail =
  '(?:e ?mails?(?: (?:address(?:es)?|ids?))?|contact(?: (?:details?|information|address(?:es)?|e ?mails?))?)';
const keywords = '(?:(?:author )?key ?words?|index terms)';
const doi = '(?:dois?|digital object identifiers?(?: doi)?)';
const journal = '(?:journals?|magazines?|periodicals?|conferences?|proceedings)';
const dates = '(?:(?:publication |publishing |exact )*(?:years?|dates?)(?: of (?:publication|issue))?|publication)';

const patterns: readonly (readonly [FrontMatterField, RegExp])[] = (
  [
    ['authors', `who (?:wrote|authored|published|has written|have written|is behind|are behind) ${paper}`],
    ['authors', `(?:(?:who|what|which) )?(?:(?:is|are|was|were|s) )?(?:the )?(?:names? of )?(?:the )?(?:${place} )?(?:authors?|writers?) of ${paper}`],
    ['authors', `(?:by whom|who) (?:is|are|was|were) ${paper} (?:written|authored|by|written by)`],
    ['authors', `who (?:is|are) (?:the |its |their )?(?:${place} )?authors?`],
    ['authors', `how many (?:authors|people|researchers|writers) (?:does|do|did|has|have|wrote|are there (?:of|in|on|for)) ${paper}(?: have)?`],
    ['email', `(?:to )?whom? should (?:correspondence|letters|mail) be (?:addressed|sent|directed)(?: to)?(?: (?:for|about) ${paper})?`],
    ['year', `(?:when|(?:in |on )?(?:what|which) (?:year|date|day|month)) (?:was|were|did|has|have) ${paper} (?:been )?(?:first )?(?:published|written|printed|appear|appeared|come out|released|accepted|received|submitted)`],
    ['year', `${what}${dates} of ${paper}`],
    ['year', `${what}${paper} ${dates}`],
    ['year', `how (?:old|recent) (?:is|are) ${paper}`],
    ['title', `${what}(?:full |exact |whole |complete )?titles? of ${paper}`],
    ['title', `what (?:is|are|s) ${paper} (?:called|titled|entitled)`],
    ['keywords', `${what}(?:listed |given |author )?${keywords}(?: (?:are |is )?(?:listed |given |used )?(?:of|in|for|from|by) ${paper})?`],
    ['keywords', `(?:what|which) ${keywords} (?:does|do|did|is|are|has|have) ${paper} (?:list|lists|listed|give|gives|given|have|has|use|uses|name|names|contain|contains|include|includes|provide|provides|under)`],
    ['keywords', `(?:what|which) ${keywords} (?:describe|describes|characteri[sz]e|go with|belong to|are given for) ${paper}`],
    ['keywords', `${what}${paper} ${keywords}`],
    ['keywords', `(?:does|do) ${paper} (?:have|list|give) (?:any )?${keywords}`],
    ['doi', `${what}${doi}(?: (?:number|link|address))?(?: (?:of|for|to) ${paper})?`],
    ['doi', `${what}${paper} ${doi}(?: (?:number|link|address))?`],
    ['doi', `(?:what|which) ${doi} (?:does|do|has|have) ${paper}(?: have)?`],
    ['doi', `(?:does|do|has|have) ${paper} (?:have |got )?(?:an? |any )?${doi}`],
    ['journal', `(?:in )?(?:what|which) ${journal} (?:was|were|is|are|did|has|have) ${paper} (?:been )?(?:published|printed|appear|appeared|come out|presented|in|from)(?: in| at)?`],
    ['journal', `(?:what|which) ${journal} (?:published|printed|carried) ${paper}`],
    ['journal', `where (?:was|were|is|are|did|has|have) ${paper} (?:been )?(?:published|printed|appear|appeared|come out|presented)`],
    ['journal', `${what}(?:name of the )?${journal}(?: (?:name )?of ${paper})?`],
    ['journal', `${what}${paper} ${journal}`],
    ['affiliation', `where ${aux} ${person} (?:currently )?${tie}`],
    ['affiliation', `(?:(?:at|from|in|for|with|of|to) )?(?:what|which) ${affiliations}(?: or ${affiliations})? ${aux} ${person}(?: currently)?(?: ${tie})?`],
    ['affiliation', `(?:who|whom|what) ${aux} ${person} (?:(?:work|teach)(?:s|ing)? (?:for|at)|affiliated (?:with|to)|employed by)`],
    ['affiliation', `(?:for|with) whom ${aux} ${person} (?:work|affiliated|working)`],
    ['affiliation', `(?:(?:at|from|in|for|with|of) )?${what}${affiliations} of ${person}`],
    ['affiliation', `${what}${person} ${affiliations}`],
    ['affiliation', `who (?:is|are|s) (?:(?:dr|prof|professor|mr|mrs|ms) )*(?<named>@paper)`],
    ['position', `${what}${job} of ${person}`],
    ['position', `${what}${person} ${job}`],
    ['position', `(?:what|which) ${job} (?:does|do|did) ${person} (?:have|hold|occupy|do)`],
    ['position', `what (?:does|do) ${person} do for a living`],
    ['position', `(?:is|are|was|were) ${person} (?:an? )?(?:phd |doctoral |graduate |assistant |associate |full )*(?:professors?|lecturers?|students?|candidates?|scholars?|teachers?)`],
    ['email', `${what}${mail} (?:of|for|to (?:reach|contact)) ${person}`],
    ['email', `${what}${person} ${mail}`],
    ['email', `how (?:can|could|do|may|should) (?:i|we|you|one|readers) (?:contact|reach|e ?mail|write to|get in touch with|get hold of) ${person}`],
    ['email', `(?:where|to (?:which|what) (?:address|e ?mail(?: address)?)) (?:can|could|do|may|should) (?:i|we|you|one) (?:write|send (?:an? )?(?:e ?mails?|mail|letters?)) to ${person}`],
  ] as const
).map(([field, pattern]) => [field, new RegExp(`${begin}${pattern}(?: please)?$`)]); // prettier-ignore

/** What of a paper's head a question asks for; null for a question of another kind. */
export function frontMatterAsked(question: string, papers: readonly PaperName[]): FrontMatterAsked | null {
  const words = wordsOfQuestion(question, papers);
  for (const [field, pattern] of patterns) {
    const groups = pattern.exec(words)?.groups;
    if (groups || pattern.test(words)) return { kind: 'front-matter', what: field, author: authorIn(groups) };
  }
  return null;
}

const places = ['first', 'second', 'third', 'fourth', 'fifth'];

function authorIn(groups: Readonly<Record<string, string | undefined>> | undefined): AuthorAsked {
  if (groups?.named !== undefined) return 'named';
  if (groups?.place === undefined) return 'all';
  if (groups.place === 'corresponding') return 'corresponding';
  if (groups.place === 'last') return -1;
  return Math.max(0, places.indexOf(groups.place));
}
