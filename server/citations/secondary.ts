import type { Paper, Span } from '../../ingest/paper.ts';
import { readingTextOf } from '../../ingest/reading-text.ts';
import { sentenceSpans } from '../../ingest/sentences.ts';

/** Somebody whom a paper reports at a place: the name, and the in-text reference if one stands there. */
export interface SecondarySource {
  readonly author: string;
  readonly marker: string | null;
}

const verbs =
  'writes?|wrote|argues?|argued|says?|said|states?|stated|claims?|claimed|warns?|warned|reveals?|revealed|suggests?|suggested|' +
  'reports?|reported|notes?|noted|observes?|observed|explains?|explained|concludes?|concluded|highlights?|highlighted|' +
  'identif(?:y|ies|ied)|defines?|defined|believes?|believed|contends?|contended|maintains?|maintained|asserts?|asserted|' +
  'emphasi[sz]es?|emphasi[sz]ed|underscores?|underscored|describes?|described|remarks?|remarked|analy[sz]es?|analy[sz]ed|' +
  'finds?|found|shows?|showed|examines?|examined|puts? it|tells?|told|adds?|added|predicts?|predicted|recommends?|recommended';
const nameWord = "\\p{Lu}[\\p{L}'’-]*\\p{Ll}[\\p{L}'’-]*";
const person = `${nameWord}(?:\\s+(?:\\p{Lu}\\.\\s*)*${nameWord}){0,3}`;
const people = `${person}(?:(?:,\\s+${person})*,?\\s+(?:and|&)\\s+${person}|\\s+et al\\.?)?`;
const subject = new RegExp(
  `(?:^|[\\s"“(])(${people})(?:\\s+\\([^)]*\\))?,?\\s+(?:also\\s+|has\\s+|have\\s+|further\\s+)?(?:${verbs})\\b`,
  'u',
);
const accordingTo = new RegExp(`\\b[Aa]ccording to (${people})`, 'u');
const pronounCarriesOn = new RegExp(`^(?:She|He|They)\\s+(?:also\\s+|further\\s+|then\\s+)?(?:${verbs})\\b`, 'u');
/** Theories, schools, countries' organs and the paper itself are no speakers. */
const notASpeaker =
  /(?:isms?|ists?|ians?|theor(?:y|ies)|school|stud(?:y|ies)|paper|article|research|framework|analysis|policy|government|states?|pakistan|india|china|beijing|washington|islamabad|ai|this|these|it|literature|concerns?|systems?|technolog(?:y|ies)|section|table|figure|results?|data|conclusion|introduction)$/i;

/**
 * Whom a paper itself reports at a span: a speaker of the sentence ("Khurshid argues …", "According to Javed, …"), or
 * of the sentence before when a pronoun carries it on. Null when the words are the paper's own.
 */
export function secondarySourceAt(paper: Paper, span: Span): SecondarySource | null {
  const paragraph = paper.paragraphs.find((item) => item.start <= span.start && span.start < item.end);
  if (!paragraph) return null;
  const view = readingTextOf(paper, paragraph);
  const at = view.offsetOf(span.start);
  const sentences = sentenceSpans(view.text);
  const index = sentences.findIndex((sentence) => sentence.start <= at && at < sentence.end);
  if (index < 0) return null;
  let speaking = index;
  while (speaking > 0 && pronounCarriesOn.test(textOf(view.text, sentences[speaking]))) speaking -= 1;
  const speech = textOf(view.text, sentences[speaking]);
  const author = speakerOf(speech, paper);
  if (author === null) return null;
  // What stands before the speaker's name in the same sentence is still the paper's own.
  if (
    speaking === index &&
    speech.indexOf(author) > at + 8 - (sentences[index]?.start ?? 0) &&
    !/^["“]/.test(view.text.slice(at))
  ) {
    const ownClause = speech.indexOf(author) - (at - (sentences[index]?.start ?? 0)) > view.offsetOf(span.end) - at;
    if (ownClause) return null;
  }
  return {
    author,
    marker: markerIn(sentences.slice(speaking, index + 1).map((sentence) => textOf(view.text, sentence))),
  };
}

function textOf(text: string, span: Span | undefined): string {
  return span ? text.slice(span.start, span.end) : '';
}

function speakerOf(sentence: string, paper: Paper): string | null {
  const name = (accordingTo.exec(sentence) ?? subject.exec(sentence))?.[1]?.replace(
    /^(?:Additionally|However|Moreover|Similarly|Thus|Therefore|Former)\s+/,
    '',
  );
  if (!name || notASpeaker.test(name)) return null;
  const families = paper.authors.map((author) => author.split(/\s+/).at(-1) ?? author);
  if (families.some((family) => name === family)) return null;
  const cited = paper.mentions.some((mention) => mention.authors.some((author) => name.includes(author)));
  const fullName = /^\p{Lu}\p{Ll}+(?:\s+\p{Lu}[\p{L}.]*)+$/u.test(name);
  return cited || fullName ? name : null;
}

function markerIn(sentences: readonly string[]): string | null {
  for (const sentence of sentences.toReversed()) {
    const found = /\([^()]*(?:19|20)\d{2}[a-z]?[^()]*\)/.exec(sentence)?.[0];
    if (found) return found;
  }
  return null;
}
