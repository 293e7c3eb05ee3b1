import { type PaperName, wordsOfQuestion } from './question-words.ts';

/** What a question asks of what is printed at the head of papers: who wrote them, when they appeared, their titles. */
export interface FrontMatterAsked {
  readonly kind: 'front-matter';
  readonly what: 'authors' | 'year' | 'title';
}

const begin = '^(?:(?:please|so|and|ok|hi|hello|hey|can you|could you|tell me|give me|show me|list|name) )*';
const works = '(?:papers?|articles?|stud(?:y|ies)|publications?|texts?|essays?)';
const paper = `(?:(?:the|this|that|these|those|both|two|each of|of) )*(?:${works} (?:(?:by|of|called|titled|entitled|on|about) )?@paper|@paper(?: ${works})?|${works})`;

const patterns: readonly (readonly [FrontMatterAsked['what'], RegExp])[] = [
  ['authors', new RegExp(`${begin}who (?:wrote|authored|published|has written|have written|is behind|are behind) ${paper}$`)],
  ['authors', new RegExp(`${begin}(?:(?:who|what|which) )?(?:(?:is|are|was|were|s) )?(?:the )?(?:names? of )?(?:the )?(?:authors?|writers?) of ${paper}$`)],
  ['authors', new RegExp(`${begin}(?:by whom|who) (?:is|are|was|were) ${paper} (?:written|authored|by|written by)$`)],
  ['authors', new RegExp(`${begin}who (?:is|are) (?:the |its |their )?authors?$`)],
  ['year', new RegExp(`${begin}(?:when|(?:in )?(?:what|which) year) (?:was|were|did|has|have) ${paper} (?:been )?(?:published|written|printed|appear|appeared|come out)$`)],
  ['year', new RegExp(`${begin}(?:(?:what|which) )?(?:(?:is|was|s) )?(?:the )?(?:publication )?(?:year|date)(?: of publication)? of ${paper}$`)],
  ['title', new RegExp(`${begin}(?:(?:what|which) )?(?:(?:is|are|was|s) )?(?:the )?(?:full |exact |whole )?titles? of ${paper}$`)],
  ['title', new RegExp(`${begin}what (?:is|are|s) ${paper} (?:called|titled|entitled)$`)],
]; // prettier-ignore

/** What of a paper's head a question asks for; null for a question of another kind. */
export function frontMatterAsked(question: string, papers: readonly PaperName[]): FrontMatterAsked | null {
  const words = wordsOfQuestion(question, papers);
  const found = patterns.find(([, pattern]) => pattern.test(words));
  return found ? { kind: 'front-matter', what: found[0] } : null;
}
