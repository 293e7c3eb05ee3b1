import type { WirePaper } from '../../server/wire.ts';
import { exampleQuestions } from './example-questions.ts';

/** What a first question can be, while there is none. */
export function ExampleList({ papers, onAsk }: { papers: readonly WirePaper[]; onAsk: (question: string) => void }) {
  const questions = exampleQuestions(papers);
  if (questions.length === 0) return null;
  return (
    <section class="examples" aria-labelledby="examples-heading">
      <h2 id="examples-heading">For example</h2>
      <ul>
        {questions.map((question) => (
          <li key={question}>
            <button type="button" onClick={() => onAsk(question)}>
              {question}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
