import fc from 'fast-check';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { csvReport } from '../../../../server/quotes/export/csv.ts';
import { reportFile } from '../../../../server/quotes/export/formats.ts';
import type { ReportInput } from '../../../../server/quotes/export/finding.ts';
import { markdownReport } from '../../../../server/quotes/export/markdown.ts';
import { remarksOf } from '../../../../server/quotes/export/remarks.ts';
import { isInOrder, summaryLine, summaryOf } from '../../../../server/quotes/export/verdicts.ts';
import { reportOf } from '../../../../server/quotes/report.ts';
import { type CheckResult, CheckResultSchema, VerdictSchema } from '../../../../server/wire.ts';
import { scriptedPlace } from '../../../fakes/scripted-assistant.ts';

const text = 'Sadi writes:\n\n“Trust is a third-order property”, and more.\n';

/** A result as the checker gives it for the quotation in `text`. */
function result(change: Partial<CheckResult> = {}): CheckResult {
  return CheckResultSchema.parse({
    kind: 'quotation',
    quote: 'Trust is a third-order property',
    start: 15,
    end: 46,
    claimedSource: { text: 'Sadi', paperId: scriptedPlace.paper.id },
    verdict: 'altered',
    changes: [
      {
        class: 'number',
        source: 'second',
        quote: 'third',
        permitted: false,
        start: 26,
        end: 31,
        sourceStart: 11,
        sourceEnd: 17,
      },
      {
        class: 'style',
        source: 'Trust',
        quote: 'trust',
        permitted: true,
        start: 15,
        end: 20,
        sourceStart: 0,
        sourceEnd: 5,
      },
    ],
    matches: [scriptedPlace],
    nearest: [],
    sourceQuote: 'Trust is a second-order property',
    context: { before: 'It began.', after: '. It qualifies them.' },
    originalAuthor: null,
    warnings: [{ kind: 'hypothesis', message: 'The paper only supposes this.' }],
    explanation: 'The source has “second” where the quotation has “third” (a number).',
    ...change,
  });
}

function inputOf(results: readonly CheckResult[], name: string | null = 'chapter.md'): ReportInput {
  return { name, text, address: 'https://ibid.example', report: reportOf(results, text) };
}

/** Reads CSV as RFC 4180 has it. */
function rowsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const found of csv.replace(/^\uFEFF/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    const [whole, quoted, bare = '', end] = found;
    if (whole === '') break;
    rows.at(-1)?.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

describe('the summary', () => {
  it('counts quotations and claims apart, and leaves out what there is none of', () => {
    const results = (['verbatim', 'verbatim', 'altered', 'paraphrase-partly'] as const).map((verdict) =>
      result({ verdict, kind: verdict.startsWith('paraphrase') ? 'claim' : 'quotation' }),
    );
    expect(summaryLine({ results, summary: summaryOf(results) })).toBe(
      '3 quotations and 1 claim: 2 verbatim, 1 altered, 1 claim partly supported',
    );
  });

  it('has exactly three verdicts in order', () => {
    expect(VerdictSchema.options.filter(isInOrder)).toEqual([
      'verbatim',
      'verbatim-marked-edits',
      'paraphrase-supported',
    ]);
  });

  it('tells of a quotation mark that is never closed, and of no quotation over two paragraphs', () => {
    const unclosed = 'One.\n\nShe says “trust is\n\nand so on.';
    expect(reportOf([], unclosed).notice).toContain('A quotation mark opens in line 3 and is never closed');
    expect(reportOf([result()], 'She says “trust is\n\n“a property”.').notice).toBeNull();
    expect(reportOf([result()], 'A 12" ruler.').notice).toBeNull();
  });
});

describe('the Markdown report', () => {
  it('says what differs, where the words stand and what surrounds them', () => {
    const report = markdownReport(inputOf([result()]));
    expect(report).toContain('# Quotations checked: chapter.md\n\n1 quotation: 1 altered.\n');
    expect(report).toContain('\n### 1. Altered (line 3)\n\n> “Trust is a third-order property”\n');
    expect(report).toContain('\n- Number: the source has “second”, the quotation “third”\n');
    expect(report).toContain('\n- Style (permitted): the source has “Trust”, the quotation “trust”\n');
    expect(report).toContain('\n- **Note:** The paper only supposes this.\n');
    expect(report).toContain('[“Introduction”, paragraph 1](<https://ibid.example/papers/5f1c0a2b9e7d4c31#at=14-72>)');
    expect(report).toContain('\n- In the source: It began. **Trust is a second-order property**. It qualifies them.\n');
  });

  it('has what is to be put right first', () => {
    const report = markdownReport(inputOf([result({ verdict: 'verbatim' }), result({ verdict: 'not-found' })]));
    expect(report.indexOf('### 2. Not found')).toBeLessThan(report.indexOf('### 1. Verbatim'));
  });

  it('names no line of a Word document', () => {
    expect(markdownReport(inputOf([result()], 'chapter.docx'))).toContain('### 1. Altered\n');
  });

  it('shows hostile text and never obeys it', () => {
    const hostile =
      '# x\n\n- <script>alert(1)</script> [a](javascript:b) ![i](http://e.example/x.png) **b** | `c` &amp; www.e.example \u001b[31m\u202e';
    const place = {
      ...scriptedPlace,
      section: hostile,
      paper: { ...scriptedPlace.paper, title: hostile, authors: [hostile] },
    };
    const report = markdownReport(
      inputOf(
        [
          result({
            quote: hostile,
            explanation: hostile,
            sourceQuote: hostile,
            context: { before: hostile, after: hostile },
            claimedSource: { text: hostile, paperId: null },
            matches: [place],
            warnings: [{ kind: 'hypothesis', message: hostile }],
            changes: [
              {
                class: 'word',
                source: hostile,
                quote: hostile,
                permitted: false,
                start: 15,
                end: 20,
                sourceStart: 0,
                sourceEnd: hostile.length,
              },
            ],
          }),
        ],
        `${hostile}.md`,
      ),
    );
    const own = report.replaceAll(/\\[!-/:-@[-`{-~]/g, '');
    expect(own).not.toMatch(/<script|<\/|\]\(javascript|!\[|&amp;|http:\/\/e|www\.|`/);
    expect(own.match(/\]\(/g)).toHaveLength(1);
    expect(report.split('\n').filter((line) => line.startsWith('#'))).toHaveLength(3);
    expect(report).not.toMatch(/[\u001b\u202e]/);
    const table = report.split('\n').filter((line) => line.startsWith('| 1'));
    expect(table[0]?.replaceAll('\\|', '').match(/\|/g)).toHaveLength(6);
  });
});

describe('the CSV report', () => {
  it('has a row for each result', () => {
    const [head = [], row = [], ...more] = rowsOf(csvReport(inputOf([result()])));
    const entry = Object.fromEntries(head.map((name, index) => [name, row[index]]));
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      number: '1',
      verdict: 'altered',
      start: '15',
      'claimed source': 'Sadi',
      changes:
        'number: the source has “second”, the quotation “third”; style (permitted): the source has “Trust”, the quotation “trust”',
      paper: 'Sadi (2025)',
      section: 'Introduction',
      link: 'https://ibid.example/papers/5f1c0a2b9e7d4c31#at=14-72',
    });
  });

  it('survives any text, and gives a spreadsheet nothing to run', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.constantFrom('=1+1', '+1', '-1', '@x', '\t=1', '"=1', 'a,"b"\r\nc', ' =1', '＝1'),
    );
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 4 }), (quotes) => {
        const rows = rowsOf(csvReport(inputOf(quotes.map((quote) => result({ quote, explanation: quote })))));
        expect(rows).toHaveLength(quotes.length + 1);
        expect(new Set(rows.map((row) => row.length))).toEqual(new Set([18]));
        for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@＝]/);
      }),
    );
  });
});

describe('a comment on a use', () => {
  it('says the verdict, why, what differs and where the words stand', () => {
    const [remark] = remarksOf(inputOf([result()]));
    expect(remark).toEqual({
      start: 15,
      end: 46,
      paragraphs: [
        'Altered',
        'The source has “second” where the quotation has “third” (a number).',
        '• number: the source has “second”, the quotation “third”',
        'The source: “Trust is a second-order property”',
        'The paper only supposes this.',
        'Sadi (2025), Trusting Machines, “Introduction”, paragraph 1: https://ibid.example/papers/5f1c0a2b9e7d4c31#at=14-72',
      ],
    });
  });

  it('is a Word document of a text that was given as such', async () => {
    const input = { ...inputOf([result({ start: 0, end: 4 })]), text: 'Words.', name: null };
    const made = await reportFile('docx', null, input, new AbortController().signal);
    expect(made.name).toBe('quotations.docx');
    const zip = await JSZip.loadAsync(made.content);
    expect(await zip.file('word/document.xml')?.async('string')).toContain('>Word</w:t>');
    expect(await zip.file('word/comments.xml')?.async('string')).toContain('>Altered</w:t>');
  });
});
