import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PaperSummary } from '../../../../ingest/library.ts';
import { textOf } from '../../../../ingest/paper.ts';
import { type ClaimJudge, openClaimJudge } from '../../../../server/quotes/paraphrase/open-claim-judge.ts';
import { attributionOf } from '../../../../server/quotes/uses/attribution.ts';
import type { Change } from '../../../../server/wire.ts';
import { shelfOfDefaultPapers } from '../../../fixtures/shelf.ts';

const { signal } = new AbortController();
let byWords: ClaimJudge;
let byMeaning: ClaimJudge;
let papers: readonly PaperSummary[];
beforeAll(async () => {
  const { library, embedder } = await shelfOfDefaultPapers();
  byWords = openClaimJudge({ library });
  byMeaning = openClaimJudge({ library, embedder });
  papers = await library.papers();
});

const judge = (claim: string, source: string | null, by = byWords) =>
  by.judge(claim, source === null ? null : attributionOf(source, papers), signal);

const supported: [why: string, claim: string, source: string | null, there: string][] = [
  ['its own words', 'Malaysia has chosen a nuanced approach of strategic hedging.', 'Sadi', 'more nuanced strategic hedging'],
  ['number word and name', 'Sarwar and Rashid write that Trump mediated a ceasefire after four days.', 'Sarwar & Rashid', 'Donald Trump mediated'],
  ['another form of the words', 'Russia plans the deployment of military robotics by 2030.', null, 'Russia aims to deploy'],
  ['year and name', 'Pakistan founded the National Centre for AI in 2018.', null, 'National Centre for AI'],
  ['a country by another name', 'After four days of fighting, a ceasefire was mediated by the American president.', 'Sarwar & Rashid', 'US President'],
  ['the year of the thing itself, of several', 'The Habib Bank scam occurred in 2017.', 'Sadi', 'Habib Bank ATM scam'],
  ['an idiom with "no" before it', 'It is no surprise that Russia aims to deploy military robotics by 2030.', 'Sarwar & Rashid', 'Russia aims to deploy'],
  ['per cent spelt out', "Sadi says Huawei's coverage reached more than 70% of urban sites in 2023.", 'Sadi', 'over 70 per cent of urban'],
]; // prettier-ignore

const contradicted: [why: string, claim: string, source: string | null, change: Partial<Change>][] = [
  ['another per cent', "Firms such as Huawei and ZTE operate 19% of Pakistan's telecom network.", 'Sadi', { class: 'number', source: '92', quote: '19' }],
  ['another year', 'Russia plans to deploy military robotics by 2050.', null, { class: 'number', source: '2030', quote: '2050' }],
  ['number word', 'Trump mediated a ceasefire after nine days of fighting.', 'Sarwar & Rashid', { class: 'number', source: 'four', quote: 'nine' }],
  ['another person', 'Joe Biden mediated a ceasefire after four days of fighting.', 'Sarwar & Rashid', { class: 'name' }],
  ['another direction', 'Advanced cyberattacks have decreased by 18% each year.', 'Sadi', { class: 'direction', source: 'increased', quote: 'decreased' }],
  ['a most for a least', "China's Digital Silk Road has digitally connected fewer than 138 countries.", 'Sadi', { class: 'direction', source: '138', quote: '138' }],
  ['another year of a name, of several years', 'PECA was passed in 2018.', 'Sadi', { class: 'number', source: '2016', quote: '2018' }],
  ["another thing's year", 'The Habib Bank scam occurred in 2021.', 'Sadi', { class: 'number', source: '2017', quote: '2021' }],
  ['years that changed places', 'The Electronic Transactions Ordinance passed in 2016.', 'Sadi', { class: 'number', source: '2002', quote: '2016' }],
  ['another nationality', 'The ceasefire was mediated by the Chinese president.', 'Sarwar & Rashid', { class: 'name', source: 'US', quote: 'Chinese' }],
  ['behind for ahead', 'India aims to maintain dominance in the region while staying behind Pakistan.', 'Sarwar & Rashid', { class: 'direction', source: 'ahead', quote: 'behind' }],
  ['a negation, with its words', 'Sadi argues that Malaysia is no functional model for Pakistan.', 'Sadi', { class: 'negation' }],
  ['negation dropped', 'Washington is complacent about Chinese technological growth.', 'Sadi', { class: 'negation', quote: 'complacent' }],
  ['negating affix', 'The Personal Data Protection Bill 2021 is enforced and no longer in limbo.', 'Sadi', { class: 'negation', source: 'unenforced', quote: 'enforced' }],
]; // prettier-ignore

const absent: [why: string, claim: string, source: string | null][] = [
  ['another subject', 'Honeybees remember the colour of flowers for several days.', null],
  ['words of the subject, nothing of the sort', 'Pakistan has opened a school of marine biology in Gwadar.', null],
];

describe('claims without quotation marks', () => {
  it.each(supported)('supports %s', async (_why, claim, source, there) => {
    for (const by of [byWords, byMeaning]) {
      const judged = await judge(claim, source, by);
      expect(judged).toMatchObject({ verdict: 'paraphrase-supported', changes: [], nearest: [], judgedBy: 'rules' });
      expect(judged.place && textOf(judged.place.paper, judged.place.span)).toContain(there);
    }
  });

  it.each(contradicted)('names %s', async (_why, claim, source, change) => {
    for (const by of [byWords, byMeaning]) {
      const { verdict, changes, place, explanation } = await judge(claim, source, by);
      expect(verdict).toBe('paraphrase-contradicted');
      expect(changes).toContainEqual(expect.objectContaining({ ...change, permitted: false }));
      for (const { start, end, quote } of changes) expect(claim.slice(start, end)).toBe(quote);
      for (const { source, sourceStart, sourceEnd } of changes) {
        if (source === '') expect(sourceStart).toBeNull();
        else if (!source.includes(' ')) expect(place?.text.slice(sourceStart ?? NaN, sourceEnd ?? NaN)).toBe(source);
      }
      expect(explanation).toContain(changes[0]?.quote);
    }
  });

  it.each(absent)('finds nothing: %s', async (_why, claim, source) => {
    const judged = await judge(claim, source);
    expect(judged).toMatchObject({ verdict: 'not-found', place: null, changes: [] });
    expect(judged.nearest.length).toBeLessThanOrEqual(3);
  });

  const uncontradicted: [why: string, claim: string, source: string | null][] = [
    ['opposites of another kind of word', "Sadi's starting point is different.", 'Sadi'],
    ['a verb for a participle', 'Autonomous weapons and cybersecurity systems begin the security of the states.', 'Sarwar & Rashid'],
    ['opposites of other things', 'At the start, everybody in the ministry hoped that Pakistan is at an inflexion point.', 'Sadi'],
    ['an idiom with "no"', 'Policymakers make no secret of the components of the 2014 security policy.', 'Sarwar & Rashid'],
    ['another event of a thing that has a year', 'PECA was criticised by journalists in 2018.', 'Sadi'],
  ]; // prettier-ignore
  it.each(uncontradicted)('contradicts not: %s', async (_why, claim, source) => {
    for (const by of [byWords, byMeaning]) {
      const { verdict, changes } = await judge(claim, source, by);
      expect(verdict).not.toBe('paraphrase-contradicted');
      expect(changes.filter((change) => change.class !== 'addition')).toEqual([]);
    }
  });

  const unsupported: [why: string, claim: string, quote: string | null][] = [
    ['two words that carry something', 'The so-called "expert" was "right".', null],
    ['a number that counts something else there', 'Pakistan shot down six Rafale jets.', 'six'],
  ];
  it.each(unsupported)('supports not: %s', async (_why, claim, quote) => {
    const { verdict, changes } = await judge(claim, null);
    expect(verdict).not.toBe('paraphrase-supported');
    if (quote !== null) expect(changes).toContainEqual(expect.objectContaining({ class: 'addition', quote }));
  });

  const little: [why: string, claim: string, source: string | null][] = [
    ['two words in marks that a pronoun speaks', 'She calls it a “strategic hedging”', null],
    ['the same of a source that is named', 'Sadi calls it “strategic hedging”.', 'Sadi'],
    ['a term for a thing', 'They name their plan “hedging”.', null],
    ['one word', 'It is “great”', null],
    ['none', 'He is one of them.', null],
    ['nothing but function words', 'It is what it is.', 'Sadi'],
    ['empty', '   ', null],
  ];
  it.each(little)('cannot tell of %s', async (_why, claim, source) => {
    for (const by of [byWords, byMeaning]) {
      const judged = await judge(claim, source, by);
      expect(judged).toMatchObject({ verdict: 'cannot-tell', place: null, nearest: [], changes: [] });
    }
  });

  it('judges a claim the same whether its sentences are new or known', async () => {
    const claim = 'Advanced cyberattacks have decreased by 18% each year.';
    const first = await judge(claim, 'Sadi');
    expect(await judge(claim, 'Sadi')).toEqual(first);
  });

  it('says partly where half of a claim is in the paper, and what is not', async () => {
    const claim = 'Russia aims to deploy military robotics by 2030 and buys the chips in Taiwan.';
    const { verdict, changes } = await judge(claim, 'Sarwar & Rashid');
    expect(verdict).toBe('paraphrase-partly');
    expect(changes).toContainEqual(expect.objectContaining({ class: 'addition', source: '', quote: 'Taiwan' }));
  });

  it('looks only into the paper named', async () => {
    const claim = 'Russia aims to deploy military robotics by 2030.';
    expect((await judge(claim, null)).verdict).toBe('paraphrase-supported');
    expect((await judge(claim, 'Sadi 2025')).verdict).not.toBe('paraphrase-supported');
  });

  it('contradicts who says that a paper denies what it says', async () => {
    const said = 'Sadi says that advanced cyberattacks have increased by 18% each year.';
    expect((await judge(said, 'Sadi')).verdict).toBe('paraphrase-supported');
    expect((await judge(said.replace('says', 'denies'), 'Sadi')).verdict).toBe('paraphrase-contradicted');
  });

  it('takes any text, and ends with the signal', async () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom('Pakistan', '92%', 'not', '(', '[^', '"', 'no longer', 'Huawei', 'Sadi (2025) argues that', '\u202e', '-', '…'),
    ); // prettier-ignore
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 12 }), async (parts) => {
        const judged = await judge(parts.join(' '), 'Sadi');
        expect(judged.place === null).toBe(/^(?:not-found|cannot-tell)$/.test(judged.verdict));
      }),
      { numRuns: 60 },
    );
    const long = [' '.repeat(50_000), '(A'.repeat(50_000), 'Sadi says that '.repeat(5_000), 'not '.repeat(20_000)];
    for (const text of long) expect((await judge(text, 'Sadi')).place).toBeNull();
    await expect(byWords.judge('AI is a threat.', null, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  });
});
