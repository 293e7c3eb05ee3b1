import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Job, WirePaper } from '../../server/wire.ts';
import { type ChatModelServer, startChatModelServer } from '../fakes/chat-model-server.ts';
import { type RealServer, startRealServer } from '../fixtures/real-server.ts';
import { browserPath, launchBrowser, noBrowserReason } from './browser.ts';
import { oneSpace } from './describe-client.ts';
import { openWatchedPage, type WatchedPage } from './watched-page.ts';
import { xssPayloads } from './xss-payloads.ts';

const question = (index: number, payload: string) => `What is said of glacier ${index}? ${payload}`;
const quoted = (index: number) => `surveyors of the field report ${index} say that glacier ${index} lost`;

function paperText(index: number, payload: string): string {
  return [
    `# Report ${index} ${payload}`,
    `It was a warm year, and the ${quoted(index)} ${payload} metres of ice. **${payload}** *${payload}* ends it.`,
    `- ${payload}`,
    `| ${payload} | metres |`,
    `References`,
    `${payload}, A. (2020). ${payload}. Journal of Ice.`,
  ].join('\n\n');
}

/** What a model says that repeats what it was asked: its words and its quotation hold the payload. */
function replyTo(asked: string): string[] {
  const [, index = '0', payload = ''] = /Question: What is said of glacier (\d+)\? (.*)/.exec(asked) ?? [];
  return [
    `The surveyors ${payload} report that `,
    `<q n="1">${quoted(Number(index))}</q>`,
    ` metres. ${payload} They say `,
    `<q n="1">glacier ${index} lost ${payload} metres of ice</q>`,
    `. And ${payload}.`,
  ];
}

describe.skipIf(browserPath === null)(`hostile text${browserPath === null ? ` (${noBrowserReason})` : ''}`, () => {
  let model: ChatModelServer;
  let server: RealServer;
  let browser: Browser;
  const ids = new Map<number, string>();

  const add = async (index: number, payload: string) => {
    const form = new FormData();
    form.append('file', new Blob([paperText(index, payload)]), `${payload}.md`);
    const sent = await fetch(`${server.url}/api/papers`, { method: 'POST', body: form });
    const { job } = (await sent.json()) as { job: { id: string } };
    for (;;) {
      const now = (await (await fetch(`${server.url}/api/jobs/${job.id}`)).json()) as Job;
      if (now.state === 'failed') throw new Error(now.error ?? 'failed');
      if (now.paperId !== null && now.state === 'done') return now.paperId;
      await new Promise((done) => setTimeout(done, 50));
    }
  };

  beforeAll(async () => {
    model = await startChatModelServer(({ messages }) => ({
      chunks: replyTo(messages.at(-1)?.content ?? ''),
      delayMs: 5,
    }));
    server = await startRealServer({
      IBID_MODEL: 'openai:echo',
      IBID_MODEL_URL: model.openaiUrl,
      IBID_MODEL_KEY: 'any',
    });
    browser = await launchBrowser();
    for (const [index, payload] of xssPayloads.entries()) {
      const id = await add(index, payload);
      ids.set(index, id);
      // Titles and names take no control characters: the server refuses them.
      const shown = payload.replaceAll(/\p{C}/gu, ' ');
      const corrected = await fetch(`${server.url}/api/papers/${id}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ title: `Title ${index} ${shown}`, authors: [`Author ${shown}`, shown], year: 2025 }),
      });
      expect(corrected.status).toBe(200);
    }
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await model.close();
  });

  const expectHarmless = async ({ page, faults, strangers }: WatchedPage, at: string) => {
    const made = await page
      .locator('.app')
      .locator(
        ':is(script, iframe, object, embed, img, base, meta, link, style, form[action], [onerror], [onload], [onfocus], [href^="javascript:" i], [href^="//"], [href^="http" i]:not([href^="https://doi.org/10."]), [href^="data:" i], [style*="url"])',
      )
      .count();
    expect({ at, made, faults, strangers }).toEqual({ at, made: 0, faults: [], strangers: [] });
  };
  const shownText = async (page: Page, place: string) =>
    oneSpace((await page.locator(place).first().textContent()) ?? '');

  test.each(Array.from({ length: 6 }, (_, group) => group))(
    'of a paper, a question and a model stays text while streaming, at the end and after a reload (%i of 6)',
    async (group) => {
      const watched = await openWatchedPage(browser, server.url);
      const { page } = watched;
      let opened = 0;
      try {
        for (const [index, payload] of xssPayloads.entries()) {
          if (index % 6 !== group) continue;
          await page.goto(`${server.url}/?papers=${ids.get(index) ?? ''}`);
          await page.locator('#question').fill(question(index, payload));
          await page.keyboard.press('Enter');
          await page.locator('.answer-body p, .abstention').first().waitFor();
          await expectHarmless(watched, `streaming ${payload}`);
          await page.getByText('Link to this answer').waitFor();
          expect(await shownText(page, '.question')).toBe(oneSpace(question(index, payload)));
          const marker = page.locator('.citation-marker').first();
          if ((await marker.count()) > 0) {
            await marker.hover();
            await page.getByRole('tooltip').waitFor();
            await marker.click();
            await page.locator('mark').first().waitFor();
            expect(await shownText(page, '.source')).toContain(oneSpace(payload.replaceAll(/\p{C}/gu, ' ')));
            opened += 1;
          }
          await expectHarmless(watched, `at the end ${payload}`);
          await page.reload();
          await page.getByText('Link to this answer').waitFor();
          await expectHarmless(watched, `after a reload ${payload}`);
        }
        // A payload may make the model's answer one that says nothing; most don't.
        expect(opened).toBeGreaterThanOrEqual(8);
      } finally {
        await page.context().close();
      }
    },
    180_000,
  );

  test('of titles, authors and file names stays text in the library, the choice of papers and the contents', async () => {
    const watched = await openWatchedPage(browser, server.url);
    const { page } = watched;
    await page.goto(`${server.url}/library`);
    await page.getByText('Title 59').first().waitFor();
    const more = page.getByRole('button', { name: /^Show more/ });
    // It may go by itself once it is in view.
    while ((await more.count()) > 0)
      await more.evaluateAll((buttons) => {
        for (const button of buttons) if (button instanceof HTMLElement) button.click();
      });
    const listed = await shownText(page, 'main');
    const { papers } = (await (await fetch(`${server.url}/api/papers`)).json()) as { papers: WirePaper[] };
    for (const paper of papers) expect(listed).toContain(oneSpace(paper.title));
    await expectHarmless(watched, 'library');
    await page.goto(server.url);
    await page.locator('.paper-choice > button').click();
    await page.getByRole('group', { name: 'Papers to ask' }).getByText('Title 59').waitFor();
    await expectHarmless(watched, 'choice of papers');
    for (const index of [0, 10, 37, 44]) {
      await page.goto(`${server.url}/papers/${ids.get(index) ?? ''}#show=contents`);
      await page.getByRole('tabpanel').first().waitFor();
      await expectHarmless(watched, 'contents');
    }
    await page.context().close();
  });

  test('of a draft that is checked stays text, in the report and in the address', async () => {
    const watched = await openWatchedPage(browser, server.url);
    const { page } = watched;
    const draft = xssPayloads.map(
      (payload, index) => `The authors say that “the ${quoted(index)} ${payload} metres of ice” (Author ${payload}).`,
    );
    for (const text of [draft.slice(0, 20).join('\n\n').slice(0, 3900), draft.join('\n\n')]) {
      await page.goto(`${server.url}/check`);
      await page.locator('.check-room textarea').first().fill(text);
      await page.getByRole('button', { name: 'Check', exact: true }).click();
      await page.getByRole('button', { name: /Export/ }).waitFor();
      await expectHarmless(watched, 'check');
      await page.reload();
      await page.getByRole('button', { name: /Export/ }).waitFor();
      await expectHarmless(watched, 'check after a reload');
    }
    await page.context().close();
  });
});
