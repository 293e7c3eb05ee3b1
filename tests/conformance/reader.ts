import { describe, expect, test } from 'vitest';
import { UnreadablePaperError } from '../../ingest/errors.ts';
import { type Paper, type Span, paperIdOf, sha256Of } from '../../ingest/paper.ts';
import type { Reader, Source } from '../../ingest/reader.ts';

/** A file that a reader turns into a paper. */
export interface ReadableCase {
  /** What it is, as part of the test's name. */
  readonly what: string;
  readonly source: () => Source | Promise<Source>;
  /** Words that have to be in the text. */
  readonly holds: string;
}

/** A file that a reader accepts and then has to refuse. */
export interface RefusedCase {
  readonly what: string;
  readonly source: () => Source | Promise<Source>;
  /** What the sentence says. */
  readonly reason: RegExp;
}

export interface ReaderCases {
  /** At least one. */
  readonly readable: readonly ReadableCase[];
  readonly refused: readonly RefusedCase[];
  /** A file of another kind, which is not this reader's. */
  readonly foreign: Source;
}

/** The suite that every Reader passes. */
export function describeReader(name: string, make: () => Reader, cases: ReaderCases): void {
  const never = new AbortController().signal;

  describe(`${name}: what every reader does`, () => {
    for (const { what, source, holds } of cases.readable) {
      test(`${what}: offsets, pages and ids fit the text`, async () => {
        const file = await source();
        const reader = make();
        expect(reader.accepts(file)).toBe(true);
        const kept = Buffer.from(file.bytes);
        const paper = await reader.read(file, never);

        expect(paper.text).toContain(holds);
        expect(paper.source).toBe(file.name);
        expect(paper.sha256).toBe(sha256Of(paper.text));
        expect(paper.id).toBe(paperIdOf(paper.text));
        expect(paper.title.trim()).not.toBe('');
        expectSpansInText(paper);
        expectPagesWithoutGaps(paper);
        expect(kept.equals(file.bytes), 'the bytes given are left as they are').toBe(true);
      });

      test(`${what}: the same bytes give the same paper`, async () => {
        const reader = make();
        const first = await reader.read(await source(), never);
        const second = await reader.read(await source(), never);
        expect(second).toEqual(first);
      });

      test(`${what}: an aborted read rejects with the signal's reason`, async () => {
        const reason = new Error('the person went away');
        const before = AbortSignal.abort(reason);
        await expect(make().read(await source(), before)).rejects.toBe(reason);
      });
    }

    for (const { what, source, reason } of cases.refused) {
      test(`${what} is refused with a sentence`, async () => {
        const file = await source();
        expect(make().accepts(file)).toBe(true);
        const error: unknown = await make()
          .read(file, never)
          .catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(UnreadablePaperError);
        if (!(error instanceof UnreadablePaperError)) return;
        expect(error.reason).toMatch(reason);
        expect(error.source).toBe(file.name);
        expect(error.message).toBe(`${file.name}: ${error.reason}`);
        expect(error.reason, 'no stack, no path').not.toMatch(/\n|node_modules|\/tmp|Error:|at \w+ \(/);
        expect(error.reason.split(/\s+/).length, 'a sentence').toBeGreaterThan(4);
      });
    }

    test('leaves a file of another kind to other readers', () => {
      expect(make().accepts(cases.foreign)).toBe(false);
    });
  });
}

function expectSpansInText(paper: Paper): void {
  const spans: Span[] = [
    ...paper.sections.flatMap(({ span, heading }) => [span, heading]),
    ...paper.paragraphs,
    ...paper.references.map(({ span }) => span),
    ...paper.mentions.map(({ span }) => span),
    ...paper.furniture.map(({ span }) => span),
  ];
  for (const span of spans) {
    expect(Number.isInteger(span.start) && Number.isInteger(span.end)).toBe(true);
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.end).toBeGreaterThan(span.start);
    expect(span.end).toBeLessThanOrEqual(paper.text.length);
  }
  for (const span of [...paper.paragraphs, ...paper.furniture.map((item) => item.span)]) {
    const words = paper.text.slice(span.start, span.end);
    expect(words, 'edges are not white space').toBe(words.trim());
  }
  expectAscending(paper.furniture.map(({ span }) => span));
  expectAscending(paper.paragraphs);
}

function expectAscending(spans: readonly Span[]): void {
  spans.forEach((span, index) => {
    expect(span.start).toBeGreaterThanOrEqual(spans[index - 1]?.end ?? 0);
  });
}

function expectPagesWithoutGaps({ pages, text }: Paper): void {
  pages.forEach((page, index) => {
    expect(page.number).toBe(index + 1);
    expect(page.span.start).toBe(pages[index - 1]?.span.end ?? 0);
    expect(page.span.end).toBeGreaterThanOrEqual(page.span.start);
  });
  if (pages.length > 0) expect(pages.at(-1)?.span.end).toBe(text.length);
}
