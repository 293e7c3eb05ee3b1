import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Job } from '../../server/wire.ts';
import { type RealServer, startRealServer } from '../fixtures/real-server.ts';
import { makePdf } from '../ingest/readers/pdf-fixtures.ts';
import { axeViolations } from './axe-violations.ts';
import { browserPath, launchBrowser, noBrowserReason } from './browser.ts';
import { ask } from './describe-client.ts';
import { openWatchedPage } from './watched-page.ts';

/** Where the pictures of all views are put, to be looked at. */
const pictures = resolve(import.meta.dirname, '../artefacts/views');

const question = 'How dependent is Pakistan’s digital infrastructure on Chinese technology?';
const draft =
  'Sadi (2025) writes that “with 72% of its vital digital infrastructure relying on Chinese technology and little ' +
  'domestic skills, Pakistan is not vulnerable to cyber-espionage”. She adds that “debt liabilities related to CPEC ' +
  'have been rising to almost $4.9 billion”. Sarwar and Rashid claim that “AI has weakened the state security ' +
  'dilemma”. And as somebody once said, “the moon is made of green cheese and butter” (Sadi, 2025).';

interface View {
  readonly name: string;
  /** Brings a page of the client to the view, from anywhere. */
  readonly show: (page: Page, at: { readonly url: string; readonly pdf: string }) => Promise<unknown>;
}

async function showAnswer(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('.papers li').first().waitFor();
  await ask(page, question);
}

async function showReport(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/check`);
  await page.locator('#check-text').fill(draft);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByRole('button', { name: /Export/ }).waitFor();
}

const views: readonly View[] = [
  {
    name: 'ask',
    show: async (page, { url }) => {
      await page.goto(url);
      await page.locator('.papers li').first().waitFor();
    },
  },
  {
    name: 'papers-to-ask',
    show: async (page, { url }) => {
      await page.goto(url);
      await page.locator('.paper-choice > button').click();
    },
  },
  { name: 'answer', show: (page, { url }) => showAnswer(page, url) },
  {
    name: 'answer-edited',
    show: async (page, { url }) => {
      await showAnswer(page, url);
      await page.getByRole('button', { name: 'Edit the question' }).click();
    },
  },
  {
    name: 'answer-copied',
    show: async (page, { url }) => {
      await showAnswer(page, url);
      await page.getByRole('button', { name: 'Copy citation 1' }).first().click();
    },
  },
  {
    name: 'answer-beside-its-source',
    show: async (page, { url }) => {
      await showAnswer(page, url);
      await page.locator('.citation-marker').first().click();
      await page.locator('mark').first().waitFor();
      await page.mouse.move(1, 1);
    },
  },
  {
    name: 'no-answer',
    show: async (page, { url }) => {
      await page.goto(url);
      await page.locator('.papers li').first().waitFor();
      await ask(page, 'What will the weather be in Lahore tomorrow?');
    },
  },
  {
    name: 'nothing-at-this-link',
    show: async (page, { url }) => {
      await page.goto(`${url}/papers/0000000000000000`);
      await page.getByText('This paper is not in the library.').waitFor();
    },
  },
  {
    name: 'page-image',
    show: async (page, { url, pdf }) => {
      await page.goto(`${url}${pdf}&show=page`);
      await page.locator('.source canvas').first().waitFor();
      await page.waitForTimeout(500);
    },
  },
  {
    name: 'contents',
    show: async (page, { url }) => {
      await page.goto(`${url}/library`);
      await page.getByRole('link', { name: /AI Rivalry/ }).click();
      await page.getByRole('tab', { name: 'Contents' }).click();
      await page
        .getByRole('heading', { name: /References/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'check',
    show: async (page, { url }) => {
      await page.goto(`${url}/check`);
      await page.locator('#check-text').waitFor();
    },
  },
  { name: 'report', show: (page, { url }) => showReport(page, url) },
  {
    name: 'report-beside-its-source',
    show: async (page, { url }) => {
      await showReport(page, url);
      await page.locator('main a[href^="/papers/"]').first().click();
      await page.locator('.source mark').first().waitFor();
    },
  },
  {
    name: 'library',
    show: async (page, { url }) => {
      await page.goto(`${url}/library`);
      await page.getByRole('link', { name: /AI Rivalry/ }).waitFor();
    },
  },
  {
    name: 'library-edited',
    show: async (page, { url }) => {
      await page.goto(`${url}/library`);
      await page.getByRole('button', { name: /^Edit/ }).first().click();
    },
  },
  {
    name: 'library-refused',
    show: async (page, { url }) => {
      await page.goto(`${url}/library`);
      const file = { name: 'setup.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') };
      await page.locator('input[type=file]').setInputFiles(file);
      await page.getByText('setup.exe').first().waitFor();
    },
  },
  {
    name: 'keys',
    show: async (page, { url }) => {
      await page.goto(url);
      await page.getByRole('button', { name: 'Keys' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'login', show: (page, { url }) => page.goto(`${url}/login`) },
  { name: 'not-found', show: (page, { url }) => page.goto(`${url}/nowhere`) },
  { name: 'docs', show: (page, { url }) => page.goto(`${url}/docs`) },
];

describe.skipIf(browserPath === null)(`every view${browserPath === null ? ` (${noBrowserReason})` : ''}`, () => {
  let server: RealServer;
  let browser: Browser;
  let at: { url: string; pdf: string };

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    server = await startRealServer();
    browser = await launchBrowser();
    const bytes = await makePdf(
      [
        (sheet) => {
          sheet.line(60, 70, 'The Bells of the Old Tower', { size: 18, bold: true });
          sheet.lines(60, 120, [
            'The sexton rang the bell at noon. Then the committee asked for silence in the whole district,',
            'and it was so. Nobody complained of that again, though the tower leaned towards the river.',
          ]);
        },
      ],
      { title: 'The Bells of the Old Tower' },
    );
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), 'tower.pdf');
    const sent = await fetch(`${server.url}/api/papers`, { method: 'POST', body: form });
    const { job } = (await sent.json()) as { job: { id: string } };
    let paper: string | null = null;
    while (paper === null) {
      const now = (await (await fetch(`${server.url}/api/jobs/${job.id}`)).json()) as Job;
      if (now.state === 'failed') throw new Error(now.error ?? 'failed');
      if (now.state === 'done') paper = now.paperId;
    }
    const query = new URLSearchParams({ quote: 'the committee asked for silence in the whole district' });
    const place = await fetch(`${server.url}/api/papers/${paper}/place?${query.toString()}`);
    const { permalink } = (await place.json()) as { permalink: string };
    at = { url: server.url, pdf: permalink };
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  const looks = ([1440, 375] as const).flatMap((width) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
  );

  test.each(looks)(
    'at $width px, $colorScheme: axe-core finds nothing, nothing is wider than the page, nothing goes wrong',
    async ({ width, colorScheme }) => {
      const watched = await openWatchedPage(browser, server.url, {
        viewport: { width, height: width < 500 ? 812 : 900 },
        colorScheme,
        reducedMotion: 'reduce',
      });
      const { page, faults, strangers } = watched;
      const found: Record<string, string[]> = {};
      for (const { name, show } of views) {
        await show(page, at);
        await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.jpg`) });
        const wrong = [...(await axeViolations(page)), ...(await tooWide(page))];
        if (wrong.length > 0) found[name] = wrong;
      }
      expect(found).toEqual({});
      expect([...faults, ...strangers]).toEqual([]);
      await page.context().close();
    },
    180_000,
  );

  test.each([320, 3840])(
    'at %i px nothing is wider than the page',
    async (width) => {
      const { page } = await openWatchedPage(browser, server.url, {
        viewport: { width, height: width < 500 ? 640 : 2160 },
      });
      const found: Record<string, string[]> = {};
      for (const { name, show } of views) {
        await show(page, at);
        await page.screenshot({ path: join(pictures, `${name}-${width}.jpg`) });
        const wrong = await tooWide(page);
        if (wrong.length > 0) found[name] = wrong;
      }
      expect(found).toEqual({});
      await page.context().close();
    },
    180_000,
  );
});

function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('html, body, main, .source, .source-scroll')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => `too wide: ${element.tagName} ${element.className}`),
  );
}
