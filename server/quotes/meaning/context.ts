import type { Paper, Span } from '../../../ingest/paper.ts';
import { readingTextOf } from '../../../ingest/reading-text.ts';
import { sentenceSpans } from '../../../ingest/sentences.ts';
import { reportedViewAt } from '../../citations/secondary.ts';
import type { CheckResult } from '../../wire.ts';

type Warning = CheckResult['warnings'][number];

/**
 * What shows that words are only supposed: conditions (Quirk et al. 1985, §15.33 ff.), stated hypotheses, predictions.
 * Each may stand anywhere before the words, in their clause's frame.
 */
const supposed: readonly RegExp[] = [
  /(?:^|[\s,;(“"])(?:only )?(?:[Ii]f|[Uu]nless|[Pp]rovided that|[Ss]uppose|[Ss]upposing|[Aa]ssuming|[Oo]n condition that|[Ii]n case|(?<=^[“"(]?)(?:Were|Had|Should)(?= (?:the |\p{Lu}|this |these |it |they )))\s/u,
  /(?:^|\s)H\d{1,2}[a-z]?\s*[:.]\s/,
  /\b(?:hypothesi[sz](?:e|es|ed|ing)|hypothes[ie]s|null hypothesis|conjectur(?:e|es|ed)|speculat(?:e|es|ed))\b/i,
  /\b(?:(?:is|are|was|were|be|been) (?:\p{Ll}+ )?(?:expected|predicted|projected|forecast|anticipated|hypothesi[sz]ed|assumed|supposed|hoped|feared|likely|bound)|(?:we|I) (?:expect|predict|anticipate|assume|suspect|conjecture)|it (?:is|seems) (?:possible|conceivable|plausible|likely))\b/iu,
];
const modal = /\b(?:would|might|may|could|should)\b/i;
/** "whether" and interrogatives behind a verb of asking: indirect questions (Quirk et al. §15.5). */
const asked =
  /\b(?:whether|(?:ask(?:s|ed)?|wonder(?:s|ed)?|question(?:s|ed)?(?: of| is)?|unclear|unknown|uncertain|not known|investigat(?:e|es|ed)|examin(?:e|es|ed)|explor(?:e|es|ed)|determin(?:e|es|ed)|assess(?:es|ed)?|inquir(?:e|es|y)(?: into)?|not (?:yet )?(?:clear|certain)|to know|to see|reveal)\s+(?:if|how|why|what|which|who|where|when|to what extent))\s/i;
const interrogative =
  /^\P{L}*(?:what|why|how|who|whom|whose|which|where|when|whether|to what extent|in what|does|do|did|can|could|will|would|is|are|was|were|should|has|have)\b/iu;

/**
 * What the place round a quotation says and the quotation does not show: that its words are a condition's consequence,
 * a hypothesis or a prediction, a question, or the view of a theory, a school or people without a name. Whom the paper
 * quotes or reports by name is `secondarySourceAt`'s to say.
 */
export function contextWarnings(paper: Paper, span: Span): Warning[] {
  const paragraph = paper.paragraphs.find((item) => item.start <= span.start && span.start < item.end);
  if (!paragraph) return [];
  const view = readingTextOf(paper, paragraph);
  const at = { start: view.offsetOf(span.start), end: view.offsetOf(Math.min(span.end, paragraph.end)) };
  const sentence = sentenceSpans(view.text).find(({ start, end }) => start <= at.start && at.start < end);
  if (!sentence) return [];
  const before = view.text.slice(sentence.start, at.start);
  const quoted = view.text.slice(at.start, Math.min(at.end, sentence.end));
  const after = view.text.slice(Math.min(at.end, sentence.end), sentence.end);
  const warnings: Warning[] = [];
  const hypothesis = hypothesisIn(before, quoted, after);
  if (hypothesis) warnings.push(hypothesis);
  const question = questionIn(before, quoted, after, isResearchQuestion(paper, span));
  if (question) warnings.push(question);
  const holder = reportedViewAt(paper, span);
  if (holder) {
    const whose =
      holder.holder === null ? 'a view that it calls common' : `the view of ${inRunningText(holder.holder)}`;
    warnings.push({ kind: 'reported-speech', message: `The paper gives ${whose} here, not its own finding.` });
  }
  return warnings;
}

function hypothesisIn(before: string, quoted: string, after: string): Warning | null {
  const frame = clauseFrame(before);
  for (const pattern of supposed) {
    const found = pattern.exec(frame);
    if (!found || pattern.test(quoted)) continue;
    return hypothesis(found[0]);
  }
  const behind = /^[\s,]*(?:only )?(?:if|unless|provided that|assuming(?: that)?)\s/i.exec(after);
  if (behind && !supposed[0]?.test(quoted)) return hypothesis(behind[0]);
  // "X would ‘…’": the verb's mood was left outside.
  const mood = /\b(would|might|could|should|may)(?:\s+(?:\p{Ll}+ly|also|then|even|not|be|have))*\s*$/iu.exec(before);
  return mood && !modal.test(quoted) ? hypothesis(mood[0]) : null;
}

function hypothesis(words: string): Warning {
  const shown = words.replace(/^[\s,;(“"]+|\s+$/g, '');
  return {
    kind: 'hypothesis',
    message: `The paper supposes or predicts this: “${shown}” stands with it and is not in the quotation.`,
  };
}

/** What of the sentence can govern what follows: not a relative clause that has ended, nor what stands before a semicolon. */
function clauseFrame(before: string): string {
  return before.slice(before.lastIndexOf(';') + 1).replace(/,\s(?:which|who|where|as)\s[^,]*,/g, ',');
}

function questionIn(before: string, quoted: string, after: string, listed: boolean): Warning | null {
  const direct = /\?[”"’)\s]*$/.test(before + quoted + after);
  const indirect = asked.exec(clauseFrame(before));
  const shows = quoted.includes('?') || interrogative.test(quoted) || asked.test(quoted);
  if ((!direct && !indirect && !listed) || shows) return null;
  const message = indirect
    ? `The paper asks this: “${indirect[0].trim()}” stands before it and is not in the quotation.`
    : 'The paper asks this; the quotation does not show that it is a question.';
  return { kind: 'question', message };
}

/** Whether a place is an item under a heading of research questions. */
function isResearchQuestion(paper: Paper, span: Span): boolean {
  const section = paper.sections.find((item) => item.span.start <= span.start && span.start < item.span.end);
  if (!section || !/\bquestions?\b/i.test(section.title)) return false;
  const line = paper.text.slice(paper.text.lastIndexOf('\n', span.start) + 1, span.start + 40);
  return (
    /^\s*(?:RQ\s?\d|Q\d|\(?\d{1,2}[.)])/.test(line) &&
    interrogative.test(line.replace(/^\s*(?:RQ\s?\d|Q\d|\(?\d{1,2}[.)])[:.\s]*/, ''))
  );
}

function inRunningText(holder: string): string {
  return /^\p{Lu}\p{Ll}+(?:\s\p{Ll}|$)/u.test(holder) ? holder.charAt(0).toLowerCase() + holder.slice(1) : holder;
}
