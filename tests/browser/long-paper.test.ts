import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lastWords, longPaper } from '../bench/web-papers.ts';
import { type FakeWireServer, startFakeWireServer } from '../fakes/wire-server.ts';
import { browserPath, launchBrowser, noBrowserReason } from './browser.ts';
import { buildPage } from './built-page.ts';
import { openWatchedPage } from './watched-page.ts';

/** A busy machine takes its time. */
const patience = { timeout: 60_000 };

describe.skipIf(browserPath === null)(
  `a paper of 400 pages as text${browserPath === null ? ` (${noBrowserReason})` : ''}`,
  () => {
    const paper = longPaper(400);
    let built: Awaited<ReturnType<typeof buildPage>>;
    let server: FakeWireServer;
    let browser: Browser;
    let page: Page;
    let faults: readonly string[];

    beforeAll(async () => {
      built = await buildPage();
      server = await startFakeWireServer({ webRoot: built.folder, papers: [paper] });
      browser = await launchBrowser();
      const watched = await openWatchedPage(browser, server.url);
      page = watched.page;
      faults = watched.faults;
      const at = paper.content.text.indexOf(lastWords);
      await page.goto(`${server.url}/papers/${paper.detail.id}#at=${at}-${at + lastWords.length}`);
      await page.locator('mark').first().waitFor();
    });
    afterAll(async () => {
      await browser.close();
      await server.close();
      await built.remove();
    });

    const pane = () => page.locator('.source-scroll');
    const scrolled = () => pane().evaluate(({ scrollTop, scrollHeight }) => scrollTop / scrollHeight);

    test('opens at its last words, with a scrollbar for all of it', async () => {
      const mark = page.locator('mark');
      await expect.poll(() => mark.allTextContents(), patience).toEqual([lastWords]);
      const top = () => mark.evaluate((element) => Math.round(element.getBoundingClientRect().top));
      await expect.poll(scrolled, patience).toBeGreaterThan(0.95);
      const before = await top();
      expect(before).toBeGreaterThan(0);
      expect(before).toBeLessThan(900);
      await page.locator('.source-position', { hasText: 'p. 400 of 400' }).waitFor();
      // The rest is set meanwhile.
      await page.waitForTimeout(1500);
      expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(2);
    });

    test('what is read moves only as it is scrolled', async () => {
      const worst = await pane().evaluate(async (element) => {
        const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        element.scrollTop = element.scrollHeight / 2;
        await new Promise((done) => setTimeout(done, 500));
        const box = element.getBoundingClientRect();
        let moved = 0;
        for (let step = 0; step < 80; step += 1) {
          const read = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
          const before = read?.getBoundingClientRect().top ?? 0;
          element.scrollTop -= 150;
          await frames();
          moved = Math.max(moved, Math.abs((read?.getBoundingClientRect().top ?? 0) - before - 150));
        }
        return moved;
      });
      expect(worst).toBeLessThan(2);
    });

    test('the keys that scroll work when the source has the focus', async () => {
      await page.locator('.source').focus();
      const before = await scrolled();
      await page.keyboard.press('PageUp');
      await expect.poll(scrolled, patience).toBeLessThan(before);
      await page.keyboard.press('Home');
      await expect.poll(scrolled, patience).toBe(0);
      await page.locator('.source-position', { hasText: 'p. 1 of 400' }).waitFor();
    });

    test('all of it is printed', async () => {
      const empty = await page.evaluate(() => {
        dispatchEvent(new Event('beforeprint'));
        return new Promise<number>((done) =>
          setTimeout(() => done(document.querySelectorAll('.text-chunk[data-empty=true]').length), 0),
        );
      });
      expect(empty).toBe(0);
      expect(await page.locator('.paper-text').textContent()).toContain('sheet 200 of all');
      expect(faults).toEqual([]);
    });
  },
);
