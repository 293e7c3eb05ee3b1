import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** A sentence of Sadi (2025) with a number turned round. */
export const altered =
  'advanced cyberattacks have increased by 81% each year since much of this is directed towards government databases';

/** A heading; what is verbatim, altered, altered and not found. */
export const draft = [
  '# On digital sovereignty',
  'Sadi (2025) writes that “In 2023, China accounts for nearly 78% of the critical digital infrastructure of Pakistan”.',
  `She adds that “${altered}”.`,
  'Sadi (2025) says: “The US-China AI competition is not a textbook security dilemma event”.',
  'Others say that “the moon is made entirely of cheese and of nothing else at all”.',
];

/** Words of Sadi (2025), in order, and turned round by what the ellipsis leaves out. */
export const elided =
  'technological sovereignty rests … on choosing the right hardware but also on building long-term capacity for defence';

/** A paragraph without a use. */
const filler = 'This paragraph of the draft says what its writer thinks, and quotes nobody. '.repeat(12);

/** A draft of several screens with 60 findings. */
export const longDraft = Array.from({ length: 15 }, () => [filler, ...draft.slice(1)].join('\n\n')).join('\n\n');

/** Drops files of one content on the room. */
export async function drop(page: Page, name: string, bytes: Uint8Array, ...others: string[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([files, content]) => {
      const data = new DataTransfer();
      for (const file of files) data.items.add(new File([new Uint8Array(content)], file));
      return data;
    },
    [[name, ...others], [...bytes]] as const,
  );
  await page.dispatchEvent('.file-drop', 'drop', { dataTransfer: transfer });
}

/** Pastes a text and checks it. */
export async function paste(page: Page, text: string, source = ''): Promise<void> {
  await page.getByLabel('A quotation, a paragraph or a whole draft').fill(text);
  if (source !== '') await page.getByLabel('Who is said to have written it?').fill(source);
  await page.keyboard.press('Control+Enter');
}

/** Waits until the browser keeps the draft that is shown, with its report: that is written after the report is shown. */
export async function untilKept(page: Page): Promise<void> {
  await page.waitForURL((url) => url.pathname.startsWith('/check/'));
  const id = new URL(page.url()).pathname.replace('/check/', '');
  await expect
    .poll(() =>
      page.evaluate(async (draft) => {
        // Opening one that is not there yet would make it, without its store.
        const isThere = (await indexedDB.databases()).some(({ name }) => name === 'ibid-drafts');
        if (!isThere) return null;
        const opened = indexedDB.open('ibid-drafts');
        await new Promise((done) => (opened.onsuccess = done));
        const kept = opened.result.transaction('drafts').objectStore('drafts').get(draft);
        await new Promise((done) => (kept.onsuccess = done));
        opened.result.close();
        return (kept.result as { report: unknown } | undefined)?.report ?? null;
      }, id),
    )
    .not.toBeNull();
}

/** What a finished check says of itself. */
export const summary = (page: Page) => page.locator('.report-summary');

/** The uses in the text. */
export const marks = (page: Page, kind = '') => page.locator(`.checked-text [role=button]${kind}`);

/** CSS pixels by which an element’s first line is outside the window; 0: it is in view. */
export const outOfView = (found: Locator) =>
  found.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return Math.max(0, -top, Math.min(bottom, top + 40) - innerHeight);
  });
