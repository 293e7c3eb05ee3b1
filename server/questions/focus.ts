/** Half-open range of UTF-16 code units of the question. */
interface Range {
  readonly start: number;
  readonly end: number;
}

const auxiliary = '(?:is|are|was|were|does|do|did|has|have|had|can|could|will|would|should|shall|may|might|must)';
const preposition =
  '(?:of|in|on|at|for|by|to|from|with|about|against|between|under|over|behind|into|during|per|than|as|within|through)';
const light =
  /^(?:an?|the|its|his|her|their|our|this|that|these|those|main|other|more|most|many|much|such|own|new|full|exact|total|kind|kinds|type|types|sort|sorts|of|different|various|specific|particular|two|three|four|five|six|seven|eight|nine|ten)$/i;

/** Where the noun may stand that says what is asked for; its group is `what`. */
const nouns: readonly RegExp[] = [
  new RegExp(
    `\\bhow (?:many|much) (?<what>(?:[\\p{L}\\p{N}'’-]+ ){0,4}?[\\p{L}\\p{N}'’-]+)(?= ${auxiliary}\\b| ${preposition}\\b|[?.,]|$)`,
    'iu',
  ),
  new RegExp(
    `\\bhow (?<what>(?!many|much|did|does|do|is|are|was|were|has|have|had|can|could|will|would|should|come|so|about)\\p{L}+)\\b`,
    'iu',
  ),
  new RegExp(
    `\\b(?:which|what|whose) (?<what>(?!${auxiliary}\\b|about\\b|if\\b)(?:[\\p{L}\\p{N}'’-]+ ){0,4}?[\\p{L}\\p{N}'’-]+)(?= ${auxiliary}\\b| ${preposition}\\b| that\\b| who\\b|[?.,]|$)`,
    'iu',
  ),
  new RegExp(
    `\\b(?:what|who)(?:['’]s| ${auxiliary}) (?:the |an? |its |their |his |her |[\\p{L}]+['’]s? )*(?<what>(?:[\\p{L}\\p{N}-]+ ){0,3}?[\\p{L}\\p{N}-]+)(?= ${preposition}\\b| that\\b| who\\b| which\\b|[?.,]|$)`,
    'iu',
  ),
  new RegExp(
    `\\b(?:list|name|give(?: me)?|tell me|state|need|want) (?:the |all |all the |an? |some )?(?<what>(?:[\\p{L}\\p{N}'’-]+ ){0,3}?[\\p{L}\\p{N}'’-]+)(?= ${preposition}\\b| that\\b| who\\b| which\\b|[?.,]|$)`,
    'iu',
  ),
];

/**
 * The words that say what kind of thing is asked for: "commander" of "Who is the commander of the wing?", "interest
 * rate" of "What interest rate does it pay?", "accurate" of "How accurate is it?". Null where a question has none.
 */
export function focusOf(question: string): Range | null {
  for (const pattern of nouns) {
    const found = pattern.exec(question);
    const what = found?.groups?.what;
    if (!found || what === undefined) continue;
    const at = found.index + found[0].lastIndexOf(what);
    const words = [...what.matchAll(/[\p{L}\p{N}'’-]+/gu)].filter((word) => !light.test(word[0]));
    const [first, last] = [words[0], words.at(-1)];
    if (first && last) return { start: at + first.index, end: at + last.index + last[0].length };
  }
  return null;
}
