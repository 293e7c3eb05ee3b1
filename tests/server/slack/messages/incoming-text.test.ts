import { describe, expect, test } from 'vitest';
import { plainTextOf, startsWithOther } from '../../../../server/slack/messages/incoming-text.ts';

const bot = 'UBOT';

describe('what a person reads of Slack’s text', () => {
  test.each([
    ['the bot’s mention goes', '<@UBOT> Why did Vietnam restrict Huawei?', 'Why did Vietnam restrict Huawei?'],
    ['with the colon behind it', '<@UBOT>: why?', 'why?'],
    ['with its name', '<@UBOT|ibid>, why?', 'why?'],
    ['inside a sentence', 'Tell me, <@UBOT>, why Vietnam did so', 'Tell me, why Vietnam did so'],
    ['at the end', 'Why did Vietnam restrict Huawei <@UBOT>?', 'Why did Vietnam restrict Huawei?'],
    ['between words', 'what does <@UBOT> say', 'what does say'],
    ['twice', '<@UBOT> why? <@UBOT>', 'why?'],
    ['on a line of its own', '<@UBOT>\nIs this right?', 'Is this right?'],
    ['somebody else stays', 'ask <@U1|Aleena> and <@U2>', 'ask @Aleena and @U2'],
    ['a channel', 'see <#C1|general> and <#C2>', 'see #general and #C2'],
    ['a link with a label', 'see <https://example.org/a?b=1&amp;c=2|the paper>', 'see the paper'],
    ['a link without', 'see <https://example.org/a?b=1&amp;c=2>', 'see https://example.org/a?b=1&c=2'],
    ['an address of mail', '<mailto:a@example.org|a@example.org>', 'a@example.org'],
    ['everybody', '<!here> and <!channel|channel> and <!everyone>', '@here and channel and @everyone'],
    ['a group', '<!subteam^S1|@readers> and <!subteam^S2>', '@readers and @group'],
    ['a date', 'on <!date^1392734382^{date_short}|18 February 2014>', 'on 18 February 2014'],
    ['entities', 'R&amp;D, 3 &lt; 4 &gt; 2', 'R&D, 3 < 4 > 2'],
    ['entities that were typed', '&amp;lt;!here&amp;gt; and &amp;amp;', '&lt;!here&gt; and &amp;'],
    ['a mark that was typed is none', '&lt;@UBOT&gt; &lt;!here&gt;', '<@UBOT> <!here>'],
    ['bold and italic marks', 'He says *“AI has _changed_ this”*', 'He says *“AI has _changed_ this”*'],
    ['a quoted line', 'See:\n&gt; AI has changed this\nIs it so?', 'See:\n> AI has changed this\nIs it so?'],
    ['without a space', '&gt;AI has\n&gt;changed', '> AI has\n> changed'],
    ['an empty quoted line', '&gt; AI\n&gt; \n&gt; has', '> AI\n>\n> has'],
    ['all that follows is quoted', 'See:\n&gt;&gt;&gt; AI has\nchanged', 'See:\n> AI has\n> changed'],
    ['a quoted line with a mention', '&gt; <@U1|Aleena> said', '> @Aleena said'],
    ['greater-than inside a line', 'is 5 &gt; 3?', 'is 5 > 3?'],
    ['nothing', '', ''],
    ['only the bot', ' <@UBOT> ', ''],
  ])('%s', (_, given, expected) => {
    expect(plainTextOf(given, bot)).toBe(expected);
  });

  test('of an unknown bot the first mention at the beginning goes, and only that', () => {
    expect(plainTextOf('<@U7> ask <@U7> and <@U8>', null)).toBe('ask @U7 and @U8');
    expect(plainTextOf('ask <@U7>', null)).toBe('ask @U7');
  });

  // Each takes minutes where an expression tries every beginning of a run.
  test.each([' ', '<', '<@', '\n', '> ', '&gt;', '<@UBOT> ,'])('a run of %j is read in one go', (piece) => {
    expect(plainTextOf(`${piece.repeat(100_000)}x`, bot)).toMatch(/x$/);
    expect(startsWithOther(piece.repeat(100_000), bot)).toBe(false);
  });
});

describe('whether a message begins by addressing somebody else', () => {
  test.each([
    ['a person', '<@U1> what do you think?', true],
    ['a person with a name', ' <@U1|Aleena>: and you?', true],
    ['a group', '<!subteam^S1|@readers> look', true],
    ['everybody', '<!here> look', true],
    ['the bot', '<@UBOT> why?', false],
    ['the bot and a person', '<@U1> <@UBOT> why?', false],
    ['nobody', 'why did <@U1> say so?', false],
    ['nobody, with a typed mark', '&lt;@U1&gt; why?', false],
    ['a channel is nobody', '<#C1|general> is where?', false],
  ])('%s', (_, given, expected) => {
    expect(startsWithOther(given, bot)).toBe(expected);
  });

  test('of an unknown bot any person may be it', () => {
    expect(startsWithOther('<@U1> why?', null)).toBe(false);
    expect(startsWithOther('<!here> why?', null)).toBe(true);
  });
});
