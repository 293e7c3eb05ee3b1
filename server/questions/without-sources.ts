import type { PaperSummary } from '../../ingest/library.ts';
import { familyNameOf } from '../../ingest/structure/author-names.ts';
import { monthNames } from './answer-slots.ts';

const months = new RegExp(`^(?:${monthNames})$`, 'i');

/**
 * A question with its papers' authors called "the paper": of "What does Sadi say about X?" "What does the paper say
 * about X?", of "How do Sadi and Sarwar see X?" "How do the papers see X?". Shorter names than three letters are left.
 */
export function withoutSources(question: string, papers: readonly Pick<PaperSummary, 'authors'>[]): string {
  const names = new Set(
    papers
      .flatMap(({ authors }) => authors.map((author) => familyNameOf(author).toLowerCase()))
      .filter((name) => name.length > 2),
  );
  // Names are words too ("May", "North"): in lower case they count where everything is in lower case.
  const inCapitals = /\p{Lu}/u.test(question);
  const called = withFamilyNames(question, papers).replaceAll(
    /\p{L}+(?:['’]s?(?!\p{L}))?/gu,
    (word, at: number, all: string) => {
      const [name = '', possessive] = word.split(/['’]/);
      if (!names.has(name.toLowerCase()) || (inCapitals && /^\p{Ll}/u.test(word))) return word;
      if (months.test(name) && / (?:in|by|since|until|of|from) $/iu.test(` ${all.slice(0, at)}`)) return word;
      return possessive === undefined ? 'the paper' : 'the paper’s';
    },
  );
  return called
    .replaceAll(
      /\bthe paper(?:(?:,| and|, and| &|, &) the paper)+(?<possessive>’s)?(?!\p{L})/giu,
      (_, possessive?: string) => (possessive === undefined ? 'the papers' : 'the papers’'),
    )
    .replaceAll(/\b(?:the paper|the papers)’s? (?:papers?|articles?|stud(?:y|ies)|work|essay)\b/giu, 'the paper')
    .replaceAll(/\b(?:the )+(?=the papers?\b)/giu, '')
    .replaceAll(/\b(?:the |an? )?(?:paper|article|study|essay|work) (?:by|of) the papers?\b/giu, 'the paper');
}

/** "Aleena Sadi" as "Sadi". */
function withFamilyNames(question: string, papers: readonly Pick<PaperSummary, 'authors'>[]): string {
  let text = question;
  for (const author of papers.flatMap(({ authors }) => authors)) {
    const printed = author.replaceAll(/[^\p{L}\p{N}]/gu, (mark) =>
      /\s/u.test(mark) ? '\\s+' : `\\u{${(mark.codePointAt(0) ?? 0).toString(16)}}`,
    );
    text = text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${printed}(?![\\p{L}\\p{N}])`, 'iu'), () =>
      familyNameOf(author),
    );
  }
  return text;
}
