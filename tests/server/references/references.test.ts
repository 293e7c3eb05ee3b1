import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Paper } from '../../../ingest/paper.ts';
import { personName } from '../../../server/references/person-name.ts';
import { referenceStyles, type ReferenceStyle } from '../../../server/references/format-reference.ts';
import { referenceTo } from '../../../server/references/references.ts';
import { sadi, sarwar } from '../../fixtures/default-papers.ts';

/** A reference without the line end that closes it. */
async function reference(paper: Paper, style: ReferenceStyle): Promise<string> {
  const text = await referenceTo(paper, style);
  expect(text.endsWith('\n')).toBe(true);
  return text.slice(0, -1);
}

const link = 'https://doi.org/10.62843/jrsr/2025.4a088';

describe('text styles, as their guides have it', () => {
  const many = Array.from({ length: 12 }, (_, at) => `Ada ${String.fromCharCode(65 + at)}lsen`);
  const cases: readonly [string, Partial<Paper> & { base?: Paper }, Partial<Record<ReferenceStyle, string>>][] = [
    [
      'one author, with a DOI; a title in headline style',
      {},
      {
        apa: `Sadi, A. (2025). U.S.-China AI rivalry and its implications on Pakistan’s cybersecurity and digital sovereignty. ${link}`,
        mla: `Sadi, Aleena. “U.S.-China AI Rivalry and Its Implications on Pakistan’s Cybersecurity and Digital Sovereignty.” 2025, ${link}.`,
        chicago: `Sadi, Aleena. 2025. “U.S.-China AI Rivalry and Its Implications on Pakistan’s Cybersecurity and Digital Sovereignty.” ${link}.`,
      },
    ],
    [
      'two authors, no year, a title in capitals',
      { base: sarwar },
      {
        apa: 'Sarwar, G., & Rashid, M. I. (n.d.). Artificial intelligence in Pakistan’s national security strategy: Evolution and impacts.',
        mla: 'Sarwar, Ghulam, and Muhammad Imran Rashid. “Artificial Intelligence in Pakistan’s National Security Strategy: Evolution and Impacts.”',
        chicago:
          'Sarwar, Ghulam, and Muhammad Imran Rashid. n.d. “Artificial Intelligence in Pakistan’s National Security Strategy: Evolution and Impacts.”',
      },
    ],
    [
      'a particle, a body and a generation',
      { title: 'Tides', authors: ['van der Berg, J.', 'World Health Organization', 'Martin L. King Jr.'], doi: null },
      {
        apa: 'van der Berg, J., World Health Organization, & King, M. L., Jr. (2025). Tides.',
        mla: 'van der Berg, J., et al. “Tides.” 2025.',
        chicago: 'van der Berg, J., World Health Organization, and Martin L. King Jr. 2025. “Tides.”',
      },
    ],
    [
      'no author',
      { title: 'Tides of the delta', authors: [], doi: null },
      {
        apa: 'Tides of the delta. (2025).',
        mla: '“Tides of the Delta.” 2025.',
        chicago: '“Tides of the Delta.” 2025.',
      },
    ],
    [
      'many authors',
      { title: 'Tides', authors: many, doi: null },
      {
        mla: 'Alsen, Ada, et al. “Tides.” 2025.',
        chicago: 'Alsen, Ada, Ada Blsen, Ada Clsen, Ada Dlsen, Ada Elsen, Ada Flsen, Ada Glsen, et al. 2025. “Tides.”',
      },
    ],
    [
      'a title in capitals with a name that the paper never uses is left',
      { title: 'THE TIDES OF ZWAANENDAEL', authors: ['J. Olsen'], doi: null },
      { apa: 'Olsen, J. (2025). THE TIDES OF ZWAANENDAEL.' },
    ],
    [
      'a title of another language keeps its capitals',
      { title: 'Die Gezeiten und der Deich', authors: ['J. Olsen'], doi: null },
      { apa: 'Olsen, J. (2025). Die Gezeiten und der Deich.', mla: 'Olsen, J. “Die Gezeiten und der Deich.” 2025.' },
    ],
    [
      'a DOI with signs that a link has not',
      { title: 'Tides', authors: ['J. Olsen'], doi: '10.1002/(SICI)1097<1329::AID>3.0.CO;2-#' },
      { apa: 'Olsen, J. (2025). Tides. https://doi.org/10.1002/(SICI)1097%3C1329::AID%3E3.0.CO;2-%23' },
    ],
  ];
  test.each(cases)('%s', async (_, { base = sadi, ...change }, expected) => {
    for (const style of referenceStyles) {
      const text = expected[style];
      if (text !== undefined) expect(await reference({ ...base, ...change }, style)).toBe(text);
    }
  });
});

describe('files for reference managers', () => {
  test('BibTeX', async () => {
    expect(await reference({ ...sadi, authors: ['Aleena Sadi', 'World Health Organization'] }, 'bibtex')).toBe(
      [
        '@misc{sadi2025china,',
        '\tauthor = {Sadi, Aleena and {World Health Organization}},',
        '\tdoi = {10.62843/jrsr/2025.4a088},',
        '\tyear = {2025},',
        "\ttitle = {{U.S.-China} {AI} Rivalry and its Implications on {Pakistan}'s Cybersecurity and Digital Sovereignty},",
        '}',
      ].join('\n'),
    );
  });

  test('RIS: a line a tag, however long', async () => {
    expect((await reference(sadi, 'ris')).split('\n')).toEqual([
      'TY  - GEN',
      'AU  - Sadi, Aleena',
      'DA  - 2025///',
      'PY  - 2025',
      'DO  - 10.62843/jrsr/2025.4a088',
      `ID  - ${sadi.id}`,
      "TI  - U.S.-China AI Rivalry and its Implications on Pakistan's Cybersecurity and Digital Sovereignty",
      'ER  - ',
    ]);
  });

  test('other scripts are kept', async () => {
    const paper = { ...sadi, title: '潮汐与堤坝', authors: ['毛泽东'], doi: null };
    for (const style of referenceStyles) {
      const text = await reference(paper, style);
      expect(text).toContain('潮汐与堤坝');
      expect(text).toContain('毛泽东');
    }
  });
});

describe('hostile titles and names', () => {
  const piece = fc.oneof(
    fc.constantFrom('{', '}', '\\', '\n', '\r\n', '\u2028', '<i>', '</i>', '<span class="nocase">', '&lt;', '"', '%', '$', '#', '_', '\nER  - \nTY  - JOUR', '},\n note={', ' and ', ': ', '\ue000', '\ud800', 'ẞ', 'é'), // prettier-ignore
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('Tides', 'OF', 'the delta', 'X'.repeat(68)),
  );
  const line = fc.array(piece, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
  const doi = fc.constantFrom(null, '10.1234/a},note={x', '10.1234/a\\b"c', '10.1234/<script>', '10.1234/ü');

  test('stay inside their field: balanced braces in BibTeX, a line a tag in RIS, one line of text', async () => {
    await fc.assert(
      fc.asyncProperty(line, fc.array(line, { maxLength: 3 }), doi, async (title, authors, given) => {
        const paper = { ...sadi, title, authors, doi: given };
        const bibtex = await reference(paper, 'bibtex');
        expect(depthsOf(bibtex).at(-1), bibtex).toBe(0);
        expect(
          depthsOf(bibtex.slice('@misc{'.length, -1)).every((depth) => depth >= 0),
          bibtex,
        ).toBe(true);
        expect(bibtex).toMatch(/^@misc\{[a-z][a-z0-9]*,\n(?:\t(?:author|doi|year|title) = \{[^\n]*\},\n)*\}$/);

        const ris = (await reference(paper, 'ris')).split('\n');
        expect(ris.map((text) => text.slice(0, 6)).filter((tag) => /^(?:TY|ER)/.test(tag))).toEqual([
          'TY  - ',
          'ER  - ',
        ]);
        expect(
          ris.every((text) => /^(?:TY|AU|DA|PY|DO|ID|TI|ER) {2}- /.test(text)),
          ris.join('\n'),
        ).toBe(true);

        for (const style of ['apa', 'mla', 'chicago'] as const) {
          expect(await reference(paper, style)).toMatch(/^[^\n\r\u2028\u2029]+$/);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('marks of HTML are words of the title, not formatting', async () => {
    const paper = { ...sadi, title: 'Use of <b>bold</b> & <script>', authors: ['J. Olsen'], doi: null };
    expect(await reference(paper, 'apa')).toBe('Olsen, J. (2025). Use of <b>bold</b> & <script>.');
    expect(await reference(paper, 'ris')).toContain('TI  - Use of <b>bold</b> & <script>');
    expect(await reference(paper, 'bibtex')).toContain(
      'Use of \\textless{}b\\textgreater{}bold\\textless{}/b\\textgreater{} \\& ',
    );
  });
});

/** How many braces are open behind each sign. */
function depthsOf(text: string): number[] {
  let depth = 0;
  return text.split('').map((sign) => (depth += Number(sign === '{') - Number(sign === '}')));
}

describe('names', () => {
  const cases: readonly [string, ReturnType<typeof personName>][] = [
    ['Muhammad Imran Rashid', { family: 'Rashid', given: 'Muhammad Imran' }],
    ['J. van der Berg', { family: 'van der Berg', given: 'J.' }],
    ['van der Berg, J.', { family: 'van der Berg', given: 'J.' }],
    ['King, Martin L., Jr.', { family: 'King', given: 'Martin L.', suffix: 'Jr.' }],
    ['Ghulam Sarwar, PhD', { family: 'Sarwar', given: 'Ghulam' }],
    ['Bates DM', { family: 'Bates', given: 'D. M.' }],
    ['Ali ibn Sina', { family: 'ibn Sina', given: 'Ali' }],
    ['José Ortega y Gasset', { family: 'Ortega y Gasset', given: 'José' }],
    ['Josep Puig i Cadafalch', { family: 'Puig i Cadafalch', given: 'Josep' }],
    ['Ursula K. Le Guin', { family: 'Le Guin', given: 'Ursula K.' }],
    ['My Le Nguyen', { family: 'Nguyen', given: 'My Le' }],
    ['Quoc V. Le', { family: 'Le', given: 'Quoc V.' }],
    // Where the family name has two words shows only when somebody writes it so.
    ['Erik Tjong Kim Sang', { family: 'Sang', given: 'Erik Tjong Kim' }],
    ['Tjong Kim Sang, Erik', { family: 'Tjong Kim Sang', given: 'Erik' }],
    ['Le Guin, Ursula K.', { family: 'Le Guin', given: 'Ursula K.' }],
    ['Plato', { literal: 'Plato' }],
    ['World Health Organization', { literal: 'World Health Organization' }],
    ['The PLOS Medicine Editors', { literal: 'The PLOS Medicine Editors' }],
    ['Department of Oil, Gas, and Mines', { literal: 'Department of Oil, Gas, and Mines' }],
    ['毛泽东', { literal: '毛泽东' }],
  ];
  test.each(cases)('%s', (author, expected) => {
    expect(personName(author)).toEqual(expected);
  });
});
