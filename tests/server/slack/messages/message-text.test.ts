import { describe, expect, test } from 'vitest';
import { messageText } from '../../../../server/slack/entrance/message-text.ts';

const quote = '“LayoutParser provides a unified toolkit.”';
const person = { ts: '1.1', user: 'U1' };
const app = { ts: '1.1', bot_id: 'B1' };

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const words = (text: string, type = 'rich_text_section') => ({ type, elements: [{ type: 'text', text }] });
const rich = (...elements: readonly unknown[]) => ({ type: 'rich_text', elements });

describe('what a message says', () => {
  test.each([
    ['the text of a person', { ...person, text: 'It is so.', blocks: [rich(words('It is so.'))] }, 'It is so.'],
    ['nothing', { ...person, text: null }, ''],
    [
      'an app’s blocks where its text is short',
      {
        ...app,
        text: 'Quote of the day',
        blocks: [section(quote), { type: 'context', elements: [section('Shen').text] }],
      },
      `${quote}\nShen`,
    ],
    [
      'an app’s text where that is more',
      { ...app, text: `Today: ${quote}`, blocks: [section(quote)] },
      `Today: ${quote}`,
    ],
    [
      'no labels of buttons',
      {
        ...app,
        text: '',
        blocks: [
          section(quote),
          { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Open' } }] },
        ],
      },
      quote,
    ],
    [
      'fields of a section and a header',
      {
        ...app,
        text: '',
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: 'A quote' } },
          {
            type: 'section',
            fields: [
              { type: 'mrkdwn', text: quote },
              { type: 'plain_text', text: 'Shen 2021' },
            ],
          },
        ],
      },
      `A quote\n${quote}\nShen 2021`,
    ],
    [
      'a quotation in rich text, line by line, and what stands below it',
      { ...app, text: '', blocks: [rich(words('It is so,\nand so.', 'rich_text_quote'), words('Shen et al., 2021'))] },
      '&gt; It is so,\n&gt; and so.\nShen et al., 2021',
    ],
    [
      'runs of a line, with what they lead to',
      {
        ...app,
        text: '',
        blocks: [
          rich({
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'R&D of <b> by ' },
              { type: 'user', user_id: 'U1' },
              { type: 'text', text: ' in ', style: { bold: true } },
              { type: 'link', url: 'https://x.org/a', text: 'this' },
              { type: 'emoji', name: 'tada' },
            ],
          }),
        ],
      },
      'R&amp;D of &lt;b&gt; by <@U1> in <https://x.org/a|this>:tada:',
    ],
    [
      'a list and code',
      {
        ...app,
        text: '',
        blocks: [
          rich(
            { type: 'rich_text_list', elements: [words('one'), words('two')] },
            words('x', 'rich_text_preformatted'),
          ),
        ],
      },
      '• one\n• two\n```x```',
    ],
    [
      'a shared message besides the own words',
      {
        ...person,
        text: 'What of this?',
        attachments: [{ is_share: true, author_name: 'Ben', text: quote, fallback: '[..]' }],
      },
      `What of this?\n\n${quote}`,
    ],
    [
      'a forwarded message in its blocks, once',
      {
        ...person,
        text: '',
        attachments: [
          {
            is_msg_unfurl: true,
            is_share: true,
            from_url: 'https://x.slack.com/archives/C1/p1',
            fallback: '[November 28th] ben: hi',
            text: quote,
            message_blocks: [{ team: 'T', message: { blocks: [rich(words(quote))] } }],
          },
        ],
      },
      quote,
    ],
    [
      'an attachment’s parts, and its fallback only where there is nothing else',
      {
        ...app,
        text: 'Two papers',
        attachments: [
          {
            pretext: 'New:',
            title: 'LayoutParser',
            text: quote,
            fields: [{ title: 'Year', value: '2021' }],
            fallback: 'x',
          },
          { fallback: 'A second one' },
          { blocks: [section('A third')], fallback: 'A third one' },
        ],
      },
      `Two papers\n\nNew:\nLayoutParser\n${quote}\nYear\n2021\n\nA second one\n\nA third`,
    ],
    [
      'nothing twice',
      { ...person, text: quote, attachments: [{ text: quote }, { fallback: quote.toUpperCase() }] },
      quote,
    ],
    [
      'no preview of an address',
      { ...person, text: quote, attachments: [{ from_url: 'https://x.org', title: 'X', text: 'A page about Y' }] },
      quote,
    ],
  ])('%s', (_, message, expected) => {
    expect(messageText(message)).toBe(expected);
  });

  test('of anything in place of blocks, no error', () => {
    let deep: unknown = section(quote);
    for (let level = 0; level < 5000; level += 1) deep = { type: 'rich_text', elements: [deep] };
    const blocks = [deep, null, 7, 'x', { type: 'section' }, { type: 'rich_text', elements: 'x' }];
    expect(messageText({ ...app, text: '', blocks, attachments: [null, 7, { fields: [null] }] })).toBe('');
  });
});
