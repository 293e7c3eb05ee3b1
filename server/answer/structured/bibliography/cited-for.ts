import { dot } from '../../../retrieval/dot.ts';
import { countWords } from '../../../../ingest/count-words.ts';
import type { Embedder } from '../../../../ingest/embedder.ts';
import type { Mention, Paper, Span } from '../../../../ingest/paper.ts';
import { read } from '../../../../ingest/reading-text.ts';
import { sentencesOf } from '../../../../ingest/sentences.ts';
import { contentTerms, wordsOf } from '../../../retrieval/terms.ts';
import type { DraftPart } from '../../answer-writer.ts';
import { type StructuredAnswer, nothing } from '../answer.ts';
import type { CitedPassages } from '../cited-passages.ts';
import { creditInProse, headingInProse, inProse } from '../in-prose.ts';
import { and, quotation, text } from './draft-parts.ts';

/** A sentence that names its sources. */
interface Backed {
  readonly paper: Paper;
  readonly span: Span;
  readonly text: string;
  readonly mentions: readonly Mention[];
  /** Share of the topic's words that it holds, by rarity, 0…1. */
  readonly words: number;
  /** Higher is closer, 0…1. */
  readonly score: number;
}

/** Sentences shown, and words of them all. */
const most = { sentences: 3, words: 130 };
/** Sentences whose meaning is compared, best by words first. */
const comparedByMeaning = 12;
/** From when on a sentence is about the topic: its words alone, or fewer of them and a near meaning. */
const enough = [
  { words: 0.65, cosine: 0 },
  { words: 0.4, cosine: 0.62 },
  { words: 0.15, cosine: 0.7 },
];

/** The sentences about a topic that refer to sources, each with the entries behind its references. */
export async function citedFor(
  topic: string,
  papers: readonly Paper[],
  cited: CitedPassages,
  embedder: Embedder | null,
  signal: AbortSignal,
): Promise<StructuredAnswer> {
  const alone = await rank(
    topic,
    papers.flatMap((paper) => backedSentences(paper, 0)),
    embedder,
    signal,
  );
  // Some back several sentences by one reference at the end.
  const ranked =
    alone.length > 0
      ? alone
      : await rank(
          topic,
          papers.flatMap((paper) => backedSentences(paper, 1)),
          embedder,
          signal,
        );
  const best = ranked[0]?.score ?? 0;
  const chosen: Backed[] = [];
  let words = 0;
  for (const sentence of ranked) {
    if (sentence.score < best * 0.75 || chosen.length === most.sentences) break;
    if (chosen.length > 0 && words + countWords(sentence.text) > most.words) continue;
    chosen.push(sentence);
    words += countWords(sentence.text);
  }
  if (chosen.length === 0)
    return nothing(`No sentence about this in ${and(papers.map(creditInProse))} names a source.`);
  const parts = papers.flatMap((paper) => {
    const own = chosen.filter((sentence) => sentence.paper === paper).sort((a, b) => a.span.start - b.span.start);
    return own.length > 0 ? [...draft(paper, own, cited)] : [];
  });
  const [first, ...rest] = parts;
  const trimmed = first?.type === 'text' ? [text(first.text.trimStart()), ...rest] : parts;
  return { passages: cited.candidates, parts: trimmed };
}

/** How a sentence begins that goes on with what the one before says. */
const continues = /^(?:he|she|they|it|this|these|such)\b/i;

/** Sentences that refer to a source; with a `reach`, those without whose next ones, as many, are the first that do. */
function backedSentences(paper: Paper, reach: number): Backed[] {
  return paper.paragraphs.flatMap((paragraph) => {
    const inside = paper.mentions.filter(({ span }) => span.start >= paragraph.start && span.end <= paragraph.end);
    if (inside.length === 0) return [];
    const sentences = sentencesOf(paper, paragraph);
    return sentences.flatMap(({ start, end }, index) => {
      const span = { start, end: sentences[index + reach]?.end ?? end };
      const mentions = inside.filter((mention) => mention.span.start < span.end && mention.span.end > start);
      const goesOn = continues.test(paper.text.slice(sentences[index + 1]?.start ?? end, span.end));
      const late = reach === 0 || (goesOn && mentions.every((mention) => mention.span.start >= end));
      return late && mentions.length > 0
        ? [{ paper, span, text: read(paper, span), mentions, words: 0, score: 0 }]
        : [];
    });
  });
}

/** What a sentence says, without the names and years of its references. */
function statement(text: string): string {
  return text.replace(/\([^()]{0,300}\d{4}[a-z]?[^()]{0,300}\)/g, ' ');
}

async function rank(
  topic: string,
  sentences: readonly Backed[],
  embedder: Embedder | null,
  signal: AbortSignal,
): Promise<Backed[]> {
  const plain = topic.replace(/\bper ?cent\b|%/gi, ' ');
  const wanted = contentTerms(plain);
  const numbers = wordsOf(plain).filter((word) => /^\d/.test(word));
  const held = sentences.map((sentence) => ({ sentence, terms: new Set(contentTerms(statement(sentence.text))) }));
  const rarity = wanted.map((term) => {
    const having = held.filter(({ terms }) => terms.has(term)).length;
    return { term, weight: Math.log(1 + sentences.length / Math.max(1, having)) * (numbers.includes(term) ? 2 : 1) };
  });
  const total = rarity.reduce((sum, { weight }) => sum + weight, 0);
  const byWords = held
    // A number asked for is there or it is not.
    .filter(({ terms }) => numbers.every((number) => terms.has(number)))
    .map(({ sentence, terms }) => {
      const words = rarity.reduce((sum, { term, weight }) => sum + (terms.has(term) ? weight : 0), 0) / (total || 1);
      return { ...sentence, words, score: words };
    })
    .sort((a, b) => b.words - a.words);
  // A number asked for is there, so the words about it need not be the same.
  const byNumber = (words: number) => numbers.length > 0 && words >= 0.3;
  if (!embedder) return byWords.filter(({ words }) => words >= 0.5 || byNumber(words));
  const compared = byWords.slice(0, comparedByMeaning);
  const [vector, vectors] = await Promise.all([
    embedder.embedQuestion(topic, signal),
    embedder.embedPassages(
      compared.map((sentence) => sentence.text),
      signal,
    ),
  ]);
  return compared
    .flatMap((sentence, index) => {
      const cosine = dot(vectors[index] ?? new Float32Array(), vector);
      const fits =
        byNumber(sentence.words) || enough.some((step) => sentence.words >= step.words && cosine >= step.cosine);
      return fits ? [{ ...sentence, score: 0.5 * sentence.words + 0.5 * cosine }] : [];
    })
    .sort((a, b) => b.score - a.score);
}

function* draft(paper: Paper, sentences: readonly Backed[], cited: CitedPassages): Generator<DraftPart, void, void> {
  yield text(`\n\nWhat ${creditInProse(paper)} cite${paper.authors.length > 1 ? '' : 's'} for this:`);
  for (const { span, mentions, score } of sentences) {
    const section = paper.sections.findLast((item) => item.span.start <= span.start)?.title ?? null;
    const heading = headingInProse(section);
    yield text(heading === '' ? '\n' : `\n${heading}: `);
    yield quotation(cited.quote(paper, span, score));
    const entries = [...new Set(mentions.flatMap(({ reference }) => paper.references[reference ?? -1] ?? []))];
    for (const [index, entry] of entries.entries()) {
      yield text(index === 0 ? ' The list has: ' : ' ');
      yield quotation(cited.quote(paper, entry.span, score));
    }
    const missing = mentions.filter(({ reference }) => reference === null);
    const names = [...new Set(missing.map((mention) => inProse(read(paper, mention.span))))];
    if (names.length > 0) yield text(` The list has no entry for ${names.join('; ')}.`);
  }
}
