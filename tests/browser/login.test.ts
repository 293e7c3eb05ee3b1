import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBuilt } from '../fixtures/built.ts';
import { makeDefaultLibrary } from '../fixtures/default-library.ts';
import { type RealServer, startRealServer } from '../fixtures/real-server.ts';
import { browserPath, launchBrowser, noBrowserReason } from './browser.ts';
import { openWatchedPage } from './watched-page.ts';

/** An address of this machine that is not loopback. */
const address =
  Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? null;

const missing = browserPath === null ? noBrowserReason : address === null ? 'no network: loopback alone' : null;

async function newKey(library: string): Promise<string> {
  const child = startBuilt(['key', 'add', 'browser', '--json'], { IBID_LIBRARY: library });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await once(child, 'close');
  return (JSON.parse(printed) as { secret: string }).secret;
}

describe.skipIf(missing !== null)(`a browser off loopback${missing === null ? '' : ` (${missing})`}`, () => {
  const library = mkdtempSync(join(tmpdir(), 'ibid-login-'));
  let server: RealServer;
  let browser: Browser;
  let secret: string;
  let url: string;

  beforeAll(async () => {
    await makeDefaultLibrary(library);
    secret = await newKey(library);
    server = await startRealServer({ IBID_LIBRARY: library, HOST: '0.0.0.0' });
    url = `http://${address ?? ''}:${new URL(server.url).port}`;
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    rmSync(library, { recursive: true });
  });

  test('logs in once, comes back to where it wanted to go, and gets all that the page is made of', async () => {
    const { page, faults, strangers } = await openWatchedPage(browser, url);
    const refused: string[] = [];
    page.on('response', (response) => {
      if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`);
    });
    await page.goto(`${url}/check?kind=text#at=12`);
    expect(new URL(page.url()).pathname).toBe('/login');
    await page.getByLabel('Key').fill(secret);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.locator('#app > *').first().waitFor();
    expect(page.url()).toBe(`${url}/check?kind=text#at=12`);
    expect((await page.context().cookies()).map(({ httpOnly, sameSite }) => [httpOnly, sameSite])).toEqual([
      [true, 'Lax'],
    ]);
    await page.goto(`${url}/library`);
    await page.getByText('Aleena Sadi').first().waitFor();
    expect({ refused, faults, strangers }).toEqual({ refused: [], faults: [], strangers: [] });
    await page.context().close();
  });

  test('a wrong key: says so, and keeps where it was to go', async () => {
    const { page } = await openWatchedPage(browser, url);
    await page.goto(`${url}/login?next=${encodeURIComponent('/check#at=12')}`);
    await page.getByLabel('Key').fill('ibid_wrong');
    await page.getByRole('button', { name: 'Log in' }).click();
    await expect.poll(() => page.getByRole('alert').textContent()).toMatch(/^This key is not known here/);
    await page.getByLabel('Key').fill(secret);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.locator('#app > *').first().waitFor();
    expect(page.url()).toBe(`${url}/check#at=12`);
    await page.context().close();
  });

  test('a session that has ended: 401 in words for a person', async () => {
    const { page } = await openWatchedPage(browser, url);
    await page.goto(`${url}/login`);
    const { status, message } = await page.evaluate(async () => {
      const response = await fetch('/api/papers');
      const body = (await response.json()) as { error: { message: string } };
      return { status: response.status, message: body.error.message };
    });
    expect(status).toBe(401);
    expect(message).toBe('You are not logged in, or your session has ended. Log in with your key to go on.');
    await page.context().close();
  });
});
