import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openChecker } from '../../../../server/quotes/checker.ts';
import { findUses } from '../../../../server/quotes/uses/find-uses.ts';
import { shelfOfDefaultPapers } from '../../../fixtures/shelf.ts';
import { papers, shortly } from './library-of-two.ts';

const S = 'Sadi | sadi-2025 | ';
const S25 = `${S}2025`;
const SR = 'Sarwar, Rashid | sarwar-rashid | ';
const words = 'Data is the new oil and algorithms the new arms.';
const more = 'The stakes are greater than Pakistan alone.';

/** What is quoted, with whom it is credited to. */
const quoted = (text: string): string[][] =>
  findUses(text, papers)
    .filter((use) => use.kind === 'quotation' && !use.doubtful)
    .map((use) => [use.quote, shortly(use.attribution)]);

describe('a line that names the source of the quotation before it', () => {
  test.each<[string, string, string[][]]>([
    ['dash, next line', `> ${words}\n— Sadi (2025)`, [[words, S25]]],
    ['dash, behind a blank line', `> ${words}\n\n— Sadi (2025)`, [[words, S25]]],
    ['two hyphens', `> ${words}\n-- Sadi, 2025`, [[words, S25]]],
    ['one hyphen', `> ${words}\n- Sadi (2025)`, [[words, S25]]],
    ['no dash', `> ${words}\nSadi (2025)`, [[words, S25]]],
    ['no dash, behind a blank line', `> ${words}\n\nSadi (2025)`, [[words, S25]]],
    ['no year', `> ${words}\nSarwar & Rashid`, [[words, SR]]],
    ['a page', `> ${words}\n— Sadi (2025), p. 3`, [[words, S25]]],
    ['brackets', `> ${words}\n(Sadi, 2025, p. 3)`, [[words, S25]]],
    ['in italics', `> ${words}\n_— Aleena Sadi, 2025_`, [[words, S25]]],
    ['with the title', `> ${words}\n— Aleena Sadi, “U.S.-China AI Rivalry”, 2025`, [[words, S25]]],
    ['nobody of the library', `> ${words}\n— Mearsheimer, 2001`, [[words, 'Mearsheimer |  | 2001']]],
    ['nobody of the library, no year', `> ${words}\n— John Mearsheimer`, [[words, 'Mearsheimer |  | ']]],
    ['reported', `> ${words}\n— Work, 2017, as cited in Sadi, 2025`, [[words, 'Work | sadi-2025 | 2025']]],
    ['and words of one’s own behind it', `> ${words}\n— Sadi (2025)\nIs that so?`, [[words, S25]]],
    ['last in the block', `> ${words}\n> — Sarwar & Rashid, n.d.`, [[words, SR]]],
    ['last in the block, no dash', `> ${words}\n> Sadi, 2025`, [[words, S25]]],
    ['a paragraph of the block', `> ${words}\n>\n> — Sadi, 2025`, [[words, S25]]],
    ['of all its paragraphs', `> ${words}\n>\n> ${more}\n> — Sadi, 2025`, [[words, S25], [more, S25]]],
    ['after marks, next line', `“${words}”\nSadi (2025)`, [[words, S25]]],
    ['after marks, behind a blank line', `“${words}”\n\n— Sadi, 2025`, [[words, S25]]],
    ['after marks, nobody of the library', `Look: “${words}”\n— Mearsheimer, 2001`, [[words, 'Mearsheimer |  | 2001']]],
    ['after a mark that nothing closes', `“${words}\n— Sadi (2025)`, [[words, S25]]],
    ['two quotations, each with its own', `“${words}”\n— Sadi, 2025\n\n“${more}”\n— Sarwar & Rashid`, [[words, S25], [more, SR]]],
    ['a reported person keeps the name', `As Work says, “${words}”\n— Sadi, 2025`, [[words, 'Work | sadi-2025 | 2025']]],
    ['who is named before speaks', `Sadi warns: “${words}”\n— Sarwar & Rashid`, [[words, S]]],
  ])('%s', (_what, text, expected) => {
    expect(quoted(text)).toEqual(expected);
  }); // prettier-ignore

  test('a pronoun behind it stands for whom it names', () => {
    expect(quoted(`> ${words}\n— Sadi (2025)\n\nShe adds that “the stakes are greater”.`)[1]?.[1]).toBe(S25);
  });
});

describe('no such line', () => {
  test.each<[string, string, string[][]]>([
    ['a sentence that goes on', `> ${words}\nSadi (2025) says so of Pakistan.`, [[words, 'nobody']]],
    ['et al., and a sentence', `> ${words}\nSarwar et al. say it too.`, [[words, 'nobody']]],
    ['a question', `> ${words}\n— Sadi?`, [[words, 'nobody']]],
    ['what introduces the next', `> ${words}\n\nSadi (2025):\n> ${more}`, [[words, 'nobody'], [more, S25]]],
    ['a name over each', `Sadi (2025)\n\n> ${words}\n\nSarwar & Rashid\n\n> ${more}`, [[words, 'nobody'], [more, 'nobody']]],
    ['a word', `> ${words}\nThanks`, [[words, 'nobody']]],
    ['a name that the library has not', `> ${words}\nJohn Miller`, [[words, 'nobody']]],
    ['a heading', `> ${words}\n\n## Sadi (2025)\n\nText.`, [[words, 'nobody']]],
    ['an item of a list', `> ${words}\n\n- Sadi (2025)\n- Sarwar & Rashid (n.d.)`, [[words, 'nobody']]],
    ['the end of a quoted sentence', '> Data is the new oil, as was said by\n> Sadi, 2025', [['Data is the new oil, as was said by\n> Sadi, 2025', 'nobody']]],
    ['behind no quotation', `Data is the new oil.\n— Sadi, 2025\n\n# Oil\n\n“${words}”`, [[words, 'nobody']]],
  ])('%s', (_what, text, expected) => {
    expect(quoted(text)).toEqual(expected);
  }); // prettier-ignore
});

describe('paragraphs of a block quotation', () => {
  test.each<[string, string, string[][]]>([
    ['an empty quoted line', `> ${words}\n>\n> ${more}`, [[words, 'nobody'], [more, 'nobody']]],
    ['one with a space', `> ${words}\n> \n> ${more}`, [[words, 'nobody'], [more, 'nobody']]],
    ['introduced together', `Sadi (2025) writes:\n> ${words}\n>\n> ${more}`, [[words, S25], [more, S25]]],
    ['a callout', `> [!NOTE]\n> ${words}\n>\n> ${more}`, []],
  ])('%s', (_what, text, expected) => {
    expect(quoted(text)).toEqual(expected);
  }); // prettier-ignore
});

const { library } = await shelfOfDefaultPapers();
const checker = openChecker({ library });
const sentence = 'It is not your typical geopolitical battle.';
const other = 'The AI arms race brings major changes in the strategy';

describe('the verdict with such a line', () => {
  test.each<[string, string, string[]]>([
    ['the right source', `> ${sentence}\n— Sadi (2025)`, ['verbatim']],
    ['another source', `> ${sentence}\n— Sarwar & Rashid (n.d.)`, ['misattributed']],
    ['another source, without marks', `${sentence}\n— Sarwar & Rashid (n.d.)`, ['misattributed']],
    ['the right source, without marks', `${sentence}\n\nSadi (2025)`, ['verbatim']],
    ['two paragraphs of two papers', `> ${sentence}\n>\n> ${other}`, ['verbatim', 'verbatim']],
    ['two that stand in a row are one quotation', '> It is not your typical geopolitical battle.\n>\n> It is a strategic struggle', ['verbatim']],
  ])('%s', async (_what, text, expected) => {
    const results = await checker.check({ text }, new AbortController().signal);
    expect(results.map(({ verdict }) => verdict)).toEqual(expected);
    for (const { start, end, quote } of results) expect(text.slice(start, end)).toBe(quote);
  }); // prettier-ignore
});

describe('whatever the text', () => {
  const part = fc.constantFrom(
    ...['> ', '>\n', '\n', '\n\n', '— ', '- ', 'Sadi', ' (2025)', 'Mearsheimer, 2001', '“', '”', words, ' ', '*', 'et al.'],
  ); // prettier-ignore
  test('quotations are the text’s, ascending and apart', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const reached = { quotation: 0, claim: 0 };
        for (const { kind, span, quote } of findUses(text, papers)) {
          expect(text.slice(span.start, span.end)).toBe(quote);
          expect(span.start).toBeGreaterThanOrEqual(reached[kind]);
          reached[kind] = span.end;
        }
      }),
      { numRuns: 500, examples: [[['Sadi', '> ', 'Mearsheimer, 2001', words, '“', words]]] },
    );
  });

  test.each([
    ['credited blocks', `> a b c\n— Sadi, 2025\n`.repeat(10_000)],
    ['credits in marks', `“a b c”\n— Sadi\n`.repeat(15_000)],
    ['credits of nobody', `> a\n— Mearsheimer, 2001\n\n`.repeat(9_000)],
    ['empty quoted lines', '>\n'.repeat(120_000)],
    ['quoted paragraphs', '> a\n>\n'.repeat(40_000)],
  ])('a quarter of a megabyte of %s ends', (_what, whole) => {
    const before = process.cpuUsage();
    findUses(whole, papers);
    const { user } = process.cpuUsage(before);
    // Seconds of the processor; quadratic time would be minutes, or hours.
    expect(user / 1e6).toBeLessThan(60);
  }); // prettier-ignore
});
