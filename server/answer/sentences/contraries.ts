import { stemOf } from '../../retrieval/terms.ts';

/**
 * Verbs and adjectives of stance, course and outcome that deny one another when they are said of the same thing: any
 * word left of the bar against any right of it. General English; `quotes/difference/opposites.ts` has what holds of
 * measures and places (Cruse 1986, "Lexical Semantics", ch. 9–11).
 */
const groups = `
let allow permit legalise legalize admit welcome adopt incorporate embrace include accept approve | ban bar forbid prohibit outlaw exclude restrict block shut expel boycott reject shun
agree consent mediate cooperate help join participate engage | refuse decline boycott withdraw abstain
keep preserve maintain retain continue uphold sustain deepen | end abandon drop sever cut break cease quit scrap discard dissolve suspend cancel terminate
start begin launch open resume enter | stop end halt cease close exit
delay postpone defer | hasten hurry rush accelerate afford
disclose reveal publish expose admit | hide conceal withhold suppress cover
praise applaud commend laud | criticise criticize condemn denounce blame fault
trust rely | distrust mistrust doubt
win defeat conquer overpower | lose surrender succumb
succeed achieve accomplish | fail falter flop
increase rise grow climb surge worsen | decrease fall decline drop shrink diminish ease subside
strengthen reinforce bolster quicken speed fast-track | weaken undermine erode slow hamper hinder
protect defend secure shield | expose endanger attack target jeopardise jeopardize threaten
attack invade raid bomb strike hack target | protect defend spare cooperate
unite stabilise stabilize calm | divide destabilise destabilize disturb aggravate
solve resolve settle | worsen aggravate exacerbate
depend rely | free
revolutionise revolutionize transform change alter reshape | unchanged same preserve
proactive eager quick rapid swift prompt fast | slow reluctant passive hesitant gradual tardy
complacent relaxed indifferent unconcerned | alarmed worried concerned vigilant
enforced effective implemented active | limbo unenforced ineffective dormant pending
ahead lead leading superior | behind lag lagged lagging trail trailing inferior
civilian | military general soldier
neutral nonaligned non-aligned | aligned partisan
public open transparent | secret covert opaque
sustainable lasting durable | unsustainable unlikely temporary
enough sufficient adequate plenty | lacking insufficient scarce shortage dearth
united coordinated | lacking disjointed fragmented
full complete whole all | partial incomplete
unanimous undisputed | disputed contested
ban | discuss propose consider debate
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

/** Whether two words, lower case, deny one another when they are said of the same thing. */
export function areContrary(a: string, b: string): boolean {
  const other = sidesOf(b);
  return sidesOf(a).some(({ group, side }) => other.some((one) => one.group === group && one.side !== side));
}

/** Whether two words, lower case, deny the same, as "shut" and "restrict" do: one may stand for the other. */
export function areAlike(a: string, b: string): boolean {
  const other = sidesOf(b);
  return sidesOf(a).some(({ group, side }) => other.some((one) => one.group === group && one.side === side));
}

/** "rapidly" stands where "rapid" does. */
function sidesOf(word: string) {
  return sides.get(stemOf(word)) ?? sides.get(stemOf(word.replace(/ly$/, ''))) ?? [];
}
