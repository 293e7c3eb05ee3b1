import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../server/wire.ts';
import { type RealServer, startRealServer } from '../fixtures/real-server.ts';
import { browserPath, launchBrowser, noBrowserReason } from './browser.ts';
import { ask, markedWords, oneSpace } from './describe-client.ts';
import { openWatchedPage, type WatchedPage } from './watched-page.ts';

const question = 'How dependent is Pakistan’s digital infrastructure on Chinese technology?';
const other = 'What limits Pakistan’s adoption of AI for national security?';

describe.skipIf(browserPath === null)(
  `a conversation on the real server${browserPath === null ? ` (${noBrowserReason})` : ''}`,
  () => {
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
      const noted = open.flatMap(({ faults, strangers }) => [...faults, ...strangers]);
      await Promise.all(open.map(({ page }) => page.context().close()));
      open = [];
      expect(noted).toEqual([]);
    });

    const visit = async (path = '/') => {
      const watched = await openWatchedPage(browser, server.url, {
        permissions: ['clipboard-read', 'clipboard-write'],
        acceptDownloads: true,
      });
      open.push(watched);
      await watched.page.goto(server.url + path);
      await watched.page.locator('#question').waitFor();
      return watched.page;
    };
    const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
    const choose = async (page: Page, button: ReturnType<Page['locator']>, item: string) => {
      await page.evaluate(() => navigator.clipboard.writeText('nothing yet'));
      await button.click();
      await page.getByRole('menuitem', { name: item, exact: true }).click();
      await expect.poll(() => copied(page)).not.toBe('nothing yet');
      return copied(page);
    };
    const answerOf = async (page: Page) => {
      const id = new URL(page.url()).pathname.replace('/answers/', '');
      return (await (await fetch(`${server.url}/api/answers/${id}`)).json()) as Answer;
    };

    test('an edited question takes the place of the first one and of what followed; back brings them again', async () => {
      const page = await visit();
      await ask(page, question);
      await ask(page, 'And what does that mean for its security?');
      await page.locator('.turn').first().getByRole('button', { name: 'Edit the question' }).click();
      const field = page.getByLabel('Edit the question');
      await field.fill(other);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: other }).waitFor();
      await page.getByText('Link to this answer').waitFor();
      await expect.poll(() => page.locator('.turn').count()).toBe(1);
      expect((await answerOf(page)).question).toBe(other);
      await page.goBack();
      await page.locator('.turn').nth(1).waitFor();
      expect(await page.locator('.question').allTextContents()).toEqual([
        question,
        'And what does that mean for its security?',
      ]);
    });

    test('however long it gets, only the conversation scrolls, and what gets the focus is in sight', async () => {
      const page = await visit();
      for (const asked of [question, other, question, other]) await ask(page, asked);
      await page.locator('.citation-marker').first().click();
      await markedWords(page);
      const scrolled = await page.evaluate(() => [document.scrollingElement?.scrollHeight, scrollY, innerHeight]);
      expect(scrolled).toEqual([scrolled[2], 0, scrolled[2]]);
      await page.keyboard.press('Escape');
      await page.locator('.turn a, .turn button').first().focus();
      for (let step = 0; step < 45; step += 1) {
        await page.keyboard.press('Tab');
        const covered = await page.evaluate(() => {
          const focused = document.activeElement;
          const [box, cover] = [focused, document.querySelector('.question-frame')].map((e) =>
            e?.getBoundingClientRect(),
          );
          if (!focused?.closest('.turns') || !box || !cover) return null;
          return box.bottom > cover.top ? focused.textContent : null;
        });
        expect(covered).toBeNull();
      }
    });

    test('j goes through citations once Esc has left the box, and Esc comes back to the marker', async () => {
      const page = await visit();
      await ask(page, question);
      await page.keyboard.press('Escape');
      await page.keyboard.press('j');
      await markedWords(page);
      await expect.poll(() => page.title()).toMatch(/^U\.S\.-China AI Rivalry.* – Ibid$/);
      await page.keyboard.press('Escape');
      await page.locator('.source').waitFor({ state: 'detached' });
      await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('citation-marker');
      await expect.poll(() => page.title()).toBe(`${question} – Ibid`);
    });

    test('an answer that came while another room was shown is there on the way back', async () => {
      const page = await visit();
      await page.keyboard.press('/');
      await page.keyboard.insertText(question);
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: 'Check' }).click();
      await page.waitForURL((url) => url.pathname === '/check');
      await page.waitForTimeout(1500);
      await page.goBack();
      await page.getByText('Link to this answer').waitFor();
      expect(new URL(page.url()).pathname).toMatch(/^\/answers\//);
    });

    test('what was typed and not asked is there after another room and a reload', async () => {
      const page = await visit();
      await page.keyboard.press('/');
      await page.keyboard.type('Half a quest');
      await page.getByRole('link', { name: 'Library' }).click();
      await page.getByRole('link', { name: 'Ask', exact: true }).click();
      await expect.poll(() => page.locator('#question').inputValue()).toBe('Half a quest');
      await page.reload();
      await expect.poll(() => page.locator('#question').inputValue()).toBe('Half a quest');
    });

    test('Esc leaves the question as it was, and the focus where it came from', async () => {
      const page = await visit();
      await ask(page, question);
      await page.getByRole('button', { name: 'Edit the question' }).click();
      await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
      await page.keyboard.insertText('nonsense');
      await page.keyboard.press('Escape');
      await page.getByRole('heading', { name: question }).waitFor();
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Edit the question');
    });

    test('a verdict is kept with the answer: shown after a reload, and changed by another one', async () => {
      const page = await visit();
      await ask(page, question);
      await page.getByRole('button', { name: 'A good answer' }).click();
      await expect.poll(async () => (await answerOf(page)).feedback?.verdict).toBe('good');
      await page.reload();
      const bad = page.getByRole('button', { name: 'A bad answer' });
      await bad.waitFor();
      const pressed = (name: string) => page.getByRole('button', { name }).getAttribute('aria-pressed');
      expect([await pressed('A good answer'), await pressed('A bad answer')]).toEqual(['true', 'false']);
      await bad.click();
      await expect.poll(async () => (await answerOf(page)).feedback?.verdict).toBe('bad');
      expect([await pressed('A good answer'), await pressed('A bad answer')]).toEqual(['false', 'true']);
    });

    test('each citation says who, when and where, and is copied as text, Markdown, link and reference', async () => {
      const page = await visit();
      await ask(page, question);
      const { citations } = await answerOf(page);
      const [first] = citations;
      if (!first) throw new Error('the answer has citations');
      const lines = (await page.locator('.sources li').allTextContents()).map(oneSpace);
      expect(lines).toHaveLength(citations.length);
      expect(lines[0]).toContain(`${first.paper.authors[0] ?? ''} (${first.paper.year ?? 'n.d.'})`);
      expect(lines[0]).toContain(first.section);
      const menu = page.locator('.sources .copy-menu > button').first();
      expect(await menu.getAttribute('aria-label')).toBe('Copy citation 1');
      expect(await choose(page, menu, 'Quotation as text')).toContain(`“${first.quote}”\n— Aleena Sadi (2025)`);
      expect(await choose(page, menu, 'Quotation as Markdown')).toMatch(/^> “[\s\S]+\(<http:.+#at=.+>\)/);
      expect(await choose(page, menu, 'Link to this place')).toBe(server.url + first.permalink);
      expect(await choose(page, menu, 'Reference in APA')).toMatch(/^Sadi, A\. \(2025\)\./);
      expect(await choose(page, menu, 'Reference in MLA')).toMatch(/^Sadi, Aleena\. /);
      expect(await choose(page, menu, 'Reference in Chicago')).toMatch(/^Sadi, Aleena\. 2025\. /);
      expect(await choose(page, menu, 'Reference in BibTeX')).toMatch(/^@\w+\{/);
      expect(await choose(page, menu, 'Reference in RIS')).toMatch(/^TY {2}- /);
      const answer = page.getByRole('button', { name: 'Copy this answer' });
      expect(await choose(page, answer, 'As text')).toContain(`${server.url}${first.permalink}`);
      expect(await choose(page, answer, 'As Markdown')).toContain('[^1]: “');
    });

    test('the conversation is exported as Markdown with its citations', async () => {
      const page = await visit();
      await ask(page, question);
      await ask(page, 'What will the weather be in Lahore tomorrow?');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Export the conversation as Markdown' }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('How-dependent-is-Pakistan-s-digital-infrastructure-on-Chinese.md');
      const text = await readFile(await download.path(), 'utf8');
      expect(text.match(/^## .*/gm)).toEqual([
        `## ${question}`,
        '## What will the weather be in Lahore tomorrow?',
        '## Papers quoted',
      ]);
      expect(text).toMatch(/^\[\^1-1\]: “/m);
    });

    test('only the chosen papers are asked, and the address says which', async () => {
      const page = await visit();
      await page.locator('.paper-choice > button').click();
      const [sadi] = await page.locator('.choice-list label', { hasText: 'AI Rivalry' }).all();
      await sadi?.click();
      await page.keyboard.press('Escape');
      const papers = new URL(page.url()).searchParams.get('papers');
      expect(papers).toMatch(/^[0-9a-f]{16}$/);
      await ask(page, other);
      const { passages } = await answerOf(page);
      expect(new Set(passages.map(({ paperId }) => paperId))).toEqual(new Set([papers]));
      await page.reload();
      await page.locator('.paper-choice > button', { hasText: 'Aleena Sadi (2025)' }).waitFor();
    });

    test('a chosen paper that is not in the library any more is taken out of the choice, and said', async () => {
      const page = await visit('/?papers=0000000000000000');
      await page
        .getByText('A paper that was chosen is not in the library any more. All papers are asked now.')
        .waitFor();
      expect(new URL(page.url()).search).toBe('');
      await ask(page, question);
    });

    test('the address of a conversation opens all of it elsewhere; each answer’s link opens just that answer', async () => {
      const page = await visit();
      await ask(page, question);
      await ask(page, other);
      const whole = await visit(page.url().replace(server.url, ''));
      await whole.locator('.turn').nth(1).waitFor();
      expect(await whole.locator('.question').allTextContents()).toEqual([question, other]);
      await page.locator('.turn').first().getByText('Link to this answer').click();
      await page.locator('.turn').nth(1).waitFor({ state: 'detached' });
      expect(await page.locator('.question').allTextContents()).toEqual([question]);
    });

    test('each passage that was read has a link that opens on exactly it', async () => {
      const page = await visit();
      await ask(page, question);
      const { passages } = await answerOf(page);
      await page.getByText(`The ${passages.length} passages that were read`).click();
      const link = page.locator('.passages-read a').nth(1);
      const href = (await link.getAttribute('href')) ?? '';
      const { start, end } = passages[1] ?? { start: 0, end: 0 };
      expect(href).toContain(`#at=${start}-${end}&sha=`);
      const opened = await visit(href);
      const words = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '');
      expect(words(await markedWords(opened)).slice(0, 80)).toBe(words(passages[1]?.text ?? '').slice(0, 80));
    });

    test('a quotation inside the question is checked, with the way to the check', async () => {
      const page = await visit();
      await ask(page, 'Does Sadi write “72% of its vital digital infrastructure relying on Chinese technology”?');
      await page.getByText('About the quotation in your question').waitFor();
      await page.getByRole('link', { name: 'Show the check' }).click();
      await page.waitForURL((url) => url.pathname === '/check' && url.hash.includes('72%25'));
    });

    test('keys: a list of them, a question from any room, and no letter lost', async () => {
      const page = await visit('/');
      await page.getByRole('link', { name: 'Library' }).click();
      await page.waitForURL((url) => url.pathname === '/library');
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keys' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('/');
      await page.keyboard.type('Why?');
      await expect.poll(() => page.locator('#question').inputValue()).toBe('Why?');
    });
  },
);
