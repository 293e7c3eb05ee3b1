const compares =
  /\b(?:compare|compares|compared|comparison|differ|differs|difference|differences|different|versus|vs\.?|contrast|similar|similarities|in common|alike)\b/iu;
/** Two things that are named side by side are compared by these alone: "command and control systems" are one. */
const comparesBoth = /\b(?:differ|compare|compared|contrast|in common|alike|difference|differences)\b/iu;
const capitals = "(?:the |their |its )?\\p{Lu}[\\p{L}\\p{N}.'’-]*(?:\\s+\\p{Lu}[\\p{L}\\p{N}.'’-]*){0,3}";
const link = '(?:,? (?:and|or|versus|vs\\.?|compared (?:with|to)|with|from|than) )';
const namedPair = new RegExp(`(?<![\\p{L}])(?<one>${capitals})${link}(?<two>${capitals})(?![\\p{L}])`, 'u');

const article = '(?:the |an? |its |their |his |her )?';
const noun =
  "(?!(?:the|an?|each|every|its|their|his|her|and|or|with|from|than|to|in|on|of|for|by|at|do|does|did|is|are|was|were|how|what|which|who|why|when|where|compare|compared|between)\\b)[\\p{L}\\p{N}][\\p{L}\\p{N}.'’-]*";

/** No words can be told to be a side where more follow: "different from AI in Pakistan", "from the cruise missile". */
const alone = '(?=[?.!,;]|$)';

/** As many words on one side as on the other, two of each first. */
function plainPair(before: string, between: string, words: number, after = ''): RegExp {
  const side = `${article}${noun}(?: ${noun}){${words - 1}}`;
  return new RegExp(
    `(?<=${before})(?<![\\p{L}\\p{N}'’-])(?<one>${side})${between}(?<two>${side})(?![\\p{L}\\p{N}])${after}`,
    'iu',
  );
}

const plainPairs = [2, 1, 3].flatMap((words) => [
  plainPair('\\bbetween ', ' (?:and|or) ', words),
  plainPair('', ' (?:differs?|different) from ', words, alone),
  plainPair('\\bcompare ', ' (?:and|with|to) ', words),
  plainPair('', ' (?:versus|vs\\.?|compared (?:with|to)) ', words, alone),
]);
const sideBySide = [2, 1, 3].map((words) =>
  plainPair('(?:\\b(?:do|does|did|is|are|was|were|of) )', ' (?:and|or) ', words),
);
/** "…, compared with American ones?" asks the same of another kind. */
const otherKind =
  /^(?<before>.*?[\p{Ll},] )(?<one>\p{Lu}\p{L}+)(?<after> .*?),? (?:compared (?:with|to)|than|versus|unlike) (?<two>\p{Lu}\p{L}+) ones[?.!]*$/u;

/**
 * The two sides of a comparison, each as a question of its own: "How do A and B differ in X?" asks of A and of B. The
 * question alone where it compares nothing, or no two things stand out in it.
 */
export function sidesOf(question: string): string[] {
  if (!compares.test(question)) return [question];
  const kinds = otherKind.exec(question)?.groups;
  if (kinds) {
    const { before = '', one = '', after = '', two = '' } = kinds;
    return [`${before}${one}${after}?`, `${before}${two}${after}?`];
  }
  // A capital at the beginning is the sentence's.
  const text = question.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase());
  for (const pair of [namedPair, ...plainPairs, ...(comparesBoth.test(question) ? sideBySide : [])]) {
    const found = pair.exec(text);
    const { one, two } = found?.groups ?? {};
    if (!found || one === undefined || two === undefined || isCut(text, found.index, two)) continue;
    const before = question.slice(0, found.index);
    const after = question.slice(found.index + found[0].length);
    return [`${before}${one}${after}`, `${before}${two}${after}`];
  }
  return [question];
}

/** Of "between AI in India and AI in Pakistan" the sides begin before the names. */
function isCut(text: string, start: number, two: string): boolean {
  const [before, after] = [text.slice(0, start), text.slice(text.indexOf(two, start) + two.length)];
  return (
    /\bbetween \S.* (?:in|of|on|for|by|with) $/iu.test(before) ||
    (/ (?:in|of|on) $/iu.test(before) && /^ (?:in|of|on) /iu.test(after))
  );
}
