import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import JSZip from 'jszip';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type RealServer, startRealServer } from '../fixtures/real-server.ts';
import { paragraph, wordFile } from '../server/quotes/drafts/word-file.ts';
import { axeViolations } from './axe-violations.ts';
import { browserPath, launchBrowser, noBrowserReason } from './browser.ts';
import { altered, draft, drop, marks, paste, summary, untilKept } from './check-room.ts';
import { openWatchedPage, type WatchedPage } from './watched-page.ts';

const pictures = resolve(import.meta.dirname, '../artefacts');

describe.skipIf(browserPath === null)(`checking${browserPath === null ? ` (${noBrowserReason})` : ''}`, () => {
  let server: RealServer;
  let browser: Browser;
  let open: WatchedPage[] = [];

  beforeAll(async () => {
    server = await startRealServer();
    browser = await launchBrowser();
    mkdirSync(pictures, { recursive: true });
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });
  afterEach(async () => {
    const faults = open.flatMap((watched) => watched.faults);
    const strangers = open.flatMap((watched) => watched.strangers);
    await Promise.all(open.map(({ page }) => page.context().close()));
    open = [];
    expect(faults).toEqual([]);
    expect(strangers).toEqual([]);
  });

  const visit = async (path = '/check', options: Parameters<typeof openWatchedPage>[2] = {}) => {
    const watched = await openWatchedPage(browser, server.url, options);
    open.push(watched);
    await watched.page.goto(server.url + path);
    return watched.page;
  };
  const checks = (page: Page) => {
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/check')) sent.push(new URL(request.url()).pathname);
    });
    return sent;
  };

  test('an altered quotation is marked, its difference shown, and its source opens at it', async () => {
    const page = await visit();
    await paste(page, `“${altered}”`, 'Sadi 2025');
    await summary(page).waitFor();
    await expect.poll(() => summary(page).textContent()).toBe('1 use checked: altered.');
    await page.locator('[aria-live]', { hasText: '1 use checked: altered.' }).waitFor({ state: 'attached' });
    const mark = marks(page);
    expect(await mark.textContent()).toBe(altered);
    expect(await mark.getAttribute('aria-label')).toContain('Finding 1, altered');
    expect(await page.locator('.use-word').textContent()).toBe('altered');
    const [ins, del] = [page.locator('.difference ins'), page.locator('.difference del')];
    expect(await ins.textContent()).toContain('81');
    expect(await del.textContent()).toContain('18');
    await page.getByText('Number: the source has “18”, the quotation “81”').waitFor();
    await page.getByText('Credited to “Sadi 2025”.').waitFor();
    await page.getByText('Taken as: Aleena Sadi (2025)', { exact: true }).waitFor();

    await page.locator('.place a').click();
    await page.locator('.source mark').first().waitFor();
    const words = await page.locator('.source mark').allTextContents();
    expect(words.join('')).toBe(altered.replace('81', '18'));
    expect(await page.locator('.finding.chosen').count()).toBe(1);

    await page.reload();
    await page.locator('.source mark').first().waitFor();
    await summary(page).waitFor();
    await page.goBack();
    await page.waitForURL(/\/check#text=.*finding=1/);
    await expect.poll(() => page.locator('.source').count()).toBe(0);
    await summary(page).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Check a quotation.' }).waitFor();
    await page.goForward();
    await expect.poll(() => summary(page).textContent()).toBe('1 use checked: altered.');
  });

  test('the address of a short text checks it for whoever opens it', async () => {
    const page = await visit();
    await page.locator('.examples button').nth(1).click();
    await summary(page).waitFor();
    const other = await visit(page.url().slice(server.url.length));
    await summary(other).waitFor();
    expect(await summary(other).textContent()).toBe(await summary(page).textContent());
    await other.getByRole('button', { name: 'Change the text' }).click();
    await expect
      .poll(() => other.getByLabel('A quotation, a paragraph or a whole draft').inputValue())
      .toContain('81%');
  });

  test('a Word draft that is dropped is marked, filtered, exported, and there again after a reload', async () => {
    const page = await visit();
    await drop(page, 'thesis.docx', await wordFile(draft.map((text) => paragraph(text)).join('')));
    await summary(page).waitFor();
    await page.waitForURL(/\/check\/[\w-]+$/);
    expect(await summary(page).textContent()).toBe(
      '4 uses checked: 1 as its source has it, with a note, 2 altered, 1 not found.',
    );
    await page.getByRole('heading', { name: 'thesis.docx' }).waitFor();
    expect(await marks(page).count()).toBe(4);
    expect(await marks(page, '.bad').count()).toBe(3);
    expect(await marks(page, '.noted').textContent()).toContain('78%');

    await page.getByRole('button', { name: 'Altered 2' }).click();
    await page.waitForURL(/#show=altered$/);
    await expect.poll(() => page.locator('.finding').count()).toBe(2);
    await expect.poll(() => marks(page).count()).toBe(2);
    await page.getByRole('button', { name: 'Next finding' }).click();
    await page.waitForURL(/finding=2$/);
    await page.getByRole('button', { name: 'Next finding' }).click();
    await page.waitForURL(/finding=3$/);

    const saved = async (item: string) => {
      await page.getByRole('button', { name: 'Export' }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: item }).click(),
      ]);
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    };
    const markdown = await saved('Markdown');
    expect(markdown.name).toBe('thesis.checked.md');
    expect(markdown.bytes.toString()).toContain('81%');
    const csv = await saved('CSV table');
    expect(csv.bytes.toString().trim().split('\n').length).toBeGreaterThanOrEqual(5);
    const word = await saved('Word with comments');
    expect(word.name).toBe('thesis.checked.docx');
    const comments = await (await JSZip.loadAsync(word.bytes)).file('word/comments.xml')?.async('string');
    expect(comments?.match(/<w:comment /g)).toHaveLength(4);

    await untilKept(page);
    const sent = checks(page);
    await page.reload();
    await summary(page).waitFor();
    await expect.poll(() => page.locator('.finding').count()).toBe(2);
    expect(await page.locator('.finding.chosen').count()).toBe(1);
    expect(sent).toEqual([]);
  });

  test('a Markdown draft is set as it is, also when its text is hostile', async () => {
    const page = await visit();
    const hostile = `${draft.join('\n\n')}\n\n<img src=x onerror=alert(1)> <script>alert(2)</script>`;
    await drop(page, '<img src=x onerror=alert(3)>.md', new TextEncoder().encode(hostile));
    await summary(page).waitFor();
    const text = await page.locator('.checked-text').textContent();
    expect(text).toContain('# On digital sovereignty');
    expect(text).toContain('<img src=x onerror=alert(1)> <script>alert(2)</script>');
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(await page.locator('h1').textContent()).toContain('<img src=x onerror=alert(3)>');
  });

  test('keys alone: through the marks to a finding, through the findings, to the source and back', async () => {
    const page = await visit();
    await paste(page, draft.join('\n\n'));
    await summary(page).waitFor();
    await marks(page).nth(1).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/finding=2$/);
    await expect.poll(() => page.locator(':focus').getAttribute('data-number')).toBe('2');
    await page.keyboard.press('ArrowDown');
    await page.waitForURL(/finding=3$/);
    await expect.poll(() => page.locator(':focus').getAttribute('data-number')).toBe('3');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.source mark').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.source').waitFor({ state: 'detached' });
    expect(await page.locator('.finding.chosen .finding-head').getAttribute('data-number')).toBe('3');
  });

  test('beside an open source findings are chosen without closing it, and going through its places chooses them', async () => {
    const page = await visit();
    await paste(page, draft.join('\n\n'));
    await summary(page).waitFor();
    await page.locator('.finding').nth(1).locator('.place a').click();
    await page.locator('.source mark').first().waitFor();
    const source = page.url();
    await page.locator('.finding-head').nth(3).click();
    await page.locator('.finding.chosen .finding-head[data-number="4"]').waitFor();
    expect(page.url()).toBe(source);
    await page.getByRole('button', { name: 'Next citation' }).click();
    await page.locator('.finding.chosen .finding-head[data-number="3"]').waitFor();
    expect(page.url()).not.toBe(source);
    await page.reload();
    await page.locator('.finding.chosen .finding-head[data-number="3"]').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.waitForURL(/\/check#text=.*finding=3$/);
  });

  test('a long text shows how far it is, can be stopped, and is kept whatever fails', async () => {
    const page = await visit();
    const long = Array.from({ length: 120 }, () => draft.slice(1).join('\n\n')).join('\n\n');
    await paste(page, long);
    await page.getByText(/^Checking… [\d,]+ of [\d,]+ uses$/).waitFor();
    await marks(page).first().waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText(/^Stopped after .* What was checked is shown\.$/).waitFor();
    expect(await page.locator('.checked-text').textContent()).toContain('made entirely of cheese');

    await page.route('**/api/check/**', (route) => route.abort());
    await page.getByRole('button', { name: 'Check it again' }).click();
    await page.getByText('Ibid can’t be reached.').waitFor();
    expect(await page.locator('.checked-text').textContent()).toContain('made entirely of cheese');
    await page.unroute('**/api/check/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await summary(page).waitFor();
    expect(await summary(page).textContent()).toMatch(/^480 uses checked: /);
  });

  test('what is typed waits, and a check goes on, while another room is shown; a reload begins it again', async () => {
    const page = await visit();
    const box = page.getByLabel('A quotation, a paragraph or a whole draft');
    await box.fill('half a sentence');
    await page.getByRole('link', { name: 'Library' }).click();
    await page.getByRole('link', { name: 'Check' }).click();
    await expect.poll(() => box.inputValue()).toBe('half a sentence');
    await paste(page, Array.from({ length: 100 }, () => draft.slice(1).join('\n\n')).join('\n\n'));
    await page.getByText(/^Checking… [\d,]+ of [\d,]+ uses$/).waitFor();
    await page.reload();
    await page.locator('.check-progress').waitFor();
    await page.getByRole('link', { name: 'Library' }).click();
    const sent = checks(page);
    await page.getByRole('link', { name: 'Check' }).click();
    await summary(page).waitFor();
    expect(await summary(page).textContent()).toMatch(/^400 uses checked: /);
    expect(sent).toEqual([]);
  });

  test('a browser keeps its twenty newest drafts', async () => {
    const page = await visit();
    const addresses: string[] = [];
    for (let number = 1; number <= 21; number += 1) {
      await drop(page, `chapter-${number}.txt`, new TextEncoder().encode(`Chapter ${number}. ${draft[1] ?? ''}`));
      await page.getByRole('heading', { name: `chapter-${number}.txt` }).waitFor();
      await summary(page).waitFor();
      await untilKept(page);
      addresses.push(page.url());
    }
    await page.goto(addresses[1] ?? '');
    await page.getByRole('heading', { name: 'chapter-2.txt' }).waitFor();
    expect(await summary(page).textContent()).toBe('1 use checked: as its source has it, with a note.');
    await page.goto(addresses[0] ?? '');
    await page.getByText('longer ago than this one keeps drafts').waitFor();
  });

  test('files and addresses that can’t be checked are told in words', async () => {
    const page = await visit();
    await drop(page, 'picture.docx', new TextEncoder().encode('no Word document'));
    await page.locator('[role=alert]').waitFor();
    expect((await page.locator('[role=alert]').textContent())?.length).toBeGreaterThan(30);
    await page.getByRole('button', { name: 'New check' }).click();
    await page.getByRole('heading', { name: 'Check a quotation.' }).waitFor();
    for (const [name, content] of [
      ['paper.pdf', '%PDF-1.7'],
      ['thesis.doc', 'old Word'],
      ['empty.txt', ''],
    ] as const) {
      await drop(page, name, new TextEncoder().encode(content));
      await page.locator('[role=alert]', { hasText: name }).waitFor();
      // The same file would fail again.
      expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    }
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Choose another file' }).click(),
    ]);
    await chooser.setFiles({ name: 'thesis.txt', mimeType: 'text/plain', buffer: Buffer.from(draft.join('\n\n')) });
    await page.getByRole('heading', { name: 'thesis.txt' }).waitFor();
    await summary(page).waitFor();
    const strange = await visit('/check/mx0zrk9m-unknown');
    await strange.getByText('This draft was checked in another browser').waitFor();
    const nothing = await visit();
    await paste(nothing, 'First paragraph, about nothing.\n\nSecond paragraph, about nothing else.');
    await nothing.locator('.check-report').waitFor();
    await nothing.locator('.finding, .note').first().waitFor();
  });

  test.each([
    [1440, 'light'],
    [1440, 'dark'],
    [375, 'light'],
    [375, 'dark'],
  ] as const)('%i px wide, %s: nothing overflows and axe-core finds nothing', async (width, colorScheme) => {
    const page = await visit('/check', { viewport: { width, height: 900 }, colorScheme });
    await page.locator('.examples li').first().waitFor();
    const look = async (view: string) => {
      await page.screenshot({ path: resolve(pictures, `check-${view}-${width}-${colorScheme}.png`) });
      expect(await axeViolations(page)).toEqual([]);
      const wide = await page.evaluate(() =>
        [...document.querySelectorAll('body, main, .check-report')]
          .filter((element) => element.scrollWidth > element.clientWidth)
          .map((element) => element.className),
      );
      expect(wide).toEqual([]);
    };
    await look('empty');
    await paste(page, draft.join('\n\n'));
    await summary(page).waitFor();
    await marks(page).nth(1).focus();
    await page.keyboard.press('Enter');
    await page.locator('.finding.chosen').waitFor();
    await look('report');
    await page.locator('.finding.chosen .place a').click();
    await page.locator('.source mark').first().waitFor();
    await look('beside');
  });

  test('on paper there is the text with its marks and every finding, and nothing to press', async () => {
    const page = await visit();
    await drop(page, 'long.txt', new TextEncoder().encode([...draft, ...draft, ...draft].join('\n\n')));
    await summary(page).waitFor();
    expect(await page.locator('.finding-details').count()).toBe(0);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await expect.poll(() => page.locator('.finding-details').count()).toBe(12);
    for (const chrome of ['.report-actions', '.verdict-filter', '.finding-actions', '.app-header nav'])
      expect(await page.locator(chrome).first().isVisible()).toBe(false);
    expect(await page.locator('.finding-details').last().isVisible()).toBe(true);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await expect.poll(() => page.locator('.finding-details').count()).toBe(0);
  });
});
