import type { Answer, CheckResult, Place } from '../../wire.ts';
import { verdictWords } from '../../quotes/export/verdicts.ts';
import { abstentionGroup, nearestGroups, type ShownPaper } from './abstention.ts';
import { actions, contextLine, mrkdwn } from './blocks.ts';
import { lineUnlessSaid } from './finding.ts';
import { feedbackButtons, keepingButtons, notAll } from './foot.ts';
import { escapeText, link } from './mrkdwn.ts';
import { type Group, packed, packedInOne, type Part } from './pack.ts';
import { addressOf, type Numbering, numbering, passageParts, sourceLine } from './place.ts';
import { proseParts, quietPart } from './prose.ts';
import { beginning, shownLine } from './shown-text.ts';
import type { SlackMessage } from './slack-message.ts';

export interface AnswerOptions {
  /** Under which people reach Ibid: "https://papers.example.org". */
  readonly publicUrl: string;
  readonly jobId: string;
  /** One reader gets one message with "Share" and "Keep", everybody as many as it takes. */
  readonly audience: 'everyone' | 'asker';
  /** The library's papers, to name those that came near where nothing answers; a passage of none is named by its page. */
  readonly papers?: readonly ShownPaper[];
  /**
   * What is printed on a page of a paper, for the passages that came near; `page` is 1-based. Null where nothing is, or
   * without this: the page is named by its number.
   */
  readonly pageLabelOf?: (paperId: string, page: number) => string | null;
}

/** The most of the prose that one reader gets before the quotations come. */
const longestProseOfOne = 1700;

/**
 * An answer as messages, at least one: its prose, or that there is none and why; what its reader has to know, the check
 * of a quotation in the question, what came nearest where nothing answers, each citation with the button that opens it;
 * at the end of the last, buttons to judge it. What does not fit into the one message of one reader is cut at the end of
 * a sentence or of a citation, and a line says where all of it is.
 */
export function answerMessages(answer: Answer, options: AnswerOptions): SlackMessage[] {
  const next = numbering();
  const lead = leadOf(answer);
  const rest = [
    ...notesOf(answer),
    ...answer.checks.map((check) => ({ parts: questionCheck(check, options.publicUrl, next) })),
    ...nearestOf(answer, options, next),
    ...citationGroups(answer.citations, options.publicUrl, next),
  ];
  const url = addressOf(options.publicUrl, `/answers/${encodeURIComponent(answer.id)}`);
  const foot = footOf(answer, options, link(url, 'This answer in Ibid'));
  if (options.audience === 'everyone') return packed([...lead, ...rest], foot);
  const cut = footOf(answer, options, notAll(link(url, 'Read all of it in Ibid')));
  const briefly = answer.abstention ? lead : proseGroups(answer.text, longestProseOfOne).slice(0, 1);
  return [packedInOne([...lead, ...rest], [...briefly, ...rest], foot, cut)];
}

function leadOf(answer: Answer): Group[] {
  if (answer.abstention) return [abstentionGroup(answer.abstention)];
  const prose = proseGroups(answer.text);
  return prose.length > 0 ? prose : proseGroups('There are no words in this answer.');
}

function nearestOf(answer: Answer, options: AnswerOptions, next: Numbering): Group[] {
  const { publicUrl, papers = [], pageLabelOf = () => null } = options;
  return answer.abstention ? nearestGroups(answer.abstention, answer, { publicUrl, papers, pageLabelOf }, next) : [];
}

function proseGroups(text: string, longest?: number): Group[] {
  return proseParts(text, longest).map((part) => ({ parts: [part] }));
}

function notesOf({ notice, question, standaloneQuestion }: Answer): Group[] {
  const read = standaloneQuestion === question ? null : `Read as: ${standaloneQuestion}`;
  return [notice, read]
    .filter((note) => note !== null && shownLine(note) !== '')
    .map((note) => ({ parts: [quietPart(note ?? '')] }));
}

/** Briefly: the verdict, why, and the source's words with their place. */
function questionCheck(check: CheckResult, publicUrl: string, next: Numbering): Part[] {
  const explanation = beginning(shownLine(check.explanation), 1000);
  const said = proseParts(`About the quotation in your question: ${verdictWords[check.verdict]}. ${explanation}`);
  const [place] = [...check.matches, ...check.nearest];
  if (!place) return said;
  const source = check.matches.length === 0 ? place.quote : (check.sourceQuote ?? place.quote);
  const name = check.matches.length === 0 ? 'Nearest, not the same' : 'The source';
  const matter = {
    words: `${name}: “${shownLine(source)}”`,
    line: lineUnlessSaid(place, check.explanation),
    permalink: place.permalink,
  };
  return [...said, ...passageParts(matter, publicUrl, next)];
}

function citationGroups(citations: readonly Place[], publicUrl: string, next: Numbering): Group[] {
  return citations.map((place, index) => {
    const words = `[${place.number}] “${shownLine(place.quote)}”`;
    const parts = passageParts({ words, line: sourceLine(place), permalink: place.permalink }, publicUrl, next);
    return { parts, divided: index === 0 };
  });
}

function footOf(answer: Answer, { audience, jobId }: AnswerOptions, reading: string): Part {
  const proof = proofOf(answer);
  const buttons = [...feedbackButtons(answer.id), ...(audience === 'asker' ? keepingButtons(jobId) : [])];
  const line = [...(proof === '' ? [] : [escapeText(proof)]), reading].join(' ');
  return { text: line, blocks: [contextLine(...(proof === '' ? [] : [proof]), mrkdwn(reading)), actions(buttons)] };
}

/** How the answer was checked, what was left out and who wrote it. */
function proofOf({ answered, citations, rejected, writer }: Answer): string {
  const count = citations.length;
  const quotations =
    count === 1 ? 'The quotation is' : count === 2 ? 'Both quotations are' : `All ${count} quotations are`;
  const papers = new Set(citations.map(({ paper }) => paper.id)).size;
  const located = answered && count > 0 ? `${quotations} located in the ${papers === 1 ? 'paper' : 'papers'}.` : '';
  const written = answered && writer !== 'extractive' ? `Written by ${beginning(shownLine(writer), 100)}.` : '';
  const left = rejected.length;
  const were =
    left === 1 ? 'One quotation was left out: its words are' : `${left} quotations were left out: their words are`;
  return [located, left > 0 ? `${were} not in the library.` : '', written].filter((part) => part !== '').join(' ');
}
