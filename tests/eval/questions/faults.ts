import type { Paper } from '../../../ingest/paper.ts';
import { read, readingTextOf } from '../../../ingest/reading-text.ts';
import { sadi, sarwar } from '../../fixtures/default-papers.ts';
import type {
  AnswerableQuestion,
  Conversation,
  Evidence,
  Keywords,
  PaperName,
  Place,
  UnanswerableQuestion,
} from './sets.ts';

/** What a reader can read of each paper: the flow of its text, and its footnotes, each by itself. */
export type PaperTexts = Readonly<Record<PaperName, readonly string[]>>;

function textsOf(paper: Paper): string[] {
  const notes = paper.furniture.filter(({ kind }) => kind === 'footnote');
  return [readingTextOf(paper).text, ...notes.map(({ span }) => read(paper, span))];
}

/** The texts of the two default papers. */
export const paperTexts: PaperTexts = { sadi: textsOf(sadi), sarwar: textsOf(sarwar) };

const fewestWords = 4;
const mostWords = 25;

/** Characters on each side of a quote in which a keyword may stand: about the sentence before and the one after. */
const nearby = 300;

const countWords = (text: string) => text.split(' ').length;

/** What is wrong with a place; `what` names it: "evidence". */
function placeFaults(what: string, { paper, quote }: Place, texts: PaperTexts): string[] {
  if (standsAt({ paper, quote }, texts) === null) return [`${what} “${quote}” does not stand in ${paper}`];
  const words = countWords(quote);
  return words < fewestWords || words > mostWords ? [`${what} “${quote}” has ${words} words`] : [];
}

/** Where a quote stands: in which of its paper's texts, and from where to where; null where it does not. */
function standsAt({ paper, quote }: Place, texts: PaperTexts): { text: string; start: number; end: number } | null {
  for (const text of texts[paper]) {
    const start = text.indexOf(quote);
    if (start >= 0) return { text, start, end: start + quote.length };
  }
  return null;
}

function around(place: Place, texts: PaperTexts): string {
  const at = standsAt(place, texts);
  return at === null ? '' : at.text.slice(Math.max(0, at.start - nearby), at.end + nearby).toLowerCase();
}

function evidenceFaults(evidence: Evidence, keywords: Keywords, texts: PaperTexts): string[] {
  const places = evidence.flat();
  const surroundings = places.map((place) => around(place, texts));
  return [
    ...places.flatMap((place) => placeFaults('evidence', place, texts)),
    ...keywords.flat().flatMap((word) => (word === word.toLowerCase() ? [] : [`keyword “${word}” has capitals`])),
    ...keywords.flatMap((alternatives) =>
      alternatives.some((word) => surroundings.some((text) => text.includes(word)))
        ? []
        : [`no keyword of “${alternatives.join('”, “')}” stands near the evidence`],
    ),
  ];
}

/** Words of five letters or more without a capital: a paraphrase takes none from its evidence. */
const contentWords = (text: string) => new Set(text.match(/\b[a-z]{5,}\b/g));

function kindFaults({ kind, question, evidence }: AnswerableQuestion): string[] {
  if (kind === 'lower-case') return /[\p{Lu}?]/u.test(question) ? ['has a capital or a question mark'] : [];
  if (kind === 'comparing') return evidence.length < 2 ? ['compares, with one item of evidence'] : [];
  if (kind === 'both-papers') {
    const needs = (name: PaperName) => evidence.some((item) => item.every(({ paper }) => paper === name));
    return needs('sadi') && needs('sarwar') ? [] : ['does not need both papers'];
  }
  if (kind !== 'paraphrase') return [];
  const own = contentWords(question);
  const taken = evidence.flat().flatMap(({ quote }) => [...contentWords(quote)].filter((word) => own.has(word)));
  return taken.map((word) => `takes “${word}” from the paper`);
}

const named = (id: string, faults: readonly string[]) => faults.map((fault) => `${id}: ${fault}`);

/** What is wrong with answerable questions, one sentence a fault; [] when they hold. */
export function questionFaults(questions: readonly AnswerableQuestion[], texts: PaperTexts): string[] {
  return questions.flatMap((item) =>
    named(item.id, [...evidenceFaults(item.evidence, item.keywords, texts), ...kindFaults(item)]),
  );
}

function absenceFaults({ kind, absent, elsewhere, contradicted }: UnanswerableQuestion, texts: PaperTexts): string[] {
  const present = absent.flatMap(({ text, from }) => {
    const papers: PaperName[] = from === 'both' ? ['sadi', 'sarwar'] : [from];
    const found = papers.filter((paper) =>
      texts[paper].some((own) => own.toLowerCase().includes(text.toLowerCase().normalize('NFKC'))),
    );
    return found.map((paper) => `“${text}” stands in ${paper}`);
  });
  if (kind === 'false-premise') return contradicted ? present : [...present, 'no words contradict the premise'];
  if (absent.length === 0) return ['nothing is named that is absent'];
  if (kind !== 'other-paper') return present;
  if (!elsewhere) return [...present, 'the other paper’s words are missing'];
  const own = absent.some(({ from }) => from === 'both' || from === elsewhere.paper);
  return own ? [...present, 'what is absent has to be absent from the named paper alone'] : present;
}

/** What is wrong with questions without an answer, one sentence a fault; [] when they hold. */
export function unanswerableFaults(questions: readonly UnanswerableQuestion[], texts: PaperTexts): string[] {
  return questions.flatMap((item) =>
    named(item.id, [
      ...absenceFaults(item, texts),
      ...(item.contradicted ? placeFaults('contradicting', item.contradicted, texts) : []),
      ...(item.elsewhere ? placeFaults('other paper’s', item.elsewhere, texts) : []),
    ]),
  );
}

/** What is wrong with conversations, one sentence a fault; [] when they hold. */
export function conversationFaults(items: readonly Conversation[], texts: PaperTexts): string[] {
  return items.flatMap(({ id, turns }) =>
    turns.flatMap((turn, index) => {
      const faults = evidenceFaults(turn.evidence, turn.keywords, texts);
      if ((turn.kind === 'first') !== (index === 0)) faults.push(`is “${turn.kind}”`);
      if (turn.answerable !== turn.evidence.length > 0) faults.push('is answerable if and only if it has evidence');
      if (turn.answerable !== turn.keywords.length > 0) faults.push('is answerable if and only if it has keywords');
      return named(`${id} turn ${index + 1}`, faults);
    }),
  );
}

/** Ids that stand more than once, and questions asked more than once (in whatever case). */
export function repeated(entries: readonly { id: string; question?: string }[]): string[] {
  const keys = entries.flatMap(({ id, question }) => (question === undefined ? [id] : [id, question.toLowerCase()]));
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}

/** Evidence that questions of both splits need, "q-001 and q-002": what was built for one was then built for the other. */
export function sharedEvidence(questions: readonly AnswerableQuestion[], texts: PaperTexts): string[] {
  const uses = questions.flatMap(({ id, split, evidence }) =>
    evidence.flat().flatMap((place) => {
      const at = standsAt(place, texts);
      return at === null ? [] : [{ id, split, at }];
    }),
  );
  const heldOut = uses.filter(({ split }) => split === 'held-out');
  const shared = uses
    .filter(({ split }) => split === 'dev')
    .flatMap(({ id, at }) =>
      heldOut
        .filter((other) => other.at.text === at.text && other.at.start < at.end && at.start < other.at.end)
        .map((other) => `${id} and ${other.id}`),
    );
  return [...new Set(shared)];
}
