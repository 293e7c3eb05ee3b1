import type { Answer, WirePaper } from '../../server/wire.ts';
import { checkHref } from '../address/address.ts';
import type { Verdict } from '../api/answers.ts';
import { type CopyItem, CopyMenu } from '../controls/copy-menu.tsx';
import { InnerLink } from '../controls/inner-link.tsx';

import { answerAsMarkdown, answerAsText } from './export-answer.ts';
import { FeedbackButtons } from './feedback-buttons.tsx';
import { PassageList } from './passage-list.tsx';

function proofInWords(answer: Answer): string {
  if (!answer.answered) return '';
  const count = answer.citations.length;
  const quotations =
    count === 1 ? 'The quotation is' : count === 2 ? 'Both quotations are' : `All ${count} quotations are`;
  const papers = new Set(answer.citations.map(({ paper }) => paper.id)).size;
  const writer = answer.writer === 'extractive' ? '' : ` Written by ${answer.writer}.`;
  return `${quotations} located in the ${papers === 1 ? 'paper' : 'papers'}.${writer}`;
}

function rejectedInWords(count: number): string {
  return count === 1
    ? 'One quotation was left out: its words are not in the library.'
    : `${count} quotations were left out: their words are not in the library.`;
}

function CopyAnswerMenu({ answer }: { answer: Answer }) {
  const { origin } = location;
  const items: CopyItem[] = [
    { label: 'As text', what: 'Answer', text: () => answerAsText(answer, origin) },
    { label: 'As Markdown', what: 'Answer', text: () => `${answerAsMarkdown(answer, origin)}\n` },
    { label: 'Its link', what: 'Link', text: () => `${origin}/answers/${encodeURIComponent(answer.id)}` },
  ];
  return <CopyMenu label="Copy this answer" word="Copy" items={items} />;
}

interface AnswerFootProps {
  readonly answer: Answer;
  readonly papers: readonly WirePaper[];
  /** Absent: the answer can't be asked for again now. */
  readonly onAskAgain?: (() => void) | undefined;
  readonly onJudge: (id: string, verdict: Verdict) => Promise<void>;
  readonly onOpen: (href: string) => void;
}

/** What stands under a finished answer: how it was checked, what was left out, and what can be done with it. */
export function AnswerFoot({ answer, papers, onAskAgain, onJudge, onOpen }: AnswerFootProps) {
  const rejected = answer.rejected.length;
  const count = answer.passages.length;
  return (
    <footer class="answer-foot">
      {answer.checks.map((check) => (
        <p key={check.start} dir="auto">
          About the quotation in your question: {check.explanation}{' '}
          <InnerLink href={checkHref({ text: check.quote, source: '' })} onOpen={onOpen}>
            Show the check
          </InnerLink>
        </p>
      ))}
      {answer.standaloneQuestion !== answer.question && <p dir="auto">Read as: {answer.standaloneQuestion}</p>}
      <p>
        {proofInWords(answer)} {rejected > 0 && `${rejectedInWords(rejected)} `}
        <InnerLink href={`/answers/${encodeURIComponent(answer.id)}`} onOpen={onOpen}>
          Link to this answer
        </InnerLink>
      </p>
      <div class="answer-actions">
        <FeedbackButtons answer={answer} onJudge={onJudge} />
        <CopyAnswerMenu answer={answer} />
        {onAskAgain && (
          <button type="button" class="quiet" onClick={onAskAgain}>
            Ask again
          </button>
        )}
      </div>
      {answer.answered && count > 0 && (
        <details class="passages-read">
          <summary>{count === 1 ? 'The passage that was read' : `The ${count} passages that were read`}</summary>
          <PassageList passages={answer.passages} papers={papers} onOpen={onOpen} />
        </details>
      )}
    </footer>
  );
}
