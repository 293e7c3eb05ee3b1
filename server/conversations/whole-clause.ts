import { type Conversation } from './conversation.ts';
import { withComplement, withScene } from './complements.ts';
import { withOnesNamed, withSetNamed } from './ones.ts';
import { withElidedNoun } from './elided-noun.ts';
import { withDemonstrativesNamed } from './demonstratives.ts';
import { withDescriptionsNamed } from './definite-descriptions.ts';
import { withDeed } from './do-that.ts';
import { saidAbout } from './indirect-question.ts';
import { withPartCounted } from './part-counted.ts';
import { asksItsNature, openPronounIn, resolvePronouns } from './pronouns.ts';
import { asQuestion, joined, withoutMark } from './surface.ts';
import { withOtherPaperNamed } from './the-other-paper.ts';
import { tokensOf } from './tokens.ts';
import { topicNounOf } from './topic-noun.ts';
import { withTwoCases } from './two-cases.ts';
import { withGenitive, withWholeNamed } from './whole-antecedent.ts';

const lead = /^(?:(?:and|but|so|then|or|also)\b[\s,]*)+/i;
const tail = /(?<=\S),? (?:then|though|anyway)(?<mark>\W*)$/i;
/** Nouns that are always of something, and say nothing without it. */
const relational =
  /^(?:what|who|when|where|how (?:big|large|high|much)) (?:is|are|was|were) the (?:main |biggest |exact |total |key |other )?(?:reasons?|causes?|costs?|budget|results?|effects?|consequences?|impacts?|aims?|goals?|purpose|role|advantages?|disadvantages?|risks?|benefits?|challenges?|differences?|limits?|limitations?|dates?|numbers?|size|share|price|status|methods?|outcomes?|alternatives?|names?|deadline|targets?|figures?|details?|exceptions?|conditions?|problems?|solutions?|similarities)$/i;

/** "Was it effective?" judges what was done, not who did it. */
const judges =
  /^(?:how )?(?:(?:is|was|has|did|does|will|would|could) (?:it|this|that)(?: been| be)?(?: \p{L}+ly)?|(?:effective|successful|useful|dangerous|legal) (?:is|was) it) ?(?:effective|successful|enough|legal|illegal|lawful|dangerous|risky|worth it|worthwhile|useful|working|work|worked|help|helped|succeed|succeeded|fail|failed|sufficient|necessary|justified|fair|wise|sensible|realistic|feasible|ethical|happen|happened|matter|possible|expensive|successfully)?$/iu;

function isAboutThing({ question }: Conversation): boolean {
  return /^what(?:['’]s| is| are| was| were)\b/i.test(question) || saidAbout(question) !== null;
}

/** A turn with a verb of its own: what it points back with is filled in; one that points nowhere stays letter for letter. */
export function wholeClause(question: string, conversation: Conversation): string {
  const compared = withTwoCases(question.trim().replace(lead, ''), conversation);
  const bare = compared.trim().replace(lead, '').replace(tail, '$<mark>');
  const hasLead = bare !== question.trim();
  const described = withElidedNoun(
    withDemonstrativesNamed(withDescriptionsNamed(withOtherPaperNamed(bare, conversation), conversation), conversation),
    conversation,
  );
  const named = withSetNamed(
    withOnesNamed(withPartCounted(withDeed(described, conversation), conversation), conversation),
    conversation,
  );
  const done = withScene(withComplement(named, conversation), conversation);
  if (judges.test(withoutMark(done)) && !isAboutThing(conversation) && !asksItsNature(done)) {
    const judged = tokensOf(done).find(({ lower }) => /^(?:it|this|that)$/.test(lower));
    const whole = judged ? withWholeNamed(done, judged.start, conversation) : null;
    if (whole !== null) return whole;
  }
  const resolved = resolvePronouns(done, conversation);
  const text = resolved?.text ?? done;
  if (resolved?.open === true) {
    const open = openPronounIn(text, conversation);
    return (
      (open === null ? null : withWholeNamed(text, open, conversation)) ??
      beforeOrAfter(text, conversation) ??
      joined(conversation.root, done)
    );
  }
  if (relational.test(withoutMark(text))) return withGenitive(text, conversation) ?? joined(conversation.root, text);
  if (text !== bare) return asked(text);
  return hasLead && bare !== '' ? asked(bare) : question;
}

/** "before that" of an event that the question before names. */
function beforeOrAfter(text: string, conversation: Conversation): string | null {
  const found = /^(.{2,200} (?:before|after|since|during)) (?:that|this|it)$/i.exec(withoutMark(text))?.[1];
  const noun = found === undefined ? null : topicNounOf(conversation);
  return noun === null ? null : asQuestion(`${found ?? ''} ${noun}`);
}

function asked(text: string): string {
  return /[.!]\s*$/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : asQuestion(text);
}
