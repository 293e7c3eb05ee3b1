import type { Paper } from '../../ingest/paper.ts';
import { familyNameOf, withoutParticles } from '../../ingest/structure/author-names.ts';

const nameWord = "\\p{Lu}(?:[\\p{L}\\p{M}\\p{N}]|[-‐.](?=\\p{L})|['’](?!s(?![\\p{L}\\p{M}])))*";
const particle = '(?:van|von|der|den|de|da|di|del|della|la|le|bin|ibn|al|el|of(?: the)?|for(?: the)?)';
const one = `${nameWord}(?:\\s+(?:${particle}\\s+){0,2}(?:\\p{Lu}\\.\\s?)*${nameWord}){0,5}`;
/** A person or a body, or several, as the inside of a regular expression with the flag u. */
export const people = `${one}(?:(?:,\\s+${one}){0,3},?\\s+(?:and|&)\\s+(?:${one}|others|(?:his |her |their )?colleagues))?(?:\\s+et\\.?\\s+al\\.?)?`;

/** What a person or body puts its name to. */
export const publication =
  '(?:report|study|survey|statement|letter|article|book|paper|analysis|assessment|research|work|findings?|review|testimony|speech|essay|editorial|account|strategy|document)';

/** Before a name and no part of it. */
const lead =
  /^(?:(?:Additionally|Also|Although|And|As|But|Because|Even|Finally|First|For|From|Further|Furthermore|Hence|However|If|In|Indeed|Later|Likewise|Meanwhile|Moreover|Nevertheless|Nonetheless|Now|Often|Only|Recently|Second|Similarly|Since|So|Still|That|The|Then|Therefore|Though|Thus|Today|What|When|Whereas|Where|While|Yet|According to|Former|Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Lord|Sen|Senator|Gen|General|President|Prime Minister|Minister|Secretary|Chancellor|Ambassador|Director|Chairman|Justice|Judge|Colonel|Captain|Economist|Historian|Philosopher|Scholar|Strategist)\.?,?\s+)+(?=\p{Lu})/u;
const office =
  /^(?:\p{Lu}[\p{L}.]*\s+){0,3}(?:President|Prime Minister|Minister|Secretary(?: of State)?|Chancellor|Senator|Professor|General|Ambassador|Governor|Director|Chairman)\s+(?=\p{Lu}\p{Ll}+\s+\p{Lu})/u;

/** Theories, schools, things and the paper itself are no speakers. */
const thing =
  /(?:isms?|ists?|ities|ity|ness|ment|ments|theor(?:y|ies)|schools?|stud(?:y|ies)|papers?|articles?|research|thesis|frameworks?|analys[ei]s|polic(?:y|ies)|models?|methods?|approach(?:es)?|algorithms?|networks?|experiments?|evaluations?|authors?|ai|nlp|llms?|concerns?|systems?|technolog(?:y|ies)|learning|sections?|chapters?|tables?|figures?|fig|figs|eqs?|equations?|appendix|theorems?|lemmas?|propositions?|definitions?|remarks?|examples?|hypothes[ie]s|results?|data|evidence|findings?|conclusions?|introduction|discussion|abstract|background|limitations?|assumptions?|questions?|reviewers?|participants?|respondents?|bibref\d*|tabref\d*|figref\d*|secref\d*|inlineform\d*)$/i;
const numbered =
  /^(?:Section|Chapter|Table|Figure|Fig|Eq|Equation|Appendix|Theorem|Lemma|Algorithm|Experiment|Study|Task)\b/;
const notNamed =
  /^(?:an?|the|this|these|those|that|it|its|he|she|they|we|i|you|one|some|many|most|others|all|both|each|few|several|everyone|everybody|nobody|no|none|nothing|here|there|who|which|what|our|their|his|her|my|additionally|also|although|finally|first|further|furthermore|hence|however|indeed|instead|later|likewise|meanwhile|moreover|nevertheless|nonetheless|often|only|recently|second|similarly|specifically|then|therefore|though|thus|when|while|yet|ever|critics?|experts?|scholars?|analysts?|researchers?|scientists?|observers?|people|officials?|proponents?|opponents?|studies|literature|conventional|tradition|legend|history|logic|common|intuition|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/i;
/** They act, and are said to act, more often than they speak. */
const country =
  /^(?:the )?(?:united states|u\.?s\.?a?\.?|united kingdom|u\.?k\.?|china|india|pakistan|russia|japan|germany|france|israel|iran|turkey|brazil|canada|australia|ukraine|vietnam|malaysia|washington|beijing|moscow|islamabad|new delhi|london|brussels|tehran|europe|asia|africa|america|government|state|south asia|south korea|north korea|saudi arabia|global south)$/i;
const body =
  /\b(?:universit\p{L}*|institut\p{L}*|organi[sz]ation|committee|association|council|ministry|agency|commission|department|bureau|foundation|consortium|society|cent(?:er|re)|nations|authority|parliament|bank|fund|union|forum|court|group|inc|corp|company|assembly|office|board|times|post|journal|news|federation|alliance)\b/iu;
const governmental =
  /^(?:say|said|says|claim|insist|den(?:y|ies|ied)|accuse|warn|declare|announce|allege|states$|stated$)/;

/** "Hydrologist Maria Silva" where a sentence begins. */
const occupation =
  /^(?:\p{L}+(?:ologist|ographer|onomist|ysicist|emist|ematician|istician|urnalist|olitician)|Activist|Artist|Attorney|Author|Biologist|Critic|Diplomat|Engineer|Historian|Lawyer|Linguist|Novelist|Official|Philosopher|Poet|Researcher|Scientist|Writer)\s+(?=\p{Lu}\p{Ll}+\s+\p{Lu})/u;

/** The name without "However", "Former", "US President" and the like. */
export function bareName(found: string): string {
  return found
    .replace(/\s+/g, ' ')
    .replace(lead, '')
    .replace(office, '')
    .replace(occupation, '')
    .replace(/^(?:The|A|An)\s+/, '')
    .trim();
}

/** What is known about a name where it stands. */
export interface NameAt {
  readonly name: string;
  /** Nothing stands before it in its sentence: the capital says nothing. */
  readonly opens: boolean;
  /** A year or a number in brackets follows it, or a title or "the firm" precedes it. */
  readonly marked: boolean;
  /** The verb it is the subject of, in lower case. */
  readonly verb: string;
  /** The verb is one of somebody's only. */
  readonly saying: boolean;
}

/** Whether a name is that of somebody who can be reported, and not of one of the paper's own authors. */
export function isSpeaker(paper: Paper, { name, opens, marked, verb, saying }: NameAt): boolean {
  const last = name.split(' ').at(-1) ?? '';
  if (!/\p{Lu}/u.test(name) || notNamed.test(name.split(' ')[0] ?? '') || isOwn(paper, name)) return false;
  if (country.test(name)) return governmental.test(verb);
  if (isCited(paper, name) || / et\.? al| and (?:\p{Ll}+ )?colleagues$/u.test(name)) return true;
  if ((thing.test(last) && !body.test(last)) || numbered.test(name)) return false;
  // "P7": somebody interviewed.
  if (/^\p{Lu}{1,2}\d{1,3}$/u.test(name)) return saying || /^(?:explain|report|describ|not|express)/.test(verb);
  if (/^\p{Lu}[\p{Lu}\p{N}-]+$/u.test(name)) return isBodyAcronym(paper, name);
  if (marked || body.test(name)) return true;
  const words = name.split(/\s+(?:and|&)\s+|\s+/);
  const written = words.every((word) => isWrittenSmall(paper, word));
  if (words.length > 1)
    return !written && (saying || /^\p{Lu}\p{Ll}+ (?:\p{Lu}\.? )*\p{Lu}[\p{L}'’-]*\p{Ll}$/u.test(name));
  // "Realists argue", "Fishermen say": a name that a sentence begins with would have "argues".
  if (opens && (written || !/(?:s|d|ote|ought|put|put it|saw|seen|ing)$/.test(verb))) return false;
  return saying && !written;
}

const wellKnown =
  /^(?:UN|EU|NATO|WHO|IMF|OECD|UNESCO|UNICEF|UNDP|UNHCR|NASA|FBI|CIA|NSA|IPCC|FAO|ILO|WTO|WWF|BBC|CNN|RAND)$/;

/** Whether the paper spells an acronym out as a body's name, or everybody knows that it is one. */
function isBodyAcronym(paper: Paper, acronym: string): boolean {
  if (wellKnown.test(acronym)) return true;
  const at = paper.text.indexOf(`(${acronym})`);
  return at > 0 && body.test(paper.text.slice(Math.max(0, at - acronym.length * 12), at));
}

function isOwn(paper: Paper, name: string): boolean {
  const own = paper.authors.flatMap((author) => [author, familyNameOf(author), withoutParticles(familyNameOf(author))]);
  return name.split(/,?\s+(?:and|&)\s+|,\s+/).every((one) => own.includes(one.trim()));
}

/** Whether the paper cites somebody of that name. */
export function isCited(paper: Paper, name: string): boolean {
  const words = new Set(name.split(/[\s,]+/));
  const named = (authors: readonly string[]) =>
    authors.some((author) => words.has(author) || (author.includes(' ') && name.includes(author)));
  return (
    paper.mentions.some((mention) => named(mention.authors)) ||
    paper.references.some((reference) => named(reference.authors))
  );
}

function isWrittenSmall(paper: Paper, word: string): boolean {
  if (!/^\p{Lu}\p{Ll}+$/u.test(word)) return false;
  return new RegExp(`(?<![\\p{L}\\p{M}])${word.toLowerCase()}(?![\\p{L}\\p{M}])`, 'u').test(paper.text);
}

/** Whether a name is several people's. */
export function isSeveral(name: string): boolean {
  return / (?:and|&) | et\.? al/.test(name);
}

/** Whether a name is a body's rather than a person's. */
export function isBody(name: string): boolean {
  return body.test(name) || /^\p{Lu}{2,}$/u.test(name);
}
