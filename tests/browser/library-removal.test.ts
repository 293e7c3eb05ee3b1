import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeLibraryRoom, file } from './library-room.ts';

const noon = Date.UTC(2026, 2, 1, 12);

describeLibraryRoom('removing papers in the library’s room', (room) => {
  const { visit, rowOf, give, papers: papersOf, asked } = room;

  /** A paper that is in the page’s list and, since somebody removed it meanwhile, not in the library. */
  const goneRow = async (page: Page, title: string) => {
    await give(page, file(`${title}.md`, `# ${title}\n\nThe ${title} followed the herring boats into the harbour.\n`));
    const row = rowOf(page, title);
    await row.waitFor();
    const paper = (await papersOf()).find((candidate) => candidate.title === title);
    await fetch(`${room.url}/api/papers/${paper?.id ?? ''}`, { method: 'DELETE' });
    return row;
  };
  test.each<[string, string, (row: Locator) => Promise<void>]>([
    ['Contents', 'Terns', (row) => row.getByRole('button', { name: 'Contents', exact: true }).click()],
    ['Ask', 'Gannets', (row) => row.getByRole('button', { name: 'Ask this paper' }).click()],
    [
      'Cite',
      'Petrels',
      async (row) => {
        await row.getByRole('button', { name: /^Cite/ }).click();
        await row.getByRole('menuitem', { name: 'APA' }).click();
      },
    ],
    [
      'Edit',
      'Skuas',
      async (row) => {
        await row.getByRole('button', { name: 'Edit', exact: true }).click();
        await row.page().getByLabel('Year').fill('1999');
        await row.page().getByLabel('Year').press('Enter');
      },
    ],
  ])('%s of a paper that is gone: its row goes, and a sentence says so', async (_, title, use) => {
    const page = await visit();
    const row = await goneRow(page, title);
    await use(row);
    await page.getByRole('status').getByText('is not in the library any more: somebody has removed it.').waitFor();
    await row.waitFor({ state: 'detached' });
    expect(await page.getByLabel(`Details of ${title}`).count()).toBe(0);
    expect(new URL(page.url()).pathname).toBe('/library');
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    // The focus has gone on to a neighbour.
    await page.waitForFunction(() => document.activeElement?.closest('.paper-row') !== null);
    await page.getByRole('button', { name: 'Dismiss', exact: true }).click();
    await expect.poll(() => page.locator('.removal-note').count()).toBe(0);
  });

  test('a paper that somebody else removed in the ten seconds', async () => {
    const page = await visit(room.url, {}, (opened) => opened.clock.install());
    const row = await goneRow(page, 'Fulmars');
    await row.getByRole('button', { name: 'Remove' }).click();
    await page.mouse.move(1, 1);
    await page.clock.fastForward(11_000);
    await page.getByText('is not in the library any more: somebody has removed it.').waitFor();
    await expect.poll(() => row.count()).toBe(0);
  });

  test('a removed paper is gone from sight at once, and back with Undo or Control Z; nothing is sent', async () => {
    // Its clock stands still: the ten seconds are never over.
    const page = await visit(room.url, {}, (opened) => opened.clock.setFixedTime(noon));
    const deletions = asked(page, 'DELETE');
    const row = rowOf(page, 'Lighthouse');
    await row.waitFor();
    const before = await page.locator('.paper-row').count();
    await row.getByRole('button', { name: 'Remove' }).click();
    await row.waitFor({ state: 'detached' });
    await page
      .getByRole('status')
      .getByText('will be removed in 10 seconds, if this page stays open.')
      .first()
      .waitFor();
    // The focus has gone to a neighbour, not to the page's top.
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.paper-row') !== null)).toBe(true);
    await page.getByRole('button', { name: /^Undo/ }).click();
    await row.waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent.includes('Lighthouse') === true);
    await row.getByRole('button', { name: 'Remove' }).press('Enter');
    await row.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    await row.waitFor();
    await expect.poll(() => page.locator('.removal-note').count()).toBe(0);
    await row.getByRole('button', { name: 'Remove' }).click();
    await row.waitFor({ state: 'detached' });
    await page.reload();
    await row.waitFor();
    expect(await page.locator('.paper-row').count()).toBe(before);
    expect(deletions).toEqual([]);
  });

  test('after ten seconds, and no sooner, the paper is removed for good', async () => {
    const page = await visit(room.url, {}, (opened) => opened.clock.setFixedTime(noon));
    const deletions = asked(page, 'DELETE');
    const title = 'Gulls of the Harbour';
    const row = rowOf(page, title);
    await give(page, file('gulls.md', `# ${title}\n\nThe gulls followed the herring boats into the harbour.\n`));
    await row.getByRole('button', { name: 'Remove' }).click();
    await page.mouse.move(1, 1);
    await page.getByText(/will be removed in 10 seconds, if this page stays open\.$/).waitFor();
    await page.clock.setFixedTime(noon + 9000);
    await page.getByText(/will be removed in 1 second, if this page stays open\.$/).waitFor();
    expect(deletions).toEqual([]);
    expect((await papersOf()).some((paper) => paper.title === title)).toBe(true);
    await page.clock.setFixedTime(noon + 10_000);
    await page.locator('.removal-note').waitFor({ state: 'detached' });
    expect(deletions).toHaveLength(1);
    expect((await papersOf()).some((paper) => paper.title === title)).toBe(false);
    await expect.poll(() => row.count()).toBe(0);
    await page.reload();
    await rowOf(page, 'Lighthouse').waitFor();
    await expect.poll(() => row.count()).toBe(0);
  });

  test('a paper that can’t be removed is back, with the reason', async () => {
    const page = await visit(room.url, {}, (opened) => opened.clock.install());
    const row = rowOf(page, 'Lighthouse');
    await page.route('**/api/papers/*', (route) =>
      route.request().method() === 'DELETE'
        ? route.fulfill({ status: 503, json: { error: { message: 'The library can’t be written just now.' } } })
        : route.continue(),
    );
    await row.getByRole('button', { name: 'Remove' }).click();
    await page.mouse.move(1, 1);
    await page.clock.fastForward(11_000);
    await page.getByText('was not removed. The library can’t be written just now.').waitFor();
    await row.waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect.poll(() => page.locator('.removal-note').count()).toBe(0);
  });
});
