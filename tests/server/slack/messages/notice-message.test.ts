import { describe, expect, test } from 'vitest';
import { draftMessage } from '../../../../server/slack/messages/draft-message.ts';
import { noticeMessage, textOnly, withPreface } from '../../../../server/slack/messages/notice-message.ts';
import { buttonsOf, seen } from './read-message.ts';

describe('a notice', () => {
  const notice = noticeMessage('Ibid can’t read <#C1|general> & others.');

  test('is a sentence, whatever stands in it', () => {
    expect(seen(notice)).toEqual(['Ibid can’t read <#C1|general> & others.']);
    expect(notice.text).toBe('Ibid can’t read &lt;#C1|general&gt; &amp; others.');
  });

  test('takes a line before it', () => {
    const prefaced = withPreface(notice, 'You asked in #general.');
    expect(seen(prefaced)).toEqual(['You asked in #general.', 'Ibid can’t read <#C1|general> & others.']);
    expect(prefaced.text).toBe('You asked in #general.\n\nIbid can’t read &lt;#C1|general&gt; &amp; others.');
    expect(withPreface(notice, ' ')).toBe(notice);
  });

  test('a message that is full is left as it is, one without room for a block is told in its words', () => {
    const full = { text: 'a'.repeat(3990), blocks: notice.blocks };
    expect(withPreface(full, 'You asked in #general.')).toBe(full);
    const blocks = Array.from({ length: 50 }, () => ({ type: 'divider' as const }));
    expect(withPreface({ text: 'a', blocks }, 'You asked.')).toEqual({ text: 'You asked.\n\na', blocks });
  });

  test('has its words alone where blocks are refused', () => {
    expect(textOnly(notice)).toEqual({ text: notice.text, blocks: [] });
    expect(withPreface(textOnly(notice), 'You asked.').blocks).toEqual([]);
  });
});

describe('what is still being written', () => {
  test('is shown with a button that stops it', () => {
    const draft = draftMessage('Sadi says that Pakistan is vulnerable [1', { jobId: 'job-1' });
    expect(seen(draft)).toEqual(['Sadi says that Pakistan is vulnerable', 'Still writing …', '[Stop]']);
    expect(buttonsOf([draft])).toEqual([{ id: 'stop', value: 'job-1', url: null }]);
  });

  test('before the first word', () => {
    expect(seen(draftMessage(' ', { jobId: 'job-1' }))).toEqual(['Still writing …', '[Stop]']);
  });

  test('of a long one the newest part, from a sentence on', () => {
    const text = `${'Pakistan depends on what it does not make. '.repeat(100)}This is new.`;
    const [shown = ''] = seen(draftMessage(text, { jobId: 'job-1' }));
    expect(shown).toMatch(/^… Pakistan depends.*This is new\.$/);
    expect(shown.length).toBeGreaterThan(2800);
  });
});
