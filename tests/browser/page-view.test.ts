import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addPaper } from '../../ingest/add-paper.ts';
import { openLibrary } from '../../ingest/open-library.ts';
import { readingTextOf } from '../../ingest/reading-text.ts';
import { sentenceSpans } from '../../ingest/sentences.ts';
import { readIngestSettings } from '../../ingest/settings.ts';
import type { WirePaper, WirePaperText, WireSpan } from '../../server/wire.ts';
import { lettersOf } from '../../web/source/page/letters.ts';
import { hashingEmbedder } from '../fakes/hashing-embedder.ts';
import { type RealServer, startRealServer } from '../fixtures/real-server.ts';
import { lockedPdf, makePdf } from '../ingest/readers/pdf-fixtures.ts';
import { axeViolations } from './axe-violations.ts';
import { browserPath, launchBrowser, noBrowserReason } from './browser.ts';
import { coveredWords } from './covered-words.ts';
import { openWatchedPage, type WatchedPage } from './watched-page.ts';

const shared = resolve(import.meta.dirname, '../../../shared/pdfs');
const realPapers = [
  'naacl06-shinyama.pdf',
  'footnotes.pdf',
  'latex-multicolumn.pdf',
  'layout-parser-paper-fast.pdf',
  'docling-rtl_01.pdf',
  'dehyphenisation1.pdf',
].filter((name) => existsSync(join(shared, name)));

/** Two columns, a word cut at a line's end, a sentence that stands twice, one that goes on over the page. */
function towerPdf(): Promise<Uint8Array> {
  const filler = (count: number, from: number) =>
    Array.from({ length: count }, (_, at) => `Ring number ${from + at} of the bell was heard in town.`);
  return makePdf(
    [
      (sheet) => {
        sheet.line(60, 70, 'The Bells of the Old Tower', { size: 18, bold: true });
        sheet.lines(60, 120, [
          'The sexton rang the bell at noon. Then the com-',
          'mittee asked for silence in the whole',
        ]);
        sheet.lines(60, 144, [
          'district, and it was so. The sexton rang the bell',
          'at noon. Nobody complained of that again.',
        ]);
        sheet.lines(60, 168, filler(45, 1));
        sheet.lines(320, 120, filler(48, 46));
        sheet.lines(320, 696, [
          'In the last of these years the tower itself',
          'was seen to lean towards the river, and',
        ]);
      },
      (sheet) => {
        sheet.lines(60, 70, ['so the bells were taken down one by one.', 'They were never hung again.']);
        sheet.lines(60, 110, filler(40, 94));
      },
    ],
    { title: 'The Bells of the Old Tower' },
  );
}

/** A busy machine takes its time. */
const patience = { timeout: 60_000 };

describe.skipIf(browserPath === null)(`a PDF's own pages${browserPath === null ? ` (${noBrowserReason})` : ''}`, () => {
  let folder: string;
  let server: RealServer;
  let browser: Browser;
  let papers: WirePaper[];
  let open: WatchedPage[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ibid-pages-'));
    const library = join(folder, 'library');
    const models = resolve(import.meta.dirname, '../../data/models');
    const opened = await openLibrary(readIngestSettings({ IBID_LIBRARY: library, IBID_MODELS: models }));
    const tower = await towerPdf();
    // Nothing is asked here: any vectors will do, and the model's own would take most of the time.
    const { id, dimensions } = opened.embedder;
    const parts = { ...opened, embedder: { ...hashingEmbedder({ dimensions }), id } };
    await addPaper({ name: 'tower.pdf', origin: '/tower.pdf', bytes: () => Promise.resolve(tower) }, parts);
    for (const name of realPapers) {
      await addPaper({ name, origin: `/${name}`, bytes: () => readFile(join(shared, name)) }, parts);
    }
    await opened.library.setNote('default-papers', 'done');
    await opened.close();
    server = await startRealServer({ IBID_LIBRARY: library });
    browser = await launchBrowser();
    papers = ((await getJson('/api/papers')) as { papers: WirePaper[] }).papers;
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    const faults = open.flatMap((watched) => watched.faults);
    const strangers = open.flatMap((watched) => watched.strangers);
    await Promise.all(open.map(({ page }) => page.context().close()));
    open = [];
    expect(faults).toEqual([]);
    expect(strangers).toEqual([]);
  });

  const getJson = async (path: string): Promise<unknown> => (await fetch(server.url + path)).json();
  const blank = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const watched = await openWatchedPage(browser, server.url, options);
    open.push(watched);
    return watched.page;
  };
  const paperCalled = async (source: string) => {
    const paper = papers.find((candidate) => candidate.source === source);
    if (!paper) throw new Error(`${source} is not in the library`);
    return { paper, content: (await getJson(`/api/papers/${paper.id}/text`)) as WirePaperText };
  };
  const addressOf = (paper: WirePaper, pieces: readonly WireSpan[], show = '&show=page') =>
    `${server.url}/papers/${paper.id}#at=${pieces.map(({ start, end }) => `${start}-${end}`).join()}${show}`;
  const spanOf = ({ text }: WirePaperText, words: string, from = 0): WireSpan => {
    const found = new RegExp(words.replace(/[.]/g, '\\.').replace(/ /g, '\\s+')).exec(text.slice(from));
    if (!found) throw new Error(`not in the text: ${words}`);
    return { start: from + found.index, end: from + found.index + found[0].length };
  };
  /** What the marks cover, as letters in alphabetical order when the items' order is not the text's. */
  const coveredLetters = async (page: Page) => lettersOf(await coveredWords(page)).letters;

  test.each<[what: string, words: string]>([
    ['over a word that a line cuts', 'the com- mittee asked for silence'],
    ['over two columns', 'In the last of these years the tower itself was seen to lean'],
    ['that stands in one line', 'They were never hung again.'],
  ])('a quotation %s is marked, and in view', async (_, words) => {
    const { paper, content } = await paperCalled('tower.pdf');
    const page = await blank();
    await page.goto(addressOf(paper, [spanOf(content, words)]));
    await page.locator('.page-mark').first().waitFor();
    expect(await coveredLetters(page)).toBe(lettersOf(words).letters);
    const inView = await page
      .locator('.page-mark')
      .first()
      .evaluate((mark) => {
        const { top, bottom } = mark.getBoundingClientRect();
        return top > 0 && bottom < innerHeight;
      });
    expect(inView).toBe(true);
  });

  test('of a sentence that stands twice the one that is quoted is marked', async () => {
    const { paper, content } = await paperCalled('tower.pdf');
    const words = 'The sexton rang the bell at noon.';
    const first = spanOf(content, words);
    const second = spanOf(content, words, first.end);
    const page = await blank();
    const topOf = () =>
      page
        .locator('.page-mark')
        .first()
        .evaluate((mark) => (mark as HTMLElement).style.top);
    await page.goto(addressOf(paper, [first]));
    await page.locator('.page-mark').first().waitFor();
    const top = await topOf();
    await page.goto(addressOf(paper, [second]));
    await expect.poll(async () => (await topOf()) !== top, patience).toBe(true);
    expect(await coveredLetters(page)).toBe(lettersOf(words).letters);
    expect(await page.locator('.page-mark').count()).toBe(2);
  });

  test('a quotation that goes on over the page is marked on both pages', async () => {
    const { paper, content } = await paperCalled('tower.pdf');
    const words = 'was seen to lean towards the river, and so the bells were taken down';
    const page = await blank({ viewport: { width: 1280, height: 1600 } });
    await page.goto(addressOf(paper, [spanOf(content, words)]));
    await expect.poll(() => page.locator('.page-sheet:has(.page-mark)').count(), patience).toBe(2);
    expect(await coveredLetters(page)).toBe(lettersOf(words).letters);
  });

  test('words that the image has not are marked nowhere, and the text is offered', async () => {
    const { paper, content } = await paperCalled('tower.pdf');
    const page = await blank();
    // The file is another one than the text was made from.
    const other = await makePdf([(sheet) => sheet.line(60, 70, 'Other words altogether.')]);
    await page.route('**/api/papers/*/file', (route) => route.fulfill({ body: Buffer.from(other) }));
    await page.goto(addressOf(paper, [spanOf(content, 'They were never hung again.')]));
    await page.getByText('The quotation could not be located on the page image.').waitFor();
    expect(await page.locator('.page-mark').count()).toBe(0);
    await page.getByRole('button', { name: 'Show it in the text' }).click();
    await expect.poll(() => page.locator('mark').allTextContents(), patience).toEqual(['They were never hung again.']);
    expect(page.url()).not.toContain('show=');
  });

  test('tabs are in the address and go by arrow keys; another look loses no place', async () => {
    const { paper, content } = await paperCalled('tower.pdf');
    const page = await blank();
    await page.goto(addressOf(paper, [spanOf(content, 'Nobody complained of that again.')], ''));
    await page.locator('mark').first().waitFor();
    expect(
      await page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('pdf'))),
    ).toBe(false);
    await page.getByRole('tab', { name: 'Text' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/&show=page$/);
    await page.locator('.page-mark').first().waitFor();
    await page.keyboard.press('End');
    await page.waitForURL(/&show=contents$/);
    await page.getByRole('heading', { name: 'References' }).waitFor();
    await page.reload();
    await expect.poll(() => page.getByRole('tab', { selected: true }).textContent()).toBe('Contents');
    await page.getByRole('tab', { name: 'Page' }).click();
    await page.locator('.page-mark').first().waitFor();
    const pane = page.locator('.source-scroll:not(.put-away)');
    await pane.evaluate((element) => element.scrollTo(0, 900));
    await expect.poll(() => pane.evaluate((element) => element.scrollTop), patience).toBe(900);
    await page.getByRole('tab', { name: 'Text' }).click();
    await page.locator('mark').first().waitFor();
    await page.getByRole('tab', { name: 'Page' }).click();
    await expect.poll(() => pane.evaluate((element) => element.scrollTop)).toBe(900);
  });

  test('pages can be made larger, and what is read stays in view', async () => {
    const { paper, content } = await paperCalled('tower.pdf');
    const page = await blank();
    await page.goto(addressOf(paper, [spanOf(content, 'In the last of these years')]));
    await page.locator('.page-mark').first().waitFor();
    const width = () =>
      page
        .locator('.page-image canvas')
        .first()
        .evaluate((canvas: HTMLCanvasElement) => canvas.width);
    await page.locator('.page-image canvas').first().waitFor();
    const before = await width();
    for (let step = 0; step < 3; step += 1) await page.getByRole('button', { name: 'Larger' }).click();
    await expect.poll(width, patience).toBeGreaterThan(before * 1.8);
    expect(await coveredLetters(page)).toBe(lettersOf('In the last of these years').letters);
    const { top, height } = await page
      .locator('.page-mark')
      .first()
      .evaluate((mark) => {
        return { top: mark.getBoundingClientRect().top, height: innerHeight };
      });
    expect(top).toBeGreaterThan(0);
    expect(top).toBeLessThan(height);
  });

  test.each(['light', 'dark'] as const)(
    'nothing is wrong with it for those who can’t see or point (%s)',
    async (colorScheme) => {
      const { paper, content } = await paperCalled('tower.pdf');
      const page = await blank({ colorScheme });
      await page.goto(addressOf(paper, [spanOf(content, 'They were never hung again.')]));
      await page.locator('.page-mark').first().waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.getByRole('tab', { name: 'Contents' }).click();
      await page.getByRole('heading', { name: 'References' }).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.getByRole('tab', { name: 'Text' }).click();
      await page.locator('mark').first().waitFor();
      expect(await axeViolations(page)).toEqual([]);
    },
  );

  test.each<[what: string, file: () => Promise<Buffer> | Buffer, words: string]>([
    ['asks for a password', () => lockedPdf(), 'The file asks for a password'],
    ['is no PDF', () => Buffer.from('words that are no PDF at all'), 'The file is broken'],
  ])('a file that %s is said to be so', async (_, file, words) => {
    const { paper } = await paperCalled('tower.pdf');
    const page = await blank();
    const body = await file();
    await page.route('**/api/papers/*/file', (route) => route.fulfill({ body }));
    await page.goto(`${server.url}/papers/${paper.id}#show=page`);
    await page.getByText(words).waitFor();
    await page.getByRole('button', { name: 'Show the text' }).click();
    await page.getByText('The Bells of the Old Tower').first().waitFor();
  });

  test('a file that is gone, and a server that is away, are said to be so', async () => {
    const { paper } = await paperCalled('tower.pdf');
    const page = await blank();
    await page.route('**/api/papers/*/file', (route) => route.fulfill({ status: 404, body: '{}' }));
    await page.goto(`${server.url}/papers/${paper.id}#show=page`);
    await page.getByText('The original file is not in the library any more.').waitFor();
    const away = await blank();
    await away.route('**/api/papers/*/file', (route) => route.abort());
    await away.goto(`${server.url}/papers/${paper.id}#show=page`);
    await away.getByText('The pages could not be loaded.').waitFor();
    await away.unroute('**/api/papers/*/file');
    await away.getByRole('button', { name: 'Try again' }).click();
    await away.locator('.page-image canvas').first().waitFor();
  });

  test.skipIf(!existsSync(join(shared, 'PDFBOX-3148-2-fuzzed.pdf')))(
    'files that were broken on purpose do not break the page',
    async () => {
      const { paper } = await paperCalled('tower.pdf');
      for (const name of ['PDFBOX-3148-2-fuzzed.pdf', 'invalid-structure.pdf']) {
        const page = await blank();
        const body = await readFile(join(shared, name));
        await page.route('**/api/papers/*/file', (route) => route.fulfill({ body }));
        await page.goto(`${server.url}/papers/${paper.id}#show=page`);
        await page.locator('.pages, [role=alert]').first().waitFor();
        await page.getByRole('tab', { name: 'Text' }).click();
        await page.locator('.paper-text p').first().waitFor();
      }
    },
  );

  test.skipIf(realPapers.length < 6)(
    'in real papers the words that are marked are the words that are quoted',
    async () => {
      let asked = 0;
      let lost = 0;
      for (const source of realPapers) {
        const { paper, content } = await paperCalled(source);
        const furniture = content.furniture.map((span) => ({ span, kind: 'footnote' as const }));
        const quotations = content.paragraphs.flatMap((paragraph) => {
          const view = readingTextOf({ text: content.text, furniture }, paragraph);
          return sentenceSpans(view.text)
            .filter(({ start, end }) => end - start > 30)
            .map((sentence) => view.piecesOf(sentence));
        });
        const step = Math.max(1, Math.floor(quotations.length / 8));
        const page = await blank({ viewport: { width: 1280, height: 1800 } });
        for (const pieces of quotations.filter((_, at) => at % step === 0)) {
          const wanted = lettersOf(pieces.map(({ start, end }) => content.text.slice(start, end)).join(' ')).letters;
          await page.goto(addressOf(paper, pieces));
          const seen = async () => {
            if (await page.locator('.page-lost').isVisible()) return 'lost';
            const covered = await coveredLetters(page);
            return covered === wanted ? 'marked' : `${covered} instead of ${wanted}`;
          };
          await expect.poll(seen, { ...patience, message: source }).toMatch(/^(?:marked|lost)$/);
          asked += 1;
          if ((await seen()) === 'lost') lost += 1;
        }
      }
      console.log(`Located on the page image: ${asked - lost} of ${asked} sentences of ${realPapers.length} papers.`);
      expect(asked).toBeGreaterThan(20);
      expect(lost / asked).toBeLessThan(0.05);
    },
  );
});
