import { contentTerms } from './retrieval/terms.ts';
import type { Turn } from './wire.ts';

/** Turns that a question can lean on, newest last. */
const turnsUsed = 6;
/** Characters of an answer that are kept. */
const answerLength = 1500;

/** A conversation cut to what is used: a long one is never refused. */
export function recentTurns(history: readonly Turn[]): Turn[] {
  return history
    .slice(-turnsUsed)
    .map(({ question, answer }) => ({ question: question.slice(0, 2000), answer: answer.slice(0, answerLength) }));
}

const leansOnBefore =
  /\b(?:it|its|he|him|his|she|her|they|them|their|this|that|these|those|there|such|former|latter|same|one)\b|^(?:and|but|so|then|or|also)\b|^(?:why|how|how so|when|where|who|which)\??$|\b(?:what|how) about\b|\b(?:else|instead|more about|the other)\b/i;

/** Characters of context beyond which the oldest of it is dropped. */
const contextLength = 400;

/**
 * The question with its context filled in, so that it can be searched and read alone. One that leans on the turns
 * before comes behind the question that it follows up ("How did Vietnam respond to hacking? And why?"); one that only
 * names another case is that question about it ("How did Malaysia respond to hacking?").
 */
export function standaloneQuestion(question: string, history: readonly Turn[]): string {
  let topic: string | null = null;
  for (const turn of history) {
    const filled = fillIn(turn.question, topic);
    // "Why?" adds nothing that the next question could be about.
    if (contentTerms(turn.question).length > 0) topic = filled.length <= contextLength ? filled : turn.question.trim();
  }
  return fillIn(question, topic);
}

function fillIn(question: string, topic: string | null): string {
  const leans = leansOnBefore.test(question) || contentTerms(question).length < 2;
  if (topic === null || !leans) return question;
  return otherCase(question, topic) ?? `${closed(topic)} ${question.trim()}`;
}

/** Writers are no cases: "And Malaysia?" after "What does Sadi say?" asks Sadi about Malaysia. */
const asksWriter =
  /\b(?:says?|said|writes?|wrote|argues?|argued?|claims?|claimed|concludes?|recommends?|reports?|mentions?|defines?|describes?|proposes?|suggests?|according)\b/i;

/** The topic with its one name changed for the one that the question names; null where it is not as simple as that. */
function otherCase(question: string, topic: string): string | null {
  const other =
    /^(?:and|but|or|(?:and |but )?(?:what|how) about)\s+(?:in\s+|for\s+)?(\p{Lu}[\p{L}'’-]*(?:\s+\p{Lu}[\p{L}'’-]*)*)\s*\?*$/iu.exec(
      question.trim(),
    )?.[1];
  if (other === undefined || !/^\p{Lu}/u.test(other) || asksWriter.test(topic)) return null;
  // The first word has its capital for being first.
  const names = [...topic.matchAll(/(?<=\s)\p{Lu}[\p{L}\p{N}-]*(?:\s+\p{Lu}[\p{L}\p{N}-]*)*/gu)];
  const [name] = names;
  if (!name || names.length > 1) return null;
  return topic.slice(0, name.index) + other + topic.slice(name.index + name[0].length);
}

/** With the mark that ends a sentence. */
function closed(text: string): string {
  const trimmed = text.trim();
  return /[.?!…]["”’)]?$/.test(trimmed) ? trimmed : `${trimmed}?`;
}
