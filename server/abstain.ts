import type { AssessedPart } from './answer/answer-writer.ts';
import { authorsOf, creditOf } from './citations/credit.ts';
import type { Candidate } from './retrieval/diversify.ts';
import { candidateId } from './retrieval/diversify.ts';
import type { PaperSummary } from '../ingest/library.ts';
import type { Abstention } from './wire.ts';

/** Passages named as what came nearest when there is no answer. */
const nearestNamed = 3;
/** Names that a sentence lists. */
const mostListed = 3;

/** Ids of the passages that came nearest. */
export function nearestOf(passages: readonly Candidate[]): string[] {
  return passages.slice(0, nearestNamed).map(candidateId);
}

/** Nothing that was asked speaks of these names or numbers. */
export function lacksNames(
  names: readonly string[],
  named: readonly PaperSummary[],
  passages: readonly Candidate[],
): Abstention {
  const list = listed(names.slice(0, mostListed));
  const message =
    named.length > 0
      ? `${whoever(named)} ${does(named)} not mention ${list}.`
      : `No passage in the library that fits the question mentions ${list}.`;
  return { reason: named.length > 0 ? 'named-source-lacks-it' : 'no-evidence', message, nearest: nearestOf(passages) };
}

/** The passages come near, and say what is asked in none of their sentences. */
export function noSentenceAnswers(
  assessed: readonly AssessedPart[],
  named: readonly PaperSummary[],
  passages: readonly Candidate[],
): Abstention {
  const lacking = lackingIn(assessed);
  const speaks = lacking === null ? '' : `, and nothing there tells ${lacking}`;
  const message =
    named.length > 0
      ? `${whoever(named)} ${does(named)} not say this${speaks === '' ? '' : `: the passages come near${speaks}`}.`
      : `The library comes near this, but no sentence answers it${speaks}.`;
  const reason = named.length > 0 ? 'named-source-lacks-it' : 'weak-evidence';
  return { reason, message, nearest: nearestOf(passages) };
}

/** The same, with where the answer is instead. */
export function elsewhere(abstention: Abstention, passages: readonly Candidate[]): Abstention {
  const [first] = passages;
  if (!first) return { ...abstention, message: `${abstention.message} Neither does another paper here.` };
  const message = `${abstention.message} ${creditOf(first.paper)} may: ask about that paper to see it.`;
  return { ...abstention, message, nearest: nearestOf(passages) };
}

/** Help with something of the asker's own, on which the papers are silent. */
export function offTopic(papers: readonly PaperSummary[], passages: readonly Candidate[]): Abstention {
  const titles = papers.slice(0, mostListed).map(({ title }) => `“${title}”`);
  const more = papers.length - titles.length;
  const list = listed(more > 0 ? [...titles, `${more} more`] : titles, 'and');
  const message =
    papers.length === 1
      ? `The paper here gives no advice on this. It is ${list}: ask what it says.`
      : `The papers here give no advice on this. They are ${list}: ask what they say.`;
  return { reason: 'not-about-the-library', message, nearest: nearestOf(passages) };
}

/** What the question takes for granted is not so. */
export function falsePremise(paper: Candidate['paper'], sentence: string, passages: readonly Candidate[]): Abstention {
  const say = paper.authors.length > 1 ? 'say' : 'says';
  const message = `The question takes something for granted that ${creditOf(paper)} ${say} otherwise: “${sentence}”`;
  return { reason: 'false-premise', message, nearest: nearestOf(passages) };
}

/** What the best sentences of all parts lack, in words; null where no one thing stands out. */
function lackingIn(assessed: readonly AssessedPart[]): string | null {
  const [best] = assessed[0]?.sentences ?? [];
  if (!best || assessed.length > 1) return null;
  const { slot, numbers } = best.features;
  if (slot === 0) return 'the figure, time or name asked for';
  return numbers < 1 ? 'it of the year or number asked about' : null;
}

function listed(names: readonly string[], joining: 'or' | 'and' = 'or'): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${joining} ${names.at(-1) ?? ''}`;
}

function whoever(papers: readonly PaperSummary[]): string {
  return papers.length === 1 && papers[0] ? creditOf(papers[0]) : listed(papers.map(creditOf)).replace(/ or /, ' and ');
}

function does(papers: readonly PaperSummary[]): string {
  const [only] = papers;
  return papers.length === 1 && only && !/ & | et al\.$/.test(authorsOf(only)) ? 'does' : 'do';
}
