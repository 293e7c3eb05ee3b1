import type { Browser } from 'playwright-core';
import { launchBrowser } from '../browser/browser.ts';
import { buildPage } from '../browser/built-page.ts';
import { startFakeWireServer } from '../fakes/wire-server.ts';
import { atMost, type Figure, ms, percentile } from './table.ts';

const runs = 10;

/** Milliseconds from asking for the page to its first content (Paint Timing), in a browser that has nothing of it. */
async function firstContent(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  const painted = await page.waitForFunction(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null,
  );
  const at = (await painted.jsonValue()) ?? NaN;
  await context.close();
  return at;
}

/** What the page takes to begin: its first content, and an answer's first words once the server has sent them. */
export async function benchFirstWords(): Promise<Figure[]> {
  const built = await buildPage();
  const browser = await launchBrowser();
  let sentAt = 0;
  const server = await startFakeWireServer({ webRoot: built.folder, onFirstWords: () => (sentAt = Date.now()) });
  try {
    const contents: number[] = [];
    for (let run = 0; run < runs; run += 1) contents.push(await firstContent(browser, server.url));

    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(server.url);
    await page.locator('#question').waitFor();
    const words: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const shown = page.waitForFunction(
        (turns) => {
          const body = document.querySelectorAll('.turn')[turns]?.querySelector('.answer-body');
          // With the frame after the one that has the words they are on screen.
          return (body?.textContent ?? '') === '' ? null : Date.now();
        },
        run,
        { polling: 'raf' },
      );
      await page.locator('#question').fill('How dependent is Pakistan on Chinese technology?');
      await page.keyboard.press('Enter');
      words.push(((await (await shown).jsonValue()) ?? NaN) - sentAt);
      await page.locator('.turn').nth(run).getByText('Link to this answer').waitFor();
    }
    return [
      atMost('first content of the page, median', percentile(contents, 0.5), 1000, ms),
      atMost('an answer’s first words on screen after they are sent, slowest of ten', Math.max(...words), 300, ms),
    ];
  } finally {
    await browser.close();
    await server.close();
    await built.remove();
  }
}
