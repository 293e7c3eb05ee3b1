import { describe, expect, test } from 'vitest';
import { countWords } from '../../../ingest/count-words.ts';
import { passagesOf } from '../../../ingest/passages.ts';
import { read, readingTextOf } from '../../../ingest/reading-text.ts';
import { sadi, sarwar } from '../../fixtures/default-papers.ts';

describe('A. Sadi (2025)', () => {
  test('title, author without the note mark, year from the DOI', () => {
    expect(sadi.title).toBe(
      "U.S.-China AI Rivalry and its Implications on Pakistan's Cybersecurity and Digital Sovereignty",
    );
    expect(sadi.authors).toEqual(['Aleena Sadi']);
    expect(sadi.year).toBe(2025);
    expect(sadi.doi).toBe('10.62843/jrsr/2025.4a088');
  });

  test('sections, found without marks', () => {
    expect(sadi.sections.map((section) => section.title)).toEqual([
      'Abstract',
      'Introduction',
      'Research Questions',
      'Theoretical Framework',
      'The US-China AI Rivalry: Structural Dimensions',
      'The CPEC Digital Ecosystem',
      "Pakistan's Cybersecurity Landscape and Threat Assessment",
      'Digital Non-Aligned: Global South Examples',
      'Policy Recommendations and the Way Forward for Pakistan',
      'Digital Non-Alignment and Strategic Autonomy',
      'Conclusion',
      'References',
    ]);
  });

  test('the affiliation at the page end is a footnote', () => {
    expect(sadi.furniture.map((item) => item.kind)).toEqual(['footnote']);
  });

  test.each([
    [
      'over the footnote',
      'and the 2017 publication of its key Next Generation Artificial Intelligence Development Plan',
    ],
    ['over a page end', 'offensive realism, which underpins the quest for power maximisation'],
    ['over a page end after a short word', 'called Force 47 and the ambition to train'],
    ['over a page end in a list of tasks', 'At the same time, Pakistan has to broaden the spectrum'],
    ['over the last page end', 'economic security, military capacity and national sovereignty'],
  ])('a paragraph reads on %s', (_, words) => {
    expect(sadi.paragraphs.some((paragraph) => read(sadi, paragraph).includes(words))).toBe(true);
  });

  test('eleven references', () => {
    expect(sadi.references.map(({ authors, year }) => `${authors.join(', ')} ${year ?? ''}`)).toEqual([
      'Ali 2020', 'Azhar 2024', 'Buchanan 2020', 'Dong 2025', 'Govt. of Pakistan 2021', 'Javed 2021', 'Khan 2022',
      'Obaid 2023', 'Sacks 2022', 'Sarfraz 2025', 'Yildirim 2025',
    ]); // prettier-ignore
  });

  test('in-text references that the list lacks, by name or by year', () => {
    const missing = sadi.mentions.filter((mention) => mention.reference === null);
    const names = missing.map(({ authors, year }) => `${authors.join(' & ')} ${year ?? ''}`);
    expect(names).toContain('Buchanan 2022');
    expect(names).toContain('State Bank of Pakistan 2023');
    expect(names).toContain('Hezril Azmin 2024');
    expect(names).not.toContain('Dong 2025');
  });
});

describe('G. Sarwar & M. I. Rashid', () => {
  test('title as printed, authors without academic titles, no year', () => {
    expect(sarwar.title).toBe(
      "ARTIFICIAL INTELLIGENCE IN PAKISTAN'S NATIONAL SECURITY STRATEGY: EVOLUTION AND IMPACTS",
    );
    expect(sarwar.authors).toEqual(['Ghulam Sarwar', 'Muhammad Imran Rashid']);
    expect(sarwar.year).toBeNull();
  });

  test('sections: Markdown headings and bold list items, without their marks', () => {
    const titles = sarwar.sections.map((section) => section.title);
    expect(titles).toHaveLength(28);
    expect(titles).toContain('Autonomous Warfare and Military');
    expect(titles).toContain('Theoretical Framework');
    expect(titles).not.toContain('Economic dependencies');
  });

  test.each([
    ['in mid-word order', 'behavior analysis, and predictive monitoring (Upadhayay & Sharma, 2025)'],
    ['before a capital', "India's AI-based technology, known as IBMS (Integrated Battlefield Management System)"],
    ['inside a name', 'Operation Bunyan Ul Marsoos- got the attention'],
  ])('a paragraph reads on over a page end %s', (_, words) => {
    expect(sarwar.paragraphs.some((paragraph) => read(sarwar, paragraph).includes(words))).toBe(true);
  });

  test('a list stays a list', () => {
    expect(sarwar.paragraphs.map((paragraph) => read(sarwar, paragraph))).toContain('Lack of foresight policies');
  });

  test('fifty references, also over page ends', () => {
    expect(sarwar.references).toHaveLength(50);
    expect(sarwar.references.find(({ authors }) => authors.includes('Wæver'))?.authors).toEqual([
      'Buzan',
      'Wæver',
      'De Wilde',
    ]);
  });

  test('of two entries with one first author and year, the one whose other authors agree', () => {
    const mention = sarwar.mentions.find(({ authors }) => authors.join() === 'Shahzad,Falki');
    expect(sarwar.references[mention?.reference ?? -1]?.title).toMatch(/^National Security of Pakistan/);
  });
});

describe.each([
  ['Sadi', sadi],
  ['Sarwar & Rashid', sarwar],
])('passages of %s', (_, paper) => {
  const passages = passagesOf(paper);

  test('at most 250 words each, inside one section', () => {
    for (const passage of passages) {
      expect(countWords(read(paper, passage.span))).toBeLessThanOrEqual(250);
      const section = passage.section === null ? null : paper.sections[passage.section];
      if (section) expect(passage.span.end).toBeLessThanOrEqual(section.span.end);
    }
  });

  test('cover everything that is read but headings', () => {
    const covered = new Uint8Array(paper.text.length);
    for (const { span } of passages) covered.fill(1, span.start, span.end);
    for (const { heading } of paper.sections) covered.fill(1, heading.start, heading.end);
    const whole = readingTextOf(paper);
    const missed = [...whole.text.matchAll(/[\p{L}\p{N}]+/gu)].filter((word) => {
      const [piece] = whole.piecesOf({ start: word.index, end: word.index + word[0].length });
      return covered[piece?.start ?? -1] !== 1;
    });
    expect(missed.map((word) => word[0])).toEqual([]);
  });

  test('are the same when read again', () => {
    expect(passagesOf(paper).map((passage) => passage.id)).toEqual(passages.map((passage) => passage.id));
  });
});
