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
    ['none', '', 0],
  ])('%s', (_, text, count) => {
    expect(split(text)).toHaveLength(count);
  });

  test('a page end inside a sentence does not end it', () => {
    const paragraph = sadi.paragraphs.find(({ start, end }) => sadi.text.slice(start, end).includes('and the 2017'));
    const sentences = paragraph ? sentencesOf(sadi, paragraph) : [];
    const across = sentences.find(({ start, end }) => sadi.text.slice(start, end).includes('and the 2017'));
    expect(across && sadi.text.slice(across.start, across.end)).toMatch(/^China was once .* by 2030\)\.$/s);
  });
});
