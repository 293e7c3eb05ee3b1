import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import type { WirePaper } from '../../server/wire.ts';
import { type RealServer, startRealServer } from '../fixtures/real-server.ts';
import { makeSmallLibrary } from '../fixtures/small-library.ts';
import { browserPath, launchBrowser, noBrowserReason } from './browser.ts';
import { openWatchedPage, type WatchedPage } from './watched-page.ts';

/** A file to be given to a page. */
export function file(name: string, buffer: Buffer | string) {
  return {
    name,
    mimeType: 'application/octet-stream',
    buffer: typeof buffer === 'string' ? Buffer.from(buffer) : buffer,
  };
}

/** The library’s room of a real server with a small library, in a real browser. */
export interface LibraryRoom {
  /** A folder of its own, gone after the tests. */
  readonly folder: string;
  readonly url: string;
  readonly visit: (url?: string, options?: BrowserContextOptions, prepare?: (page: Page) => unknown) => Promise<Page>;
  readonly rowOf: (page: Page, title: string) => Locator;
  readonly uploadOf: (page: Page, name: string) => Locator;
  readonly give: (page: Page, ...files: readonly ReturnType<typeof file>[]) => Promise<void>;
  readonly papers: () => Promise<readonly WirePaper[]>;
  /** The paths of the requests by that method, from now on. */
  readonly asked: (page: Page, method: string) => readonly string[];
}

/** Tests in the library’s room. After each, the page has logged no fault and asked no other host. */
export function describeLibraryRoom(name: string, tests: (room: LibraryRoom) => void): void {
  describe.skipIf(browserPath === null)(`${name}${browserPath === null ? ` (${noBrowserReason})` : ''}`, () => {
    let folder: string;
    let server: RealServer;
    let browser: Browser;
    let open: WatchedPage[] = [];

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'ibid-room-'));
      await makeSmallLibrary(join(folder, 'small'));
      server = await startRealServer({ IBID_LIBRARY: join(folder, 'small') });
      browser = await launchBrowser();
    });
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

    tests({
      get folder() {
        return folder;
      },
      get url() {
        return server.url;
      },
      visit: async (url = server.url, options = {}, prepare) => {
        const watched = await openWatchedPage(browser, url, options);
        open.push(watched);
        await prepare?.(watched.page);
        await watched.page.goto(`${url}/library`);
        return watched.page;
      },
      rowOf: (page, title) => page.locator('.paper-row', { hasText: title }),
      uploadOf: (page, upload) => page.locator('.upload', { hasText: upload }),
      give: (page, ...files) => page.locator('input[type=file]').setInputFiles([...files]),
      papers: async () => ((await (await fetch(`${server.url}/api/papers`)).json()) as { papers: WirePaper[] }).papers,
      asked: (page, method) => {
        const paths: string[] = [];
        page.on('request', (request) => {
          if (request.method() === method) paths.push(new URL(request.url()).pathname);
        });
        return paths;
      },
    });
  });
}
