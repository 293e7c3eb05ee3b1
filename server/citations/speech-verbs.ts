/**
 * Verbs that report, by what may be their subject (Hyland 1999, "Academic attribution", table 3; Quirk et al. 1985,
 * §16.31 on verbs with a that-clause). Base forms; `irregular` has the forms that no rule makes.
 */
const saying =
  'accuse admit advise advocate allege announce argue ask assert assume believe boast call caution claim comment complain ' +
  'concede contend counter declare deny doubt endorse exclaim fear hail hold hope hypothesise hypothesize insist joke lament ' +
  'maintain object opine posit postulate proclaim promise protest quip reason recall remark repeat reply respond say ' +
  'speculate tell testify theorise theorize think urge vow warn wonder worry write';
const sayingIrregular =
  'said told thought held wrote written denied worried worries denies replied replies admitted puts? it put it';
const showing =
  'accept acknowledge add affirm agree anticipate assess characterise characterize clarify conclude confirm consider define ' +
  'demonstrate depict describe discover elaborate emphasise emphasize estimate expect explain expose express find forecast ' +
  'foresee frame highlight identify illustrate imply indicate infer note observe outline point portray predict propose recognise ' +
  'recognize recommend reiterate report reveal see show state stress suggest underline underscore understand view';
const showingIrregular =
  'found foresaw saw seen shown showed understood identified identifies clarified clarifies implied implies inferred';
/** Of those that things do too, the ones whose object tells what somebody holds without a that-clause. */
const describing =
  'characterise characterize define describe emphasise emphasize highlight identify outline point portray recommend stress ' +
  'underline underscore call explain';
/** Actions besides speech: they report only before "that", a colon or a comma. */
const actions =
  'accuse add accept advise advocate ask assess assume boast call claim comment consider counter deny discover doubt endorse expose express ' +
  'fear find frame hail hold hope joke maintain object point promise propose protest put reason recall recognise recognize ' +
  'repeat report respond show see state tell think understand urge view vow wonder worry write demonstrate illustrate ' +
  'reveal suggest indicate confirm affirm acknowledge add note observe report conclude anticipate expect estimate infer imply predict forecast reply';

function formsOf(verb: string): string {
  if (verb.endsWith('e')) return `${verb.slice(0, -1)}(?:e|es|ed|ing)`;
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}(?:y|ies|ied|ying)`;
  return `${verb}(?:s|es|ed|ing)?`;
}

function pattern(verbs: string, irregular = ''): string {
  return [...irregular.split(/ (?!it\b)/).filter(Boolean), ...verbs.split(' ').map(formsOf)].join('|');
}

const wholly = (verbs: string, irregular = '') => new RegExp(`^(?:${pattern(verbs, irregular)})$`);
const isSaying = wholly(saying, sayingIrregular);
const isDescribing = wholly(describing, 'identified identifies');
const isAction = wholly(actions, 'told held wrote thought found shown showed saw worried denied implied inferred');

/** Any form of a verb that reports, as the inside of a regular expression in lower case. */
export const speechVerb = `(?:${pattern(saying, sayingIrregular)}|${pattern(showing, showingIrregular)})`;

/** Whether only somebody does it: texts, results and machines don't warn or believe. */
export function isSayingVerb(verb: string): boolean {
  return isSaying.test(verb);
}

/** Whether what follows the verb directly, without "that", is what is reported. */
export function reportsObject(verb: string): boolean {
  return isDescribing.test(verb) || (isSaying.test(verb) && !isAction.test(verb));
}
