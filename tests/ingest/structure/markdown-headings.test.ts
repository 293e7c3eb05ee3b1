import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Paper } from '../../../ingest/paper.ts';
import { passagesOf } from '../../../ingest/passages.ts';
import { read } from '../../../ingest/reading-text.ts';
import { readText } from '../../fixtures/default-papers.ts';

const titles = (paper: Paper) => paper.sections.map(({ title }) => title);
const paragraphs = (paper: Paper) => paper.paragraphs.map((paragraph) => read(paper, paragraph));

describe('a heading ends with its line, without blank lines around it', () => {
  const text =
    '# On the Shape of Rivers\nAnna Weber, Bo Li\nUniversity of Bern\n## Abstract\nRivers bend.\n## Methods\nWe measured rivers for ten\nyears.\n### Sites ###\nTwo sites were dry.\n';

  test.each([
    ['line feeds', text],
    ['Windows line ends', text.replaceAll('\n', '\r\n')],
  ])('%s', async (_, source) => {
    const paper = await readText(source, 'rivers.md');
    expect(paper.text).toBe(source);
    expect(paper.title).toBe('On the Shape of Rivers');
    expect(paper.authors).toEqual(['Anna Weber', 'Bo Li']);
    expect(paper.sections.map(({ title, level }) => [title, level])).toEqual([
      ['Abstract', 2],
      ['Methods', 2],
      ['Sites', 3],
    ]);
    expect(paragraphs(paper).slice(-3)).toEqual([
      'Rivers bend.',
      'We measured rivers for ten years.',
      'Two sites were dry.',
    ]);
  });

  test('authors on lines of their own are one each', async () => {
    const paper = await readText('# On Rivers\nAnna Weber\nBo Li\n\n## Introduction\nThey bend.\n## End\nThey end.\n');
    expect(paper.authors).toEqual(['Anna Weber', 'Bo Li']);
  });

  test('a long title without a full stop does not go on in the paragraph under it', async () => {
    const title = 'How the Rivers of the North Bend and Why They Do So';
    const body = 'the rivers bend all the time, and they do so everywhere, in every land of this world.';
    const paper = await readText(`# ${title}\n${body}\n`);
    expect(paper.title).toBe(title);
    expect(paragraphs(paper)).toContain(body);
  });

  test('entries directly under “References” are references', async () => {
    const list = 'Weber, A., & Li, B. (2019). Rivers bend. Journal.\n\nKhan, C. (2020). Lakes.';
    const paper = await readText(`# On Rivers\n\n## Introduction\nText here.\n\n## References\n${list}\n`);
    expect(paper.references.map(({ authors }) => authors)).toEqual([['Weber', 'Li'], ['Khan']]);
  });
});

test('Setext headings are headings, with their underlines', async () => {
  const paper = await readText(
    'On Rivers\n=========\nAnna Weber\n\nIntroduction\n------------\nRivers bend.\n\n---\n\nMethods\n-------\n\nWe measured.\n',
  );
  expect(paper.title).toBe('On Rivers');
  expect(paper.authors).toEqual(['Anna Weber']);
  expect(titles(paper)).toEqual(['Introduction', 'Methods']);
  expect(paragraphs(paper).slice(-3)).toEqual(['Rivers bend.', '---', 'We measured.']);
});

describe('no heading is', () => {
  test.each([
    ['a comment in fenced code', 'Look:\n\n```\n# a comment\n\nx = 1\n```'],
    ['a line that goes on a sentence', 'The table gives the\n# of participants in the\nstudy.'],
    ['a word with a number sign', 'It is said:\n#rivers bend.'],
    ['a sentence over a rule', 'It is said.\n---'],
    ['a table’s head', 'River | Length\n---|---\nAare | 288'],
    ['a list item over a rule', '- Aare\n---'],
  ])('%s', async (_, body) => {
    const paper = await readText(`# On Rivers\n\n## Introduction\n\n${body}\n\n## End\n\nThey end.\n`);
    expect(titles(paper)).toEqual(['Introduction', 'End']);
  });
});

test('a fence that nothing closes hides no heading', async () => {
  const paper = await readText('# On Rivers\n\n## Introduction\n\n```\nx = 1\n\n## End\n\nThey end.\n');
  expect(titles(paper)).toEqual(['Introduction', 'End']);
});

test('whatever lines a text has, passages and headings cover its words', async () => {
  const line = fc.constantFrom(
    '# On Rivers', '## Methods', '## Why Rivers Bend ##', 'Title', '=====', '-----', '', '', '```', 'Rivers bend a lot.',
    'They do so and', '- an item', '# of them', '   ### Sites', 'Anna Weber', '\f', '[1] A. Weber. Rivers. 2019.',
  ); // prettier-ignore
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 14 }), async (lines) => {
      const text = `Start ${lines.join('\n')}`;
      const paper = await readText(text);
      expect(paper.text).toBe(text);
      const spans = [
        ...passagesOf(paper).map(({ span }) => span),
        ...paper.sections.map(({ heading }) => heading),
        ...paper.furniture.map(({ span }) => span),
      ];
      for (const { index } of text.matchAll(/[\p{L}\p{N}]/gu)) {
        expect(spans.some(({ start, end }) => start <= index && index < end)).toBe(true);
      }
    }),
  );
});
