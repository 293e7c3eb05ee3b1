import type { Paper, Span } from '../../ingest/paper.ts';
import { bareName, isBody, isCited, isSeveral, isSpeaker, people, publication } from './speakers.ts';
import { isSayingVerb, reportsObject, speechVerb } from './speech-verbs.ts';

/** Somebody's speech or view as a sentence reports it. Spans are of the sentence. */
export interface Report {
  /** As the sentence names them; of a view its holder ("Offensive realists"); null where a pronoun stands for them. */
  readonly name: string | null;
  /** speaker: a person or body. view: a theory, a school, people without a name. */
  readonly by: 'speaker' | 'view';
  /** Which earlier speaker a pronoun can mean. */
  readonly pronoun: 'one' | 'several' | 'body' | null;
  /** The words that introduce it. */
  readonly intro: Span;
  readonly speech: Span;
}

const adverbs =
  '(?:\\s+(?:\\p{Ll}+ly|also|further|then|even|too|again|once|thus|therefore|hence|has|have|had|who|which|in turn|does|did|do|would|himself|herself|themselves|itself|(?:went|goes|go) on to|and others|later|for (?:his|her|its|their) part),?)*';
const reference = '(?:(?<=\\.)\\d{1,3}(?:[,–-]\\d{1,3})*)?(?:\\s*(?:\\([^()]{1,80}\\)|\\[[\\d,–\\s-]{1,20}\\]))?';
const aside = '(?:,\\s[^,;:.“”"]{2,90},)?';
const newsOf = `(?:['’]s?)?(?:\\s+\\(?\\d{4}\\)?)?(?:\\s+\\p{Ll}+){0,2}?\\s+${publication}(?:\\s+(?:on|of|about|from|in|titled|entitled)\\s[^,;.:]{1,70})?`;
const tail = `${reference}${aside}${adverbs}\\s+$`;
const subjectNamed = new RegExp(
  `(?<before>(?:^|[\\s(“"‘—–-]))(?<name>${people})(?<news>${newsOf})?(?<tail>${tail})`,
  'u',
);
const subjectPronoun = new RegExp(
  `^(?:[“"‘]?(?:\\p{Lu}\\p{Ll}+(?: \\p{Ll}+){0,2},?\\s+)?)?(?<pronoun>[Ss]he|[Hh]e|[Tt]hey|[Ii]t|(?:[Hh]er|[Hh]is|[Tt]heir)(?: \\p{Ll}+){0,2} ${publication}|The (?:former |same |late )?(?:minister|president|scholar|analyst|official|spokesperson|spokesman|spokeswoman|strategist|historian|economist|philosopher|report|scholars|analysts))${tail}`,
  'u',
);
const holders =
  '(?:critics?|sceptics?|skeptics?|scholars?|analysts?|experts?|proponents?|opponents?|advocates?|observers?|commentators?|supporters|pundits|officials?|policymakers|many|others|some|\\p{L}{4,}(?<!exi|ass|res|cons|check)ists?|\\p{L}{4,}(?<!mechan|organ)isms?|(?:\\p{L}+\\s)?theor(?:y|ies|ists)|schools?|marxians?|keynesians?|utilitarians?|libertarians?)';
const subjectView = new RegExp(
  `(?<before>^|[\\s(“"‘,])(?<name>(?:[\\p{L}-]+\\s){0,3}?${holders}(?:\\s+(?:of|in|from|like|such as)\\s[^,;.:]{1,50})?)(?<tail>${tail})`,
  'iu',
);
/** "Liberals argue", "Most engineers believe": people by what they are. */
const someOpening =
  /^(?<before>)(?<name>(?:Most |Some |Many )?\p{L}\p{Ll}{2,}(?:(?<!result|finding|studie|data|model|figure|test|number)s|men|people))\s+(?:\p{Ll}+ly |also |often )?$/u;
/** Subjects of earlier verbs that go on: "Iqbal and Tabeer highlight … and reveal that". */
const openingSubject = new RegExp(
  `^(?:\\p{Lu}[^,.;]{0,60}, )?(?<name>${people})(?<tail>${reference}${aside}${adverbs}\\s+)\\p{Ll}{3,}`,
  'u',
);
const openingPronoun = new RegExp(`^(?<pronoun>She|He|They|It)${adverbs}\\s+\\p{Ll}{3,}`, 'u');
const own = /\b(?:this|our|the present|the current|the following)(?:\s+[\p{L}-]+){0,3}\s*$/iu;
const governed =
  /(?:\b(?:of|in|for|by|with|from|between|to|on|at|into|over|under|about|than|like|unlike|against|through|via|within|across|contrary to|among)|\p{Ll}['’]s?)\s+(?:the\s+|an?\s+)?(?:\p{Ll}+\s+)?$/u;
const headReports = new RegExp(
  `\\b(?:${publication}|spokes\\p{L}+|officials?|scientists|researchers|engineers|economists|scholars|analysts|director|head|minister|president|members?|chief|secretary)\\s+(?:of|from|by|at|in|for)\\s+(?:the\\s+)?$`,
  'iu',
);
const described =
  /\b(?:[Tt]he (?:firm|company|philosopher|historian|economist|scholar|author|think tank|NGO|consultancy|agency|newspaper|magazine|strategist|sociologist|scientist|linguist|critic|analyst|minister|president)|(?:[Ff]ormer|minister|president|strategist|analyst|scholar|professor|economist|historian|senator|general|secretary|official|ambassador|adviser|advisor|founder|chief|director|Dr\.?|Prof\.?|Professor|President|Minister|Mr\.?|Ms\.?|Mrs\.?))(?:\s+\p{L}+){0,2}\s+$/u;

const aVerb = new RegExp(`(?<=[\\s,])${speechVerb}(?![\\p{L}\\p{M}-])`, 'gu');
const accordingTo = new RegExp(
  `\\b(?:[Aa]ccording to|[Ii]n the (?:words|view|opinion|eyes) of|[Aa]s (?:argued|noted|put|stated|observed|claimed|pointed out|suggested|reported|explained|written|highlighted|emphasi[sz]ed) by|[Ii]t (?:is|was|has been) (?:argued|claimed|suggested|stated|reported|noted|believed) by)\\s+(?:the\\s+|\\p{Ll}+\\s+){0,3}(?<name>${people})(?:${newsOf})?${reference}`,
  'gu',
);
const inTheirView = new RegExp(
  `\\b[Ii]n (?<name>${people})['’]s? (?:view|words|opinion|eyes|account|reading|phrase|terms)(?=,)|^For (?<whom>${people})(?=,)|(?<owner>${people})['’]s? (?:\\p{Ll}+ ){0,2}(?:claim|argument|view|point|conclusion|thesis|contention|warning|position) (?:is|was) that\\b`,
  'gu',
);
const accordingToView =
  /\b(?:according to|in the (?:words|view|eyes) of)\s+(?:(?:many|some|most|several|the)\s+)?(?<name>(?:[\p{L}-]+\s){0,2}?(?:critics|experts|scholars|analysts|proponents|[\p{L}]{3,}ists|[\p{L}]{3,}ism|[\p{L}-]+ theory))\b/giu;
const impersonal =
  /\b(?:it (?:is|was|has been) (?:\p{Ll}+ )?(?:argued|believed|claimed|alleged|assumed|rumou?red|thought|maintained|contended|said)(?: \p{Ll}+ \p{Ll}+)? that)\b/giu;
/** The paper speaks again: its own verdict on what it has just reported. */
const ownClause =
  /[,;—–]\s*(?:(?:which|a|an|but|yet|although|though|whereas|and|however|while)\s+(?:\p{Ll}+\s+){0,3}?)(?:we|our|this (?:paper|study|article|research|work|thesis)|I)\s+\p{Ll}|;\s*(?:however|but|yet|nevertheless|still|by contrast|in contrast|this (?:paper|study|article))\b/u;
const longest = 3000;

/** All that a sentence reports, in its order. Later ones begin inside the speech of earlier ones. */
export function reportsIn(paper: Paper, sentence: string): Report[] {
  const text = sentence.slice(0, longest);
  const found: Report[] = [];
  const add = (report: Omit<Report, 'speech'>, speech: Span) => {
    const clipped = withoutOwnClause(text, speech);
    if (clipped.end - clipped.start > 2) found.push({ ...report, speech: clipped });
  };
  for (const match of text.matchAll(accordingTo)) {
    const name = bareName(match.groups?.name ?? '');
    const intro = { start: match.index, end: match.index + match[0].length };
    if (!isSpeaker(paper, { name, opens: false, marked: match[0].endsWith(')'), verb: 'says', saying: true })) continue;
    add({ name, by: 'speaker', pronoun: null, intro }, adjunctSpeech(text, intro));
  }
  for (const match of text.matchAll(inTheirView)) {
    const name = bareName(match.groups?.name ?? match.groups?.whom ?? match.groups?.owner ?? '');
    const intro = { start: match.index, end: match.index + match[0].length };
    const at = { name, opens: match.groups?.owner !== undefined, marked: false, verb: 'views', saying: true };
    if ((match.groups?.whom !== undefined && !isCited(paper, name)) || !isSpeaker(paper, at)) continue;
    add({ name, by: 'speaker', pronoun: null, intro }, adjunctSpeech(text, intro));
  }
  for (const match of [...text.matchAll(accordingToView), ...text.matchAll(impersonal)]) {
    const intro = { start: match.index, end: match.index + match[0].length };
    const name = match.groups?.name ?? null;
    const speech = name === null ? { start: intro.end, end: text.length } : adjunctSpeech(text, intro);
    add({ name, by: 'view', pronoun: null, intro }, speech);
  }
  for (const match of text.matchAll(aVerb)) {
    const verb = { start: match.index, end: match.index + match[0].length };
    const inverted = invertedAt(paper, text, verb);
    if (inverted) add(inverted, { start: 0, end: inverted.intro.start });
    const report = inverted ? null : subjectOf(paper, text, verb);
    if (!report) continue;
    const speech = speechOf(text, report.intro, verb, report.by);
    if (speech) add(report, speech);
  }
  return found.sort((a, b) => a.intro.start - b.intro.start);
}

/** "AI is a threat, writes Work." */
function invertedAt(paper: Paper, text: string, verb: Span): Omit<Report, 'speech'> | null {
  const word = text.slice(verb.start, verb.end);
  if (!/[,”"’?!]\s*$/.test(text.slice(0, verb.start)) || !isSayingVerb(word)) return null;
  if (/ing$|^(?:call|told|tell|held|hold|put|ask|accuse|fear|hail|assume|den)/.test(word)) return null;
  const behind = new RegExp(`^\\s+(?:the\\s+|\\p{Ll}+\\s+){0,3}(?<name>${people})`, 'u').exec(text.slice(verb.end));
  const name = bareName(behind?.groups?.name ?? '');
  if (!behind || !isSpeaker(paper, { name, opens: false, marked: true, verb: 'says', saying: true })) return null;
  const intro = { start: verb.start, end: verb.end + behind[0].length };
  return { name, by: 'speaker', pronoun: null, intro };
}

type Subject = Omit<Report, 'speech'>;

function subjectOf(paper: Paper, text: string, verb: Span): Subject | null {
  const left = text.slice(0, verb.start);
  const word = text.slice(verb.start, verb.end).toLowerCase();
  const saying = isSayingVerb(word);
  const pronoun = subjectPronoun.exec(left);
  if (pronoun) return pronounSubject(pronoun.groups?.pronoun ?? '', verb.end);
  const named = word.endsWith('ing') ? null : lastMatch(subjectNamed, left);
  if (named) {
    const { name: found = '', news, tail: behind = '' } = named.groups ?? {};
    const start = named.index + (named.groups?.before ?? '').length;
    const before = left.slice(0, start);
    const name = bareName(found);
    const ofSomebody = news !== undefined && (/^['’]/.test(news) || isCited(paper, name) || isBody(name));
    const marked =
      /^\s*[[(](?:[^\])]*\d|\p{Lu}+[\])])/u.test(behind) ||
      ofSomebody ||
      /^,\s(?:an?|the)\s/.test(behind) ||
      described.test(before);
    const free = (!governed.test(before) || headReports.test(before)) && (news === undefined || ofSomebody);
    const at = { name, opens: before.trim() === '', marked, verb: word, saying };
    if (free && !own.test(before) && isSpeaker(paper, at))
      return { name, by: 'speaker', pronoun: null, intro: { start: asStart(before, start), end: verb.end } };
  }
  if (word.endsWith('ing') || /\b(?:and|or)\s+(?:\p{Ll}+ly\s+)?$/u.test(left)) {
    const again = openingPronoun.exec(text);
    if (again) return pronounSubject(again.groups?.pronoun ?? '', verb.end);
    const name = subjectOfSentence(paper, left);
    return name === null ? null : { name, by: 'speaker', pronoun: null, intro: { start: 0, end: verb.end } };
  }
  const view =
    lastMatch(subjectView, left) ??
    (/^(?:say|think|fear|warn|argue|believe|claim|contend|insist|maintain)$/.test(word)
      ? someOpening.exec(left)
      : null);
  if (!view) return null;
  const name = (view.groups?.name ?? '')
    .replace(/^(?:as|and|but|that|the|while|whereas|although|because|since|when)\s+/i, '')
    .trim();
  const start = view.index + (view.groups?.before ?? '').length;
  if (/\b(?:this|our|its|we|the authors?)\b/i.test(name) || own.test(left.slice(0, start))) return null;
  if (
    governed.test(left.slice(0, start)) ||
    /\b(?:of|in|for|to|with)\b/i.test(name.replace(/\s(?:of|in|from)\s.*$/, ''))
  )
    return null;
  return { name, by: 'view', pronoun: null, intro: { start: asStart(left.slice(0, start), start), end: verb.end } };
}

/** With the "as" or "the" before a name. */
function asStart(before: string, start: number): number {
  return start - (/(?:\b(?:as|the|for)\s+){1,2}$/i.exec(before)?.[0].length ?? 0);
}

function pronounSubject(pronoun: string, end: number): Subject {
  const word = pronoun.toLowerCase();
  const several = /^(?:they|their)|^the .*(?:scholars|analysts)$/.test(word);
  const kind = several ? 'several' : /^it|^the .*report$/.test(word) ? 'body' : 'one';
  return { name: null, by: 'speaker', pronoun: kind, intro: { start: 0, end } };
}

/** The match nearest to the end: expressions anchored there would otherwise take in all before it. */
function lastMatch(pattern: RegExp, text: string): RegExpExecArray | null {
  const reach = Math.max(0, text.length - 320);
  const from = reach === 0 ? 0 : text.indexOf(' ', reach);
  const found = pattern.exec(text.slice(Math.max(0, from)));
  if (found) found.index += Math.max(0, from);
  return found;
}

/** What a verb of speech has behind it that is reported, or before it; null where it reports nothing. */
function speechOf(text: string, intro: Span, verb: Span, by: Report['by']): Span | null {
  const word = text.slice(verb.start, verb.end).toLowerCase();
  const behind = text.slice(verb.end);
  const told = /^\s+(?:\p{L}+\s+){1,4}?that\s/u.exec(behind);
  if (told && /^(?:told|tell|warn|remind|assur|inform|assert|promis)/.test(word))
    return { start: verb.end + told[0].length, end: text.length };
  const introduces =
    /^(?:\s+(?:out|down|forward))?(?:\s+(?:it|to \p{Ll}+))?\s*(?:,?\s+(?:\p{Ll}+ly\s+)?(?:that|how|why|whether|what)\s|:\s*|,\s+(?=\p{Lu})|,?\s*(?=["“‘«]))/u.exec(
      behind,
    );
  const rest = text.slice(0, intro.start);
  const isAs = /^as\b/i.test(text.slice(intro.start));
  const parenthetical =
    word !== 'comments' &&
    /^\s*(?:it\s*)?(?:,|\.?$)/.test(behind) &&
    (/,\s*$/.test(rest) || (isAs && rest.trim() === ''));
  if (parenthetical) {
    const after = behind.replace(/^\s*(?:it\s*)?[,.]?\s*/, '');
    const words = (part: string) => part.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
    if (words(after) >= 3) return { start: text.length - after.length, end: text.length };
    return { start: 0, end: intro.start };
  }
  // "T5 felt the same when she read the gists: “…”"
  const quotes = by === 'speaker' && !introduces ? /^\s[^“”";.:]{1,240}:\s*(?=["“‘«])/.exec(behind) : null;
  if (quotes) return { start: verb.end + quotes[0].length, end: text.length };
  if (introduces) return { start: verb.end + introduces[0].length, end: text.length };
  if (isAs) return null;
  const object = /^\s+\S/.test(behind) && !/^\s+(?:and|or|by|in|as|with|from)\b/.test(behind);
  if (by === 'view')
    return object && /^(?:argue|believe|claim|contend|insist|maintain|hold|warn)s?$/.test(word)
      ? { start: verb.end + 1, end: text.length }
      : null;
  return object && reportsObject(word) ? { start: verb.end + 1, end: text.length } : null;
}

/** "According to X, …" before, "…, according to X" behind its speech. */
function adjunctSpeech(text: string, intro: Span): Span {
  const behind = /^\s*,?\s*/.exec(text.slice(intro.end))?.[0] ?? '';
  const rest = text.slice(intro.end + behind.length);
  const closes = /^[.”"\s)]*$/.test(rest) || /^\([^()]*\)[.\s]*$/.test(rest);
  return closes ? { start: 0, end: intro.start } : { start: intro.end + behind.length, end: text.length };
}

function withoutOwnClause(text: string, { start, end }: Span): Span {
  const found = ownClause.exec(text.slice(start, end));
  return { start, end: found ? start + found.index : end };
}

/** Whether a pronoun of that kind can mean a speaker. */
export function canMean(pronoun: NonNullable<Report['pronoun']>, name: string): boolean {
  if (pronoun === 'body') return isBody(name);
  if (pronoun === 'several') return isSeveral(name) || isBody(name);
  return !/ (?:and|&) /.test(name);
}

/** The person or body that a sentence is about, whom a pronoun of the next can mean; null where there is none. */
export function subjectOfSentence(paper: Paper, sentence: string): string | null {
  const found = openingSubject.exec(sentence.slice(0, 400));
  const whole = found?.groups?.name ?? '';
  if (/^(?:In|For|From|Of|With|By|On|At|To|Like|Unlike|Under|Since|After|Before|During)\s/.test(whole)) return null;
  const name = bareName(whole);
  const at = { name, opens: true, marked: /\d/.test(found?.groups?.tail ?? ''), verb: 'shows', saying: false };
  return found && isSpeaker(paper, at) ? name : null;
}
