import { describe, expect, test } from 'vitest';
import { buildPaper } from '../../../ingest/structure/build-paper.ts';
import { readText } from '../../fixtures/default-papers.ts';

const permission =
  'Permission to make digital or hard copies of all or part of this work for personal or classroom use is granted without fee\nprovided that copies are not made or distributed for profit or commercial advantage and that copies bear this notice and the full\ncitation on the first page. To copy otherwise, to republish, to post on servers or to redistribute to lists, requires prior permission.';

function withNote(note: string) {
  const head = 'Trace-based Compilation\n\nAndreas Gal\n\n';
  const text = `${head}${note}\n\nAbstract\n\nDynamic languages are hard to compile since 1995.\n`;
  const span = { start: head.length, end: head.length + note.length };
  return buildPaper({ source: 'gal.pdf', text, pages: [], furniture: [{ span, kind: 'footnote' }] });
}

describe('the year in a long notice', () => {
  test.each([
    ['a copyright line', 'Copyright c© 2009 ACM 978-1-60558-392-1/09/06.', 2009],
    ['a meeting', 'PLDI’09, June 15–20, Dublin, Ireland.', 2009],
    ['no date of its own', 'A law of 1998 is talked about.', null],
  ])('%s', (_, line, year) => {
    expect(withNote(`${permission}\n${line}`).year).toBe(year);
  });
});

test('a list of contents has no title; the file name is better', async () => {
  const paper = await readText(
    '# Contents\n\n1 Roots 2\n\n2 Leaves 3\n\n# 1 Roots\n\nText.\n\n# 2 Leaves\n\nText.',
    'trees.md',
  );
  expect(paper.title).toBe('trees');
});

test('an abstract after the first section is inside a figure', async () => {
  const paper = await readText(
    '# On Trees\n\n# Abstract\n\nTrees.\n\n# 1 Introduction\n\nText.\n\n# ABSTRACT\n\nFigure.\n\n# 2 End\n\nText.',
  );
  expect(paper.sections.map(({ title }) => title)).toEqual(['Abstract', '1 Introduction', '2 End']);
});
