import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkHref, conversationHref, libraryHref, parseAddress, parseMain } from '../../web/address/address.ts';
import { parsePermalink, spanAddress, withShow } from '../../web/address/permalink.ts';
import { permalinkTo } from '../../server/citations/permalink.ts';
import { sha256Of } from '../../ingest/paper.ts';
import type { PaperId } from '../../ingest/paper.ts';

const none = { pieces: [], garbled: false, sha: null, quote: null, prefix: null, suffix: null, show: 'text' };

describe('a permalink', () => {
  test.each<[what: string, address: string, parsed: object | null]>([
    [
      'names pieces, hash and words',
      '/papers/a7ea#at=1234-1300,1371-1390&sha=A7EA54A9&quote=%22Made%20in%20China%22&prefix=the%20&suffix=%20%26%20so',
      {
        paperId: 'a7ea',
        pieces: [
          { start: 1234, end: 1300 },
          { start: 1371, end: 1390 },
        ],
        garbled: false,
        sha: 'a7ea54a9',
        quote: '"Made in China"',
        prefix: 'the ',
        suffix: ' & so',
        show: 'text',
      },
    ],
    ['may name the paper alone', '/papers/a7ea', { paperId: 'a7ea', ...none }],
    ['may have an empty fragment', '/papers/a7ea#', { paperId: 'a7ea', ...none }],
    ['empty words are words', '/papers/a7ea#prefix=', { paperId: 'a7ea', ...none, prefix: '' }],
    ['a piece that ends before it begins is none', '/papers/a#at=9-3', { paperId: 'a', ...none, garbled: true }],
    ['pieces that overlap are none', '/papers/a#at=1-5,4-9', { paperId: 'a', ...none, garbled: true }],
    ['pieces that are no numbers are none', '/papers/a#at=1e3-5,-2', { paperId: 'a', ...none, garbled: true }],
    [
      'a piece that no paper is long enough for is none',
      '/papers/a#at=1-9999999999',
      { paperId: 'a', ...none, garbled: true },
    ],
    ['a hash that is too short is none', '/papers/a#sha=a7ea54a', { paperId: 'a', ...none }],
    ['a broken escape loses its field only', '/papers/a#quote=%E0%A4&prefix=x', { paperId: 'a', ...none, prefix: 'x' }],
    ['an unknown field is skipped', '/papers/a#page=3&prefix=x', { paperId: 'a', ...none, prefix: 'x' }],
    ['a deeper path is no paper', '/papers/a/text', null],
    ['an answer is no paper', '/answers/a', null],
    ['the list is no paper', '/papers/', null],
  ])('%s', (_, address, parsed) => {
    expect(parsePermalink(address)).toEqual(parsed);
  });

  test('says how the paper is looked at; the text goes without saying', () => {
    const address = '/papers/a7ea#at=5-9&quote=a%26show%3Dpage';
    expect(parsePermalink(address)?.show).toBe('text');
    const page = withShow(address, 'page');
    expect(page).toBe(`${address}&show=page`);
    expect(parsePermalink(page)).toEqual({ ...parsePermalink(address), show: 'page' });
    expect(withShow(withShow(page, 'contents'), 'text')).toBe(address);
    expect(withShow('/papers/a7ea', 'contents')).toBe('/papers/a7ea#show=contents');
    expect(withShow('/papers/a7ea#show=contents', 'text')).toBe('/papers/a7ea');
    expect(parsePermalink('/papers/a7ea#show=everything')?.show).toBe('text');
  });

  test('is read as the server wrote it', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 60 });
    const lengths = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 900 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(words, words, words, lengths, (quote, prefix, suffix, all) => {
        let at = 0;
        const pieces = all.map(([gap, length]) => ({ start: at + gap, end: (at += gap + length) }));
        const sha256 = sha256Of(quote);
        const paper = { id: sha256.slice(0, 16) as PaperId, sha256 };
        const read = parsePermalink(permalinkTo(paper, { pieces, quote, prefix, suffix }));
        expect(read).toMatchObject({ paperId: paper.id, pieces, quote, prefix, suffix });
        expect(sha256.startsWith(read?.sha ?? 'none')).toBe(true);
      }),
    );
  });

  test('of a span leads back to it', () => {
    const address = spanAddress('a7ea', { start: 5, end: 9 }, sha256Of('text'));
    expect(parsePermalink(address)).toMatchObject({ paperId: 'a7ea', pieces: [{ start: 5, end: 9 }] });
  });
});

describe('an address', () => {
  const ask = { page: 'ask', answers: [], papers: [] };
  const check = { page: 'check', draft: null, text: '', source: '' };

  test.each<[what: string, href: string, state: unknown, address: object]>([
    ['the home page', '/', null, { permalink: null, main: ask, mainHref: '/', asking: null }],
    ['an answer alone is a conversation of one', '/answers/x1', null, { main: { ...ask, answers: ['x1'] } }],
    ['an answer after others', '/answers/x3?after=x1,x2', null, { main: { ...ask, answers: ['x1', 'x2', 'x3'] } }],
    ['a choice of papers', '/?papers=a,b', null, { main: { ...ask, papers: ['a', 'b'] } }],
    ['ids that can be none are left out', '/?papers=a,<b>,,../c', null, { main: { ...ask, papers: ['a'] } }],
    [
      'a paper beside a conversation',
      '/papers/a#at=1-2',
      { beside: '/answers/x1' },
      { permalink: { paperId: 'a' }, main: { ...ask, answers: ['x1'] }, mainHref: '/answers/x1' },
    ],
    ['a paper whose link was shared stands beside nothing', '/papers/a', null, { main: ask, mainHref: '/' }],
    ['the library', '/library', null, { main: { page: 'library', find: '', order: null } }],
    [
      'the library narrowed down and ordered',
      '/library#find=sadi+2025&order=year',
      null,
      { main: { page: 'library', find: 'sadi 2025', order: 'year' } },
    ],
    ['a check that has not begun', '/check', null, { main: check }],
    [
      'a check of a text in the address',
      '/check#text=Nine%20of+ten%0Awere&source=Sadi+2025',
      null,
      { main: { ...check, text: 'Nine of ten\nwere', source: 'Sadi 2025' } },
    ],
    ['a check of a draft', '/check/d-1', null, { main: { ...check, draft: 'd-1' } }],
    ['a question under way', '/', { asking: 'Why?' }, { asking: 'Why?' }],
    ['what is unknown is home', '/answers/../x', 'strange', { main: ask, mainHref: '/answers/../x' }],
    ['a state of something else', '/', { beside: 3, asking: null }, { main: ask, asking: null }],
  ])('%s', (_, href, state, address) => {
    expect(parseAddress(href, state)).toMatchObject(address);
  });

  test('of a conversation leads back to it', () => {
    const ids = fc.array(fc.stringMatching(/^[\w-]{1,40}$/), { maxLength: 20 });
    fc.assert(
      fc.property(ids, ids, (answers, papers) => {
        expect(parseMain(conversationHref({ answers, papers }))).toEqual({ page: 'ask', answers, papers });
      }),
    );
  });

  test('of the library leads back to its words and order', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(words, fc.constantFrom(null, 'title', 'year'), (find, order) => {
        expect(parseMain(libraryHref({ find, order }))).toEqual({ page: 'library', find, order });
      }),
    );
  });

  test('of a check leads back to its text, whatever it holds', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 80 });
    fc.assert(
      fc.property(words, words, (text, source) => {
        const expected = text === '' ? { text: '', source: '' } : { text, source };
        expect(parseMain(checkHref({ text, source }))).toMatchObject({ page: 'check', draft: null, ...expected });
      }),
    );
  });
});
