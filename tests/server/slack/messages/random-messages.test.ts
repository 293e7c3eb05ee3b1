import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerMessages } from '../../../../server/slack/messages/answer-message.ts';
import { checkMessages } from '../../../../server/slack/messages/check-message.ts';
import { draftMessage } from '../../../../server/slack/messages/draft-message.ts';
import { noticeMessage, textOnly, withPreface } from '../../../../server/slack/messages/notice-message.ts';
import type { SlackMessage } from '../../../../server/slack/messages/slack-message.ts';
import type { Place } from '../../../../server/wire.ts';
import { liveMarks, problemOf } from '../../../fakes/slack/limits.ts';
import { answer, checkReport, text } from './random-results.ts';
import { buttonsOf, ink, inkOf } from './read-message.ts';

const publicUrl = 'https://papers.example.org';
const jobId = 'job-1';
const preface =
  'This answer is for #general, where Ibid can’t post: ask somebody there to invite it <!here> & all. '.repeat(4);

/** Slack takes it, also with a line before it and without its blocks, and nothing in it lives. */
function expectSafe(message: SlackMessage): void {
  const prefaced = withPreface(message, preface);
  for (const sent of [message, prefaced, textOnly(message)]) expect(problemOf(sent)).toBeNull();
  expect(liveMarks(prefaced, [`${publicUrl}/`])).toEqual([]);
  expect(JSON.stringify(prefaced.blocks[0])).toContain('This answer is for');
}

const briefly = (url: string) => url.replace(/&quote=.*$/, '');

/** The place's button: its whole address, or that without the words in it where Slack takes no more, or as `read` reads it. */
function expectOpens(
  messages: readonly SlackMessage[],
  places: readonly Place[],
  read: (url: string) => string = (url) => url,
): void {
  const urls = new Set(buttonsOf(messages).map(({ url }) => read(url ?? '')));
  for (const { permalink } of places) {
    const whole = `${publicUrl}${permalink}`;
    expect(urls).toContain(read(whole.length <= 3000 ? whole : briefly(whole)));
  }
}

/** Without marks of markup and of quotation, which the words of a draft are shown without. */
const bare = (words: string) => words.replace(/[>*_~"“”„«»]/g, '');
/** Code units that are surely shown of a quotation that is right. */
const shortest = 60;

describe('messages of any answer', () => {
  test('everybody gets all of it, one reader one message, and Slack takes each', () => {
    fc.assert(
      fc.property(answer, (given) => {
        const messages = answerMessages(given, { publicUrl, jobId, audience: 'everyone' });
        messages.forEach(expectSafe);
        const shown = inkOf(messages);
        expect(shown).toContain(ink(given.abstention?.message ?? given.text));
        for (const { quote } of given.citations) expect(shown).toContain(ink(quote));
        expectOpens(messages, given.citations);
        const judging = messages.map(
          (message) => buttonsOf([message]).filter(({ id }) => id.startsWith('answer_')).length,
        );
        expect(judging).toEqual(messages.map((_, index) => (index === messages.length - 1 ? 2 : 0)));

        const own = answerMessages(given, { publicUrl, jobId, audience: 'asker' });
        expect(own).toHaveLength(1);
        own.forEach(expectSafe);
        expect(
          buttonsOf(own)
            .slice(-4)
            .map(({ id }) => id),
        ).toEqual(['answer_good', 'answer_bad', 'share', 'keep']);
        expect(JSON.stringify(own)).toContain(`${publicUrl}/answers/${given.id}`);
      }),
      { numRuns: 1000, endOnFailure: true },
    );
  });

  test('of a check too', () => {
    fc.assert(
      fc.property(checkReport, (report) => {
        const messages = checkMessages(report, { publicUrl, jobId, audience: 'everyone' });
        messages.forEach(expectSafe);
        const shown = inkOf(messages);
        for (const { quote } of report.results) expect(bare(shown)).toContain(bare(ink(quote)).slice(0, shortest));
        for (const { matches, verdict } of report.results) {
          const most = verdict === 'verbatim' && report.results.length > 1 ? 1 : 3;
          expectOpens(messages, matches.slice(0, most), briefly);
        }
        const own = checkMessages(report, { publicUrl, jobId, audience: 'asker' });
        expect(own).toHaveLength(1);
        own.forEach(expectSafe);
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });

  test('of what is still being written, and of a notice', () => {
    fc.assert(
      fc.property(text(900), (words) => {
        const draft = draftMessage(words, { jobId });
        expectSafe(draft);
        expect(buttonsOf([draft])).toEqual([{ id: 'stop', value: jobId, url: null }]);
        const shown = inkOf([draft]);
        expect(ink(words.replace(/\[\d*\s*$/, ''))).toContain(shown.replace(/^…/, ''));
        expectSafe(noticeMessage(words));
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });
});
