import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page that notes whatever a well-made page does not do. */
export interface WatchedPage {
  readonly page: Page;
  /** Console errors and warnings, uncaught errors, content policy violations. */
  readonly faults: string[];
  /** Requests to any other origin than the page's own. */
  readonly strangers: string[];
}

/** Milliseconds that a slow machine may take for what a page is to do. */
const patience = 60_000;

/** Opens a page in a context of its own; `faults` and `strangers` fill as things happen. */
export async function openWatchedPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const faults: string[] = [];
  const strangers: string[] = [];
  page.on('console', (message) => {
    // A refused request is logged by the browser itself; the page tells the reader in words.
    const refused = message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !refused) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin) strangers.push(request.url());
  });
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return { page, faults, strangers };
}
