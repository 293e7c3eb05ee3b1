import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openLibrary } from '../../ingest/open-library.ts';
import { readIngestSettings } from '../../ingest/settings.ts';
import type { WirePaper } from '../../server/wire.ts';
import { type RealServer, startRealServer } from '../fixtures/real-server.ts';
import { makeSmallLibrary } from '../fixtures/small-library.ts';
import { makePdf } from '../ingest/readers/pdf-fixtures.ts';
import { axeViolations } from './axe-violations.ts';
import { browserPath, launchBrowser, noBrowserReason } from './browser.ts';
import { openWatchedPage, type WatchedPage } from './watched-page.ts';

const passwordPdf = resolve(import.meta.dirname, '../../../shared/pdfs/password.pdf');

/** Two pages about storks, long enough for several passages. */
async function storkPdf(): Promise<Buffer> {
  const sentences = (from: number) =>
    Array.from({ length: 30 }, (_, i) => `In year ${from + i} the white storks came back to the tower in March.`);
  const bytes = await makePdf(
    [
      (sheet) => {
        sheet.line(72, 80, 'White Storks of the Old Town', { size: 18, bold: true });
        sheet.lines(72, 130, sentences(1901), { leading: 20 });
      },
      (sheet) => void sheet.lines(72, 80, sentences(1931), { leading: 20 }),
    ],
    { title: 'White Storks of the Old Town' },
  );
  return Buffer.from(bytes);
}

const file = (name: string, buffer: Buffer | string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: typeof buffer === 'string' ? Buffer.from(buffer) : buffer,
});

describe.skipIf(browserPath === null)(
  `the library’s room on the real server${browserPath === null ? ` (${noBrowserReason})` : ''}`,
  () => {
    let folder: string;
    let server: RealServer;
    let browser: Browser;
    let open: WatchedPage[] = [];

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'ibid-room-'));
      await makeSmallLibrary(join(folder, 'small'));
      server = await startRealServer({ IBID_LIBRARY: join(folder, 'small') });
      browser = await launchBrowser();
    }, 120_000);
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

    const visit = async (url = server.url, options: BrowserContextOptions = {}, prepare?: (page: Page) => unknown) => {
      const watched = await openWatchedPage(browser, url, options);
      open.push(watched);
      await prepare?.(watched.page);
      await watched.page.goto(`${url}/library`);
      return watched.page;
    };
    const rowOf = (page: Page, title: string) => page.locator('.paper-row', { hasText: title });
    const uploadOf = (page: Page, name: string) => page.locator('.upload', { hasText: name });
    const give = (page: Page, ...files: readonly ReturnType<typeof file>[]) =>
      page.locator('input[type=file]').setInputFiles([...files]);
    const papersOf = async (url = server.url) =>
      ((await (await fetch(`${url}/api/papers`)).json()) as { papers: WirePaper[] }).papers;
    const asked = (page: Page, method: string) => {
      const paths: string[] = [];
      page.on('request', (request) => {
        if (request.method() === method) paths.push(new URL(request.url()).pathname);
      });
      return paths;
    };

    test('a PDF is sent, read, found in the list and opened', async () => {
      const page = await visit();
      await rowOf(page, 'Lighthouse').waitFor();
      const seen = await page.evaluateHandle(() => {
        const words = new Set<string>();
        new MutationObserver(() => {
          for (const state of document.querySelectorAll('.upload-state')) words.add(state.textContent);
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
        return words;
      });
      await give(page, file('storks.pdf', await storkPdf()));
      await uploadOf(page, 'storks.pdf').getByText('Added').waitFor();
      const words = await seen.evaluate((set) => [...set]);
      expect(words.some((state) => /^Sen|^Reading/.test(state))).toBe(true);
      await page.getByRole('status').getByText('storks.pdf was added.').waitFor();
      const row = rowOf(page, 'White Storks of the Old Town');
      await row.getByText('2 pages').waitFor();
      await page.getByRole('link', { name: 'Open storks.pdf' }).click();
      await page.locator('.source').getByText('In year 1901 the white storks').first().waitFor();
      expect(new URL(page.url()).pathname).toMatch(/^\/papers\//);
      await page.keyboard.press('Escape');
      await give(page, file('storks.pdf', await storkPdf()));
      await uploadOf(page, 'storks.pdf').nth(1).getByText('Was in the library already').waitFor();
      await page.getByRole('button', { name: 'Clear finished' }).click();
      expect(await page.locator('.upload').count()).toBe(0);
    });

    test('what can’t be added says why: other kinds and empty files without being sent', async () => {
      const page = await visit();
      const posts = asked(page, 'POST');
      await give(page, file('setup.exe', 'MZ'), file('empty.pdf', ''));
      await uploadOf(page, 'setup.exe').getByText('Ibid does not read files like setup.exe.').waitFor();
      await uploadOf(page, 'empty.pdf').getByText('is empty (0 bytes)').waitFor();
      expect(posts).toEqual([]);
      await give(page, file('broken.pdf', '%PDF-1.4 and nothing else'));
      await uploadOf(page, 'broken.pdf').getByText('The file can').waitFor();
      expect(await uploadOf(page, 'broken.pdf').getByRole('link').count()).toBe(0);
      await page.getByRole('button', { name: 'Dismiss setup.exe' }).click();
      expect(await page.locator('.upload').count()).toBe(2);
      await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Dismiss empty.pdf');
    });

    test.skipIf(!existsSync(passwordPdf))(
      `a PDF with a password${existsSync(passwordPdf) ? '' : ' (skipped: there is no ../shared/pdfs)'}`,
      async () => {
        const page = await visit();
        await give(page, file('locked.pdf', await readFile(passwordPdf)));
        await uploadOf(page, 'locked.pdf').getByText('password').waitFor();
      },
    );

    test('files can be dropped anywhere in the room', async () => {
      const page = await visit();
      await rowOf(page, 'Lighthouse').waitFor();
      const data = await page.evaluateHandle(() => {
        const transfer = new DataTransfer();
        transfer.items.add(new File(['MZ'], 'dropped.exe'));
        return transfer;
      });
      await page.dispatchEvent('.paper-row', 'dragenter', { dataTransfer: data });
      await page.getByText('Drop to add to the library').waitFor();
      await page.dispatchEvent('.paper-row', 'drop', { dataTransfer: data });
      await uploadOf(page, 'dropped.exe').waitFor();
      expect(await page.getByText('Drop to add to the library').isVisible()).toBe(false);
    });

    test('details are put right by hand, and stay right', async () => {
      const page = await visit();
      // Its title changes.
      const row = page.locator(`#${(await rowOf(page, 'Waggle Dances').getAttribute('id')) ?? ''}`);
      const before = await row.locator('h2').textContent();
      const edit = row.getByRole('button', { name: 'Edit', exact: true });
      await edit.click();
      const form = row.locator('form');
      await form.getByLabel('Year').fill('20x5');
      await form.getByLabel('DOI').fill('nonsense');
      await page.keyboard.press('Enter');
      await form.getByText('Write the year with four digits').waitFor();
      await form.getByText('This is not a DOI.').waitFor();
      expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('year');
      await page.keyboard.press('Escape');
      await form.waitFor({ state: 'detached' });
      await page.waitForFunction(() => document.activeElement?.textContent === 'Edit');
      expect(await row.locator('h2').textContent()).toBe(before);

      await page.keyboard.press('Enter');
      await form.getByLabel('Title').fill('<b>Bees</b> & the “nest”');
      await form.getByLabel('Authors').fill('Ada Byron\nעדה לב');
      await form.getByLabel('Year').fill('1931');
      await form.getByLabel('DOI').fill('https://doi.org/10.1000/bees');
      await form.getByRole('button', { name: 'Save' }).click();
      await row.getByText('Ada Byron and עדה לב (1931)').waitFor();
      await page.reload();
      await row.getByText('<b>Bees</b> & the “nest”').waitFor();
      await row.getByText('Ada Byron and עדה לב (1931)').waitFor();
      const doi = row.getByRole('link', { name: 'doi:10.1000/bees' });
      expect(await doi.getAttribute('rel')).toContain('noreferrer');
    });

    test('a reference is copied, the original can be had, and the paper can be asked', async () => {
      const page = await visit(server.url, { permissions: ['clipboard-read', 'clipboard-write'] });
      const row = page.locator('.paper-row').first();
      const title = await row.locator('h2').textContent();
      await row.getByRole('button', { name: /^Cite/ }).click();
      await page.getByRole('menuitem', { name: 'BibTeX' }).click();
      await row.getByText('Copied').waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^@/);
      const download = page.waitForEvent('download');
      await row.getByRole('link', { name: 'Download' }).click();
      expect((await download).suggestedFilename()).toMatch(/\.(?:md|pdf)$/);
      const papers = await papersOf();
      const paper = papers.find((candidate) => candidate.title === title);
      await row.getByRole('button', { name: 'Ask this paper' }).click();
      await page.waitForURL((url) => url.searchParams.get('papers') === paper?.id);
    });

    test('several papers are asked together', async () => {
      const page = await visit();
      await page.getByRole('checkbox').nth(0).check();
      await page.getByRole('checkbox').nth(1).check();
      await page.getByRole('button', { name: 'Ask 2 papers' }).click();
      await page.waitForURL((url) => url.searchParams.get('papers')?.split(',').length === 2);
    });

    test('what is in a paper leads to its places', async () => {
      const page = await visit();
      const row = rowOf(page, 'Lighthouse');
      await row.getByRole('button', { name: 'Contents', exact: true }).click();
      const heading = row.locator('.outline a').first();
      const words = ((await heading.textContent()) ?? '').trim();
      await heading.click();
      await page.locator('mark').first().waitFor();
      const marked = (await page.locator('mark').allTextContents()).join('').trim();
      expect(marked).toBe(words);
      expect(page.url()).toContain('#at=');
    });

    test('a removed paper is gone from sight at once, and back with Undo or Control Z; nothing is sent', async () => {
      const page = await visit();
      const deletions = asked(page, 'DELETE');
      const row = rowOf(page, 'Lighthouse');
      await row.waitFor();
      const before = await page.locator('.paper-row').count();
      await row.getByRole('button', { name: 'Remove' }).click();
      await row.waitFor({ state: 'detached' });
      await page.getByRole('status').getByText('will be removed in 10 seconds').first().waitFor();
      // The focus has gone to a neighbour, not to the page's top.
      expect(await page.evaluate(() => document.activeElement?.closest('.paper-row') !== null)).toBe(true);
      await page.getByRole('button', { name: /^Undo/ }).click();
      await row.waitFor();
      await page.waitForFunction(() => document.activeElement?.textContent.includes('Lighthouse') === true);
      await row.getByRole('button', { name: 'Remove' }).press('Enter');
      await row.waitFor({ state: 'detached' });
      await page.keyboard.press('Control+z');
      await row.waitFor();
      expect(await page.locator('.removal-note').count()).toBe(0);
      await row.getByRole('button', { name: 'Remove' }).click();
      await row.waitFor({ state: 'detached' });
      await page.reload();
      await row.waitFor();
      expect(await page.locator('.paper-row').count()).toBe(before);
      expect(deletions).toEqual([]);
    });

    test('after ten seconds, and no sooner, the paper is removed for good', async () => {
      const page = await visit(server.url, {}, (opened) => opened.clock.install());
      const deletions = asked(page, 'DELETE');
      const title = 'Gulls of the Harbour';
      const row = rowOf(page, title);
      await give(page, file('gulls.md', `# ${title}\n\nThe gulls followed the herring boats into the harbour.\n`));
      await row.getByRole('button', { name: 'Remove' }).click();
      await page.mouse.move(1, 1);
      await page.clock.fastForward(7000);
      await page.getByText(/will be removed in [123] seconds?$/).waitFor();
      expect(deletions).toEqual([]);
      expect((await papersOf()).some((paper) => paper.title === title)).toBe(true);
      await page.clock.fastForward(4000);
      await page.locator('.removal-note').waitFor({ state: 'detached' });
      expect(deletions).toHaveLength(1);
      expect((await papersOf()).some((paper) => paper.title === title)).toBe(false);
      expect(await row.count()).toBe(0);
      await page.reload();
      await rowOf(page, 'Lighthouse').waitFor();
      expect(await row.count()).toBe(0);
    });

    test('a paper that can’t be removed is back, with the reason', async () => {
      const page = await visit(server.url, {}, (opened) => opened.clock.install());
      const row = rowOf(page, 'Lighthouse');
      await page.route('**/api/papers/*', (route) =>
        route.request().method() === 'DELETE'
          ? route.fulfill({ status: 503, json: { error: { message: 'The library can’t be written just now.' } } })
          : route.continue(),
      );
      await row.getByRole('button', { name: 'Remove' }).click();
      await page.mouse.move(1, 1);
      await page.clock.fastForward(11_000);
      await page.getByText('was not removed. The library can’t be written just now.').waitFor();
      await row.waitFor();
      await page.getByRole('button', { name: 'Dismiss' }).click();
      expect(await page.locator('.removal-note').count()).toBe(0);
    });

    test('an empty library says what to do; a server that was away is waited for', { timeout: 90_000 }, async () => {
      const empty = join(folder, 'empty');
      const models = resolve(import.meta.dirname, '../../data/models');
      const opened = await openLibrary(readIngestSettings({ IBID_LIBRARY: empty, IBID_MODELS: models }));
      await opened.library.setNote('default-papers', 'done');
      await opened.close();
      const first = await startRealServer({ IBID_LIBRARY: empty });
      const { url } = first;
      let second: RealServer | null = null;
      try {
        const page = await visit(url);
        await page.getByRole('heading', { name: 'There are no papers yet.' }).waitFor();
        await page.getByText('.pdf, .docx, .epub, .md and .txt, up to 50 MB each').waitFor();
        await page.getByText('ibid ingest <file or folder>').waitFor();
        expect(await axeViolations(page)).toEqual([]);

        await first.close();
        await give(page, file('bells.md', '# Bells\n\nThe bell of the Bell Rock rang twice a minute in fog.\n'));
        await uploadOf(page, 'bells.md').getByText('It is sent again by itself.').waitFor();
        await page.evaluate(() => dispatchEvent(new Event('focus')));
        await page.getByText('This page keeps trying.').waitFor();

        second = await startRealServer({ IBID_LIBRARY: empty, PORT: new URL(url).port });
        await uploadOf(page, 'bells.md').getByText('Added').waitFor();
        await rowOf(page, 'Bells').waitFor();
        await page.getByText('This page keeps trying.').waitFor({ state: 'detached' });
      } finally {
        await first.close();
        await second?.close();
      }
    });

    test.each(['light', 'dark'] as const)('axe-core finds nothing, %s', async (colorScheme) => {
      const page = await visit(server.url, { colorScheme });
      const first = page.locator('.paper-row').first();
      await first.getByRole('button', { name: 'Contents', exact: true }).click();
      await first.locator('.outline, .contents-none').first().waitFor();
      await give(page, file('setup.exe', 'MZ'));
      await uploadOf(page, 'setup.exe').waitFor();
      await first.getByRole('checkbox').check();
      await first.getByRole('button', { name: /^Cite/ }).click();
      expect(await axeViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      const last = page.locator('.paper-row').last();
      await last.getByRole('button', { name: 'Remove' }).click();
      await first.getByRole('button', { name: 'Edit', exact: true }).click();
      await first.getByLabel('DOI').fill('nonsense');
      await page.keyboard.press('Enter');
      await first.getByText('This is not a DOI.').waitFor();
      expect(await axeViolations(page)).toEqual([]);
    });

    test.each([320, 1440])('%i px wide, nothing is wider than the page', async (width) => {
      const page = await visit(server.url, { viewport: { width, height: 800 } });
      await page.getByRole('button', { name: 'Contents', exact: true }).first().click();
      await give(page, file(`${'long-name-'.repeat(30)}.exe`, 'MZ'));
      await page.locator('.upload').waitFor();
      await page.getByRole('button', { name: 'Edit', exact: true }).last().click();
      const wide = await page.evaluate(() =>
        [...document.querySelectorAll('body, main, .uploads, .paper-row, .correction')]
          .filter((element) => element.scrollWidth > element.clientWidth)
          .map((element) => element.className),
      );
      expect(wide).toEqual([]);
    });
  },
);
