import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { quotingAnswer } from '../fakes/wire-answers.ts';
import { fakePaper, sadi } from '../fakes/wire-papers.ts';
import { type FakeWireOptions, type FakeWireServer, startFakeWireServer } from '../fakes/wire-server.ts';
import { browserPath, launchBrowser, noBrowserReason } from './browser.ts';
import { buildPage } from './built-page.ts';
import { ask, describeClient, markedWords } from './describe-client.ts';
import { faintTexts } from './faint-texts.ts';
import { openWatchedPage, type WatchedPage } from './watched-page.ts';

let page: Awaited<ReturnType<typeof buildPage>>;
beforeAll(async () => {
  page = await buildPage();
});
afterAll(() => page.remove());

/** For an answer that does not end. */
const never = new Promise<never>(() => undefined);

const startFake = (options: Partial<FakeWireOptions> = {}) => startFakeWireServer({ webRoot: page.folder, ...options });

describeClient('the page on a fake server', () => startFake({ pace: 1 }));

test('the script is at most 120 kB, compressed, without what shows the pages of PDFs', async () => {
  const assets = join(page.folder, 'assets');
  const scripts = (await readdir(assets)).filter((name) => name.endsWith('.js') && !name.startsWith('pdf'));
  const sizes = await Promise.all(scripts.map(async (name) => gzipSync(await readFile(join(assets, name))).length));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(120_000);
});

describe.skipIf(browserPath === null)(
  `when things go wrong${browserPath === null ? ` (${noBrowserReason})` : ''}`,
  () => {
    let browser: Browser;
    let server: FakeWireServer;
    let watched: WatchedPage;
    const start = async (options: Partial<FakeWireOptions> = {}) => {
      server = await startFake(options);
      watched = await openWatchedPage(browser, server.url);
      await watched.page.goto(server.url);
      await watched.page.locator('.papers li').first().waitFor();
      return watched.page;
    };
    const put = async (question: string) => {
      await watched.page.locator('#question').fill(question);
      await watched.page.keyboard.press('Enter');
    };

    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterAll(() => browser.close());
    afterEach(async () => {
      await watched.page.context().close();
      await server.close();
      expect(watched.faults).toEqual([]);
    });

    test('an error, a refusal and a broken stream are said in words, and can be tried again', async () => {
      const shown = await start();
      for (const [question, words] of [
        ['Please fail', 'The library could not be searched just now.'],
        ['Please refuse', 'Ibid is busy. Wait a few seconds, then ask again.'],
        ['Please break off', 'The answer broke off before it was finished.'],
      ] as const) {
        await put(question);
        await shown.locator('.turn').last().getByText(words).waitFor();
      }
      await shown.locator('.turn').last().getByRole('button', { name: 'Try again' }).click();
      await expect.poll(() => server.asked.length).toBe(4);
      expect(server.asked.map(({ question }) => question).slice(2)).toEqual(['Please break off', 'Please break off']);
    });

    test('a server that was away is asked again once it is back', async () => {
      const shown = await start();
      const { port } = server;
      await server.close();
      await put('How dependent is Pakistan?');
      await shown.locator('.turn').getByText('Ibid can’t be reached.').waitFor();
      server = await startFake({ port });
      await shown.getByRole('button', { name: 'Try again' }).click();
      await shown.getByText('Link to this answer').waitFor();
    });

    test('an answer can be stopped and asked again; a follow-up carries the conversation', async () => {
      const shown = await start({ beforeEnd: (asked) => (asked === 1 ? never : Promise.resolve()) });
      await put('How dependent is Pakistan?');
      await shown.getByText('Sadi puts a number').waitFor();
      await shown.getByRole('button', { name: 'Stop' }).click();
      await shown.getByText('You stopped this answer.').waitFor();
      await shown.getByRole('button', { name: 'Ask again' }).click();
      await shown.getByText('Link to this answer').waitFor();
      await ask(shown, 'And now?');
      expect(server.asked.map(({ history }) => history)).toEqual([0, 0, 1]);
    });

    test('a question whose answer was under way is asked again after a reload; a stopped one is kept as stopped', async () => {
      const shown = await start({ beforeEnd: () => never });
      await put('How dependent is Pakistan?');
      await shown.getByText('Sadi puts a number').waitFor();
      await shown.reload();
      await shown.getByText('Sadi puts a number').waitFor();
      expect(server.asked.map(({ question }) => question)).toEqual([
        'How dependent is Pakistan?',
        'How dependent is Pakistan?',
      ]);
      await shown.getByRole('button', { name: 'Stop' }).press('Enter');
      await shown.getByText('You stopped this answer.').waitFor();
      await expect.poll(() => shown.evaluate(() => document.activeElement?.textContent)).toBe('Ask');
      await shown.reload();
      await shown.getByText('You stopped this answer.').waitFor();
      await shown.getByRole('heading', { name: 'How dependent is Pakistan?' }).waitFor();
      expect(server.asked).toHaveLength(2);
    });

    test('a marker works while its answer still streams', async () => {
      let end = (): void => undefined;
      const told = new Promise<void>((resolve) => (end = resolve));
      const shown = await start({ beforeEnd: () => told });
      await put('How dependent is Pakistan?');
      await shown.locator('.citation-marker').first().click();
      expect(await markedWords(shown)).toMatch(/^With 78% of its vital digital infrastructure/);
      end();
      await shown.getByText('Link to this answer').waitFor();
      expect(await markedWords(shown)).toMatch(/^With 78%/);
    });

    test('Esc closes the source and gives the focus back to its marker', async () => {
      const shown = await start();
      await ask(shown, 'How dependent is Pakistan?');
      const marker = shown.locator('.citation-marker').nth(1);
      await marker.focus();
      await shown.keyboard.press('Enter');
      await markedWords(shown);
      await expect.poll(() => shown.evaluate(() => document.activeElement?.className)).toBe('source');
      await shown.keyboard.press('Escape');
      await shown.locator('.source').waitFor({ state: 'detached' });
      await expect.poll(() => marker.evaluate((element) => element === document.activeElement)).toBe(true);
    });

    test('a follow-up says how it was read', async () => {
      const standaloneQuestion = 'How did Malaysia respond to hacking?';
      const paper = sadi();
      const shown = await start({
        answerTo: (question) => ({
          ...quotingAnswer(question, paper, 'So:', 'Pakistan'),
          ...(question.includes('Malaysia') ? { standaloneQuestion } : {}),
        }),
      });
      await ask(shown, 'How did Vietnam respond to hacking?');
      await ask(shown, 'And Malaysia?');
      expect(await shown.getByText('Read as:').allTextContents()).toEqual([`Read as: ${standaloneQuestion}`]);
    });

    test.each(['light', 'dark'] as const)('text has the contrast of WCAG 2.2 AA (%s)', async (colorScheme) => {
      const shown = await start();
      await shown.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await faintTexts(shown)).toEqual([]);
      await put('Please refuse');
      await shown.locator('.turn').getByRole('button', { name: 'Try again' }).waitFor();
      await ask(shown, 'What will the weather be?');
      await ask(shown, 'How dependent is Pakistan?');
      await shown.locator('.citation-marker').first().click();
      await markedWords(shown);
      await shown.mouse.move(1, 1);
      expect(await faintTexts(shown)).toEqual([]);
      await shown.locator('.wordmark').evaluate((element) => (element.style.color = '#777'));
      expect(await faintTexts(shown)).toEqual([expect.stringMatching(/^4\.\d\d Ibid$/)]);
    });

    test('at 375 px the source’s title and the choice of papers are whole', async () => {
      const shown = await start();
      await shown.setViewportSize({ width: 375, height: 700 });
      await ask(shown, 'How dependent is Pakistan?');
      await shown.locator('.paper-choice > button').click();
      const menu = await shown.locator('.choice-list').boundingBox();
      expect(menu?.x).toBeGreaterThanOrEqual(0);
      expect(menu?.y).toBeGreaterThanOrEqual(0);
      expect((menu?.x ?? 0) + (menu?.width ?? 999)).toBeLessThanOrEqual(375);
      await shown.keyboard.press('Escape');
      await shown.locator('.citation-marker').first().click();
      await markedWords(shown);
      const cut = await shown.locator('.source-where h2').evaluate((title) => {
        return title.scrollWidth > title.clientWidth || title.scrollHeight > title.clientHeight;
      });
      expect(cut).toBe(false);
    });

    test('a long paper opens at its quotation, and what comes in above does not move it', async () => {
      const text = Array.from(
        { length: 4000 },
        (_, i) => `Paragraph ${i}. ${'Deterrence rests on doubt. '.repeat(10)}`,
      );
      const paper = fakePaper({ title: 'Long', authors: ['A'], year: 2025, source: 'l.md', text: text.join('\n\n') });
      const shown = await start({
        papers: [paper],
        answerTo: (question) => quotingAnswer(question, paper, 'Far down:', 'Paragraph 3500.'),
      });
      await ask(shown, 'What is far down?');
      await shown.locator('.citation-marker').click();
      expect(await markedWords(shown)).toBe('Paragraph 3500.');
      const top = () => shown.locator('mark').evaluate((mark) => Math.round(mark.getBoundingClientRect().top));
      const before = await top();
      await expect.poll(() => shown.locator('.paper-text p').count()).toBe(4000);
      expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(2);
      await shown.locator('.source-scroll').evaluate((pane) => pane.scrollTo(0, 0));
      await shown.locator('.citation-marker').click();
      await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThanOrEqual(2);
    });

    test('a restarted answer drops its draft and says why', async () => {
      const shown = await start();
      await put('Please restart');
      await shown.getByText('Link to this answer').waitFor();
      await shown.getByText('The chat model failed, so this answer').waitFor();
      expect(await shown.getByText('A draft that is thrown away').count()).toBe(0);
    });
  },
);
