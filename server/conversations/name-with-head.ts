import { namesIn, type Vocabulary } from './names-in-text.ts';

/** The only name of several words in some texts that ends in a noun ("Alibaba Cloud", "cloud"); null for none and many. */
export function nameWithHead(head: string, texts: readonly string[], vocabulary: Vocabulary): string | null {
  const names = texts.flatMap((text) => namesIn(text, vocabulary));
  const fitting = new Set(
    names.map(({ text }) => text).filter((text) => /\s/.test(text) && text.toLowerCase().endsWith(` ${head}`)),
  );
  const [name, another] = fitting;
  return name === undefined || another !== undefined ? null : name;
}
