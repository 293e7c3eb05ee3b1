import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../server/wire.ts';
import { citationAsMarkdown, citationAsText } from '../../web/citation/citation-text.ts';
import { type Conversation, reduceConversation } from '../../web/conversation/conversation.ts';
import {
  answerAsMarkdown,
  answerAsText,
  conversationAsMarkdown,
  exportName,
} from '../../web/conversation/export-answer.ts';
import { asMarkdown } from '../../web/citation/markdown-text.ts';
import { abstained, answered } from '../fakes/wire-answers.ts';
import { sadi, sarwarAndRashid } from '../fakes/wire-papers.ts';

const origin = 'https://papers.example.org';
const papers = [sadi(), sarwarAndRashid()] as const;
const question = 'How dependent is Pakistan’s digital infrastructure on Chinese technology?';
const answer = answered(question, ...papers, 0);
const [first, second] = answer.citations;
if (!first || !second) throw new Error('the answer has citations');

const turnsOf = (answers: readonly Answer[]): Conversation =>
  reduceConversation([], { type: 'opened', answers, firstKey: 1 });

describe('a citation that is copied', () => {
  test('as text: the words, who, when and where', () => {
    const place = { ...first, section: 'Introduction', paragraph: 4, page: 3, pageLabel: '57' };
    expect(citationAsText(place, origin).split('\n')).toEqual([
      `“${first.quote}”`,
      '— Aleena Sadi (2025), Introduction, paragraph 4, p. 57',
      first.paper.title,
      origin + first.permalink,
    ]);
  });

  test('as text: says when the paper itself reports somebody', () => {
    const secondary = { author: 'Buchanan', marker: '(Buchanan, 2022)' };
    expect(citationAsText({ ...first, secondary }, origin)).toMatch(/, reporting Buchanan$/m);
  });

  test('as Markdown: a block quotation with its link', () => {
    const copied = citationAsMarkdown(second, origin);
    expect(copied.split('\n')[0]).toMatch(/^> “primarily through/);
    expect(copied).toContain(`(<${origin}${second.permalink}>)`);
  });
});

describe('an answer that is copied', () => {
  test('as text: each source with its link on a line of its own', () => {
    const lines = answerAsText(answer, origin).split('\n');
    expect(lines[0]).toContain('Sadi puts a number on it');
    expect(lines.filter((line) => /^\[\d\] .*: https:\/\/papers\.example\.org\/papers\//.test(line))).toHaveLength(
      answer.citations.length,
    );
  });

  test('as Markdown: every marker has its footnote, and nothing else looks like one', () => {
    const copied = answerAsMarkdown(answer, origin);
    const used = [...copied.matchAll(/\[\^(\d)\](?!:)/g)].map((found) => found[1]);
    const defined = [...copied.matchAll(/^\[\^(\d)\]: /gm)].map((found) => found[1]);
    expect(new Set(used)).toEqual(new Set(['1', '2', '3']));
    expect(defined).toEqual(['1', '2', '3']);
  });

  test('an abstention: its message', () => {
    const none = abstained('What is the weather?', ...papers);
    expect(answerAsText(none, origin)).toBe(none.abstention?.message);
  });
});

describe('a conversation that is exported', () => {
  test('has each question, its answer with the citations, its link, and the papers quoted', () => {
    const other = abstained('What is the weather?', ...papers);
    const text = conversationAsMarkdown(turnsOf([answer, other]), origin);
    expect(text.match(/^#+ .*/gm)).toEqual([
      `# ${question}`,
      `## ${question}`,
      '## What is the weather?',
      '## Papers quoted',
    ]);
    expect(text).toContain(`[This answer](<${origin}/answers/${answer.id}>)`);
    expect(text).toContain('[^1-1]: “With 78');
    expect(text.match(/\[\^1-1\](?!:)/g)).toHaveLength(1);
    expect(text).toContain('- Aleena Sadi (2025): *');
  });

  test('says which answers were not finished', () => {
    const turns = reduceConversation([], { type: 'asked', key: 1, question: 'Why?' });
    expect(conversationAsMarkdown(turns, origin)).toContain('no finished answer');
  });

  test('is saved under words of the question, in any script', () => {
    expect(exportName('How dependent is Pakistan’s infrastructure?')).toBe(
      'How-dependent-is-Pakistan-s-infrastructure.md',
    );
    expect(exportName('../../etc/passwd')).toBe('etc-passwd.md');
    expect(exportName('ماذا؟')).toBe('ماذا.md');
    expect(exportName('???')).toBe('conversation.md');
  });
});

test.each([
  ['HTML', '<img src=x onerror=alert(1)>', '\\<img src=x onerror=alert(1)\\>'],
  ['a link', '[a](javascript:alert(1))', '\\[a\\](javascript:alert(1))'],
  ['an address', 'see https://a.example or www.b.example', 'see https\\://a.example or www\\.b.example'],
  ['a heading', '# A', '\\# A'],
  ['an item', '1. A', '1\\. A'],
  ['lines', 'a\n\n- b', 'a - b'],
])('Markdown shows %s as text', (_, text, shown) => {
  expect(asMarkdown(text)).toBe(shown);
});

test('Markdown never gets a bare bracket, star or angle from a text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('[', ']', '<', '*', '_', '`', '\\', 'a', ' ', '\n') }), (text) => {
      expect(asMarkdown(text).replaceAll(/\\[\\`*_[\]<>#~|&$]/g, '')).not.toMatch(/[[\]<*_`\\]/);
    }),
  );
});
