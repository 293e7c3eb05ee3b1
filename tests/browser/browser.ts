import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of a Chromium on this machine, or null. */
export const browserPath = places.find((path) => existsSync(path)) ?? null;

/** Why browser tests are skipped, and what to do. */
export const noBrowserReason = `no browser: install Chromium at one of ${places.join(', ')}`;

/** A browser that stays on this machine. */
export async function launchBrowser(): Promise<Browser> {
  if (browserPath === null) throw new Error(noBrowserReason);
  return chromium.launch({
    executablePath: browserPath,
    timeout: 180_000,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
