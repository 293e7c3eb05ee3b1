import type { Conversation } from './conversation.ts';
import { verbPhraseOf } from './reasked.ts';

const pro = /\b(?:do|does|did|doing|done)\s+(?:that|this|so|it)\b(?!\s+\p{L}+\s+(?:to|that)\b)/iu;

/** "Why did it do that?" with what was done: "Why did it adopt that law in 2018?"; the question itself where that isn’t known. */
export function withDeed(question: string, { question: before }: Conversation): string {
  const found = /\b(?:do|does|did|can|could|will|would|should)\b.{1,80}?\b(do\s+(?:that|this|so|it))\b/i.exec(question);
  const deed = found && pro.test(question) ? verbPhraseOf(before) : null;
  if (!found?.[1] || deed === null) return question;
  const at = found.index + found[0].length - found[1].length;
  const after = question.slice(at + found[1].length);
  return question.slice(0, at) + deed + after;
}
