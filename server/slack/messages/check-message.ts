import { isInOrder, summaryLine } from '../../quotes/export/verdicts.ts';
import type { CheckReport, CheckResult } from '../../wire.ts';
import { actions, contextLine, headingSection, mrkdwn } from './blocks.ts';
import { findingParts, isWholeInBrief } from './finding.ts';
import { keepingButtons, notAll } from './foot.ts';
import { limits } from './limits.ts';
import { escapeText, link } from './mrkdwn.ts';
import { type Group, mostThatFit, packed, packedInOne, type Part } from './pack.ts';
import { addressOf, numbering } from './place.ts';
import { proseParts, quietPart } from './prose.ts';
import { isRight, rightParts } from './right-line.ts';
import { shownLine } from './shown-text.ts';
import type { SlackMessage } from './slack-message.ts';

export interface CheckOptions {
  /** Under which people reach Ibid: "https://papers.example.org". */
  readonly publicUrl: string;
  readonly jobId: string;
  /** One reader gets one message with "Share" and "Keep", everybody as many as it takes. */
  readonly audience: 'everyone' | 'asker';
  /** The text that was checked, so that a link can open its whole check; without it the link opens an empty one. */
  readonly text?: string;
}

/**
 * What a check found, at least one message: of several quotations first what they come to, then each that is not in
 * order with its verdict, what differs, and the source's words with the button that opens them, then each that is right
 * in a line. What does not fit into the one message of one reader is told in brief; where that is too much, whole
 * findings are cut from the end. A line says where all of it is.
 */
export function checkMessages(report: CheckReport, options: CheckOptions): SlackMessage[] {
  const { results } = report;
  const noted = notedOf(report);
  const summary = (hidden: number) => (results.length > 1 ? [summaryOf(report, hidden)] : []);
  const whole = [...summary(0), ...noted, ...findingsOf(results, options.publicUrl, false)];
  if (options.audience === 'everyone') return packed(whole, null);
  const buttons = results.length === 0 ? null : actions(keepingButtons(options.jobId));
  const foot: Part = { text: '', blocks: buttons ? [buttons] : [] };
  const rest = notAll(link(checkAddress(options), 'Check it in Ibid'));
  const cut: Part = { text: rest, blocks: [contextLine(mrkdwn(rest)), ...foot.blocks] };
  if (mostThatFit(whole, foot) === whole.length) return [packedInOne(whole, whole, foot, cut)];
  const findings = findingsOf(results, options.publicUrl, true);
  const brief = [...summary(0), ...noted, ...findings];
  if (mostThatFit(brief, cut) === brief.length) {
    return [packedInOne(brief, brief, results.every(isToldInBrief) ? foot : cut, cut)];
  }
  // Room for the longest number.
  const head = [...summary(results.length), ...noted];
  const shown = Math.max(0, mostThatFit([...head, ...findings], cut) - head.length);
  const fitting = [...summary(results.length - shown), ...noted, ...findings.slice(0, shown)];
  return [packedInOne(fitting, fitting, cut, cut)];
}

/** What is not in order, then what is but for more than a line to say, then what is right; each in the order of the text. */
function findingsOf(results: readonly CheckResult[], publicUrl: string, brief: boolean): Group[] {
  const next = numbering();
  const several = results.length > 1;
  const rank = (result: CheckResult) => (!isInOrder(result.verdict) ? 0 : isRight(result) ? 2 : 1);
  const ranked = results.map((result, index) => ({ result, rank: rank(result), number: several ? index + 1 : null }));
  ranked.sort((a, b) => a.rank - b.rank);
  return ranked.map(({ result, rank, number }, index): Group => {
    const telling = { number, publicUrl, next, brief };
    const parts = several && rank === 2 ? rightParts(result, telling) : findingParts(result, telling);
    return { parts, divided: index === 0 || (rank === 2 && ranked[index - 1]?.rank !== 2) };
  });
}

function isToldInBrief(result: CheckResult): boolean {
  return isRight(result) || isWholeInBrief(result);
}

const nothing = 'There is nothing to check: no words stand between quotation marks.';
const noMarks = 'There are no quotation marks in this message, so it was read as a claim.';
const noQuotation =
  'What stands between quotation marks here was not taken for a quotation, so the message was read as a claim.';

function notedOf({ results, notice }: CheckReport): Group[] {
  const told = notice === null || shownLine(notice) === '' ? null : notice;
  if (results.length === 0) return [{ parts: proseParts(told ?? nothing) }];
  const [only] = results;
  const claim =
    results.length === 1 && only?.kind === 'claim' ? (/["“”„«»‘]/.test(only.quote) ? noQuotation : noMarks) : null;
  return [told, claim].filter((line) => line !== null).map((line) => ({ parts: [quietPart(line)] }));
}

function summaryOf(report: CheckReport, hidden: number): Group {
  const left = hidden === 0 ? '' : ` ${hidden} of them ${hidden === 1 ? 'is' : 'are'} not shown.`;
  const words = `${totalOf(report)}${left}`;
  return { parts: [{ text: `*${escapeText(words)}*`, blocks: [headingSection(words)] }] };
}

function totalOf(report: CheckReport): string {
  const { results } = report;
  if (!results.every(({ kind, verdict }) => kind === 'quotation' && verdict === 'verbatim'))
    return `${summaryLine(report)}.`;
  return results.length === 2 ? 'Both quotations are verbatim.' : `All ${results.length} quotations are verbatim.`;
}

/** As the web client's address of a check, where the text is short enough for a link in a line. */
function checkAddress({ publicUrl, text = '' }: CheckOptions): string {
  const bare = addressOf(publicUrl, '/check');
  if (text === '') return bare;
  const whole = `${bare}#${new URLSearchParams({ text: text.toWellFormed() }).toString()}`;
  return whole.length <= limits.sectionText / 3 ? whole : bare;
}
