import type { Term } from '../../quotes/paraphrase/terms.ts';

/** Whether a term is, or is written as, a name; the first word of a sentence counts as one too. */
export function isName({ kind, raw }: Term): boolean {
  return kind === 'name' || /^\p{Lu}/u.test(raw);
}
