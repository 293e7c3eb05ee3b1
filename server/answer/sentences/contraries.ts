import { stemOf } from '../../retrieval/terms.ts';

/**
 * Verbs and adjectives of stance, course and outcome that deny one another when they are said of the same thing: any
 * word left of the bar against any right of it. General English; `quotes/difference/opposites.ts` has what holds of
 * measures and places (Cruse 1986, "Lexical Semantics", ch. 9–11).
 */
const groups = `
let allow permit legalise legalize authorise authorize | ban bar forbid prohibit outlaw block restrict exclude expel
welcome adopt embrace accept approve admit | reject shun boycott expel exclude
include incorporate | exclude omit
agree consent | refuse decline
cooperate join participate engage | boycott withdraw abstain
keep preserve maintain retain continue uphold sustain deepen | end abandon drop sever cut break cease quit scrap discard dissolve suspend cancel terminate
start begin launch open resume enter | stop end halt cease close exit
delay postpone defer | hasten hurry rush accelerate
disclose reveal publish expose admit | hide conceal withhold suppress
praise applaud commend laud | criticise criticize condemn denounce blame
embrace | oppose reject resist
trust | distrust mistrust doubt
win defeat conquer | lose surrender succumb
succeed achieve accomplish | fail falter flop
increase rise grow climb surge | decrease fall decline drop shrink diminish
worsen aggravate exacerbate | ease alleviate mitigate subside improve
strengthen reinforce bolster | weaken undermine erode
quicken speed accelerate | slow hamper hinder delay
protect defend secure shield | expose endanger attack jeopardise jeopardize threaten
attack invade raid bomb strike | protect defend spare
unite | divide
stabilise stabilize calm | destabilise destabilize disturb
change alter transform reshape | unchanged preserve
proactive eager | reluctant passive hesitant
quick rapid swift prompt fast | slow gradual tardy
effective active | ineffective inactive dormant
ahead lead leading superior | behind lag lagged lagging trail trailing inferior
civilian | military
neutral nonaligned non-aligned | aligned partisan
public open transparent | secret covert opaque
sustainable | unsustainable
lasting durable permanent | temporary
enough sufficient adequate plenty | insufficient inadequate scarce
united coordinated | disjointed fragmented
full complete whole | partial incomplete
unanimous undisputed | disputed contested
`;

const sides = new Map<string, { readonly group: number; readonly side: 0 | 1 }[]>();
groups
  .trim()
  .split('\n')
  .forEach((line, group) => {
    line.split('|').forEach((words, side) => {
      for (const word of words.trim().split(/\s+/))
        sides.set(stemOf(word), [...(sides.get(stemOf(word)) ?? []), { group, side: side === 0 ? 0 : 1 }]);
    });
  });

/** "security" is nothing that denies "threaten". */
const noun = /(?:ity|ities|ions?)$/;

/** Whether two words, lower case, deny one another when they are said of the same thing. */
export function areContrary(a: string, b: string): boolean {
  if (noun.test(a) !== noun.test(b)) return false;
  const other = sidesOf(b);
  return sidesOf(a).some(({ group, side }) => other.some((one) => one.group === group && one.side !== side));
}

/** Whether two words, lower case, deny the same, as "ban" and "forbid" do: one may stand for the other. */
export function areAlike(a: string, b: string): boolean {
  const other = sidesOf(b);
  return sidesOf(a).some(({ group, side }) => other.some((one) => one.group === group && one.side === side));
}

/** "rapidly" stands where "rapid" does. */
function sidesOf(word: string) {
  return sides.get(stemOf(word)) ?? sides.get(stemOf(word.replace(/ly$/, ''))) ?? [];
}
