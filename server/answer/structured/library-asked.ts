import { longestQuestion, plainWords } from './question-words.ts';

/** Which papers the library has, or how many. */
export interface LibraryAsked {
  readonly kind: 'library';
}

const works = '(?:papers|articles|studies|publications|texts|documents|files|pdfs)';
const here =
  '(?:(?:here|available|loaded|uploaded|indexed|stored)|(?:in|of|from|inside) (?:the|this|your|my|our) (?:library|collection|database|corpus|list|index)|(?:do|did|can|have) (?:you|we|i) (?:have|know|see|hold|read|search|use|access|uploaded?|added?|got))';
const library = '(?:library|collection|database|corpus)';
const all =
  '(?:all )?(?:of )?(?:the |your |my |these |those |our )?(?:names of |titles of |list of )?(?:all )?(?:the |your |my )?';

const patterns = [
  `(?:what|which|how many)(?: (?:are|s))? (?:the )?(?:other |different )?${works}(?: (?:are|is|r))?(?: there)?(?: ${here})+`,
  `(?:what|which|how many) ${works} (?:are|is) there`,
  `(?:what|which) ${works} (?:can|could|may) (?:i|we) (?:ask|search|read|query|use)(?: (?:you )?(?:about|in))?`,
  `(?:what|which) (?:are|r) (?:the |your |my )?${works}`,
  `(?:what|which) (?:are|r) (?:the )?(?:titles|names) of (?:all )?(?:the|your|my) ${works} ${here}`,
  `(?:show|list|name|give|tell|enumerate)(?: (?:me|us))? ${all}${works}(?: ${here})*`,
  `(?:show|list|give)(?: (?:me|us))? ${all}(?:contents? of )?(?:the |your |my )?${library}`,
  `(?:what|whats|what s)(?: is| are| do you have)? (?:in|inside) (?:the|this|your|my|our) ${library}`,
  `(?:what|which ${works}) (?:does|do) (?:the|this|your|my|our) ${library} (?:have|hold|contain|include)`,
  `how (?:many|big|large) (?:${works} )?(?:is|does|are) (?:the|this|your|my|our) ${library}(?: (?:have|hold|contain|include))?`,
].map(
  (pattern) => new RegExp(`^(?:(?:please|so|and|ok|hi|hello|hey|can you|could you) )*${pattern}(?: please)?$`, 'u'),
);

/** Whether a question asks which papers there are; null for one about what stands in them. */
export function libraryAsked(question: string): LibraryAsked | null {
  const words = plainWords(question.slice(0, longestQuestion)).join(' ');
  return patterns.some((pattern) => pattern.test(words)) ? { kind: 'library' } : null;
}
