import { type Alteration, type Context, pickMatch, replaced } from './alteration.ts';

/**
 * Words whose exchange would be of another class too: comparison, quantity, certainty, polarity, order. Kept wide on
 * purpose: what remains is a plain word.
 */
const delicate =
  /^(?:un|in|im|ir|dis|non|anti|de|re|over|under|up|down|mis)|(?:less|ly|er|est)$|^(?:high|low|more|most|less|least|few|many|much|some|several|all|both|each|every|none|never|not|no|only|also|still|even|early|late|first|last|new|old|large|small|great|long|short|strong|weak|good|bad|best|worst|near|almost|about|around|may|might|must|can|could|will|would|should|shall|suggest|indicate|appear|seem|tend|assume|believe|propose|claim|possib|probab|potential|likel|certain|clear|evident|apparent|show|demonstrat|prov|establish|find|found|report|confirm|estimat|approximat|general|typical|usual|common|frequent|rare|often|main|part|half|double|twice|third|quarter|percent|hundred|thousand|million|billion|day|week|month|year|hour|minute|second|zero|one|two|three|four|five|six|seven|eight|nine|ten|posit|negat|gain|loss|lost|grow|grew|ris|rose|fall|fell|drop|declin|improv|worse|enhanc|impair|activ|promot|block|prevent|suppress|reduc|elevat|rais|expan|accelerat|slow|fast|quick|before|after|since|until|during|above|below|within|without|major|minor|maxim|minim|superior|equal|same|different|similar|other|another|such|this|that|these|those|with|from|then|than|when|where|while|which|whose|their|there|here|have|having|been|being|were|does|doing|done|lack|fail|absen|need|able|capable|sufficient|necessary|require|essential|important|significan|substantial|considerabl|slight|moderate|severe|mild|relativ|rough|virtual|partial|predominant|various|numerous|major|single|multiple|additional|further|previous|subsequent|initial|final|current|recent|prior|former|latter|next|begin|began|start|end|stop)/;

/** Synonyms, as a careless typist or a paraphrasing editor puts them. */
const synonyms = [
  'method approach',
  'methods approaches',
  'aim goal',
  'sickness illness',
  'doctors physicians',
  'children infants',
  'use employ',
  'used employed',
  'using employing',
  'help assist',
  'examine study',
  'examined studied',
  'investigated examined',
  'obtained acquired',
  'observed noticed',
  'performed conducted',
  'role function',
  'therapy treatment',
  'drugs medicines',
  'cancer tumour',
  'outcome result',
  'outcomes results',
  'tasks jobs',
  'task job',
  'corpus collection',
  'build construct',
  'analyzed studied',
  'assessed evaluated',
  'article paper',
  'nations countries',
  'threats dangers',
].map((pair) => pair.split(' ') as [string, string]);

/** The last three letters: words that share them are mostly the same part of speech. */
const ending = (word: string) => word.slice(-3);

/** Whether a word is neither short nor delicate: a content word whose exchange is of no other class. */
export const isPlainWord = (word: string) => word.length >= 5 && word.length <= 14 && !delicate.test(word);

/** Neither word holds the other's beginning: no inflection, no affix. */
const unlike = (one: string, other: string) => one.slice(0, 4) !== other.slice(0, 4) && !one.includes(other.slice(-6));

/** A content word becomes another. */
export const wordAlterations: readonly Alteration[] = [
  {
    class: 'word',
    kind: 'another word',
    verdicts: ['altered'],
    change: 'word',
    alter: ({ text }, { random, words }: Context) => {
      const found = pickMatch(text, /(?<=[\p{L},] )\p{Ll}{5,14}(?=[ ,.;])/gu, random);
      if (!found || !isPlainWord(found[0])) return null;
      const other = random.pick(
        words.frequent.filter(
          (word) => isPlainWord(word) && ending(word) === ending(found[0]) && unlike(word, found[0]),
        ),
      );
      return other ? { text: replaced(text, found.index ?? 0, found[0].length, other) } : null;
    },
  },
  {
    class: 'word',
    kind: 'synonym',
    verdicts: ['altered'],
    change: 'word',
    alter: ({ text }, { random }) => {
      const by = new Map(synonyms.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]));
      const found = pickMatch(
        text,
        new RegExp(`(?<=[\\p{L},] )(?:${[...by.keys()].join('|')})(?=[ ,.])`, 'gu'),
        random,
      );
      const other = found ? by.get(found[0]) : undefined;
      return found && other ? { text: replaced(text, found.index ?? 0, found[0].length, other) } : null;
    },
  },
];
