import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makePdf } from '../ingest/readers/pdf-fixtures.ts';
import { quotingAnswer } from '../fakes/wire-answers.ts';
import { type FakePaper, fakePaper, sadi, sarwarAndRashid } from '../fakes/wire-papers.ts';
import { type FakeWireServer, startFakeWireServer } from '../fakes/wire-server.ts';
import { browserPath, launchBrowser, noBrowserReason } from './browser.ts';
import { buildPage } from './built-page.ts';
import { ask, markedWords } from './describe-client.ts';
import { openWatchedPage, type WatchedPage } from './watched-page.ts';

/** A busy machine takes its time. */
const patience = { timeout: 60_000 };

const paragraph = (number: number) => `Paragraph ${number}. ${'Deterrence rests on doubt. '.repeat(20).trim()}`;

/** Thirty paragraphs on six pages, which form feeds part. */
const longPaper = () =>
  fakePaper({
    title: 'On Doubt',
    authors: ['Ada Byron'],
    year: 1843,
    source: 'doubt.pdf',
    text: Array.from({ length: 30 }, (_, i) => paragraph(i + 1) + (i % 5 === 4 ? '\n\f' : '\n\n')).join(''),
  });

const hebrewPaper = () =>
  fakePaper({
    title: 'ספק והרתעה',
    authors: ['דן כהן', 'رنا حداد'],
    year: null,
    source: 'safek.txt',
    text: 'מבוא\n\nהרתעה נשענת על ספק. זה ידוע לכל.\n\nעוד פסקה.',
    headings: ['מבוא'],
  });

describe.skipIf(browserPath === null)(
  `the source beside an answer${browserPath === null ? ` (${noBrowserReason})` : ''}`,
  () => {
    let built: Awaited<ReturnType<typeof buildPage>>;
    let browser: Browser;
    let server: FakeWireServer;
    let watched: WatchedPage;

    beforeAll(async () => {
      built = await buildPage();
      browser = await launchBrowser();
    });
    afterAll(async () => {
      await browser.close();
      await built.remove();
    });
    afterEach(async () => {
      await watched.page.context().close();
      await server.close();
      expect(watched.faults).toEqual([]);
    });

    const visit = async (path: string, papers?: readonly FakePaper[], options: BrowserContextOptions = {}) => {
      server = await startFakeWireServer({
        webRoot: built.folder,
        pace: 0,
        ...(papers && {
          papers,
          answerTo: (question) => quotingAnswer(question, papers[0] ?? sadi(), 'So:', 'Deterrence rests on doubt.'),
        }),
      });
      watched = await openWatchedPage(browser, server.url, options);
      await watched.page.goto(server.url + path);
      return watched.page;
    };
    const askedAndOpened = async (marker: number, options: BrowserContextOptions = {}) => {
      const page = await visit('/', undefined, options);
      await page.locator('.wordmark').waitFor();
      await ask(page, 'How dependent is Pakistan?');
      await page.locator('.citation-marker').nth(marker).click();
      await markedWords(page);
      return page;
    };

    test.each([
      [360, 225, 0.55],
      [720, 450, 0.75],
      [1440, 450, 0.75],
      [320, 640, 0.25],
      [375, 700, 0.25],
    ])('at %i × %i most of the height is the paper’s, and all controls are in view', async (width, height, share) => {
      const page = await askedAndOpened(1, { viewport: { width, height } });
      const text = await page.locator('.source-scroll').boundingBox();
      expect((text?.height ?? 0) / height).toBeGreaterThan(share);
      for (const name of ['Text', 'Contents']) {
        const box = await page.getByRole('tab', { name }).boundingBox();
        expect(box?.height).toBeGreaterThanOrEqual(24);
      }
      const boxes = await page.locator('.source-bar button:visible, [role=tab]').evaluateAll((buttons) =>
        buttons.map((button) => {
          const { left, right, top, bottom } = button.getBoundingClientRect();
          return { left, right, top, bottom };
        }),
      );
      const covers = boxes.flatMap((a, i) =>
        boxes
          .slice(i + 1)
          .filter((b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1),
      );
      expect(covers).toEqual([]);
      expect(Math.min(...boxes.map(({ left }) => left))).toBeGreaterThanOrEqual(0);
      expect(Math.max(...boxes.map(({ right }) => right))).toBeLessThanOrEqual(width);
      expect(await page.getByRole('heading', { level: 2, name: /RIVALRY/i }).getAttribute('title')).toMatch(/^U\.S\./);
    });

    test('in forced colours the open citation, the chosen tab and the buttons are told apart', async () => {
      const page = await askedAndOpened(1);
      await page.emulateMedia({ forcedColors: 'active' });
      await page.mouse.move(1, 1);
      const looks = await page.locator('.citation-marker').evaluateAll((markers) =>
        markers.map((marker) => {
          const { backgroundColor, borderTopWidth, outlineStyle } = getComputedStyle(marker);
          return { open: marker.getAttribute('aria-pressed'), backgroundColor, borderTopWidth, outlineStyle };
        }),
      );
      const open = looks.filter((look) => look.open === 'true');
      const others = looks.filter((look) => look.open === 'false');
      expect([open.length, others.length]).toEqual([1, looks.length - 1]);
      expect(looks.map(({ borderTopWidth }) => borderTopWidth)).toEqual(looks.map(() => '1px'));
      expect(others.map(({ backgroundColor }) => backgroundColor)).not.toContain(open[0]?.backgroundColor);
      expect(open[0]?.outlineStyle).toBe('solid');
      const underline = await page
        .getByRole('tab', { selected: true })
        .evaluate((tab) => getComputedStyle(tab, '::after').borderBottomWidth);
      expect(underline).toBe('3px');
      const gap = await page.locator('.source-steps').evaluate((steps) => {
        const [back, count] = [...steps.children].map((part) => part.getBoundingClientRect());
        return (count?.left ?? 0) - (back?.right ?? 0);
      });
      expect(gap).toBeGreaterThan(4);
    });

    /** What is printed of the open source, as text, while paper is what the page is set for. */
    const printed = async (page: Page) => {
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      await page.emulateMedia({ media: 'print' });
      const shown = await page.evaluate(() => ({
        paper: document.querySelector<HTMLElement>('.paper-text')?.innerText ?? '',
        all: document.body.innerText,
        frames: [...document.querySelectorAll('.page-place')].filter((frame) => frame.getClientRects().length > 0)
          .length,
      }));
      await page.evaluate(() => dispatchEvent(new Event('afterprint')));
      await page.emulateMedia({ media: 'screen' });
      return shown;
    };
    const paragraphsIn = (text: string) => [...text.matchAll(/Paragraph (\d+)\./g)].map((found) => Number(found[1]));

    test('beside an answer the quoted paragraph is printed with its neighbours, after the answer', async () => {
      const paper = longPaper();
      const page = await visit('/', [paper]);
      await page.locator('.papers li').first().waitFor();
      await ask(page, 'What rests on doubt?');
      const beside = new URL(page.url()).pathname;
      const at = (number: number) => paper.content.text.indexOf(`Paragraph ${number}.`);
      for (const [number, expected] of [
        [13, [12, 13, 14]],
        // Where a page, and where a stretch of text that is set in one go, begins or ends.
        [5, [4, 5, 6]],
        [6, [5, 6, 7]],
        [1, [1, 2]],
        [30, [29, 30]],
      ] as const) {
        await page.evaluate(
          ({ href, beside: state }) => {
            history.pushState({ beside: state }, '', href);
            dispatchEvent(new PopStateEvent('popstate'));
          },
          { href: `/papers/${paper.detail.id}#at=${at(number)}-${at(number) + 10 + String(number).length}`, beside },
        );
        await page.locator('mark', { hasText: `Paragraph ${number}` }).waitFor();
        const { paper: text, all } = await printed(page);
        expect(paragraphsIn(text)).toEqual(expected);
        expect(all.indexOf('What rests on doubt?')).toBeGreaterThanOrEqual(0);
        expect(all.indexOf('What rests on doubt?')).toBeLessThan(all.indexOf(`Paragraph ${number}.`));
      }
    });

    test('a paper alone is printed whole, as text also where its pages are looked at', async () => {
      const paper = longPaper();
      const file = await makePdf([
        (sheet) => sheet.line(60, 70, 'Paragraph 1.'),
        (sheet) => sheet.line(60, 70, 'Two.'),
      ]);
      const page = await visit('/', [paper]);
      await page.route('**/api/papers/*/file', (route) => route.fulfill({ body: Buffer.from(file) }));
      for (const show of ['text', 'page', 'contents']) {
        await page.goto(`${server.url}/papers/${paper.detail.id}#at=0-12&show=${show}`);
        await page.reload();
        await page.locator('mark, .page-mark, .contents h3').first().waitFor();
        const { paper: text, frames, all } = await printed(page);
        expect(paragraphsIn(text)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
        expect(frames).toBe(0);
        expect(all).not.toContain('Ask the papers');
        expect(all).not.toMatch(/(?![\t\n\r])\p{Cc}/u);
      }
      expect(await page.locator('.paper-text').count()).toBe(0);
    });

    test('a session that ended while pages are asked for is told with the way to log in', async () => {
      const paper = longPaper();
      const page = await visit('/', [paper]);
      await page.route('**/api/papers/*/file', (route) => route.fulfill({ status: 401, body: '{}' }));
      await page.goto(`${server.url}/papers/${paper.detail.id}#show=page`);
      await page.getByText('You are not logged in any more.').waitFor();
      expect(await page.getByRole('link', { name: 'Log in' }).getAttribute('href')).toMatch(/^\/login\?next=%2Fpapers/);
    });

    test.each([
      ['are behind the end', '#at=99999999-999999999&sha=00000000'],
      ['are longer than any paper', '#at=999999999-9999999999&sha=00000000'],
      ['are no offsets', '#at=here'],
      ['are no offsets, on the pages', '#at=here&show=page'],
    ])('a link to words that %s says so', async (_, fragment) => {
      const paper = longPaper();
      const file = await makePdf([(sheet) => sheet.line(60, 70, 'Paragraph 1.')]);
      const page = await visit('/', [paper]);
      await page.route('**/api/papers/*/file', (route) => route.fulfill({ body: Buffer.from(file) }));
      await page.goto(`${server.url}/papers/${paper.detail.id}${fragment}`);
      await page.getByText('The words that this link points to are not in the paper').waitFor();
      expect(await page.locator('mark').count()).toBe(0);
    });

    test('beside names that are written from right to left, brackets and commas stay in their places', async () => {
      const paper = hebrewPaper();
      const words = 'הרתעה נשענת על ספק.';
      server = await startFakeWireServer({
        webRoot: built.folder,
        papers: [paper],
        answerTo: (question) => quotingAnswer(question, paper, 'So:', words),
      });
      watched = await openWatchedPage(browser, server.url);
      const { page } = watched;
      await page.goto(server.url);
      await page.locator('.papers li').first().waitFor();
      await ask(page, 'What rests on doubt?');
      await page.locator('.citation-marker').first().click();
      await markedWords(page);
      await page.locator('.citation-marker').first().hover();
      await page.getByRole('tooltip').waitFor();
      for (const place of ['.sources', '.source-where', '.citation-card']) {
        // From left to right: the bracket, the year, the bracket; "paragraph" before its number.
        const order = await page
          .locator(place)
          .first()
          .evaluate((element) => {
            const leftOf = (wanted: string) => {
              const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
              for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.textContent?.indexOf(wanted) ?? -1;
                if (at < 0) continue;
                return Array.from(wanted, (_, step) => {
                  const range = document.createRange();
                  range.setStart(node, at + step);
                  range.setEnd(node, at + step + 1);
                  return Math.round(range.getBoundingClientRect().left);
                });
              }
              return [];
            };
            return { year: leftOf('(n.d.)'), paragraph: leftOf('paragraph 2') };
          });
        for (const lefts of Object.values(order)) {
          expect(lefts.length).toBeGreaterThan(0);
          expect(lefts).toEqual([...lefts].sort((a, b) => a - b));
        }
      }
    });

    test('a source that could not be opened opens by itself once the server is back', async () => {
      const paper = longPaper();
      const page = await visit('/', [paper]);
      await page.route('**/api/papers/*', (route) => route.abort());
      await page.goto(`${server.url}/papers/${paper.detail.id}#at=0-12`);
      await page.locator('.source').getByText('Ibid can’t be reached.').waitFor();
      await page.unroute('**/api/papers/*');
      await page.evaluate(() => dispatchEvent(new Event('focus')));
      expect(await markedWords(page)).toBe('Paragraph 1.');
      await page.route('**/api/papers/*', (route) => route.abort());
      await page.reload();
      await page.locator('.source').getByText('Ibid can’t be reached.').waitFor();
      await page.unroute('**/api/papers/*');
      await expect.poll(() => page.locator('mark').count(), patience).toBe(1);
    });

    test('a section that is chosen by the keys is read on by the keys', async () => {
      const paper = sarwarAndRashid();
      const page = await visit(`/papers/${paper.detail.id}#show=contents`);
      const section = page.locator('.contents a', { hasText: 'Conclusion' });
      await section.focus();
      await page.keyboard.press('Enter');
      expect(await markedWords(page)).toBe('Conclusion');
      const focused = () => page.evaluate(() => document.activeElement?.id);
      await expect.poll(focused, patience).toBe(await page.getByRole('tabpanel', { name: 'Text' }).getAttribute('id'));
      const scrolled = () => page.locator('.text-panel').evaluate((panel) => panel.scrollTop);
      const before = await scrolled();
      await page.keyboard.press('PageUp');
      await expect.poll(scrolled, patience).toBeLessThan(before);
    });
  },
);
