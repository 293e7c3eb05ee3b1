import { summaryLine } from '../../quotes/export/verdicts.ts';
import type { CheckReport } from '../../wire.ts';
import { actions, boldSection, contextLine, mrkdwn } from './blocks.ts';
import { findingParts } from './finding.ts';
import { keepingButtons, notAll } from './foot.ts';
import { limits } from './limits.ts';
import { escapeText, link } from './mrkdwn.ts';
import { type Group, packed, packedInOne, type Part } from './pack.ts';
import { addressOf, numbering } from './place.ts';
import { proseParts, quietPart } from './prose.ts';
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

const nothing = 'There is nothing to check: no words stand between quotation marks.';

/**
 * What a check found, at least one message: of several quotations first what they come to, then each with its verdict,
 * what differs, and the source's words with the button that opens them. What does not fit into the one message of one
 * reader is cut behind a quotation, and a line says where all of it is.
 */
export function checkMessages(report: CheckReport, options: CheckOptions): SlackMessage[] {
  const next = numbering();
  const { results } = report;
  const notice = report.notice === null || shownLine(report.notice) === '' ? null : report.notice;
  const several = results.length > 1;
  const findings = results.map((result, index): Group => {
    const parts = findingParts(result, several ? index + 1 : null, options.publicUrl, next);
    return { parts, divided: index === 0 };
  });
  const noted: Group[] =
    results.length === 0
      ? [{ parts: proseParts(notice ?? nothing) }]
      : notice === null
        ? []
        : [{ parts: [quietPart(notice)] }];
  const groups = [...(several ? [summaryOf(report)] : []), ...noted, ...findings];
  if (options.audience === 'everyone') return packed(groups, null);
  const buttons = results.length === 0 ? null : actions(keepingButtons(options.jobId));
  const foot: Part = { text: '', blocks: buttons ? [buttons] : [] };
  const rest = notAll(link(checkAddress(options), 'Check it in Ibid'));
  const cut: Part = { text: rest, blocks: [contextLine(mrkdwn(rest)), ...foot.blocks] };
  return [packedInOne(groups, groups, foot, cut)];
}

function summaryOf(report: CheckReport): Group {
  const words = `${summaryLine(report)}.`;
  return { parts: [{ text: `*${escapeText(words)}*`, blocks: [boldSection(words)] }] };
}

/** As the web client's address of a check, where the text is short enough for a link in a line. */
function checkAddress({ publicUrl, text = '' }: CheckOptions): string {
  const bare = addressOf(publicUrl, '/check');
  if (text === '') return bare;
  const whole = `${bare}#${new URLSearchParams({ text: text.toWellFormed() }).toString()}`;
  return whole.length <= limits.sectionText / 3 ? whole : bare;
}
