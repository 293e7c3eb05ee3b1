import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type RealServer, startRealServer } from '../fixtures/real-server.ts';
import { browserPath, launchBrowser, noBrowserReason } from './browser.ts';
import { draft, drop, elided, longDraft, marks, outOfView, paste, summary, untilKept } from './check-room.ts';
import { openWatchedPage, type WatchedPage } from './watched-page.ts';

describe.skipIf(browserPath === null)(`findings${browserPath === null ? ` (${noBrowserReason})` : ''}`, () => {
  let server: RealServer;
  let browser: Browser;
  let open: WatchedPage[] = [];

  beforeAll(async () => {
    server = await startRealServer();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });
  afterEach(async () => {
    const faults = open.flatMap((watched) => watched.faults);
    await Promise.all(open.map(({ page }) => page.context().close()));
    open = [];
    expect(faults).toEqual([]);
  });

  const visit = async (path = '/check', options: Parameters<typeof openWatchedPage>[2] = {}) => {
    const watched = await openWatchedPage(browser, server.url, options);
    open.push(watched);
    await watched.page.goto(server.url + path);
    return watched.page;
  };

  test('what is in order but for a note is told at the mark, in the summary and by a filter', async () => {
    const page = await visit();
    const plain = 'Defensive realism is a much more nuanced theory compared to that of offensive realism';
    await paste(page, `Sadi (2025) says: “${plain}”.\n\nShe writes: “${elided}”.\n\n${draft.at(-1) ?? ''}`);
    await summary(page).waitFor();
    expect(await summary(page).textContent()).toBe(
      '3 uses checked: 2 as their source has them, 1 of them with a note, 1 not found.',
    );
    expect(await marks(page, '.noted').textContent()).toBe(elided);
    const word = page.locator('.use-word.noted');
    expect(await word.textContent()).toBe('verbatim with marked edits, see the note');
    const colours = (found: Locator) => found.evaluate((element) => getComputedStyle(element).textDecorationColor);
    expect(await colours(marks(page, '.noted'))).not.toBe(await colours(marks(page, '.good')));
    await page.getByRole('button', { name: 'With a note 1' }).click();
    await page.waitForURL(/show=with-note$/);
    await expect.poll(() => page.locator('.finding').count()).toBe(1);
    await page.locator('.finding .warning', { hasText: 'not only' }).waitFor();
  });

  test('what becomes of marks that are counted and quote nothing is said, also after a reload', async () => {
    const page = await visit();
    await drop(
      page,
      'terms.txt',
      new TextEncoder().encode([...draft, 'In “The Purple Theory of Everything Small” it is said.'].join('\n\n')),
    );
    await summary(page).waitFor();
    const whole = await summary(page).textContent();
    expect(whole).toContain('4 uses checked: ');
    expect(whole).toContain(' 1 other mark turned out to quote nothing, such as a title or a term.');
    await untilKept(page);
    await page.reload();
    await summary(page).waitFor();
    expect(await summary(page).textContent()).toBe(whole);
  });

  test.each([1440, 375])('%i px wide: an address with a chosen finding opens at it', async (width) => {
    const page = await visit('/check', { viewport: { width, height: 900 } });
    await drop(page, 'long.txt', new TextEncoder().encode(longDraft));
    await summary(page).waitFor();
    await untilKept(page);
    const [mark, card] = [page.locator('.use.chosen').first(), page.locator('.finding.chosen .finding-head')];
    const address = `${page.url().slice(server.url.length)}#finding=41`;
    await page.evaluate((to) => location.assign(to), address);
    await page.reload();
    await card.waitFor();
    await expect.poll(() => outOfView(card)).toBe(0);
    if (width === 1440) await expect.poll(() => outOfView(mark)).toBe(0);
    expect(await card.getAttribute('data-number')).toBe('41');

    await page.locator('.finding.chosen .place a').click();
    await page.locator('.source mark').first().waitFor();
    await page.reload();
    await card.waitFor({ state: 'attached' });
    // At 375 px the source lies over it.
    await expect.poll(() => outOfView(card)).toBe(0);
  });

  test('who goes somewhere before the report is there is left there', async () => {
    const page = await visit();
    await paste(page, longDraft);
    await summary(page).waitFor();
    const address = `${page.url().slice(server.url.length)}#finding=41`;
    const held = await page.context().newPage();
    await held.addInitScript(() => addEventListener('DOMContentLoaded', () => dispatchEvent(new Event('wheel'))));
    await held.addInitScript(() => setInterval(() => dispatchEvent(new Event('wheel')), 1));
    await held.goto(server.url + address);
    await summary(held).waitFor();
    await held.waitForTimeout(500);
    expect(await outOfView(held.locator('.use.chosen').first())).toBeGreaterThan(0);
  });

  test('of several drafts dropped at once one is checked, and the page says which', async () => {
    const page = await visit();
    const text = new TextEncoder().encode(draft.join('\n\n'));
    await drop(page, 'one.txt', text, 'two.txt');
    await page.getByRole('heading', { name: 'one.txt' }).waitFor();
    await page.getByText('Only one.txt is checked: drop one draft at a time.').first().waitFor();
    await summary(page).waitFor();
    await drop(page, 'three.txt', text);
    await page.getByRole('heading', { name: 'three.txt' }).waitFor();
    expect(await page.locator('.note', { hasText: 'one draft at a time' }).count()).toBe(0);
  });

  test('without papers the room says that there is nothing to check against, and where to add some', async () => {
    const page = await visit('/library');
    await page.route('**/api/papers', (route) => route.fulfill({ json: { papers: [] } }));
    await page.goto(`${server.url}/check`);
    const note = page.locator('.note', { hasText: 'nothing to check against yet' });
    await note.getByRole('link', { name: 'Library' }).click();
    await page.waitForURL(/\/library$/);
    await page.unroute('**/api/papers');
    await page.goto(`${server.url}/check`);
    await page.locator('.examples li').first().waitFor();
    expect(await note.count()).toBe(0);
  });
});
