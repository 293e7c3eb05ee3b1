let known: ReadonlySet<string> | null = null;

/** Whether two words stand side by side in the name of a state or a part of the world: "United States", "New Guinea". */
export function isInPlaceName(words: string): boolean {
  known ??= new Set(pairs());
  return known.has(words.toLowerCase());
}

/** The names of all regions that CLDR has, as pairs of words that follow each other. */
function* pairs(): Generator<string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const states = letters
    .flatMap((one) => letters.map((other) => one + other))
    .filter((code) => !/^(?:X|ZZ)/.test(code));
  // UN M.49: continents and their parts.
  const parts = Array.from({ length: 200 }, (_, number) => String(number + 1).padStart(3, '0'));
  for (const code of [...states, ...parts]) {
    const words =
      names
        .of(code)
        ?.toLowerCase()
        .match(/\p{L}+/gu) ?? [];
    for (const [index, word] of words.slice(1).entries()) yield `${words[index] ?? ''} ${word}`;
  }
}
