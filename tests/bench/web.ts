import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../browser/browser.ts';
import { buildPage } from '../browser/built-page.ts';
import { type FakePaper } from '../fakes/wire-papers.ts';
import { startFakeWireServer } from '../fakes/wire-server.ts';
import { type Figure, atMost, ms, percentile } from './table.ts';
import { lastWords, longPaper, longPdf } from './web-papers.ts';

/** Pages of the long paper. */
const pages = 400;
/** Times that each view is opened. */
const runs = 5;

interface Measured {
  /** Milliseconds from asking for the address to the quoted words on screen. */
  readonly words: number;
  /** The longest tasks of the main thread in milliseconds, 0 where none reached 50. */
  readonly opening: number;
  readonly scrolling: number;
}

interface NotedTasks {
  longTasks: number[];
}

async function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => {
    const noted = globalThis as unknown as NotedTasks;
    return Math.max(0, ...noted.longTasks.splice(0));
  });
}

/** Scrolls by the wheel, then to places all over the paper, as somebody drags the scrollbar. */
async function scrollThrough(page: Page): Promise<void> {
  await page.mouse.move(1000, 500);
  for (let step = 0; step < 60; step += 1) {
    await page.mouse.wheel(0, -700);
    await page.waitForTimeout(16);
  }
  for (let step = 0; step < 40; step += 1) {
    await page.locator('.source-scroll:not(.put-away)').evaluate(
      (pane, share) => {
        pane.scrollTop = pane.scrollHeight * share;
      },
      ((step * 7) % 40) / 40,
    );
    await page.waitForTimeout(60);
  }
}

async function measure(browser: Browser, address: string, marks: string, file: Buffer): Promise<Measured> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    await page.route('**/api/papers/*/file', (route) => route.fulfill({ body: file }));
    await page.addInitScript(() => {
      const noted = globalThis as unknown as NotedTasks;
      noted.longTasks = [];
      new PerformanceObserver((list) => {
        noted.longTasks.push(...list.getEntries().map(({ duration }) => duration));
      }).observe({ type: 'longtask', buffered: true });
    });
    await page.goto(address);
    await page.locator(marks).first().waitFor();
    const words = await page.evaluate(() => performance.now());
    await page.waitForTimeout(2500);
    const opening = await longestTask(page);
    await scrollThrough(page);
    return { words, opening, scrolling: await longestTask(page) };
  } finally {
    await context.close();
  }
}

/** Opening a paper of 400 pages at its last page, and scrolling through it: as text, and as the PDF's own pages. */
export async function benchWeb(): Promise<Figure[]> {
  const built = await buildPage();
  const text = longPaper(pages);
  const file = Buffer.from(await longPdf(pages));
  const asPdf: FakePaper = { ...text, detail: { ...text.detail, source: 'long.pdf' } };
  const browser = await launchBrowser();
  const server = await startFakeWireServer({ webRoot: resolve(built.folder), papers: [asPdf] });
  const at = text.content.text.indexOf(lastWords);
  const address = `${server.url}/papers/${text.detail.id}#at=${at}-${at + lastWords.length}`;
  try {
    const figures: Figure[] = [];
    for (const [name, show, marks] of [
      ['text', '', '.paper-text mark'],
      ['page images', '&show=page', '.page-mark'],
    ] as const) {
      const all: Measured[] = [];
      for (let run = 0; run < runs; run += 1) all.push(await measure(browser, address + show, marks, file));
      const median = (of: (measured: Measured) => number) => percentile(all.map(of), 0.5);
      figures.push(
        {
          what: `${pages} pages as ${name}: quoted words on screen`,
          measured: ms(median((m) => m.words)),
          target: '',
          good: null,
        },
        atMost(
          `${pages} pages as ${name}: longest task while opening (0: under 50)`,
          median((m) => m.opening),
          50,
          ms,
        ),
        atMost(
          `${pages} pages as ${name}: longest task while scrolling (0: under 50)`,
          median((m) => m.scrolling),
          50,
          ms,
        ),
      );
    }
    return figures;
  } finally {
    await browser.close();
    await server.close();
    await built.remove();
  }
}
