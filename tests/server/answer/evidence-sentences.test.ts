import { describe, expect, test } from 'vitest';
import { read } from '../../../ingest/reading-text.ts';
import { quotableSentences } from '../../../server/answer/evidence-sentences.ts';
import { readText, sarwar } from '../../fixtures/default-papers.ts';

async function sentencesIn(body: string): Promise<string[]> {
  const paper = await readText(`# On Ice\n\n## Introduction\n\n${body}\n`);
  const span = { start: paper.sections[0]?.heading.end ?? 0, end: paper.text.length };
  const text = read(paper, span);
  return quotableSentences(paper, span).map(({ start, end }) => text.slice(start, end));
}

describe('what can be quoted by itself', () => {
  test.each([
    ['sentences', 'Ice melts. It floats.', ['Ice melts.', 'It floats.']],
    [
      'not over the end of a paragraph',
      'We saw systems such as:\n\nThe long ship was built by Danes.',
      ['We saw systems such as:', 'The long ship was built by Danes.'],
    ],
    ['a list with its lead-in', 'The reasons include\n\n- heat\n- dust', ['The reasons include heat dust']],
    [
      'not a list behind a finished sentence',
      'It melts.\n\n- heat here\n- dust there',
      ['It melts.', 'heat here dust there'],
    ],
  ])('%s', async (_, body, expected) => {
    expect(await sentencesIn(body)).toEqual(expected);
  });

  test('a reference entry is whole', () => {
    const entry = sarwar.references.find(({ authors }) => authors[0] === 'Scharre');
    if (!entry) throw new Error('Scharre is in the list');
    const [only] = quotableSentences(sarwar, entry.span);
    expect(read(sarwar, entry.span).slice(only?.start, only?.end)).toMatch(/^Scharre, P\. .* Company\.$/);
  });
});
