import type { WirePaper } from '../../server/wire.ts';

interface Example {
  readonly about: RegExp;
  readonly text: string;
  readonly source: string;
  readonly note: string;
}

const written: readonly Example[] = [
  {
    about: /AI Rivalry and its Implications on Pakistan/i,
    text: 'In 2023, China accounts for nearly 78% of the critical digital infrastructure of Pakistan.',
    source: 'Sadi 2025',
    note: 'as it is printed',
  },
  {
    about: /AI Rivalry and its Implications on Pakistan/i,
    text: 'In Pakistan, for example, advanced cyberattacks have increased by 81% each year.',
    source: 'Sadi 2025',
    note: 'with a number turned round',
  },
  {
    about: /Artificial Intelligence in Pakistan['’]s National Security Strategy/i,
    text: 'AI-driven technologies cannot detect potential threats through predictive algorithms.',
    source: 'Sarwar and Rashid',
    note: 'with a word that turns it round',
  },
];

/** Quotations to begin with, for the papers that are there. */
export function exampleChecks(papers: readonly WirePaper[]): readonly Example[] {
  return written.filter(({ about }) => papers.some(({ title }) => about.test(title)));
}

/** What can be checked first, while nothing is. */
export function CheckExamples({
  papers,
  onCheck,
}: {
  papers: readonly WirePaper[];
  onCheck: (text: string, source: string) => void;
}) {
  const examples = exampleChecks(papers);
  if (examples.length === 0) return null;
  return (
    <section class="examples" aria-labelledby="check-examples-heading">
      <h2 id="check-examples-heading">For example</h2>
      <ul>
        {examples.map(({ text, source, note }) => (
          <li key={text}>
            <button type="button" onClick={() => onCheck(text, source)}>
              <span class="example-quotation" dir="auto">
                “{text}”
              </span>
              <span class="example-note">
                {source}, {note}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
