import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Place, WirePaperText } from '../../server/wire.ts';
import { browserPath, launchBrowser, noBrowserReason } from './browser.ts';
import { openWatchedPage, type WatchedPage } from './watched-page.ts';

/** A running server with the page and the two default papers. */
export interface ClientServer {
  readonly url: string;
  close(): Promise<void>;
}

const questions = {
  answered: 'How dependent is Pakistan’s digital infrastructure on Chinese technology?',
  followUp: 'And what does that mean for its security?',
  unanswerable: 'What will the weather be in Lahore tomorrow?',
};

export const oneSpace = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Puts a question and waits until its answer has ended. */
export async function ask(page: Page, question: string): Promise<void> {
  const turns = await page.locator('.turn').count();
  // In the box a slash is a letter.
  if (!(await page.locator('#question').evaluate((box) => box === document.activeElement)))
    await page.keyboard.press('/');
  await page.keyboard.insertText(question);
  await page.keyboard.press('Enter');
  await page.locator('.turn').nth(turns).getByText('Link to this answer').waitFor();
}

/** The words that are marked in the open source, as a reader reads them. */
export async function markedWords(page: Page): Promise<string> {
  await page.locator('mark').first().waitFor();
  return oneSpace((await page.locator('mark').allTextContents()).join(' '));
}

/** Letters and digits only: what stays the same whatever the spacing, hyphens and quotation marks. */
const lettersOf = (text: string) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '');

/** One conformance suite for the page on any server: the fake, and the real one. */
export function describeClient(name: string, startServer: () => Promise<ClientServer>): void {
  describe.skipIf(browserPath === null)(`${name}${browserPath === null ? ` (${noBrowserReason})` : ''}`, () => {
    let server: ClientServer;
    let browser: Browser;
    let open: WatchedPage[] = [];

    beforeAll(async () => {
      server = await startServer();
      browser = await launchBrowser();
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

    const visit = async (path = '/', options: Parameters<typeof openWatchedPage>[2] = {}) => {
      const watched = await openWatchedPage(browser, server.url, options);
      open.push(watched);
      await watched.page.goto(server.url + path);
      return watched.page;
    };
    const getJson = async (path: string): Promise<unknown> => (await fetch(server.url + path)).json();
    const shownAnswer = async (page: Page) => {
      const id = new URL(page.url()).pathname.replace('/answers/', '');
      return (await getJson(`/api/answers/${id}`)) as Answer;
    };
    const frozenWords = async (place: Place) => {
      const { text } = (await getJson(`/api/papers/${place.paper.id}/text`)) as WirePaperText;
      return place.pieces.map(({ start, end }) => text.slice(start, end));
    };

    test('an empty page suggests questions and lists the papers', async () => {
      const page = await visit();
      await page.getByRole('heading', { name: 'In the library' }).waitFor();
      const papers = page.locator('.papers li');
      await papers.first().waitFor();
      expect(await papers.allTextContents()).toEqual(
        expect.arrayContaining([expect.stringMatching(/AI Rivalry.*Sadi.*2025.*\d+ passages/i)]),
      );
      expect(await page.locator('.examples li').count()).toBeGreaterThan(2);
    });

    test('an example question is answered, and each marker opens its exact words', async () => {
      const page = await visit();
      await page.locator('.examples button').first().click();
      await page.getByText('Link to this answer').waitFor();
      const answer = await shownAnswer(page);
      expect(answer.citations.length).toBeGreaterThan(0);
      expect(await page.locator('.citation-marker').count()).toBeGreaterThanOrEqual(answer.citations.length);
      for (const place of answer.citations) {
        await page.mouse.move(1, 1);
        await page
          .locator('.citation-marker', { hasText: new RegExp(`^${place.number}$`) })
          .first()
          .click();
        await page.waitForURL((url) => url.pathname + url.hash === place.permalink);
        const words = await frozenWords(place);
        await page.waitForFunction(
          (first) => document.querySelector('mark')?.textContent.startsWith(first) === true,
          words[0]?.slice(0, 6).trim() ?? '',
        );
        const marked = await markedWords(page);
        expect(lettersOf(marked)).toBe(lettersOf(words.join(' ')));
        expect(lettersOf(marked)).toBe(lettersOf(place.quote));
        await expectInView(page);
        const where = oneSpace((await page.locator('.source-where').textContent()) ?? '');
        expect(where).toContain(place.paper.title);
        if (place.section !== null) expect(where).toContain(place.section);
        if (place.page !== null) expect(where).toContain(`p. ${place.pageLabel ?? place.page}`);
      }
    });

    test('back and forward go through source, answer and the empty page; a reload keeps them', async () => {
      const page = await visit();
      await ask(page, questions.answered);
      const answerUrl = page.url();
      expect(answerUrl).toContain('/answers/');
      await page.locator('.citation-marker').first().click();
      const marked = await markedWords(page);
      const sourceUrl = page.url();

      await page.reload();
      expect(await markedWords(page)).toBe(marked);
      await page.getByRole('heading', { name: questions.answered }).waitFor();

      await page.goBack();
      await page.waitForURL(answerUrl);
      await page.locator('.source').waitFor({ state: 'detached' });
      await page.goBack();
      await page.getByRole('heading', { name: 'Ask the papers.' }).waitFor();
      await page.goForward();
      await page.getByRole('heading', { name: questions.answered }).waitFor();
      await page.goForward();
      await page.waitForURL(sourceUrl);
      expect(await markedWords(page)).toBe(marked);
    });

    test('a follow-up goes on; keys go through citations and close the source', async () => {
      const page = await visit();
      await ask(page, questions.answered);
      const count = await page.locator('.citation-marker').count();
      await page.locator('main').click({ position: { x: 5, y: 5 } });
      await page.locator('#question').blur();
      await page.keyboard.press('j');
      await page.locator('.citation-marker[aria-pressed=true]').waitFor();
      const first = page.url();
      if (count > 1) {
        await page.keyboard.press('j');
        await page.waitForURL((url) => url.href !== first);
        await page.keyboard.press('k');
        await page.waitForURL(first);
      }
      await page.keyboard.press('Escape');
      await page.locator('.source').waitFor({ state: 'detached' });
      await ask(page, questions.followUp);
      expect(await page.locator('.turn').count()).toBe(2);
      await page.goBack();
      await page.locator('.turn').nth(1).waitFor({ state: 'detached' });
    });

    test('an abstention says so, and shows what came nearest', async () => {
      const page = await visit();
      await ask(page, questions.unanswerable);
      const answer = await shownAnswer(page);
      expect(answer.answered).toBe(false);
      await page
        .locator('.abstention')
        .getByText(answer.abstention?.message ?? '')
        .waitFor();
      expect(await page.locator('.citation-marker').count()).toBe(0);
      const nearest = page.locator('.abstention .passages a');
      if ((answer.abstention?.nearest.length ?? 0) > 0) {
        await nearest.first().click();
        expect(await markedWords(page)).not.toBe('');
      }
    });

    test('a marker shows its quotation on focus, and Esc puts it away', async () => {
      const page = await visit();
      await ask(page, questions.answered);
      const { citations } = await shownAnswer(page);
      await page.keyboard.press('Shift+Tab');
      for (let step = 0; step < 40 && (await page.getByRole('tooltip').count()) === 0; step += 1)
        await page.keyboard.press('Shift+Tab');
      const card = page.getByRole('tooltip');
      await card.waitFor();
      const words = (await card.textContent()) ?? '';
      const { paper } = citations.find(({ quote }) => words.includes(quote)) ?? {};
      expect(words).toContain(paper?.authors[0]);
      expect(words).toContain(`(${paper?.year ?? 'n.d.'})`);
      await page.keyboard.press('Escape');
      await card.waitFor({ state: 'detached' });
    });

    test('a permalink of other text, or with other offsets, is found again, or said to be gone', async () => {
      const seen = await visit();
      await ask(seen, questions.answered);
      // Of a longer one the address carries the beginning.
      const place = (await shownAnswer(seen)).citations.find(({ quote }) => quote.length <= 300);
      if (!place) throw new Error('an answer has citations');
      const moved = place.permalink.replace(/at=[^&]+&sha=\w+/, 'at=3-9&sha=00000000');
      const page = await visit(moved);
      expect(lettersOf(await markedWords(page))).toBe(lettersOf(place.quote));
      const forged = await visit(place.permalink.replace(/at=[^&]+/, 'at=3-90'));
      expect(lettersOf(await markedWords(forged))).toBe(lettersOf(place.quote));
      const gone = await visit(moved.replace(/quote=[^&]+/, 'quote=words%20that%20nobody%20wrote%20anywhere'));
      await gone.getByText('are not in the paper').waitFor();
      expect(await gone.locator('mark').count()).toBe(0);
      const never = await visit(
        place.permalink.replace(/quote=[^&]+/, 'quote=words%20that%20nobody%20wrote%20anywhere'),
      );
      await never.getByText('are not in the paper').waitFor();
      expect(await never.locator('mark').count()).toBe(0);
    });

    test('links to what is not there say so', async () => {
      const paper = await visit('/papers/0000000000000000');
      await paper.getByText('This paper is not in the library.').waitFor();
      const answer = await visit('/answers/never-kept');
      await answer.getByText('This answer is not kept here').waitFor();
    });

    test.each([320, 1440])('%i px wide, nothing is wider than the page', async (width) => {
      const page = await visit('/', { viewport: { width, height: 700 } });
      const overflow = () =>
        page.evaluate(() =>
          [...document.querySelectorAll('body, main, .source, .source-scroll')]
            .filter((element) => element.scrollWidth > element.clientWidth)
            .map((element) => element.className),
        );
      await page.locator('.papers li').first().waitFor();
      expect(await overflow()).toEqual([]);
      await ask(page, questions.answered);
      await page.locator('.citation-marker').first().click();
      await markedWords(page);
      expect(await overflow()).toEqual([]);
      await expectInView(page);
    });
  });
}

async function expectInView(page: Page): Promise<void> {
  const inView = () =>
    page
      .locator('mark')
      .first()
      .evaluate((mark) => {
        const box = mark.getBoundingClientRect();
        const pane = mark.closest('.source-scroll')?.getBoundingClientRect();
        return pane !== undefined && box.top >= pane.top && box.top < pane.bottom && pane.bottom <= innerHeight;
      });
  await expect.poll(inView).toBe(true);
}
