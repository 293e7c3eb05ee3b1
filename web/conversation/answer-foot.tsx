import type { Answer } from '../../server/wire.ts';

function writerInWords(answer: Answer): string {
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

/** What stands under a finished answer: how it was checked, what was left out, its lasting link. */
export function AnswerFoot({ answer }: { answer: Answer }) {
  const rejected = answer.rejected.length;
  return (
    <footer class="answer-foot">
      {answer.checks.map((check) => (
        <p key={check.start}>About the quotation in your question: {check.explanation}</p>
      ))}
      {answer.standaloneQuestion !== answer.question && <p>Read as: {answer.standaloneQuestion}</p>}
      <p>
        {writerInWords(answer)} {rejected > 0 && `${rejectedInWords(rejected)} `}
        <a href={`/answers/${encodeURIComponent(answer.id)}`}>Link to this answer</a>
      </p>
    </footer>
  );
}
