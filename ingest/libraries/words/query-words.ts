/** English function words (van Rijsbergen 1979, ch. 2, the commonest): they select nearly every passage and rank none. */
const stopWords = new Set(
  (
    'a about after all also am an and any are as at be because been being both but by can could did do does doing down ' +
    'each for from had has have having he her here him his how i if in into is it its itself me my no nor not of on or ' +
    'our out over own she should so some such than that the their them then there these they this those through to too ' +
    'under until up very was we were what when where which while who whom why will with would you your'
  ).split(' '),
);

/** The most distinct words that a query searches: a pasted page stays fast. */
const maxWords = 64;

/** The distinct words of a question that are searched, in order; function words only where there are no others. */
export function queryWords(text: string): string[] {
  const words = new Set<string>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}\p{M}]+/gu)) words.add(word);
  const telling = [...words].filter((word) => !stopWords.has(word));
  return (telling.length > 0 ? telling : [...words]).slice(0, maxWords);
}
