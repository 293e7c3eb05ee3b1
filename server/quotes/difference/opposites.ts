import { stemmer } from 'stemmer';

/**
 * Groups of words that are the opposite of each other in change, order, comparison, place or stance: any word left of
 * the bar against any right of it. (Cruse 1986, "Lexical Semantics", ch. 9–10: antonyms and directional opposites.)
 */
const groups = `
increase rise grow expand gain climb surge soar escalate heighten elevate raise boost augment enlarge amplify multiply intensify accelerate swell mount strengthen widen broaden extend upregulate growth expansion upward improve enhance proliferate | decrease decline fall drop shrink reduce lessen diminish lower decelerate contract dwindle plummet plunge subside recede weaken narrow curtail cut slow downregulate contraction reduction downward worsen deteriorate decay suppress attenuate loss lose shorten minimise minimize impair undermine erode abate wane ease
increasing rising growing higher | decreasing falling declining shrinking lower
more most greater larger bigger | less least fewer smaller fewest
many numerous much | few little
majority | minority
< ≤ | > ≥
= ≈ | ≠
positively directly | negatively inversely
promote promotes promoting promoted promotion | prevent prevents preventing prevented prevention
activator inducer agonist promoter enhancer | inhibitor suppressor antagonist repressor silencer
high higher highest | low lower lowest
large big great huge vast substantial considerable | small little tiny slight minor negligible
long longer longest | short shorter shortest brief
strong stronger strongest robust powerful | weak weaker weakest feeble fragile
fast faster rapid quick swift rapidly quickly speedy | slow slower slowly gradual gradually sluggish
early earlier earliest | late later latest
before prior preceding previous previously earlier precede precedes | after following subsequent subsequently later follow succeed afterwards
first initial initially beginning begin start opening onset | last final finally end finish ending conclude closing
above over exceed exceeds exceeding | below under beneath
maximum max maximal maximise maximize peak | minimum min minimal minimise minimize trough
best better superior | worst worse inferior
positive positively favourable favorable beneficial benefit advantage advantageous | negative negatively unfavourable unfavorable harmful detrimental adverse harm disadvantage drawback
advantage strength opportunity benefit | disadvantage weakness threat risk cost
support supports favour favor endorse back promote | oppose opposes reject hinder resist undermine
accept approve agree allow permit enable | reject refuse disagree deny forbid prohibit prevent ban disable block
agree agreement | disagree disagreement
encourage foster promote stimulate facilitate activate induce | discourage hamper hinder inhibit impede deactivate suppress deter
activation stimulation induction | inhibition suppression repression
add include including inclusion | subtract remove exclude excluding exclusion
gain win victory success succeed | lose defeat loss failure fail
cheap cheaper cheapest inexpensive affordable | costly costlier expensive dear
create build construct establish generate produce | destroy demolish dismantle abolish eliminate
rich wealthy | poor impoverished
safe safer secure security safety | dangerous unsafe insecure insecurity danger
easy easier simple simpler | hard harder difficult complex
external outside outer exterior outward abroad foreign | internal inside inner interior inward home domestic
import inward incoming inflow enter entry | export outward outgoing outflow exit leave
national domestic local indigenous | international global foreign imported
global | local regional
developed advanced modern | developing undeveloped primitive traditional backward
modern new recent | traditional old ancient outdated
public open | private closed secret
offensive attack aggressive offense offence aggressor | defensive defend defence defense protective defender
war conflict hostility | peace harmony
ally friend partner friendly | enemy foe adversary rival hostile
stable steady stability | volatile turbulent volatility
centralised centralized unite unify converge integration together merge | decentralised decentralized divide split diverge separation fragmentation
active | passive inactive
direct directly | indirect indirectly
dependent dependence reliance | independent independence autonomy self-sufficiency
dominant primary major main central principal | subordinate secondary minor marginal peripheral
major | minor
upper top | lower bottom
top | bottom
up upwards | down downwards
north northern | south southern
east eastern | west western
left | right
forward forwards advance ahead | backward backwards retreat behind
front | rear back
near close nearby | far distant remote
same similar identical alike | different distinct opposite dissimilar
common frequent widespread frequently often always | rare infrequent uncommon rarely seldom never
always | never
all everyone everything | none nobody nothing
cause causes | result effect consequence
hot warm | cold cool
light | heavy dark
thick wide broad | thin narrow
deep deeper | shallow superficial
full | empty
presence present | absence absent
exist available abundant abundance sufficient surplus enough | lack scarce scarcity insufficient shortage deficit
sufficient adequate | insufficient inadequate deficient
optimistic hopeful | pessimistic
true correct right accurate | false wrong incorrect inaccurate mistaken
healthy | sick ill diseased
young younger | old older elderly
mild moderate | severe harsh
temporary transient | permanent lasting
short-term | long-term
voluntary optional | mandatory compulsory obligatory
civilian | military
male men man | female women woman
parent mother father | child offspring
sensitive | resistant
acute | chronic
gain-of-function | loss-of-function
proximal | distal
dorsal | ventral
anterior | posterior
saturated | unsaturated
win winner winning | lose loser losing
buy buyer purchase import demand | sell seller sale export supply
lender creditor | borrower debtor
teacher | student
employer | employee
leader | follower
lead leading | lag lagging trailing
within inside | outside beyond
with | without
until till | since
against | for
for | against
toward towards | away
from | to
into | out
on | off
dependent | independent
`;

const sides = new Map<string, { group: number; side: 0 | 1 }[]>();
groups
  .trim()
  .split('\n')
  .forEach((line, group) => {
    line.split('|').forEach((words, side) => {
      for (const word of words.trim().split(/\s+/)) {
        for (const key of new Set([word, `~${stemmer(word)}`])) {
          const known = sides.get(key) ?? [];
          known.push({ group, side: side === 0 ? 0 : 1 });
          sides.set(key, known);
        }
      }
    });
  });

const opposing: readonly (readonly [string, string])[] = [
  ['in', 'de'],
  ['im', 'ex'],
  ['pro', 'anti'],
  ['over', 'under'],
  ['out', 'under'],
  ['up', 'down'],
  ['super', 'sub'],
  ['hyper', 'hypo'],
  ['pre', 'post'],
  ['inter', 'intra'],
  ['macro', 'micro'],
  ['max', 'min'],
];

/** Whether two words are opposites of change, order or comparison: increase ↔ decrease, before ↔ after, overvalue ↔ undervalue. */
export function areOpposites(a: string, b: string): boolean {
  const [one, two] = [sidesOf(a), sidesOf(b)];
  return oppose(one.word, two.word) || oppose(one.stem, two.stem) || differByOpposingPrefix(a, b);
}

interface Side {
  readonly group: number;
  readonly side: 0 | 1;
}

/** Of a word as it is, and of its stem. */
interface Sides {
  readonly word: readonly Side[];
  readonly stem: readonly Side[];
}

/** A text has few words and compares them over and over. */
const mostKept = 20_000;
const kept = new Map<string, Sides>();

function sidesOf(word: string): Sides {
  const known = kept.get(word);
  if (known) return known;
  if (kept.size >= mostKept) kept.clear();
  const found = { word: sides.get(word) ?? [], stem: sides.get(`~${stemmer(word)}`) ?? [] };
  kept.set(word, found);
  return found;
}

function oppose(a: readonly Side[], b: readonly Side[]): boolean {
  if (a.length === 0 || b.length === 0) return false;
  return a.some((one) => b.some((two) => two.group === one.group && two.side !== one.side));
}

function differByOpposingPrefix(a: string, b: string): boolean {
  // What is left without the prefixes is the same, and longer than three letters.
  if (a.slice(-4) !== b.slice(-4)) return false;
  return opposing.some(([one, two]) => haveAffixes(a, b, one, two) || haveAffixes(b, a, one, two));
}

function haveAffixes(a: string, b: string, one: string, two: string): boolean {
  return (
    a.startsWith(one) && b.startsWith(two) && a.length > one.length + 3 && a.slice(one.length) === b.slice(two.length)
  );
}
