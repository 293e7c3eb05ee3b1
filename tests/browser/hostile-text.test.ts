import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quotingAnswer } from '../fakes/wire-answers.ts';
import { fakePaper } from '../fakes/wire-papers.ts';
import { startFakeWireServer } from '../fakes/wire-server.ts';
import { browserPath, launchBrowser, noBrowserReason } from './browser.ts';
import { buildPage } from './built-page.ts';
import { ask, markedWords, oneSpace } from './describe-client.ts';
import { openWatchedPage } from './watched-page.ts';

// Each would call alert, which the page's watcher notes, if any of it became HTML or script.
const payloads = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '[words](javascript:alert(1))',
  '<a href="javascript:alert(1)" autofocus onfocus=alert(1)>x</a>',
  '<sup><img src=x onerror=alert(1)></sup>',
  '{{constructor.constructor("alert(1)")()}}',
  '</title><script>alert(1)</script>',
];

describe.skipIf(browserPath === null)(`hostile text${browserPath === null ? ` (${noBrowserReason})` : ''}`, () => {
  let page: Awaited<ReturnType<typeof buildPage>>;
  let browser: Browser;
  beforeAll(async () => {
    page = await buildPage();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await page.remove();
  });

  test.each(payloads)(
    '%s is text in paper, title, author, file name, answer, quotation and question',
    async (payload) => {
      const quoted = `They wrote ${payload} there.`;
      const paper = fakePaper({
        title: `Title ${payload}`,
        authors: [`Author ${payload}`],
        year: 2025,
        source: `${payload}.md`,
        text: `# Heading ${payload}\n\nBefore. ${quoted} After. **${payload}** *${payload}*\n\n- ${payload}\n\n| ${payload} | b |\n`,
        headings: [`# Heading ${payload}`],
      });
      const server = await startFakeWireServer({
        webRoot: page.folder,
        papers: [paper],
        pace: 0,
        answerTo: (question) => ({
          ...quotingAnswer(question, paper, `Answer ${payload}`, quoted),
          notice: `Notice ${payload}`,
          writer: `Writer ${payload}`,
        }),
      });
      const { page: shown, faults, strangers } = await openWatchedPage(browser, server.url);
      try {
        await shown.goto(server.url);
        await shown.getByText(`Title ${payload}`).first().waitFor();
        await ask(shown, `Question ${payload}`);
        const answer = oneSpace((await shown.locator('.turn').textContent()) ?? '');
        for (const part of ['Question', 'Answer', 'Notice', 'Writer']) expect(answer).toContain(`${part} ${payload}`);
        await shown.locator('.citation-marker').hover();
        await shown.getByRole('tooltip').waitFor();
        await shown.locator('.citation-marker').click();
        expect(await markedWords(shown)).toContain('They wrote');
        expect(oneSpace((await shown.locator('.source').textContent()) ?? '')).toContain(`Author ${payload}`);
        expect(
          await shown.locator('.app :is(script, img, svg, iframe, [onerror], [onload], [href^=javascript])').count(),
        ).toBe(0);
        expect(faults).toEqual([]);
        expect(strangers).toEqual([]);
      } finally {
        await shown.context().close();
        await server.close();
      }
    },
  );
});
