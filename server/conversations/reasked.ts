import { beForms, pluralForms } from './closed-classes.ts';
import type { Conversation } from './conversation.ts';
import { splitSubject } from './indirect-question.ts';
import { nameWithHead } from './name-with-head.ts';
import { areOfOne, nationsIn } from './nations.ts';
import { isPlural } from './noun-phrases.ts';
import { partsOf, type QuestionParts } from './question-parts.ts';
import { asQuestion, insideSentence } from './surface.ts';
import { tokensOf } from './tokens.ts';
import { baseOf, isBaseVerb, pastOf } from './verbs.ts';

/**
 * The question before with another question word: "Which law did Vietnam adopt?" and "Why" → "Why did Vietnam adopt
 * that law?". Null where its grammar does not say what would have to be put in.
 */
export function reasked(wh: string, { question, answer }: Pick<Conversation, 'question' | 'answer'>): string | null {
  const parts = partsOf(question);
  if (!parts) return null;
  if (parts.shape === 'subject') return subjectReasked(wh, parts, answer);
  const { aux, rest } = parts;
  if (aux === null) return null;
  if (parts.shape === 'polar' || /^(?:why|when|where|how|(?:since|until) when|in what way)$/i.test(parts.wh)) {
    return asQuestion(`${wh} ${aux} ${rest}`);
  }
  const inner = clauseWithObject(parts, answer);
  return inner === null ? null : asQuestion(`${wh} ${inner}`);
}

/** "did Vietnam adopt that law in 2018", of "Which law did Vietnam adopt in 2018?". */
function clauseWithObject(parts: QuestionParts, answer: string): string | null {
  const { wh, aux, rest } = parts;
  if (aux === null) return null;
  if (/^(?:in|at|on|by|for|to|from|with|since|until|under|during)\s/i.test(wh)) return `${aux} ${rest}`;
  if (beForms.has(aux)) {
    if (/^what$/i.test(wh) && !/\b(?:about|for|of|on|with|in|by|to|from)$/.test(rest))
      return /\b\p{L}+(?:ed|ing)$/u.test(rest) ? null : `${aux} that ${rest}`;
    const degree = /^how (\p{L}+)$/iu.exec(wh)?.[1];
    const split = degree === undefined ? null : splitSubject(rest, false, wh);
    if (degree === undefined || /^(?:many|much|long|often)$/i.test(degree) || !split) return null;
    return `${aux} ${split.subject} that ${degree} ${split.predicate}`.trim();
  }
  const filler = fillerFor(parts, answer);
  if (filler === null) return null;
  if (/\b(?:about|for|of|on|with|in|by|to|from|against)$/.test(rest)) return `${aux} ${rest} ${filler}`;
  const split = splitSubject(rest, true, wh);
  const predicate = split ? tokensOf(split.predicate) : [];
  const verb = predicate.find(
    (token) => token.lower !== 'have' && token.lower !== 'been' && token.lower !== 'be' && baseOf(token.lower) !== null,
  );
  if (!split || !verb) return null;
  // "lead to", "say about": the object stands behind what belongs to the verb.
  const after = split.predicate.slice(verb.end).trim();
  return `${aux} ${split.subject} ${split.predicate.slice(0, verb.end)} ${filler} ${after}`.trim();
}

/** What stands for the thing asked about: "Which law" → its name in the answer, or "that law"; "What" → "that". */
function fillerFor({ wh, rest }: QuestionParts, answer: string): string | null {
  if (/^(?:what|which|who|whom)$/i.test(wh)) return /^who/i.test(wh) ? 'them' : 'that';
  const many = /^how (many|much)\b/i.exec(wh);
  if (many) return `that ${many[1] ?? ''}${wh.slice(many[0].length)}`;
  const noun = /^(?:what|which)\s+(.+)$/i.exec(wh)?.[1];
  if (noun === undefined) return null;
  const head = tokensOf(noun.split(/\s(?:of|in|for|from)\s/)[0] ?? '').at(-1)?.lower ?? '';
  if (isPlural(head)) return `those ${noun}`;
  return nameInAnswer(head, `${wh} ${rest}`, answer) ?? `that ${noun}`;
}

/** The name of the thing asked about in a quotation that speaks of no other country, with its article. */
function nameInAnswer(head: string, question: string, answer: string): string | null {
  const asked = nationsIn(question);
  const quotations = [...answer.matchAll(/“([^“”]{1,600})”/g)]
    .map(([, quotation = '']) => quotation)
    .filter((quotation) => nationsIn(quotation).every((one) => asked.some((other) => areOfOne(one, other))));
  const name = nameWithHead(head, quotations, new Map());
  const quotation = quotations.find((text) => name !== null && text.includes(name));
  if (name === null || quotation === undefined) return null;
  const hasArticle = /\bthe (?:\d{4} )?$/i.test(quotation.slice(0, quotation.indexOf(name)));
  return hasArticle ? `the ${name}` : name;
}

function subjectReasked(wh: string, parts: QuestionParts, answer: string): string | null {
  const who = /^(?:who|what)$/i.test(parts.wh);
  const named = subjectInAnswer(parts, answer);
  const subject = named ?? (who ? (/^who$/i.test(parts.wh) ? null : 'that') : fillerFor(parts, answer));
  if (parts.aux !== null) {
    const filled = subject ?? 'they';
    const aux = subject === null ? (pluralForms[parts.aux] ?? parts.aux) : parts.aux;
    return asQuestion(`${wh} ${aux} ${filled} ${parts.rest}`);
  }
  const verb = /^[\p{L}-]+/u.exec(parts.rest)?.[0] ?? '';
  const base = baseOf(verb.toLowerCase());
  if (base === null) return null;
  const isPast = verb === pastOf(base);
  const does = isPast ? 'did' : subject === null || isBaseVerb(verb) ? 'do' : 'does';
  return asQuestion(`${wh} ${does} ${subject ?? 'they'} ${base}${parts.rest.slice(verb.length)}`);
}

/** The name that the answer has before the question’s verb: "Donald Trump mediated a ceasefire". */
export function subjectInAnswer(parts: QuestionParts, answer: string): string | null {
  if (!/^(?:who|which|what)\b/i.test(parts.wh) || parts.aux !== null) return null;
  const verb = /^[\p{L}-]+/u.exec(parts.rest)?.[0] ?? '';
  const tokens = tokensOf(answer.slice(0, 1500));
  for (const [at, token] of tokens.entries()) {
    if (token.lower !== verb.toLowerCase()) continue;
    let from = at;
    while (from > 0 && at - from < 4 && isNameWord(tokens[from - 1]?.text ?? '') && adjoins(tokens, from, answer))
      from -= 1;
    const first = tokens[from];
    const last = tokens[at - 1];
    if (first && last && from < at) return answer.slice(first.start, last.end);
  }
  return null;
}

function isNameWord(word: string): boolean {
  return /^\p{Lu}[\p{L}-]+$/u.test(word) && !/^(?:It|He|She|They|This|That|The|These|Those|We|And|But)$/.test(word);
}

function adjoins(tokens: ReturnType<typeof tokensOf>, at: number, text: string): boolean {
  return /^ $/.test(text.slice(tokens[at - 1]?.end ?? 0, tokens[at]?.start ?? 0));
}

/** The verb and what follows it of the question before, for "do that": "adopt that law in 2018"; null where unsure. */
export function verbPhraseOf(question: string): string | null {
  const parts = partsOf(question);
  if (parts?.shape === 'subject' && parts.aux === null) {
    const verb = /^[\p{L}-]+/u.exec(parts.rest)?.[0] ?? '';
    const base = baseOf(verb.toLowerCase());
    return base === null ? null : base + parts.rest.slice(verb.length);
  }
  if (!parts || parts.shape === 'subject' || parts.aux === null || beForms.has(parts.aux)) return null;
  const isAdverbial = parts.shape === 'polar' || /^(?:why|when|where|how)$/i.test(parts.wh);
  const clause = isAdverbial ? `${parts.aux} ${parts.rest}` : clauseWithObject(parts, '');
  if (clause === null) return null;
  const split = splitSubject(clause.slice(parts.aux.length).trim(), true, null);
  const first = split ? tokensOf(split.predicate)[0]?.lower : undefined;
  return split && first !== undefined && isBaseVerb(first) ? insideSentence(split.predicate) : null;
}
