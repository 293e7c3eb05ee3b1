/**
 * Verbs that report what somebody says, thinks or shows, in their base form (after Hyland 1999, "Academic attribution",
 * table 3, and Thompson & Ye 1991, with everyday ones).
 */
const verbs =
  'accept accuse acknowledge add address admit advise advocate affirm agree allege analyse analyze announce answer argue ask assert assess assume ' +
  'attribute believe blame call caution characterise characterize cite claim clarify comment compare complain concede conclude ' +
  'confirm consider contend continue contrast criticise criticize declare define demand demonstrate deny depict describe ' +
  'diagnose disagree discover discuss dismiss dispute doubt draw dub echo elaborate emphasise emphasize endorse envisage envision establish ' +
  'estimate evaluate examine exclaim expect explain explore express fear find focus foresee forecast frame go hail highlight hold hope ' +
  'hypothesise hypothesize identify illustrate imply indicate infer inform insist introduce investigate invoke ' +
  'judge label lament link list maintain mention name note object observe offer outline paint picture point portray ' +
  'posit praise predict present proclaim propose prove question quote reason recall recognise recognize recommend record ' +
  'refer reflect refute regard reject relate remark remind repeat reply report respond reveal rule say see sketch speak ' +
  'specify speculate state stress suggest summarise summarize suspect talk tell term theorise theorize think trace treat ' +
  'underline underscore understand urge use view voice vow warn wonder worry write';
const irregular =
  'said saw seen shows? showed shown showing told spoke spoken thought held found wrote written drew drawn foresaw understood read reads goes going put puts putting ' +
  'calling denies denied identifies identified identifying clarifies clarified specifies specified implies implied replies replied worries worried ' +
  'admitted admitting referred referring inferred inferring dubbed dubbing labelled labelling ruled lays';

function formsOf(verb: string): string {
  if (verb.endsWith('e')) return `${verb.slice(0, -1)}(?:e|es|ed|ing)`;
  if (verb.endsWith('y')) return `${verb}(?:s|ing)?`;
  return `${verb}(?:s|es|ed|ing)?`;
}

/** Any form of a reporting verb, as the inside of a regular expression in lower case. */
export const reportingVerb = `(?:${[...verbs.split(' ').map(formsOf), ...irregular.split(' ')].join('|')})`;

const adverb =
  '(?:\\p{Ll}{2,14}ly|also|further|then|even|too|again|once|thus|therefore|has|have|had|is|are|was|were|does|do|did|not|never|only|rather|in turn|for one|would|might|may|can|could|will|to)';
const aside = '(?:,\\s[^,;:."“”]{1,80},)?';

/** What follows the speaker's name where it speaks: "Sadi (2025), a student, rightly warns". Anchored at its end. */
export const speaksAfter = new RegExp(
  `^(?:\\s\\([^()]{0,60}\\))?${aside},?\\s+(?:who\\s+|which\\s+)?(?:${adverb},?\\s+){0,3}${reportingVerb}(?![\\p{L}\\p{M}])`,
  'u',
);

/** What precedes a speaker's name: "according to", "in the words of", "as", and a verb turned round: "writes". */
export const speaksBefore = new RegExp(
  `(?:(?<![\\p{L}\\p{M}])(?:[Aa]ccording to|[Ll]aut|[Nn]ach|[Ss]elon|[Dd][’']après|[Pp]our|[Ii]n the (?:words|view|opinion|eyes|account) of|[Tt]o quote|[Tt]o cite|[Qq]uoting|[Ff]or|(?:described|named|called|termed|dubbed|quoted|cited|reported|argued|noted|shown|said|written|put|stated|observed|warned|defined|identified|predicted|emphasi[sz]ed|highlighted|suggested|proposed|claimed|recommended|explained) (?:\\p{Ll}+ )?by|[Aa]s)\\s+|(?:^|["”’»'›,\\s]\\s?)${reportingVerb}\\s+)(?:the\\s+|The\\s+|Dr\\.?\\s+|Prof(?:essor|\\.)?\\s+)?$`,
  'u',
);

/** Names that follow these are set against what is said, they don't say it. */
export const setAgainst =
  /(?:unlike|following|echoing|drawing on|building on|based on|inspired by|contrary to|in contrast to|as opposed to|against|unlike what)\s+(?:the\s+)?$/i;
