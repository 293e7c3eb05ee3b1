import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change, CheckResult } from '../../server/wire.ts';
import { quotationParts, shownWords, sourceParts } from '../../web/check/difference.ts';
import { markedRuns, type UseSpan } from '../../web/check/marked-runs.ts';
import { textChunks } from '../../web/check/text-chunks.ts';

/** Spans of words in a text, numbered in the order given. */
function usesOf(text: string, ...words: string[]): UseSpan[] {
  return words.map((word, index) => ({
    number: index + 1,
    start: text.indexOf(word),
    end: text.indexOf(word) + word.length,
  }));
}

/** Runs as one string: «1 words» for a first run, ‹1 words› for a later one, {1} where a use's word stands. */
function drawn(text: string, uses: readonly UseSpan[]): string[] {
  return textChunks(text).flatMap((chunk) =>
    markedRuns(text, chunk, uses).map((runs) =>
      runs
        .map(({ text: words, use, first, ends }) => {
          const marked = use === null ? words : first ? `«${use} ${words}»` : `‹${use} ${words}›`;
          return marked + ends.map(({ use: ended, covered }) => `{${ended}${covered ? '!' : ''}}`).join('');
        })
        .join(''),
    ),
  );
}

describe('uses in the text', () => {
  test('a use is marked, and its word stands behind the closing mark', () => {
    const text = 'Sadi writes that “cyberattacks have increased by 18%”, and more.';
    expect(drawn(text, usesOf(text, 'cyberattacks have increased by 18%'))).toEqual([
      'Sadi writes that “«1 cyberattacks have increased by 18%»”,{1} and more.',
    ]);
  });

  test('a claim goes on round the quotation that it holds', () => {
    const text = 'Sadi (2025) fears “a pawn on the digital chessboard” for Pakistan.';
    expect(drawn(text, usesOf(text, text, 'a pawn on the digital chessboard'))).toEqual([
      '«1 Sadi (2025) fears “»«2 a pawn on the digital chessboard»‹1 ”›{2}‹1  for Pakistan.›{1}',
    ]);
  });

  test('a use that another covers wholly is reached by its word', () => {
    const text = 'states need a degree of autonomy';
    expect(drawn(text, [...usesOf(text, text), { number: 2, start: 0, end: text.length }])).toEqual([
      '«1 states need a degree of autonomy»{1}{2!}',
    ]);
  });

  test('overlapping uses both keep a part', () => {
    const text = 'one two three four five';
    expect(drawn(text, usesOf(text, 'one two three', 'three four five'))).toEqual([
      '«1 one two »‹1 three›{1}«2  four five»{2}',
    ]);
  });

  test('a use over several lines is one use', () => {
    const text = 'He says: “the first line\n\nand the second line”.\nThe end.';
    expect(drawn(text, usesOf(text, 'the first line\n\nand the second line'))).toEqual([
      'He says: “«1 the first line»',
      '‹1 and the second line›”.{1}',
      'The end.',
    ]);
  });

  test('a use over the end of a chunk begins once and ends once', () => {
    const filler = `${'words of a long draft '.repeat(400)}\n`;
    const text = `${filler}“begins here\n${filler}ends here” and on.`;
    const start = text.indexOf('begins');
    const lines = drawn(text, [{ number: 1, start, end: text.indexOf('”') }]);
    expect(textChunks(text).length).toBeGreaterThan(1);
    expect(lines.join('').match(/«1/g)).toHaveLength(1);
    expect(lines.join('').match(/\{1\}/g)).toHaveLength(1);
  });

  test('whatever the uses, the runs are the lines, and each use is reached and named once', () => {
    const uses = fc.array(fc.tuple(fc.nat(80), fc.integer({ min: 1, max: 40 })), { maxLength: 6 });
    const content = fc.array(fc.constantFrom('a', 'b', ' ', '\n', '”', '.', 'é'), { maxLength: 90 });
    fc.assert(
      fc.property(content, uses, (letters, given) => {
        const text = letters.join('');
        const spans = given
          .map(([start, length], index) => ({ number: index + 1, start, end: Math.min(start + length, text.length) }))
          .filter(({ start, end }) => start < end && text.slice(start, end).trim() !== '');
        const lines = textChunks(text).flatMap((chunk) => markedRuns(text, chunk, spans));
        expect(lines.map((runs) => runs.map((run) => run.text).join(''))).toEqual(
          text.split('\n').filter((line) => line.trim() !== ''),
        );
        const runs = lines.flat();
        for (const { number } of spans) {
          const buttons = runs.filter((run) => run.use === number && run.first).length;
          const words = runs.flatMap((run) => run.ends).filter(({ use }) => use === number);
          expect(words).toHaveLength(1);
          expect(buttons + (words[0]?.covered === true ? 1 : 0)).toBe(1);
        }
      }),
    );
  });
});

describe('chunks', () => {
  test('tile the text in whole lines; a text of one endless line is cut at spaces', () => {
    const lines = Array.from({ length: 3000 }, (_, index) => `Line ${index} of a draft.`);
    for (const text of [lines.join('\n'), lines.join('\r\n\r\n'), lines.join(' ')]) {
      const chunks = textChunks(text);
      expect(chunks.length).toBeGreaterThan(2);
      expect(chunks.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
      expect(Math.max(...chunks.map(({ start, end }) => end - start))).toBeLessThan(30_000);
      const words = chunks.flatMap((chunk) => chunk.lines).map(({ start, end }) => text.slice(start, end));
      expect(words.join(' ').split(/\s+/)).toEqual(text.split(/\s+/));
    }
  });

  test('a text without words has none, also a long one', () => {
    expect(textChunks('')).toEqual([]);
    expect(textChunks(`${' '.repeat(200_000)}\n`)).toEqual([]);
  });
});

const change = (fields: Partial<Change>): Change => ({
  class: 'word',
  source: '',
  quote: '',
  permitted: false,
  start: 0,
  end: 0,
  sourceStart: null,
  sourceEnd: null,
  ...fields,
});

describe('the difference word by word', () => {
  const quote = 'increased by 81% each year [in Pakistan]';
  const sourceQuote = 'advanced cyberattacks increased by 18% each year';
  const changes = [
    change({ class: 'number', source: '18', quote: '81', start: 113, end: 115, sourceStart: 35, sourceEnd: 37 }),
    change({ class: 'omission', source: 'advanced cyberattacks', start: 100, end: 100, sourceStart: 0, sourceEnd: 21 }),
    change({ class: 'bracket', quote: '[in Pakistan]', permitted: true, start: 127, end: 140 }),
  ];
  const result = { quote, sourceQuote, start: 100, changes } satisfies Partial<CheckResult>;

  test('each side shows its own words, in order, with what differs', () => {
    expect(quotationParts(result).map(({ text, change: marked }) => [text, marked?.class ?? null])).toEqual([
      ['', 'omission'],
      ['increased by ', null],
      ['81', 'number'],
      ['% each year ', null],
      ['[in Pakistan]', 'bracket'],
    ]);
    expect(sourceParts(result).map(({ text, change: marked }) => [text, marked?.class ?? null])).toEqual([
      ['advanced cyberattacks', 'omission'],
      [' increased by ', null],
      ['18', 'number'],
      ['% each year', null],
    ]);
  });

  test('a mark that was put in is marked where it stands, also when its range is empty', () => {
    const words = 'competition more obvious, than in the US–China case';
    const comma = change({ class: 'style', quote: ',', start: 24, end: 24 });
    const dash = change({ class: 'style', quote: '–', source: '-', start: 40, end: 40 });
    expect(
      quotationParts({ quote: words, start: 0, changes: [comma, dash] }).map(({ text, change: marked }) => [
        text,
        marked?.class ?? null,
      ]),
    ).toEqual([
      ['competition more obvious', null],
      [',', 'style'],
      [' than in the US', null],
      ['–', 'style'],
      ['China case', null],
    ]);
  });

  test('only a change without words of the quotation is a gap', () => {
    const left = change({ class: 'omission', source: 'not', start: 3, end: 3 });
    const put = change({ class: 'style', quote: ';', start: 3, end: 3 });
    const shown = (marked: Change) =>
      quotationParts({ quote: 'was seen', start: 0, changes: [marked] })
        .filter((part) => part.change !== null)
        .map(shownWords);
    expect(shown(left)).toEqual(['']);
    expect(shown(put)).toEqual([';']);
  });

  test('places that are unknown, outside or overlap leave the words whole', () => {
    const odd = [
      change({ start: 90, end: 105, sourceStart: null, sourceEnd: null }),
      change({ start: 113, end: 400, sourceStart: 40, sourceEnd: 4000 }),
      change({ start: 113, end: 120, sourceStart: 9, sourceEnd: 3 }),
      change({ start: 115, end: 118, sourceStart: 0, sourceEnd: 8 }),
    ];
    const parts = { ...result, changes: odd };
    expect(
      quotationParts(parts)
        .map(({ text }) => text)
        .join(''),
    ).toBe(quote);
    expect(
      sourceParts(parts)
        .map(({ text }) => text)
        .join(''),
    ).toBe(sourceQuote);
    expect(sourceParts({ sourceQuote: null, changes: odd })).toEqual([]);
  });
});
