import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DraftPart } from '../../../server/answer/answer-writer.ts';
import { DraftParser } from '../../../server/answer/draft-parser.ts';
import { evidenceOf } from '../../conformance/answer-writer.ts';

const boundary = '5f0c9a71d2e84b36a1c7e09d4f82b65e';
const evidence = evidenceOf('The glacier lost eleven metres of ice.', 'Most of it melted after dust storms.');
const [first, second] = evidence.map((item) => item.passage);

/** Parts with neighbouring texts joined: how text is cut up while it streams says nothing. */
function parse(chunks: readonly string[]): DraftPart[] {
  const parser = new DraftParser(evidence, boundary);
  const parts = [...chunks.flatMap((chunk) => parser.push(chunk)), ...parser.end()];
  return parts.reduce<DraftPart[]>((joined, part) => {
    const last = joined.at(-1);
    if (part.type !== 'text' || last?.type !== 'text') return [...joined, part];
    return [...joined.slice(0, -1), { type: 'text', text: last.text + part.text }];
  }, []);
}

const text = (value: string): DraftPart => ({ type: 'text', text: value });
const quotation = (quote: string, passage = first ?? null): DraftPart => ({ type: 'quotation', quote, passage });
const loose = (quote: string): DraftPart => ({ type: 'quotation', quote, passage: null });

const cases: [what: string, output: string, parts: DraftPart[]][] = [
  ['plain prose', 'It melted.', [text('It melted.')]],
  [
    'prose with quotations',
    'They say <q n="1">eleven metres</q>, and <q n="2">dust storms</q>.',
    [text('They say '), quotation('eleven metres'), text(', and '), quotation('dust storms', second), text('.')],
  ],
  ['a tag in odd case and spacing', '<Q N = 1 >eleven metres</ Q >', [quotation('eleven metres')]],
  ['the tag written out', "<quote n='2'>dust storms</quote>", [quotation('dust storms', second)]],
  ['a number in brackets', '<q n="[2]">dust storms</q>', [quotation('dust storms', second)]],
  ['a number that no passage has', '<q n="7">eleven metres</q>', [loose('eleven metres')]],
  ['a number that is none', '<q n="the first">eleven metres</q>', [loose('eleven metres')]],
  ['no number', '<q>eleven metres</q>', [loose('eleven metres')]],
  ['an enormous number', '<q n="99999999999999999999">eleven metres</q>', [loose('eleven metres')]],
  ['a tag that is never closed', 'So: <q n="1">eleven metres', [text('So: '), quotation('eleven metres')]],
  [
    'a tag that a new paragraph closes',
    '<q n="1">eleven metres\n\nThe rest is prose.',
    [quotation('eleven metres'), text('\n\nThe rest is prose.')],
  ],
  ['a line end inside', '<q n="1">eleven\n  metres</q>', [quotation('eleven metres')]],
  [
    'an opening tag that should close',
    '<q n="1">eleven metres<q> they say.',
    [quotation('eleven metres'), text(' they say.')],
  ],
  [
    'a tag inside a tag',
    '<q n="1">eleven <q n="2">dust storms</q> metres</q>.',
    [quotation('eleven'), quotation('dust storms', second), text(' metres.')],
  ],
  ['a closing tag too many', 'It </q>melted</q>.', [text('It melted.')]],
  ['nothing in it', 'So <q n="1"> </q>it is.', [text('So it is.')]],
  ['a tag that the end cuts off', 'It melted. <q n="1', [text('It melted. ')]],
  [
    'a tag that is none',
    'Where p < .05 and a<b, <table> and <quick>.',
    [text('Where p < .05 and a<b, <table> and <quick>.')],
  ],
  ['the wide sign that the prompt puts', '<q n="1">a ＜b> tag</q>', [quotation('a <b> tag')]],
  [
    'marks around the tag',
    'They say "<q n="1">eleven metres</q>".',
    [text('They say '), quotation('eleven metres'), text('.')],
  ],
  ['marks inside the tag', '<q n="1">“eleven metres”</q>', [quotation('eleven metres')]],
  [
    'marks of the paper inside the words',
    '<q n="1">the so-called "ice age" ended</q>',
    [quotation('the so-called "ice age" ended')],
  ],
  ['dots of omission', '<q n="1">... eleven metres …</q>', [quotation('eleven metres')]],
  [
    'marks without a tag are a quotation too',
    'They call it "a river of ice" and “slow”.',
    [text('They call it '), loose('a river of ice'), text(' and '), loose('slow'), text('.')],
  ],
  [
    'marks that never close are none',
    'They call it "a river of ice.\n\nSo.',
    [text('They call it a river of ice.\n\nSo.')],
  ],
  ['inches are no quotation', 'A 5" disk.', [text('A 5″ disk.')]],
  [
    'numbers of citations',
    'It melted [1], <q n="1">eleven metres</q> [2, 3].',
    [text('It melted, '), quotation('eleven metres'), text('.')],
  ],
  ['a year in brackets stays', 'In [2016] it melted.', [text('In [2016] it melted.')]],
  [
    'a reference inside a quotation stays',
    '<q n="1">as shown before [12] by others</q>',
    [quotation('as shown before [12] by others')],
  ],
  ['code fences', '```xml\n<q n="1">eleven metres</q>\n```', [quotation('eleven metres'), text('\n')]],
  ['code', 'Use `x` and ``y``.', [text('Use `x` and ``y``.')]],
  ['thoughts', '<think>Hm. <q n="1">no</q> "no"</think>It melted.', [text('It melted.')]],
  ['thoughts without end', 'It melted. <thinking>But then', [text('It melted. ')]],
  ['the end of thoughts alone', 'It </think>melted.', [text('It melted.')]],
  ['the boundary', `It melted.\n${boundary} passage 1\nAgain.`, [text('It melted.\n\nAgain.')]],
  [
    'abstention',
    '<abstain reason="false-premise">The glacier did not grow.</abstain> Sorry!',
    [{ type: 'abstention', reason: 'false-premise', message: 'The glacier did not grow.' }],
  ],
  [
    'abstention never closed',
    '<abstain reason="weak-evidence">Too little.',
    [{ type: 'abstention', reason: 'weak-evidence', message: 'Too little.' }],
  ],
  [
    'abstention for a reason of its own',
    '<ABSTAIN reason="because-i-say-so">No.</ABSTAIN>',
    [{ type: 'abstention', reason: 'no-evidence', message: 'No.' }],
  ],
  [
    'abstention without words',
    '<abstain reason="no-evidence"/>',
    [{ type: 'abstention', reason: 'no-evidence', message: 'The passages found do not answer this question.' }],
  ],
  [
    'abstention that quotes: no quotation mark gets through',
    '<abstain reason="no-evidence">Nothing on "the moon" <q n="1">here</q>.</abstain>',
    [{ type: 'abstention', reason: 'no-evidence', message: 'Nothing on the moon here.' }],
  ],
  [
    'abstention after a quotation is a remark',
    '<q n="1">eleven metres</q>. <abstain reason="no-evidence">Nothing on wind.</abstain>',
    [quotation('eleven metres'), text('. Nothing on wind.')],
  ],
  ...[
    '‘…’',
    "'…'",
    '‚…‘',
    '‹…›',
    '「…」',
    '『…』',
    '＂…＂',
    '❝…❞',
    '❛…❜',
    '〝…〞',
    '″…″',
    'ʺ…ʺ',
    "``…''",
    "''…''",
    '„…“',
    '»…«',
    '&quot;…&quot;',
    '&ldquo;…&rdquo;',
    '&laquo;…&raquo;',
    '&#34;…&#34;',
    '<blockquote>…</blockquote>',
    '<cite>…</cite>',
    '<blockquote cite="https://example.org/a/long/address">…</blockquote>',
    '\\"…\\"',
  ].map((marks): (typeof cases)[number] => [
    `invented words in ${marks}`,
    `They say ${marks.replace('…', 'the glacier lost nothing')}.`,
    [text('They say '), loose('the glacier lost nothing'), text('.')],
  ]),
  ...[':', ',', '*', '>', '\\\\', '2016'].map((before): (typeof cases)[number] => [
    `invented words in marks after ${before}`,
    `They say${before}"the glacier lost nothing" there.`,
    [text(`They say${before.replace(/\\+/, '')}`), loose('the glacier lost nothing'), text(' there.')],
  ]),
  [
    'a block quote of Markdown',
    'They say:\n\n> the glacier\n> lost nothing\n\nSo.',
    [text('They say:\n\n'), loose('the glacier lost nothing'), text('\n\nSo.')],
  ],
  ['a comparison in a line is no block quote', 'Where n > 5 it melted.', [text('Where n > 5 it melted.')]],
  [
    'apostrophes open nothing',
    "The glaciers’ ice and the states’ loss: it’s gone, don't you think, in the '90s the glaciers' end.",
    [text("The glaciers’ ice and the states’ loss: it’s gone, don't you think, in the '90s the glaciers' end.")],
  ],
  [
    'a name in single marks',
    "The ‘ice age’ and the 'big dry' ended.",
    [text("The ‘ice age’ and the 'big dry' ended.")],
  ],
  [
    'an apostrophe hides no quotation',
    'In the \'90s they said "it lost nothing".',
    [text("In the '90s they said "), loose('it lost nothing'), text('.')],
  ],
  [
    'the outermost marks decide',
    'So “the ‘ice’ and the „snow“ went” and \'the "ice" melted away\'.',
    [text('So '), loose('the ‘ice’ and the „snow“ went'), text(' and '), loose('the "ice" melted away'), text('.')],
  ],
  ['inches in two sentences', 'A 5" disk spins. A 3" disk too.', [text('A 5″ disk spins. A 3″ disk too.')]],
  [
    'single marks around the tag',
    'They say \'<q n="1">eleven metres</q>\'.',
    [text('They say '), quotation('eleven metres'), text('.')],
  ],
  [
    'an abstention with apostrophes and a quotation',
    '<abstain reason="no-evidence">It doesn\'t say ‘the moon is ice’ [1] [[2]](http://x.org).</abstain>',
    [{ type: 'abstention', reason: 'no-evidence', message: "It doesn't say the moon is ice." }],
  ],
  ['nothing', '', []],
  ['spaces', ' \n\n ', []],
];

describe('what a model writes', () => {
  test.each(cases)('%s', (_what, output, parts) => {
    expect(parse([output])).toEqual(parts);
  });

  test.each(cases)('%s, one character at a time', (_what, output, parts) => {
    expect(parse(output.split(''))).toEqual(parts);
  });
});

test('a quotation that is never closed does not swallow the answer', () => {
  const parts = parse([`<q n="1">${'so it went on and on '.repeat(200)}and that is the answer.`]);
  expect(parts.map((part) => part.type)).toEqual(['quotation', 'text']);
});

test('text is given out as it comes, but not what may begin a tag', () => {
  const parser = new DraftParser(evidence, boundary);
  expect(parser.push('The ice melted, they ')).toEqual([text('The ice melted, they')]);
  expect(parser.push('say <')).toEqual([text(' say')]);
  expect(parser.push('q n="1">eleven ')).toEqual([text(' ')]);
  expect(parser.push('metres')).toEqual([]);
  expect(parser.push('</q>')).toEqual([quotation('eleven metres')]);
});

const fragments = [
  '<q n="1">', '<q n="2">', '<q>', '</q>', '<Q N=1>', '<q n="9', '<', '</', '>', '<quote>', '<abstain reason="no-evidence">',
  '</abstain>', '<abstain reason="false-premise"/>', '<think>', '</think>', '```', '```xml\n', '`', '"', '“', '”', '„', '«', '»',
  '[1]', '[1, 2]', '[', '[20', ' ', '\n', '\n\n', '\r\n', '...', '…', boundary, boundary.slice(0, 9), '5f', 'the glacier', 'ice',
  '‘', '’', "'", "''", '``', '‹', '「', '」', '＂', '″', '❝', '&quot;', '&ld', '&', '\\\\', '> ', '\n> ', '\n>', '<cite>',
  '</blockquote>', 'one two three', '5"',
  '🧊', '\ud83e', '冰', '＜q＞', '.', 'p < .05', '-',
]; // prettier-ignore
const output = fc
  .array(
    fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...fragments) }, fc.string({ unit: 'binary', maxLength: 4 })),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''));

describe('whatever a model writes', () => {
  test('however it is cut into chunks, the parts are the same', () => {
    fc.assert(
      fc.property(output, fc.array(fc.nat(12), { maxLength: 60 }), (whole, sizes) => {
        const chunks: string[] = [];
        let at = 0;
        for (const size of sizes) {
          chunks.push(whole.slice(at, at + size));
          at += size;
        }
        chunks.push(whole.slice(at));
        expect(parse(chunks)).toEqual(parse([whole]));
      }),
      { numRuns: 2_000 },
    );
  });

  test('parts are sound', () => {
    fc.assert(
      fc.property(output, (whole) => {
        const parts = parse([whole]);
        expect(parts.filter((part) => part.type === 'abstention').length).toBeLessThanOrEqual(1);
        for (const part of parts) {
          if (part.type === 'text') {
            expect(part.text).not.toMatch(/["“”„‟«»「」『』〝〞〟＂❝❞ʺ]/);
            expect(part.text).not.toContain(boundary);
            expect(part.text).not.toMatch(/\[\d{1,3}\]/);
          } else if (part.type === 'quotation') {
            expect(part.quote).toBe(part.quote.trim());
            expect(part.quote).not.toBe('');
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
