import { describe, expect, test } from 'vitest';
import { sentenceSpans, sentencesOf } from '../../ingest/sentences.ts';
import { sadi } from '../fixtures/default-papers.ts';

const split = (text: string) => sentenceSpans(text).map(({ start, end }) => text.slice(start, end));

describe('sentences', () => {
  test.each([
    ['full stops', 'One is here. Two is there.', 2],
    ['et al. in brackets', 'Tao et al. (2021) say so. It is known (Ullah et al., 2022).', 2],
    ['an acronym inside', 'The U.S. economy grows. China follows.', 2],
    ['an acronym at the end', 'It helps the U.S. The other side waits.', 2],
    ['initials', 'G. Sarwar and M. I. Rashid write it. They know.', 2],
    ['academic titles', 'Dr. Sarwar agrees. Prof. Khan does not.', 2],
    ['abbreviations', 'Neutral states (e.g. South Korea or the EU) help, i.e. they trade. Good.', 2],
    ['a quotation at the end', 'He said "no." She said “yes.” Both left.', 3],
    ['decimal numbers', 'It rose by 4.9 billion. It fell by 0.5 %.', 2],
    ['a full stop without a space', 'measures (Dong, 2025).It also restricted Huawei. Then it stopped.', 3],
    ['a full stop lost behind a reference', 'data integration (Dong, 2025)In a parallel move, China acted.', 2],
    ['a question and an answer', 'Why? Because it must. Really!', 3],
    ['a reference that goes on', 'As Khan (2022) Pakistan writes it stays. Yes.', 2],
    ['an address', 'See www.csis.org for more. Lowyinstitute.org too.', 2],
    ['the number of a list’s item', '1. What does it have? 2. How can it be?', 2],
    ['numbers in brackets', 'We did this: 1) First we read. 2) Then we wrote.', 2],
    ['a caption', 'Fig. 2. The number of papers. Table 4.1. What they cite.', 2],
    ['etc. at an end', 'It has a model, a kinetic part, etc. Description helps. Good, etc., as said.', 3],
    ['No. before a number and alone', 'See No. 9 and vol. 3. The answer was no. Then it stopped.', 3],
    ['pages and sections', 'See pp. 3–5, Sec. 2, Eq. 4, and Figs. 1 and 2. Done.', 2],
    ['a single letter at an end', 'They took vitamin C. Some did not. J. Some wrote it.', 3],
    ['spaced points', 'About 5 million people . . . and more. It affects “the world. . . ” Yes.', 3],
    ['an ellipsis inside', 'They went … home. Then … nothing.', 2],
    ['points at the start', '. . . and so on. Then more.', 2],
    ['points alone', '. . . . .', 1],
    ['i.i.d. and w.r.t.', 'Samples are i.i.d. draws w.r.t. the model. They differ.', 2],
    ['none', '', 0],
  ])('%s', (_, text, count) => {
    expect(split(text)).toHaveLength(count);
  });

  test('a hostile run of marks takes no time', () => {
    expect(split('? '.repeat(100_000))).toHaveLength(1);
    expect(split('1. '.repeat(100_000)).length).toBeGreaterThan(0);
  });

  test('a page end inside a sentence does not end it', () => {
    const paragraph = sadi.paragraphs.find(({ start, end }) => sadi.text.slice(start, end).includes('and the 2017'));
    const sentences = paragraph ? sentencesOf(sadi, paragraph) : [];
    const across = sentences.find(({ start, end }) => sadi.text.slice(start, end).includes('and the 2017'));
    expect(across && sadi.text.slice(across.start, across.end)).toMatch(/^China was once .* by 2030\)\.$/s);
  });
});
