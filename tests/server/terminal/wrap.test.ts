import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { visibleLine, visibleText } from '../../../server/terminal/visible-text.ts';
import { wrap, wrapper } from '../../../server/terminal/wrap.ts';

describe('wrap', () => {
  test.each([
    ['between words', 'Trust is earned in drops', 10, '', 'Trust is\nearned in\ndrops\n'],
    ['with an indent', 'Trust is earned', 10, '  ', '  Trust is\n  earned\n'],
    [
      'a word that is too wide stays whole',
      'see https://example.org/papers now',
      10,
      '',
      'see\nhttps://example.org/papers\nnow\n',
    ],
    ['line ends of the text stay', 'One.\n\nTwo.', 20, '> ', '> One.\n\n> Two.\n'],
    ['wide letters take two columns', '人工 智能 安全', 9, '', '人工 智能\n安全\n'],
    ['nothing', '', 10, '', ''],
    ['no width: one line', 'a b c', Infinity, '', 'a b c\n'],
  ])('%s', (_what, text, width, indent, expected) => {
    expect(wrap(text, { width, indent })).toBe(expected);
  });

  test('colours take no room', () => {
    const paint = (word: string) => `\u001B[36m${word}\u001B[39m`;
    expect(wrap('ab cd ef', { width: 5, paint }).replaceAll(/\u001B\[\d+m/g, '')).toBe('ab cd\nef\n');
  });

  test('however the text is cut into pieces, the lines are the same, hold all words and fit', () => {
    const words = fc.array(fc.stringMatching(/^[a-z人é]{1,8}$/), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(words, fc.array(fc.nat(200)), (all, cuts) => {
        const text = all.join(' ');
        let written = '';
        const pieces = wrapper({ width: 20 }, (piece) => (written += piece));
        let from = 0;
        for (const cut of [...cuts].sort((one, other) => one - other)) {
          pieces.push(text.slice(from, Math.max(from, cut)));
          from = Math.max(from, cut);
        }
        pieces.push(text.slice(from));
        pieces.end();
        expect(written).toBe(wrap(text, { width: 20 }));
        expect(written.split(/\s+/).filter(Boolean)).toEqual(all);
        for (const line of written.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(20);
      }),
    );
  });
});

describe('visible text', () => {
  test.each([
    ['an escape sequence', 'a\u001B[31mred', 'a\uFFFD[31mred'],
    ['a C1 control', 'a\u009B2Jb', 'a\uFFFD2Jb'],
    ['a change of direction', 'fdp.\u202Etxt', 'fdp.\uFFFDtxt'],
    ['a return without a line', 'good\rbad', 'good\nbad'],
    ['letters of any script stay', 'naïve 人工 اردو', 'naïve 人工 اردو'],
    ['line ends and tabs stay', 'a\n\tb', 'a\n\tb'],
  ])('%s', (_what, text, expected) => {
    expect(visibleText(text)).toBe(expected);
  });

  test('a name is on one line', () => {
    expect(visibleLine(' a\n\tb\u001B]0;title\u0007.txt ')).toBe('a b\uFFFD]0;title\uFFFD.txt');
  });
});
