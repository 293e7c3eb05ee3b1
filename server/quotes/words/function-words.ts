/**
 * Closed-class words of English: determiners, pronouns, prepositions, conjunctions, auxiliaries (Quirk et al. 1985,
 * §2.39), without negations and modals, which change what is said.
 */
const words = new Set(
  (
    'a an the this that these those each every either its his her their our my your whose which who whom what ' +
    'i you he she it we they me him us them itself himself herself themselves one ones there here ' +
    'of in on at by for to from with into onto upon over under about as than through via per between among within ' +
    'during toward towards against across along around behind beside besides beyond near out off up down ' +
    'and or but so yet if then while when where whereas because since although though that whether ' +
    'is are was were be been being am has have had having do does did doing done ' +
    'also too very just even still such same other more most much many any all both own s t re ve ll d m ' +
    'however moreover furthermore therefore thus hence indeed'
  ).split(' '),
);

/** Whether a word's key is of a closed class: it carries no content by itself. */
export function isFunctionWord(key: string): boolean {
  return words.has(key);
}
