import { describe, expect, test } from 'vitest';
import { answerMessages } from '../../../../server/slack/messages/answer-message.ts';
import type { Answer, CheckResult } from '../../../../server/wire.ts';
import { abstained, answered } from '../../../fakes/wire-answers.ts';
import { placeOf, sadi, sarwarAndRashid } from '../../../fakes/wire-papers.ts';
import { buttonsOf, seen } from './read-message.ts';

const [sadiPaper, sarwarPaper] = [sadi(), sarwarAndRashid()];
const publicUrl = 'https://papers.example.org';
const everyone = { publicUrl, jobId: 'job-1', audience: 'everyone' } as const;
const asker = { ...everyone, audience: 'asker' } as const;

const answer = answered('How vulnerable is Pakistan?', sadiPaper, sarwarPaper, 0);
const [first] = answer.citations;
if (!first) throw new Error('The answer has no citation.');

/** The same citation so many times, under numbers of their own. */
const many = (count: number): Answer => ({
  ...answer,
  citations: Array.from({ length: count }, (_, index) => ({ ...first, number: index + 1 })),
});

describe('an answer in Slack', () => {
  test('prose, then each quotation with who, when, where and its button, then the buttons to judge it', () => {
    const messages = answerMessages(answer, everyone);
    expect(messages.map(seen)).toEqual([
      [
        answer.text,
        '---',
        `[1] “${first.quote}”`,
        '[Open passage]',
        'Sadi (2025), paragraph 2',
        `[2] “${answer.citations[1]?.quote}”`,
        '[Open passage]',
        'Sadi (2025), “Introduction”, paragraph 2',
        '[3] “AI has strengthened the state security dilemma”',
        '[Open passage]',
        'Sarwar & Rashid (n.d.), “Introduction”, paragraph 2',
        'All 3 quotations are located in the papers. One quotation was left out: its words are not in the library.',
        `<${publicUrl}/answers/${answer.id}|This answer in Ibid>`,
        '[👍] [👎]',
      ],
    ]);
    expect(buttonsOf(messages)).toEqual([
      ...answer.citations.map(({ permalink }, index) => ({
        id: `open_passage_${index + 1}`,
        value: null,
        url: `${publicUrl}${permalink}`,
      })),
      { id: 'answer_good', value: answer.id, url: null },
      { id: 'answer_bad', value: answer.id, url: null },
    ]);
    expect(messages[0]?.text).toContain(answer.text.replaceAll('&', '&amp;'));
  });

  test('printed page, page and a second-hand quotation are said', () => {
    const place = {
      ...first,
      section: 'Abstract',
      page: 3,
      pageLabel: '57',
      secondary: { author: 'Work', marker: '12' },
    };
    const [message] = answerMessages({ ...answer, citations: [place] }, everyone);
    expect(message && seen(message)).toContain('Sadi (2025), p. 57, “Abstract”, paragraph 2 · reports Work');
  });

  test.each([
    [
      'a title in place of authors that are unknown',
      { authors: [] },
      `${first.paper.title} (2025), “Abstract”, paragraph 2`,
    ],
    ['a name from right to left', { authors: ['משה כהן'] }, '\u2068כהן\u2069 (2025), “Abstract”, paragraph 2'],
  ])('%s', (_, paper, line) => {
    const place = { ...first, section: 'Abstract', paper: { ...first.paper, ...paper } };
    const [message] = answerMessages({ ...answer, citations: [place] }, everyone);
    expect(message && seen(message)).toContain(line);
  });

  test('nothing in the library: why, and what came nearest with its place', () => {
    const given = abstained('How many yaks are there?', sadiPaper, sarwarPaper);
    const papers = [sadiPaper.detail, sarwarPaper.detail];
    const messages = answerMessages(given, { ...everyone, papers });
    const shown = messages.flatMap(seen);
    expect(shown.slice(0, 4)).toEqual([
      '*Nothing in the library answers this*',
      given.abstention?.message,
      '---',
      '*What comes nearest*',
    ]);
    expect(shown[4]).toMatch(/ …$/);
    expect(shown[6]).toMatch(/^Sadi \(2025\), “/);
    const [passage] = given.passages;
    const sha = sadiPaper.detail.sha256.slice(0, 12);
    expect(buttonsOf(messages)[0]?.url).toBe(
      `${publicUrl}/papers/${passage?.paperId}#at=${passage?.start}-${passage?.end}&sha=${sha}`,
    );
    expect(shown.at(-1)).toBe('[👍] [👎]');
  });

  test('what comes nearest stands behind what the question was read as and the check of its quotation', () => {
    const given = abstained('Is it so?', sadiPaper, sarwarPaper);
    const check: CheckResult = {
      kind: 'quotation',
      quote: 'AI will always help',
      start: 0,
      end: 19,
      claimedSource: null,
      verdict: 'not-found',
      changes: [],
      matches: [],
      nearest: [],
      sourceQuote: null,
      context: null,
      originalAuthor: null,
      warnings: [],
      explanation: 'No paper of the library has these words.',
    };
    const asked = { ...given, standaloneQuestion: 'Is it so that AI helps?', checks: [check] };
    expect(answerMessages(asked, everyone).flatMap(seen).slice(0, 6)).toEqual([
      '*Nothing in the library answers this*',
      given.abstention?.message,
      'Read as: Is it so that AI helps?',
      'About the quotation in your question: not found. No paper of the library has these words.',
      '---',
      '*What comes nearest*',
    ]);
  });

  test('of what comes nearest the printed page is said where it is known, and the page else', () => {
    const given = abstained('How many yaks are there?', sadiPaper, sarwarPaper);
    const passages = given.passages.map((passage) => ({ ...passage, page: 7, section: null }));
    const pageLabelOf = (id: string, page: number) => (id === sadiPaper.detail.id && page === 7 ? '4970' : null);
    const papers = [sadiPaper.detail, sarwarPaper.detail];
    const shown = answerMessages({ ...given, passages }, { ...everyone, papers, pageLabelOf }).flatMap(seen);
    expect(shown.filter((line) => line.includes(', p. '))).toEqual([
      'Sadi (2025), p. 4970',
      'Sarwar & Rashid (n.d.), p. 7',
    ]);
  });

  test('a table of numbers is not what comes nearest to anything', () => {
    const given = abstained('为什么?', sadiPaper, sarwarPaper);
    const text = 'Table 18: results. VANILLA (5-psg) 20.8 (2.2) 20.8 (0.2) 20.5 (0.7) 20.9 (0.7) 5.0 (0.5) 22.8 (0.0)';
    const passages = given.passages.map((passage, index) => (index === 0 ? { ...passage, text } : passage));
    const shown = answerMessages({ ...given, passages }, everyone).flatMap(seen);
    expect(shown.filter((line) => line === '[Open passage]')).toHaveLength(1);
    expect(shown.join()).not.toContain('VANILLA');
    const none = answerMessages({ ...given, passages: passages.slice(0, 1) }, everyone).flatMap(seen);
    expect(none).not.toContain('*What comes nearest*');
  });

  test('who asked for themselves sees no citation without its place', () => {
    const quote = 'Pakistan depends on technology that it does not make. '.repeat(55).trim();
    const citations = [1, 2, 3, 4].map((number) => ({ ...first, quote, number }));
    const [message] = answerMessages({ ...answer, citations }, asker);
    const lines = message ? seen(message) : [];
    const shown = lines.filter((line) => /^\[\d\] “/.test(line)).length;
    expect(shown).toBeGreaterThan(0);
    expect(shown).toBeLessThan(4);
    expect(lines.filter((line) => line.startsWith('Sadi (2025), '))).toHaveLength(shown);
  });

  test('a notice, what a follow-up was read as, and the check of a quotation in the question', () => {
    const place = placeOf(sarwarPaper, 1, 'AI has strengthened the state security dilemma');
    const check: CheckResult = {
      kind: 'quotation',
      quote: 'AI has weakened the state security dilemma',
      start: 4,
      end: 46,
      claimedSource: null,
      verdict: 'altered',
      changes: [],
      matches: [place],
      nearest: [],
      sourceQuote: place.quote,
      context: null,
      originalAuthor: null,
      warnings: [],
      explanation: 'The source has “strengthened” where the quotation has “weakened” (a word).',
    };
    const fields = {
      notice: 'The chat model did not answer.',
      standaloneQuestion: 'How vulnerable is it?',
      checks: [check],
    };
    const shown = answerMessages({ ...answer, ...fields }, everyone).flatMap(seen);
    expect(shown.slice(1, 7)).toEqual([
      'The chat model did not answer.',
      'Read as: How vulnerable is it?',
      `About the quotation in your question: altered. ${check.explanation}`,
      `The source: “${place.quote}”`,
      '[Open passage]',
      'Sarwar & Rashid (n.d.), “Introduction”, paragraph 2',
    ]);
  });

  test('a long answer is split behind sentences and citations, and only its end is judged', () => {
    const sentence = 'Pakistan depends on technology that it does not make, and Sadi et al. say so. [1] ';
    const messages = answerMessages({ ...many(20), text: sentence.repeat(60).trim() }, everyone);
    expect(messages.length).toBeGreaterThan(2);
    for (const message of messages) {
      const lines = seen(message);
      expect(lines[0]).toMatch(/(?:\[1\]$|^\[\d+\] “)/);
      expect(lines[0]).not.toBe('---');
      expect(lines.filter((line) => line === '[Open passage]').length).toBe(
        lines.filter((line) => /^\[\d+\] “/.test(line)).length,
      );
    }
    expect(messages.map((message) => seen(message).at(-1) === '[👍] [👎]')).toEqual(
      messages.map((_, index) => index === messages.length - 1),
    );
  });

  test('who asked for themselves gets one message, and is told where the rest is', () => {
    const [whole] = answerMessages(answer, asker);
    expect(whole && seen(whole).at(-1)).toBe('[👍] [👎] [Share] [Keep]');
    expect(whole && seen(whole).join('\n')).not.toContain('Not all of it');
    const cut = answerMessages({ ...many(20), text: 'It depends on what it does not make. '.repeat(200) }, asker);
    expect(cut).toHaveLength(1);
    const lines = cut.flatMap(seen);
    expect(lines[0]).toMatch(/does not make\.$/);
    expect(lines.filter((line) => line === '[Open passage]').length).toBeGreaterThan(4);
    expect(lines.slice(-2)).toEqual([
      `Not all of it fits into one message. <${publicUrl}/answers/${answer.id}|Read all of it in Ibid>.`,
      '[👍] [👎] [Share] [Keep]',
    ]);
    expect(cut[0]?.text).toContain('Read all of it in Ibid');
    expect(buttonsOf(cut).slice(-2)).toEqual([
      { id: 'share', value: 'job-1', url: null },
      { id: 'keep', value: 'job-1', url: null },
    ]);
  });

  test.each([
    ['as it is', 2900, '&quote='],
    ['without the words in it', 3100, null],
  ])('an address that is long opens %s', (_, length, holds) => {
    const permalink = `/papers/a1#at=1-9&sha=a1&quote=${'%D0%96'.repeat(length / 6)}&prefix=a&suffix=b`;
    const [button] = buttonsOf(answerMessages({ ...answer, citations: [{ ...first, permalink }] }, everyone));
    expect(button?.url).toBe(`${publicUrl}${holds === null ? '/papers/a1#at=1-9&sha=a1' : permalink}`);
  });

  test('no button is better than a broken address', () => {
    const permalink = `/papers/a1#at=${'1-2,'.repeat(900)}`;
    const messages = answerMessages({ ...answer, citations: [{ ...first, permalink }] }, everyone);
    expect(buttonsOf(messages).map(({ id }) => id)).toEqual(['answer_good', 'answer_bad']);
  });
});
