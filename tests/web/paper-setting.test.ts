import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WireSpan } from '../../server/wire.ts';
import { type BlockHints, blocksOf, groupBlocks } from '../../web/source/blocks.ts';
import { chunksOf } from '../../web/source/chunks.ts';
import { PaperWords } from '../../web/source/line-breaks.ts';
import type { Layer, Run } from '../../web/source/runs.ts';
import { runsOf } from '../../web/source/setting.ts';
import { fakePaper, sadi, sarwarAndRashid } from '../fakes/wire-papers.ts';

const joined = (runs: readonly Run[]) => runs.map(({ text }) => text).join('');

interface Matter extends Partial<BlockHints> {
  readonly quoted?: readonly WireSpan[];
}

function runsOfText(text: string, { quoted = [], ...hints }: Matter): Run[] {
  const whole = { furniture: [], pages: [], paragraphs: [], sections: [], markdown: true, ...hints };
  const matter = { text, quoted, furniture: whole.furniture, markdown: whole.markdown, words: new PaperWords(text) };
  return groupBlocks(blocksOf(text, whole))
    .flat()
    .flatMap((block) => runsOf(block, matter));
}

const withLayer = (runs: readonly Run[], layer: Layer) => runs.filter(({ layers }) => layers.has(layer));
const shown = (text: string, matter: Matter = {}) =>
  joined(runsOfText(text, matter).filter(({ layers }) => !layers.has('hidden')));

/** Ascending spans without overlaps, from gaps and lengths. */
const spansIn = (length: number) =>
  fc.array(fc.tuple(fc.nat({ max: 12 }), fc.integer({ min: 1, max: 25 })), { maxLength: 5 }).map((all) => {
    let at = 0;
    const spans = all.map(([gap, size]) => ({ start: at + gap, end: (at += gap + size) }));
    return spans.filter(({ end }) => end <= length);
  });

const scraps = fc.constantFrom(
  ...[
    'AI ',
    'rivalry',
    '\n',
    '\n\n',
    '\r\n',
    '\f',
    ' ',
    '**',
    '*',
    '_',
    '# ',
    '- ',
    '3. ',
    '| a | b |',
    '\\$',
    '[',
    '](',
  ],
  ...['https://x.org', ')', '<sup>', '</sup>', '^a', 'exam-\nple', 'example', '𝔸', 'é', '&lt;', '<', '>', '![', '.'],
);

describe('a paper’s text as it is set', () => {
  test('nothing is lost, and the quoted runs are exactly the pieces', () => {
    const papers = fc
      .array(scraps, { maxLength: 60 })
      .map((all) => all.join(''))
      .chain((text) => fc.tuple(fc.constant(text), spansIn(text.length), spansIn(text.length), fc.boolean()));
    fc.assert(
      fc.property(papers, ([text, quoted, furniture, markdown]) => {
        const runs = runsOfText(text, { quoted, furniture, markdown });
        expect(joined([...runs].sort((a, b) => a.start - b.start))).toBe(text);
        for (const { start, end } of quoted) {
          const inside = withLayer(runs, 'quoted').filter((run) => run.start >= start && run.end <= end);
          expect(joined(inside)).toBe(text.slice(start, end));
        }
        const length = quoted.reduce((sum, { start, end }) => sum + end - start, 0);
        expect(joined(withLayer(runs, 'quoted'))).toHaveLength(length);
      }),
      { numRuns: 500 },
    );
  });

  test.each([sadi(), sarwarAndRashid()])('the default paper $detail.source is whole', ({ detail, content }) => {
    const { furniture, pages, paragraphs, text } = content;
    const runs = runsOfText(text, { furniture, pages, paragraphs, sections: detail.sections });
    expect(joined(runs)).toBe(text);
    expect(shown(text, { furniture, pages, paragraphs, sections: detail.sections })).not.toMatch(/\*\*|^#|\]\(http/m);
  });

  test.each<[what: string, text: string, seen: string]>([
    ['strong and emphasis', '**Keywords:** *AI*, and _war_', 'Keywords: AI, and war'],
    ['emphasis with emphasis inside', '**a *b* c**', 'a b c'],
    ['emphasis at the end of emphasis', '**a *b*** and *c **d***', 'a b and c d'],
    ['emphasis at the head of emphasis', '***a** b* and ***c* d**', 'a b and c d'],
    ['both at once', '***a*** and **_b_**', 'a and b'],
    ['strong within emphasis', '*It is **very** so.* And **more *here* now**.', 'It is very so. And more here now.'],
    ['a mark that is never closed', 'see * and *a then **b** c', 'see * and *a then b c'],
    ['strong at the head of a word', '**W**orld', 'World'],
    ['powers stay', '2**3**4 and a*b*c', '2**3**4 and a*b*c'],
    ['a link’s address within emphasis', '*see [a_b](https://x.org/_c_*d) there*', 'see a_b there'],
    ['a heading’s marks', '### **1. Surveillance**', '1. Surveillance'],
    [
      'a dash of a list',
      '- Economic dependencies\n- Political instability',
      'Economic dependencies\nPolitical instability',
    ],
    ['numbers of a list stay', '1. First', '1. First'],
    ['a link’s address', '*CSCR*. [https://cscr.pk/a](https://cscr.pk/a)', 'CSCR. https://cscr.pk/a'],
    ['a link in angle brackets', 'See <https://www.dawn.com/news/1910509>', 'See https://www.dawn.com/news/1910509'],
    ['escapes', 'almost \\$4.9 billion', 'almost $4.9 billion'],
    ['raised letters', '^a Student', 'a Student'],
    ['stars of multiplication stay', '3 * 4 * 5 and p < 0.05*', '3 * 4 * 5 and p < 0.05*'],
    ['underscores in a word stay', 'utm_source_x', 'utm_source_x'],
    ['an unclosed mark stays', '**never closed', '**never closed'],
    ['HTML is text', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['a word that a line cuts', 'an exam-\nple of an example', 'an example of an example'],
    ['a hyphen that belongs to the word', 'a well-\nknown case', 'a well-known case'],
  ])('a reader sees %s', (_, text, seen) => {
    expect(shown(text)).toBe(seen);
  });

  test('control characters are not seen, and page ends only part words', () => {
    const text = 'One goes\fon, with a be\u0007ll\u0000 and an es\u001bcape.\u0085\n\fIt ends.';
    const runs = runsOfText(text, { paragraphs: [{ start: 0, end: text.length }] });
    expect(joined(runs)).toBe(text);
    const seen = runs.flatMap(({ layers, text: words }) =>
      layers.has('hidden') ? [] : [layers.has('blank') ? ' ' : words],
    );
    expect(seen.join('')).toBe('One goes on, with a bell and an escape.\n It ends.');
  });

  test('the words of nested emphasis have both layers', () => {
    const runs = runsOfText('**a *b* c** _d_', {});
    expect(withLayer(runs, 'strong').map(({ text }) => text)).toEqual(['a ', '*', 'b', '*', ' c']);
    expect(withLayer(runs, 'emphasis').map(({ text }) => text)).toEqual(['b', 'd']);
  });

  test('marks mean nothing where the paper is not Markdown', () => {
    expect(shown('# of cases: **12**', { markdown: false })).toBe('# of cases: **12**');
  });

  test('hostile marks take no time', () => {
    const text = `${'*a '.repeat(20_000)}${'['.repeat(20_000)}${'**'.repeat(20_000)}${'<sup>'.repeat(5_000)}${'*a_ _a** '.repeat(9_000)}`;
    expect(joined(runsOfText(text, {}))).toBe(text);
  });
});

describe('blocks', () => {
  const kindsOf = (text: string, hints: Partial<BlockHints> = {}) =>
    blocksOf(text, { furniture: [], pages: [], paragraphs: [], sections: [], markdown: true, ...hints }).map(
      ({ kind }) => kind,
    );

  test('headings come from marks and from the paper’s sections', () => {
    const text = '## Methods\n\nWe.\n\nConclusion\n\nWe did.';
    const sections = [{ title: 'Conclusion', level: 1, start: text.indexOf('Conclusion') }];
    expect(kindsOf(text, { sections })).toEqual(['heading', 'paragraph', 'heading', 'paragraph']);
  });

  test('a section whose heading runs on into its paragraph makes no heading of it', () => {
    expect(kindsOf('Abstract: this paper …', { sections: [{ title: 'Abstract', level: 1, start: 0 }] })).toEqual([
      'paragraph',
    ]);
  });

  test('a paragraph goes on over the footnote that cuts it', () => {
    const { detail, content } = sadi();
    const groups = groupBlocks(blocksOf(content.text, { ...content, sections: detail.sections, markdown: true }));
    const cut = groups.find((group) => group.length > 2);
    expect(cut?.map(({ kind }) => kind)).toEqual(['paragraph', 'furniture', 'paragraph']);
    const text = cut?.map(({ start, end }) => content.text.slice(start, end).trim()) ?? [];
    expect(text[0]).toMatch(/and the 2017$/);
    expect(text[1]).toMatch(/^\^a Student/);
    expect(text[2]).toMatch(/^publication of its key/);
  });

  test('each paragraph of the default papers is set as one', () => {
    for (const { detail, content } of [sadi(), sarwarAndRashid()]) {
      const groups = groupBlocks(blocksOf(content.text, { ...content, sections: detail.sections, markdown: true }));
      const starts = groups.flatMap(([first]) => (first.kind === 'furniture' ? [] : [first.start]));
      for (const { start, end } of content.paragraphs) {
        expect(starts.filter((at) => at > start && at < end).map((at) => content.text.slice(at, at + 30))).toEqual([]);
      }
    }
    // Cut by a page end before a capital letter, where only the paper's structure sees that it goes on.
    const { detail, content } = sarwarAndRashid();
    const groups = groupBlocks(blocksOf(content.text, { ...content, sections: detail.sections, markdown: true }));
    const at = content.text.indexOf('Ul Marsoos- got');
    const group = groups.find((blocks) => blocks.some(({ start, end }) => start <= at && at < end));
    expect(content.text.slice(group?.[0].start, group?.at(-1)?.end)).toMatch(/Operation Bunyan\s+Ul Marsoos- got/);
  });

  test('a line within a paragraph that begins like an item is none; without paragraphs nothing is joined', () => {
    const text = 'It rose to\n78. That is much\n\nand more.';
    const hints = { furniture: [], pages: [], sections: [], markdown: true };
    const whole = blocksOf(text, { ...hints, paragraphs: [{ start: 0, end: text.length }] });
    expect(whole.map(({ kind, continues }) => [kind, continues])).toEqual([
      ['paragraph', false],
      ['paragraph', true],
      ['paragraph', true],
    ]);
    expect(groupBlocks(whole)).toHaveLength(1);
    expect(groupBlocks(blocksOf(text, { ...hints, paragraphs: [] }))).toHaveLength(3);
  });

  test('pages begin where form feeds are', () => {
    const { content } = fakePaper({
      title: 'x',
      authors: [],
      year: null,
      source: 'x.txt',
      text: 'One.\n\nTwo goes\fon here.\n\n\fThree.',
    });
    const blocks = blocksOf(content.text, { ...content, sections: [], markdown: false });
    expect(blocks.map(({ page }) => page)).toEqual(['1', null, '2', '3']);
    expect(groupBlocks(blocks)).toHaveLength(3);
  });
});

describe('chunks', () => {
  const settable = { furniture: [], pages: [], sections: [] };

  test('a paper that is cut into chunks has the same blocks, joined the same', () => {
    const papers = fc
      .array(scraps, { maxLength: 80 })
      .map((all) => all.join(''))
      .chain((text) =>
        fc.tuple(
          fc.constant(text),
          spansIn(text.length),
          spansIn(text.length),
          fc.array(fc.nat({ max: text.length }), { maxLength: 4 }),
          fc.boolean(),
          fc.integer({ min: 0, max: 60 }),
        ),
      );
    fc.assert(
      fc.property(papers, ([text, paragraphs, furniture, starts, markdown, length]) => {
        const edges = [0, ...starts.sort((a, b) => a - b)];
        const pages = edges.map((start, i) => ({
          number: i + 1,
          label: null,
          start,
          end: edges[i + 1] ?? text.length,
        }));
        const sections = starts.map((start) => ({ title: text.slice(start, start + 5).trim(), level: 1, start }));
        const hints = { furniture, pages, paragraphs, sections, markdown };
        const chunks = chunksOf(text, hints, length);
        expect(chunks.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
        const inChunks = chunks.flatMap((chunk) => groupBlocks(blocksOf(text, hints, chunk)));
        expect(inChunks).toEqual(groupBlocks(blocksOf(text, hints)));
      }),
      { numRuns: 1000 },
    );
  });

  test('chunks are about a page long, and no paragraph is cut', () => {
    for (const { content } of [sadi(), sarwarAndRashid()]) {
      const chunks = chunksOf(content.text, { ...content, markdown: true });
      expect(Math.max(...chunks.map(({ start, end }) => end - start))).toBeLessThan(8000);
      for (const { end } of chunks.slice(0, -1)) {
        expect(content.paragraphs.filter((paragraph) => paragraph.start < end && end < paragraph.end)).toEqual([]);
      }
    }
  });

  test('words are known before they are gathered, and the same ones after', () => {
    const { content } = sadi();
    const words = new Set(content.text.toLowerCase().match(/\p{L}+/gu));
    const asked = [...words].flatMap((word) => [word, word.slice(0, -1), `${word}s`]).filter((word) => word !== '');
    const fresh = new PaperWords(content.text);
    expect(asked.filter((word) => fresh.has(word) !== words.has(word))).toEqual([]);
    const gathered = new PaperWords(content.text);
    expect(gathered.gather()).toBe(true);
    expect(asked.filter((word) => gathered.has(word) !== words.has(word))).toEqual([]);
    while (gathered.gather());
    expect(asked.filter((word) => gathered.has(word) !== words.has(word))).toEqual([]);
  });

  test('where nothing parts the text, it is one chunk', () => {
    expect(chunksOf('a b '.repeat(5000), { ...settable, paragraphs: [], markdown: true })).toHaveLength(1);
    expect(chunksOf('', { ...settable, paragraphs: [], markdown: true })).toEqual([]);
  });
});
