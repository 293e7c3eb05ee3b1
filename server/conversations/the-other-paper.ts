import { pluralForms, singularForms } from './closed-classes.ts';
import type { Credited } from '../citations/credit.ts';
import { type Conversation, authorsInProse, paperInProse, papersNamedIn, papersTalkedOf } from './conversation.ts';
import { withoutSource } from './according-to.ts';
import { agreeing } from './definite-descriptions.ts';
import { indirectQuestion, saidAbout, topicOf } from './indirect-question.ts';
import { asQuestion, insideSentence, withoutMark } from './surface.ts';
import { isReporting } from './verbs.ts';

const other =
  /\b(?:the|that) other (?:paper|article|study|text|source|authors?|writers?|one|researchers?)s?(?!\p{L})/iu;
const lead = /^(?:and|but|so|or|then|what about|how about|what of|what do|and what about|and how about)\b[\s,]*/i;
const agrees =
  /^(?:does|do|did|would|will)\s+(.{2,80}?)\s+((?:also\s+)?(?:agree|disagree|concur|think so|say so|say the same|say that|think that|confirm (?:that|this|it)|support (?:that|this|it)|mention (?:that|this|it)|say (?:that|this|it)|share (?:that|this) view|contradict (?:that|this|it)))(?:\s+(?:too|also|as well|there|on (?:that|this|it)|with (?:that|this|it|her|him|them|the other|\p{L}{2,30})))*$/iu;
const opens =
  /^(?:and\s+|but\s+)?what (?:do|does|did|would) (.{2,80}?) (say|write|think|argue|claim|conclude|recommend|suggest)(?: (?:about|on|of|to) (?:that|this|it|them))?(?: too| then)?$/iu;

/** "Is that in the other paper too?" */
const stands =
  /^(?:is|was|are|were) (?:that|this|it|they|these|those|any of (?:that|this|it)) (?:also )?(?:(?:said|mentioned|discussed|covered|found|stated|written|argued|true) )?(?:also )?(?:in|by|for|of|according to) (.{2,80}?)(?: (?:too|also|as well))?$/iu;

/** What another paper or author than the one quoted last says of the same: "And the other paper?", "Does Sarwar agree?". */
export function theOtherPaper(question: string, conversation: Conversation): string | null {
  const asked = withoutMark(question);
  const before = withoutSource(conversation.question);
  const topic = topicOf(before);
  const stood = stands.exec(asked.replace(lead, ''));
  const where = stood?.[1] === undefined ? null : speakerIn(stood[1], conversation);
  if (stood?.[1] !== undefined && where && isOnlySpeaker(stood[1], where)) return saysToo(where, before);
  const bare = asked
    .replace(lead, '')
    .replace(lead, '')
    .replace(/^(?:(?:that|those|the ones?) )?(?:of|by) /i, '');
  const fragment = speakerIn(bare, conversation);
  if (fragment && isOnlySpeaker(bare, fragment)) {
    const instead = otherAuthor(fragment, conversation);
    if (instead !== null) return instead;
    return whatItSays(fragment, conversation, topic);
  }
  const opened = opens.exec(asked);
  const speaker = opened?.[1] === undefined ? null : speakerIn(opened[1], conversation);
  if (opened?.[1] !== undefined && speaker && isOnlySpeaker(opened[1], speaker)) {
    const verb = opened[2] ?? 'say';
    if (topic === null)
      return `What ${speaker.does} ${speaker.text} ${verb}: ${insideSentence(withoutMark(conversation.question))}?`;
    return asQuestion(`What ${speaker.does} ${speaker.text} ${verb} about ${topic}`);
  }
  const agreed = agrees.exec(asked.replace(/^(?:and|but|so)\s+/i, ''));
  const agreeing = agreed?.[1] === undefined ? null : speakerIn(agreed[1], conversation);
  if (agreed?.[1] !== undefined && agreeing && isOnlySpeaker(agreed[1], agreeing)) {
    if (/\b(?:say|mention)\b/i.test(agreed[2] ?? '')) return saysToo(agreeing, before);
    const verb = /disagree|contradict/i.test(agreed[2] ?? '') ? 'disagree' : 'agree';
    const does = agreeing.does === 'do' ? 'Do' : 'Does';
    if (topic === null)
      return `${does} ${agreeing.text} ${verb}: ${insideSentence(withoutMark(conversation.question))}?`;
    return asQuestion(`${does} ${agreeing.text} ${verb} on ${topic}`);
  }
  return null;
}

/** "Does Sadi also say what stands in the way?" */
function saysToo({ text, does }: Speaker, before: string): string {
  const opening = `${does === 'do' ? 'Do' : 'Does'} ${text} also`;
  const about = saidAbout(before);
  if (about) return asQuestion(`${opening} write about ${about.topic}`);
  return asQuestion(`${opening} say ${indirectQuestion(before) ?? `this: ${insideSentence(withoutMark(before))}`}`);
}

interface Speaker {
  readonly text: string;
  readonly does: 'do' | 'does';
  /** How the question calls it. */
  readonly called: string;
}

function speakerIn(text: string, conversation: Conversation): Speaker | null {
  const called = other.exec(text)?.[0];
  const [known, second] = papersNamedIn(text, conversation.papers);
  if (called !== undefined) {
    const paper = theOther(conversation);
    if (!paper) return { text: called, does: called.endsWith('s') ? 'do' : 'does', called };
    return spoken(paper, called);
  }
  if (known && !second) return spoken(known, text);
  const everyone =
    /^(?:the\s+)?(?:other|others|others? papers|other authors|others authors|authors|papers|both(?: papers| authors)?)$/i.exec(
      text,
    )?.[0];
  return everyone === undefined ? null : { text: everyone, does: 'do', called: everyone };
}

function spoken(paper: Credited, called: string): Speaker {
  const { text, plural } = authorsInProse(paper);
  return { text, does: plural ? 'do' : 'does', called };
}

/** "Sarwar", "Sarwar and Rashid", "dr. sarwar’s paper": nothing but who speaks. */
function isOnlySpeaker(text: string, { called, text: full }: Speaker): boolean {
  if (other.test(text)) return text.replace(other, '').trim() === '';
  if (text === called && !/\s/.test(text)) return true;
  const names = full.toLowerCase().split(/[^\p{L}’'-]+/u);
  return text
    .toLowerCase()
    .split(/[\s,&.]+/)
    .every(
      (word) =>
        names.includes(word.replace(/['’]s$/, '')) ||
        /^(?:and|the|dr|prof|paper|article|study|authors?|others?|both|papers|et|al|a|g|m|)$/.test(word),
    );
}

/** "What theory does Sadi use?" and "Which are Sadi’s methods?" of other authors; null where none is the subject or the owner. */
function otherAuthor({ text, does }: Speaker, { question, papers }: Conversation): string | null {
  const asked = withoutMark(question);
  if (saidAbout(asked) !== null) return null;
  const [paper, another] = papersNamedIn(asked, papers);
  if (!paper || another) return null;
  const { text: authors } = authorsInProse(paper);
  const at = asked.indexOf(authors);
  if (at < 0 || authors === text) return null;
  const before = asked.slice(0, at);
  const after = asked.slice(at + authors.length);
  if (/^['’]s?\s/.test(after)) return asQuestion(`${before}${text}${after.replace(/^['’]s?/, '’s')}`);
  if (/\b(?:paper|article|study) by $/i.test(before)) return asQuestion(`${before}${text}${after}`);
  const aux = /\b(do|does|did|have|has|is|are|was|were)\s$/i.exec(before)?.[1];
  if (aux === undefined || !/^\s\p{Ll}/u.test(after)) return null;
  const plural = does === 'do';
  const agreed = (plural ? pluralForms : singularForms)[aux.toLowerCase()] ?? aux;
  return asQuestion(`${before.slice(0, before.length - aux.length - 1)}${agreed} ${text}${after}`);
}

function whatItSays(speaker: Speaker, { question }: Conversation, topic: string | null): string {
  const about = saidAbout(question);
  const content = about?.topic ?? topic;
  if (content === null)
    return `What ${speaker.does} ${speaker.text} say: ${insideSentence(withoutMark(withoutSource(question)))}?`;
  return asQuestion(`What ${speaker.does} ${speaker.text} say about ${content}`);
}

/** A question that only calls a paper "the other", with the paper’s authors. */
export function withOtherPaperNamed(question: string, conversation: Conversation): string {
  const called = other.exec(question);
  const paper = called ? theOther(conversation) : null;
  if (!called || !paper) return question;
  const { text: authors, plural } = authorsInProse(paper);
  // Authors say things; a paper is named by them only where it is a thing: "the title of the paper by Sadi".
  const verb = /^\s+(?:also\s+)?(\p{L}+)/u.exec(question.slice(called.index + called[0].length))?.[1] ?? '';
  const people =
    /author|writer|researcher/i.test(called[0]) ||
    (/\b(?:do|does|did)\s$/i.test(question.slice(0, called.index)) && isReporting(verb.toLowerCase()));
  const named = question.replace(other, () => (people ? authors : paperInProse(paper)));
  return people ? agreeing(named, authors, plural) : named;
}

/** The one paper that was not talked of; null where there are several or none. */
export function theOther(conversation: Conversation): Credited | null {
  const talked = papersTalkedOf(conversation);
  const rest = talked.length > 0 ? conversation.papers.filter((paper) => !talked.includes(paper)) : [];
  return rest.length === 1 ? (rest[0] ?? null) : null;
}
