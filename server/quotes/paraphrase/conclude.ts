import { creditOf } from '../../citations/credit.ts';
import { paperRef } from '../../citations/citation.ts';
import type { Change } from '../../wire.ts';
import { gravity } from '../difference/difference.ts';
import type { ModelOpinion } from './ask-model.ts';
import { change } from './compared.ts';
import { decide, type Outcome } from './decide.ts';
import type { Judgement } from './judge-stretches.ts';
import type { Judged, JudgedPlace } from './judged.ts';
import type { PaperStretch } from './stretches.ts';

type Ranked = Judgement<PaperStretch>;

/** How much further away than the nearest a sentence may be that decides; a third of it where it says the claim plainly. */
const asNear = 0.06;
/** Share of a claim's words from which a sentence came near. */
const cameNear = 0.25;
const nearestShown = 3;

/** What the rules make of a claim, from its judgements, the nearest first. */
export function conclude(ranked: readonly Ranked[], denied: boolean): Judged {
  const [first] = ranked;
  const near = (margin: number) => ranked.filter(({ nearness }) => nearness >= (first?.nearness ?? 0) - margin);
  const best =
    near(asNear / 3).find(({ outcome }) => outcome === 'paraphrase-supported') ??
    near(asNear).find(({ outcome }) => outcome !== 'not-found') ??
    first;
  if (!best) return notFound([], 'rules');
  const outcome = denied ? turned(best.outcome) : best.outcome;
  if (outcome === 'not-found') return notFound(ranked, 'rules');
  return judgedAs(outcome, best, denied, 'rules');
}

/**
 * The verdict with a chat model's opinion. It never overrules a number, a name or a negation that differs, and what
 * it calls supported has all the claim's numbers and names.
 */
export function concludeWith(byRules: Judged, shown: readonly Ranked[], opinion: ModelOpinion, model: string): Judged {
  const proven = byRules.verdict === 'paraphrase-contradicted' && byRules.changes.some(isProven);
  if (proven) return byRules;
  if (opinion.verdict === 'not-found') return notFound(shown, model);
  const chosen = shown[opinion.sentence - 1];
  if (!chosen) return byRules;
  const { weighed } = chosen;
  const lacks = weighed.missing.length > 0;
  if (opinion.verdict === 'paraphrase-supported' && (weighed.differences.some(isProven) || lacks))
    return decide(weighed) === 'paraphrase-contradicted'
      ? judgedAs('paraphrase-contradicted', chosen, false, 'rules')
      : judgedAs('paraphrase-partly', chosen, false, model);
  return judgedAs(opinion.verdict, chosen, false, model);
}

/** Of a claim whose words nearly any sentence could have: neither its presence nor its absence shows anything. */
export const tooLittle: Judged = {
  verdict: 'cannot-tell',
  place: null,
  nearest: [],
  changes: [],
  judgedBy: 'rules',
  explanation: 'The sentence says too little of its own to be compared with the papers.',
};

function isProven(change: Change): boolean {
  return change.class === 'number' || change.class === 'name' || change.class === 'negation';
}

/** "Sadi denies that …" of what Sadi says is the contrary; of the contrary, nobody knows. */
function turned(outcome: Outcome): Outcome {
  if (outcome === 'paraphrase-supported') return 'paraphrase-contradicted';
  return outcome === 'paraphrase-contradicted' ? 'paraphrase-partly' : outcome;
}

function placeOf({ stretch }: Ranked): JudgedPlace {
  return { paper: stretch.paper, span: stretch.span, text: stretch.text };
}

function notFound(ranked: readonly Ranked[], judgedBy: string): Judged {
  const near = ranked.filter(({ weighed }) => weighed.coverage >= cameNear);
  const nearest: JudgedPlace[] = [];
  for (const place of near.map(placeOf)) {
    const overlaps = nearest.some(
      ({ paper, span }) => paper.id === place.paper.id && span.start < place.span.end && place.span.start < span.end,
    );
    if (!overlaps && nearest.length < nearestShown) nearest.push(place);
  }
  const shown = nearest.length > 0 ? '; what comes nearest is shown, and does not say it' : '';
  const who = judgedBy === 'rules' ? '' : `, as the chat model ${judgedBy} judges`;
  return {
    verdict: 'not-found',
    place: null,
    nearest,
    changes: [],
    judgedBy,
    explanation: `No sentence was found that says this or its contrary${who}${shown}.`,
  };
}

function judgedAs(verdict: Exclude<Outcome, 'not-found'>, best: Ranked, denied: boolean, judgedBy: string): Judged {
  const changes = verdict === 'paraphrase-supported' ? [] : changesOf(best);
  return {
    verdict,
    place: placeOf(best),
    nearest: [],
    changes,
    judgedBy,
    explanation: explain(verdict, changes, best, denied, judgedBy),
  };
}

/** What differs, gravest first; what the claim says more. */
function changesOf({ weighed }: Ranked): Change[] {
  const added = weighed.missing.map((term) => change('addition', null, term));
  return [...weighed.differences, ...added].sort(
    (a, b) => gravity.indexOf(a.class) - gravity.indexOf(b.class) || a.start - b.start,
  );
}

function explain(
  verdict: Exclude<Outcome, 'not-found'>,
  changes: readonly Change[],
  { stretch }: Ranked,
  denied: boolean,
  judgedBy: string,
): string {
  const credit = creditOf(paperRef(stretch.paper));
  if (judgedBy !== 'rules') {
    const says = { 'paraphrase-supported': 'says this', 'paraphrase-partly': 'says part of this', 'paraphrase-contradicted': 'says the contrary' }; // prettier-ignore
    return `The chat model ${judgedBy} judges that ${credit} ${says[verdict]}; read the sentence before relying on it.`;
  }
  const [change] = changes;
  const quoted = (text: string) => `“${text.length > 60 ? `${text.slice(0, 57)}…` : text}”`;
  switch (verdict) {
    case 'paraphrase-supported':
      return `${credit} says this in other words.`;
    case 'paraphrase-partly':
      return change?.class === 'addition'
        ? `${credit} says part of this, but nothing there of ${quoted(change.quote)}.`
        : `${credit} says something like this, but not all of it.`;
    case 'paraphrase-contradicted':
      if (denied) return `${credit} says what the claim denies.`;
      if (!change) return `${credit} says the contrary.`;
      return change.source === ''
        ? `${credit} has no such denial as ${quoted(change.quote)}.`
        : `${credit} has ${quoted(change.source)} where the claim has ${quoted(change.quote)}.`;
  }
}
