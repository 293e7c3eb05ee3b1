import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Furniture } from '../../ingest/paper.ts';
import { readingTextOf } from '../../ingest/reading-text.ts';
import { sadi, sarwar } from '../fixtures/default-papers.ts';

function view(text: string, furniture: readonly Furniture[] = []) {
  return readingTextOf({ text, furniture });
}

describe('the text as a reader sees it', () => {
  test.each([
    ['one space for any white space', 'a\n b\t\u00a0c', 'a b c'],
    ['a word cut by a line end is joined', 'the exam-\nple is', 'the example is'],
    [
      'a compound that the text writes elsewhere keeps its hyphen',
      'well-known; a well-\nknown thing',
      'well-known; a well-known thing',
    ],
    ['self- keeps its hyphen', 'a self-\nmade man', 'a self-made man'],
    ['but selfish has none', 'a self-\nish man', 'a selfish man'],
    ['what the text writes elsewhere decides', 'nonlinear; a non-\nlinear model', 'nonlinear; a nonlinear model'],
    ['or another form of the word', 'two frameworks; a frame-\nwork', 'two frameworks; a framework'],
    ['a single letter keeps its hyphen', 'an e-\nmail', 'an e-mail'],
    [
      'two words that the text has, joined nowhere',
      'the question of answering: question-\nanswering',
      'the question of answering: question-answering',
    ],
    [
      'a half that stands at another line end is no word',
      'there is be-\nfore there-\nfore',
      'there is before therefore',
    ],
    ['inside a long compound', 'state-of-the-\nart, interpreter-\nto-trace', 'state-of-the-art, interpreter-to-trace'],
    ['an adverb and a participle', 'newly-\nbuilt, closed-\nbook, embed-\nding', 'newly-built, closed-book, embedding'],
    ['a noun and what it is', 'Context-\nenhanced, inter-\nrelated', 'Context-enhanced, interrelated'],
    ['a number', 'COVID-\n19 and GPT-\n3', 'COVID-19 and GPT-3'],
    ['a hyphen that waits for its second word', 'pre-\nand post-war', 'pre- and post-war'],
    ['a dash at a line end is no hyphen', 'the term -\na priority', 'the term - a priority'],
    ['control characters are not seen', 'co\u0000nt\u0007rol\u0085 \u001bword', 'control word'],
    ['nor are direction marks and hidden tags', 'a\u202eb\u2066c\u{e0041}d', 'abcd'],
    ['Persian needs its non-joiner', 'می\u200cخواهم', 'می\u200cخواهم'],
    ['Indic scripts their joiner', 'क्\u200dष', 'क्\u200dष'],
    ['an emoji too', '👩\u200d🔬 👍🏽 and a\u200db', '👩\u200d🔬 👍🏽 and ab'],
    ['accents set apart', 'M¨uller, ˘Strumbelj, Lourenc¸o', 'Müller, Štrumbelj, Lourenço'],
    ['an accent in a formula stays', 'ˆy = 3', 'ˆy = 3'],
    ['an acronym keeps its hyphen', 'an AI-\nbased system', 'an AI-based system'],
    ['a soft hyphen is not seen', 'ex\u00adample', 'example'],
    ['ligatures are letters', 'e\ufb03cient \ufb01rm', 'efficient firm'],
    ['a superscript stays one: 10² is not 102', '10² metres', '10² metres'],
    ['emphasis', 'a **bold** and *slanted* _word_', 'a bold and slanted word'],
    ['an asterisk that marks nothing stays', 'p < .05* and 2 * 3', 'p < .05* and 2 * 3'],
    ['an underscore inside a name stays', 'snake_case_name', 'snake_case_name'],
    ['an escaped sign', 'almost \\$4.9 billion', 'almost $4.9 billion'],
    ['a heading', '## **Methods**\n\nText', 'Methods Text'],
    ['a bullet', '- one\n- two', 'one two'],
    ['a link shows its words', 'see [the report](https://example.org/a_(b)) now', 'see the report now'],
    ['an autolink', '<https://example.org/>', 'https://example.org/'],
    ['an inline tag', 'H<sub>2</sub>O', 'H2O'],
    ['a decomposed letter', 'Blagojevic\u0301', 'Blagojević'],
    ['a letter outside the basic plane', 'a 😀 b', 'a 😀 b'],
    ['nothing but marks', '** **', '** **'],
  ])('%s', (_, text, expected) => {
    expect(view(text).text).toBe(expected);
  });

  test.each([
    ['a control character', 'a co\u0000ntrol b', 'control', 'co\u0000ntrol'],
    ['an accent', 'by M¨uller et al.', 'Müller', 'M¨uller'],
    ['a hyphen', 'the exam-\nple is', 'example', 'exam-\nple'],
    ['a joiner', 'من می\u200cخواهم', 'می\u200cخواهم', 'می\u200cخواهم'],
  ])('the map leads back over %s', (_, text, words, frozen) => {
    const reading = view(text);
    const start = reading.text.indexOf(words);
    const [piece] = reading.piecesOf({ start, end: start + words.length });
    expect(piece && text.slice(piece.start, piece.end)).toBe(frozen);
    expect(reading.offsetOf(piece?.start ?? 0)).toBe(start);
  });

  test('furniture is skipped, and pieces lead round it', () => {
    const text = 'the 2017\n\n12\n\npublication of';
    const start = text.indexOf('12');
    const reading = view(text, [{ span: { start, end: start + 2 }, kind: 'page-number' }]);
    expect(reading.text).toBe('the 2017 publication of');
    const pieces = reading.piecesOf({ start: 4, end: 20 });
    expect(pieces.map((piece) => text.slice(piece.start, piece.end))).toEqual(['2017', 'publication']);
  });

  test('a word cut by a page end is joined over the furniture', () => {
    const text = 'the gov-\n\n12\n\nernment says';
    const start = text.indexOf('12');
    const reading = view(text, [{ span: { start, end: start + 2 }, kind: 'page-number' }]);
    expect(reading.text).toBe('the government says');
  });

  test('a footnote itself can be read', () => {
    const note = sadi.furniture.find((item) => item.kind === 'footnote');
    expect(note && readingTextOf(sadi, note.span).text).toContain('University of Management and Technology, Lahore');
  });

  test.each([
    ['Sadi', sadi],
    ['Sarwar & Rashid', sarwar],
  ])('what a span shows does not depend on where it was cut (%s)', (_, paper) => {
    const whole = readingTextOf(paper);
    fc.assert(
      fc.property(fc.nat(whole.text.length - 2), fc.integer({ min: 1, max: 600 }), (start, length) => {
        const end = Math.min(whole.text.length, start + length);
        const pieces = whole.piecesOf({ start, end });
        const [first, last] = [pieces[0], pieces.at(-1)];
        if (!first || !last) return;
        const again = readingTextOf(paper, { start: first.start, end: last.end });
        expect(again.text).toBe(whole.text.slice(start, end).trim());
      }),
      { numRuns: 300 },
    );
  });

  test('pieces are ascending, inside the text, and their gaps hold furniture', () => {
    const whole = readingTextOf(sadi);
    fc.assert(
      fc.property(fc.nat(whole.text.length - 2), fc.integer({ min: 1, max: 4000 }), (start, length) => {
        const pieces = whole.piecesOf({ start, end: start + length });
        pieces.forEach((piece, index) => {
          expect(piece.start).toBeLessThan(piece.end);
          const next = pieces[index + 1];
          if (!next) return;
          const gap = { start: piece.end, end: next.start };
          expect(sadi.furniture.some(({ span }) => span.start >= gap.start && span.end <= gap.end)).toBe(true);
        });
      }),
    );
  });

  test('a space alone has no pieces', () => {
    const whole = readingTextOf(sadi);
    const space = whole.text.indexOf(' ');
    expect(whole.piecesOf({ start: space, end: space + 1 })).toEqual([]);
    for (const at of [777, 778]) {
      for (const piece of whole.piecesOf({ start: at, end: at + 1 })) expect(piece.start).toBeLessThan(piece.end);
    }
  });

  test('a hostile run of brackets takes no time', () => {
    expect(view('['.repeat(200_000)).text.length).toBe(200_000);
    expect(view('*a '.repeat(60_000)).text.length).toBeGreaterThan(100_000);
  });
});
