/** What Weaviate makes of a text: all of it but spaces around it, or its words between what Unicode calls spaces. */
export function tokensOf(text: string, tokenization: 'field' | 'whitespace' | undefined): string[] {
  const trimmed = text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, '');
  if (trimmed === '') return [];
  return tokenization === 'whitespace' ? trimmed.split(/\p{White_Space}+/u) : [trimmed];
}
