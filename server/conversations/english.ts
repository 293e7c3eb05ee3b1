const english =
  /\b(?:the|is|are|was|were|do|does|did|what|which|who|whom|why|when|where|how|and|or|about|of|in|for|to|it|they|he|she|this|that|more|other|else|tell|me|no|not|source|page|thanks?)\b/i;
/** Words that other languages of the same script ask and join with, none of them English. */
const others =
  /(?:^|\s)(?:und|oder|warum|wieso|weshalb|wer|wann|welche[rsmn]?|was ist|ist|nicht|für|et|ou|où|pourquoi|quand|quel(?:le)?s?|qui|que|qu['’]est|est-ce|dans|sur|por qué|qué|cómo|cuándo|quién|dónde|cuál(?:es)?|perché|quando|dove|chi|quale|come|porque|quem|onde|qual|waarom|hoe|wanneer|welke|kya|kyun|kaise|aur|neden|nasıl|nerede)(?=[\s?,.!’']|$)/iu;

/** Whether a question can be taken for English; a bare name can. */
export function isEnglish(question: string): boolean {
  const letters = question.match(/\p{L}/gu)?.length ?? 0;
  const latin = question.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (latin * 2 < letters || letters === 0) return letters === 0 && /[?!]/.test(question);
  return !others.test(question) || englishWords(question) > 1;
}

function englishWords(question: string): number {
  return question.split(/[^\p{L}]+/u).filter((word) => word.length > 0 && english.test(word)).length;
}
