import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { openLibrary } from '../../ingest/open-library.ts';
import { readIngestSettings } from '../../ingest/settings.ts';
import { type RealServer, startRealServer } from '../fixtures/real-server.ts';
import { makePdf } from '../ingest/readers/pdf-fixtures.ts';
import { axeViolations } from './axe-violations.ts';
import { describeLibraryRoom, file } from './library-room.ts';

const passwordPdf = resolve(import.meta.dirname, '../../../shared/pdfs/password.pdf');

/** Two pages about storks, long enough for several passages. */
async function storkPdf(): Promise<Buffer> {
  const sentences = (from: number) =>
    Array.from({ length: 30 }, (_, i) => `In year ${from + i} the white storks came back to the tower in March.`);
  const bytes = await makePdf(
    [
      (sheet) => {
        sheet.line(72, 80, 'White Storks of the Old Town', { size: 18, bold: true });
        sheet.lines(72, 130, sentences(1901), { leading: 20 });
      },
      (sheet) => void sheet.lines(72, 80, sentences(1931), { leading: 20 }),
    ],
    { title: 'White Storks of the Old Town' },
  );
  return Buffer.from(bytes);
}

describeLibraryRoom('the library’s room on the real server', (room) => {
  const { visit, rowOf, uploadOf, give, papers: papersOf, asked } = room;

  test('a PDF is sent, read, found in the list and opened', async () => {
    const page = await visit();
    await rowOf(page, 'Lighthouse').waitFor();
    const seen = await page.evaluateHandle(() => {
      const words = new Set<string>();
      new MutationObserver(() => {
        for (const state of document.querySelectorAll('.upload-state')) words.add(state.textContent);
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
      return words;
    });
    await give(page, file('storks.pdf', await storkPdf()));
    await uploadOf(page, 'storks.pdf').getByText('Added').waitFor();
    const words = await seen.evaluate((set) => [...set]);
    expect(words.some((state) => /^Sen|^Reading/.test(state))).toBe(true);
    await page.getByRole('status').getByText('storks.pdf was added.').waitFor();
    const row = rowOf(page, 'White Storks of the Old Town');
    await row.getByText('2 pages').waitFor();
    await page.getByRole('link', { name: 'Open storks.pdf' }).click();
    await page.locator('.source').getByText('In year 1901 the white storks').first().waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/papers\//);
    await page.keyboard.press('Escape');
    await give(page, file('storks.pdf', await storkPdf()));
    await uploadOf(page, 'storks.pdf').nth(1).getByText('Was in the library already').waitFor();
    await page.getByRole('button', { name: 'Clear finished' }).click();
    await expect.poll(() => page.locator('.upload').count()).toBe(0);
  });

  test('what can’t be added says why: other kinds and empty files without being sent', async () => {
    const page = await visit();
    const posts = asked(page, 'POST');
    await give(page, file('setup.exe', 'MZ'), file('empty.pdf', ''));
    await uploadOf(page, 'setup.exe').getByText('Ibid does not read files like setup.exe.').waitFor();
    await uploadOf(page, 'empty.pdf').getByText('is empty (0 bytes)').waitFor();
    expect(posts).toEqual([]);
    await give(page, file('broken.pdf', '%PDF-1.4 and nothing else'));
    await uploadOf(page, 'broken.pdf').getByText('The file can').waitFor();
    expect(await uploadOf(page, 'broken.pdf').getByRole('link').count()).toBe(0);
    await page.getByRole('button', { name: 'Dismiss setup.exe' }).click();
    await expect.poll(() => page.locator('.upload').count()).toBe(2);
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Dismiss empty.pdf');
  });

  test.skipIf(!existsSync(passwordPdf))(
    `a PDF with a password${existsSync(passwordPdf) ? '' : ' (skipped: there is no ../shared/pdfs)'}`,
    async () => {
      const page = await visit();
      await give(page, file('locked.pdf', await readFile(passwordPdf)));
      await uploadOf(page, 'locked.pdf').getByText('password').waitFor();
    },
  );

  test('files can be dropped anywhere in the room', async () => {
    const page = await visit();
    await rowOf(page, 'Lighthouse').waitFor();
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['MZ'], 'dropped.exe'));
      return transfer;
    });
    await page.dispatchEvent('.paper-row', 'dragenter', { dataTransfer: data });
    await page.getByText('Drop to add to the library').waitFor();
    await page.dispatchEvent('.paper-row', 'drop', { dataTransfer: data });
    await uploadOf(page, 'dropped.exe').waitFor();
    expect(await page.getByText('Drop to add to the library').isVisible()).toBe(false);
  });

  test('details are put right by hand, and stay right', async () => {
    const page = await visit();
    // Its title changes.
    const row = page.locator(`#${(await rowOf(page, 'Waggle Dances').getAttribute('id')) ?? ''}`);
    const before = await row.locator('h2').textContent();
    const edit = row.getByRole('button', { name: 'Edit', exact: true });
    await edit.click();
    const form = row.locator('form');
    await form.getByLabel('Year').fill('20x5');
    await form.getByLabel('DOI').fill('nonsense');
    await page.keyboard.press('Enter');
    await form.getByText('Write the year with four digits').waitFor();
    await form.getByText('This is not a DOI.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('year');
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.textContent === 'Edit');
    expect(await row.locator('h2').textContent()).toBe(before);

    await page.keyboard.press('Enter');
    await form.getByLabel('Title').fill('<b>Bees</b> & the “nest”');
    await form.getByLabel('Authors').fill('Ada Byron\nעדה לב');
    await form.getByLabel('Year').fill('1931');
    await form.getByLabel('DOI').fill('https://doi.org/10.1000/bees');
    await form.getByRole('button', { name: 'Save' }).click();
    await row.getByText('Ada Byron and עדה לב (1931)').waitFor();
    await page.reload();
    await row.getByText('<b>Bees</b> & the “nest”').waitFor();
    await row.getByText('Ada Byron and עדה לב (1931)').waitFor();
    const doi = row.getByRole('link', { name: 'doi:10.1000/bees' });
    expect(await doi.getAttribute('rel')).toContain('noreferrer');
  });

  test('a reference is copied, the original can be had, and the paper can be asked', async () => {
    const page = await visit(room.url, { permissions: ['clipboard-read', 'clipboard-write'] });
    const row = page.locator('.paper-row').first();
    const title = await row.locator('h2').textContent();
    await row.getByRole('button', { name: /^Cite/ }).click();
    await page.getByRole('menuitem', { name: 'BibTeX' }).click();
    await row.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^@/);
    const download = page.waitForEvent('download');
    await row.getByRole('link', { name: 'Download' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.(?:md|pdf)$/);
    const papers = await papersOf();
    const paper = papers.find((candidate) => candidate.title === title);
    await row.getByRole('button', { name: 'Ask this paper' }).click();
    await page.waitForURL((url) => url.searchParams.get('papers') === paper?.id);
  });

  test('several authors on one line are put apart before they are saved', async () => {
    const page = await visit();
    const corrections = asked(page, 'PATCH');
    const row = page.locator(`#${(await rowOf(page, 'Lighthouse').getAttribute('id')) ?? ''}`);
    await row.getByRole('button', { name: 'Edit', exact: true }).click();
    const form = row.locator('form');
    await form.getByText('“Le Guin, Ursula K.” where the family name is not the last word').waitFor();
    const authors = form.getByLabel('Authors');
    await authors.fill('Shen, Zejiang; Zhang, Ruochen');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('Is this one author a line?').waitFor();
    expect(await authors.inputValue()).toBe('Shen, Zejiang\nZhang, Ruochen');
    expect(await authors.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(corrections).toEqual([]);
    await form.getByRole('button', { name: 'Save' }).click();
    await row.getByText('Shen, Zejiang and Zhang, Ruochen').waitFor();
    expect(corrections).toHaveLength(1);
  });

  test('a reference that does not come says why below the buttons, which stay where they are', async () => {
    const page = await visit();
    await page.route('**/reference?*', (route) =>
      route.fulfill({ status: 500, json: { error: { message: 'Something went wrong inside Ibid.' } } }),
    );
    const row = rowOf(page, 'Lighthouse');
    const remove = row.getByRole('button', { name: 'Remove' });
    const before = await remove.boundingBox();
    await row.getByRole('button', { name: /^Cite/ }).click();
    await page.getByRole('menuitem', { name: 'APA' }).click();
    await row.getByText('Something went wrong inside Ibid.').waitFor();
    expect(await remove.boundingBox()).toEqual(before);
  });

  test('going back from an open paper brings the focus back to its title', async () => {
    const page = await visit();
    const link = rowOf(page, 'Lighthouse').locator('h2 a');
    await link.click();
    await page.locator('.source').getByText('Lighthouse').first().waitFor();
    await page.goBack();
    await page.locator('.source').waitFor({ state: 'detached' });
    await page.waitForFunction(
      () => document.activeElement?.closest('h2')?.textContent.includes('Lighthouse') === true,
    );
  });

  test('several papers are asked together', async () => {
    const page = await visit();
    await page.getByRole('checkbox').nth(0).check();
    await page.getByRole('checkbox').nth(1).check();
    await page.getByRole('button', { name: 'Ask 2 papers' }).click();
    await page.waitForURL((url) => url.searchParams.get('papers')?.split(',').length === 2);
  });

  test('what is in a paper leads to its places', async () => {
    const page = await visit();
    const row = rowOf(page, 'Lighthouse');
    await row.getByRole('button', { name: 'Contents', exact: true }).click();
    const heading = row.locator('.outline a').first();
    const words = ((await heading.textContent()) ?? '').trim();
    await heading.click();
    await page.locator('mark').first().waitFor();
    const marked = (await page.locator('mark').allTextContents()).join('').trim();
    expect(marked).toBe(words);
    expect(page.url()).toContain('#at=');
  });

  test('an empty library says what to do; a server that was away is waited for', async () => {
    const empty = join(room.folder, 'empty');
    const models = resolve(import.meta.dirname, '../../data/models');
    const opened = await openLibrary(readIngestSettings({ IBID_LIBRARY: empty, IBID_MODELS: models }));
    await opened.library.setNote('default-papers', 'done');
    await opened.close();
    const first = await startRealServer({ IBID_LIBRARY: empty });
    const { url } = first;
    let second: RealServer | null = null;
    try {
      const page = await visit(url);
      await page.getByRole('heading', { name: 'There are no papers yet.' }).waitFor();
      await page.getByText('.pdf, .docx, .epub, .md and .txt, up to 50 MB each').waitFor();
      await page.getByText('ibid ingest <file or folder>').waitFor();
      expect(await axeViolations(page)).toEqual([]);

      await first.close();
      await give(page, file('bells.md', '# Bells\n\nThe bell of the Bell Rock rang twice a minute in fog.\n'));
      await uploadOf(page, 'bells.md').getByText('It is sent again by itself.').waitFor();
      await page.evaluate(() => dispatchEvent(new Event('focus')));
      await page.getByText('This page keeps trying.').waitFor();

      second = await startRealServer({ IBID_LIBRARY: empty, PORT: new URL(url).port });
      await uploadOf(page, 'bells.md').getByText('Added').waitFor();
      await rowOf(page, 'Bells').waitFor();
      await page.getByText('This page keeps trying.').waitFor({ state: 'detached' });
    } finally {
      await first.close();
      await second?.close();
    }
  });

  test.each(['light', 'dark'] as const)('axe-core finds nothing, %s', async (colorScheme) => {
    const page = await visit(room.url, { colorScheme });
    const first = page.locator('.paper-row').first();
    await first.getByRole('button', { name: 'Contents', exact: true }).click();
    await first.locator('.outline, .contents-none').first().waitFor();
    await give(page, file('setup.exe', 'MZ'));
    await uploadOf(page, 'setup.exe').waitFor();
    await first.getByRole('checkbox').check();
    await first.getByRole('button', { name: /^Cite/ }).click();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    const last = page.locator('.paper-row').last();
    await last.getByRole('button', { name: 'Remove' }).click();
    await first.getByRole('button', { name: 'Edit', exact: true }).click();
    await first.getByLabel('DOI').fill('nonsense');
    await page.keyboard.press('Enter');
    await first.getByText('This is not a DOI.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  test.each([320, 1440])('%i px wide, nothing is wider than the page', async (width) => {
    const page = await visit(room.url, { viewport: { width, height: 800 } });
    await page.getByRole('button', { name: 'Contents', exact: true }).first().click();
    await give(page, file(`${'long-name-'.repeat(30)}.exe`, 'MZ'));
    await page.locator('.upload').waitFor();
    await page.getByRole('button', { name: 'Edit', exact: true }).last().click();
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('body, main, .uploads, .paper-row, .correction')]
        .filter((element) => element.scrollWidth > element.clientWidth)
        .map((element) => element.className),
    );
    expect(wide).toEqual([]);
  });
});
