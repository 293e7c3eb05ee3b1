import { countWords } from '../../../../ingest/count-words.ts';
import type { Embedder } from '../../../../ingest/embedder.ts';
import { type Paper, type Span, sectionAt } from '../../../../ingest/paper.ts';
import { read } from '../../../../ingest/reading-text.ts';
import { sentencesOf } from '../../../../ingest/sentences.ts';
import { dot } from '../../../retrieval/dot.ts';
import { ownTurn } from '../../../turns.ts';
import type { DraftPart } from '../../answer-writer.ts';
import { type StructuredAnswer, nothing } from '../answer.ts';
import { and, quotation, text } from '../bibliography/draft-parts.ts';
import type { CitedPassages } from '../cited-passages.ts';
import { creditInProse, headingInProse, inProse } from '../in-prose.ts';
import type { MentionAsked } from '../mention-asked.ts';
import { acronymsIn } from './acronyms.ts';
import { NamedThing, type Spoken } from './named-thing.ts';

/** A place that speaks of what is asked. */
interface Speaking {
  readonly span: Span;
  readonly text: string;
  readonly spoken: Spoken;
  /** Higher says more of it. */
  readonly score: number;
}

/** What one paper says of one thing; none where its words are not there. */
interface Found {
  readonly paper: Paper;
  readonly thing: NamedThing;
  readonly sentences: readonly Speaking[];
}

/** Sentences shown of a paper, and their words together. */
const most = { sentences: 2, words: 90 };
/** Sentences of a paper whose meaning is compared. */
const comparedByMeaning = 16;
/** What a stretch that is no whole sentence has to be nearer. */
const unfinished = 0.1;
/** Things that a question asks for at once. */
const mostThings = 3;
/** From so many on the papers that lack a thing are counted, not named. */
const mostLacking = 4;

/**
 * The best sentences of each paper that speak of what is asked, and which papers do not mention it. Null where only
 * its meaning can find it, or where a paper has its words in another place than its sentences.
 * @param complete whether these are all papers asked, so that the absence of words says something
 */
export async function mentioned(
  asked: MentionAsked,
  papers: readonly Paper[],
  complete: boolean,
  cited: CitedPassages,
  embedder: Embedder | null,
  signal: AbortSignal,
): Promise<StructuredAnswer | null> {
  const found = await findAll(asked, papers, embedder, signal);
  const lacking = complete ? found.filter(({ sentences }) => sentences.length === 0) : [];
  if (lacking.some(({ paper, thing }) => thing.spokenOfIn(read(paper, wholeOf(paper))) === 'in-a-row')) return null;
  const speaking = found.filter(({ sentences }) => sentences.length > 0);
  if (speaking.length === 0) {
    if (!complete || !(asked.byWords || found.every(({ thing }) => thing.isName))) return null;
    const absent = absence(lacking, papers, asked.named);
    return nothing(absent.join(' '), [], asked.named ? 'named-source-lacks-it' : 'no-evidence');
  }
  const parts: DraftPart[] = [];
  const perThing = speaking.length > 3 || new Set(found.map(({ thing }) => thing)).size > 1 ? 1 : most.sentences;
  const bySpeaker = papers.filter((paper) => speaking.some((item) => item.paper === paper));
  for (const paper of bySpeaker) {
    const own = speaking.filter((item) => item.paper === paper);
    const chosen = new Map(
      own.flatMap(({ sentences }) => best(sentences, perThing)).map((item) => [item.span.start, item]),
    );
    parts.push(...draft(paper, [...chosen.values()], cited, parts.length > 0));
  }
  const absent = absence(lacking, papers, true);
  if (absent.length > 0) parts.push(text(` ${absent.join(' ')}`));
  return { passages: cited.candidates, parts };
}

/** As a whole; each of the things that "and" or "or" join where a paper that lacks the whole may have one. */
async function findAll(
  { topic }: MentionAsked,
  papers: readonly Paper[],
  embedder: Embedder | null,
  signal: AbortSignal,
): Promise<Found[]> {
  const acronyms = papers.flatMap((paper) => acronymsIn(read(paper, wholeOf(paper))));
  const find = async (things: readonly string[]) => {
    const all: Found[] = [];
    for (const name of things) {
      const thing = new NamedThing(name, acronyms);
      for (const paper of papers) {
        await ownTurn();
        all.push({ paper, thing, sentences: await ranked(thing, sentencesAbout(thing, paper), embedder, signal) });
      }
    }
    return all;
  };
  const whole = await find([topic]);
  const things = topic.split(/,? (?:and|or) |, /u).filter((thing) => thing !== '');
  const without = whole.filter(({ sentences }) => sentences.length === 0);
  if (things.length < 2 || things.length > mostThings || without.length === 0) return whole;
  const each = await find(things);
  const isOne = without.length < whole.length && !each.some((part) => isOf(part, without) && part.sentences.length > 0);
  return isOne ? whole : each;
}

function isOf({ paper }: Found, others: readonly Found[]): boolean {
  return others.some((other) => other.paper === paper);
}

function wholeOf(paper: Paper): Span {
  return { start: 0, end: paper.text.length };
}

/** Those that have its words in a row; where none has, those that have all of them. */
function sentencesAbout(thing: NamedThing, paper: Paper): Speaking[] {
  const body = paper.sections[0]?.span.start ?? 0;
  const all = paper.paragraphs
    .filter((paragraph) => paragraph.end > body)
    .flatMap((paragraph) => {
      if (thing.spokenOfIn(read(paper, paragraph)) === null) return [];
      return sentencesOf(paper, paragraph).flatMap((span): Speaking[] => {
        const words = read(paper, span).trim();
        const spoken = /^keywords?\b/iu.test(words) ? null : thing.spokenOfIn(words);
        return spoken === null ? [] : [{ span, text: words, spoken, score: 0 }];
      });
    });
  const exact = all.filter(({ spoken }) => spoken === 'in-a-row');
  if (exact.length > 0) return exact;
  // A heading or an entry of the reference list mentions it too.
  const aside = [...paper.sections.map(({ heading }) => heading), ...paper.references.map(({ span }) => span)]
    .map((span) => ({ span, text: read(paper, span).trim(), score: 0 }))
    .map((place): Speaking => ({ ...place, spoken: thing.spokenOfIn(place.text) }))
    .filter(({ spoken }) => spoken === 'in-a-row');
  return aside.length > 0 ? aside : all;
}

/** Best first: what is nearest in meaning to the thing alone has least beside it. */
async function ranked(
  thing: NamedThing,
  sentences: readonly Speaking[],
  embedder: Embedder | null,
  signal: AbortSignal,
): Promise<Speaking[]> {
  if (!embedder || sentences.length < 2) return [...sentences];
  const compared = sentences.slice(0, comparedByMeaning);
  const [vector, vectors] = await Promise.all([
    embedder.embedQuestion(thing.text, signal),
    embedder.embedPassages(
      compared.map((sentence) => sentence.text),
      signal,
    ),
  ]);
  return compared
    .map((sentence, index) => ({
      ...sentence,
      score: dot(vectors[index] ?? new Float32Array(), vector) - (isWhole(sentence.text) ? 0 : unfinished),
    }))
    .sort((a, b) => b.score - a.score);
}

/** An item of a list says less than a sentence. */
function isWhole(words: string): boolean {
  return /[.!?]["”’)]*$/u.test(words);
}

function best(sentences: readonly Speaking[], count: number): Speaking[] {
  const chosen: Speaking[] = [];
  let words = 0;
  for (const sentence of sentences) {
    if (chosen.length === count) break;
    const length = countWords(sentence.text);
    if (chosen.length > 0 && words + length > most.words) continue;
    chosen.push(sentence);
    words += length;
  }
  return chosen;
}

function* draft(
  paper: Paper,
  chosen: readonly Speaking[],
  cited: CitedPassages,
  follows: boolean,
): Generator<DraftPart, void, void> {
  let before: string | null = null;
  for (const { span, score } of chosen.toSorted((a, b) => a.span.start - b.span.start)) {
    const heading = headingInProse(paper.sections[sectionAt(paper, span.start) ?? -1]?.title ?? null);
    const place = heading === '' ? '' : ` (${heading})`;
    const listed = paper.references.some((entry) => entry.span.start === span.start);
    const verb = listed ? 'list' : 'write';
    const write = paper.authors.length > 1 ? verb : `${verb}s`;
    if (before === null) yield text(`${follows ? ' ' : ''}${creditInProse(paper)} ${write}${place}: `);
    else yield text(before === heading || place === '' ? ' ' : ` And${place}: `);
    yield quotation(cited.quote(paper, span, score));
    before = heading;
  }
}

/** That papers do not mention things, a sentence for each; one for all where no paper is asked by itself. */
function absence(lacking: readonly Found[], papers: readonly Paper[], byName: boolean): string[] {
  return [...new Set(lacking.map(({ thing }) => thing))].map((thing) => {
    const without = lacking.filter((item) => item.thing === thing).map(({ paper }) => paper);
    const what = `mention ${inProse(thing.text)}`;
    // Another word may stand for one that is no name.
    const words = thing.isName || thing.isWord ? '' : ' in these words';
    if (!byName && without.length === papers.length)
      return `No passage in the library ${what.replace('mention', 'mentions')}${words}.`;
    if (without.length >= mostLacking) return `${without.length} papers do not ${what}${words}.`;
    const [only] = without;
    const does = without.length === 1 && only && only.authors.length < 2 ? 'does' : 'do';
    return `${and(without.map(creditInProse))} ${does} not ${what}${words}.`;
  });
}
