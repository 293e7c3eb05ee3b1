import { describe, expect, test } from 'vitest';
import { plainTextOf, questionOf, startsWithOther } from '../../../../server/slack/messages/incoming-text.ts';

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
    ['somebody else by name', 'ask <@U1|Aleena>, please', 'ask @Aleena, please'],
    ['somebody without a name goes', 'as <@U0BEN0002> says, it is so', 'as says, it is so'],
    ['before a full stop', 'It is so, says <@U2>.', 'It is so, says.'],
    ['at the start', '<@U2>: is it so?', 'is it so?'],
    ['in brackets', 'It is so (<@U2>) or not', 'It is so or not'],
    ['inside a quotation', '“TraceMonkey invokes <@U2> the monitor”', '“TraceMonkey invokes the monitor”'],
    ['at its ends', '“<@U2> It is so <@U3>” (Gal)', '“It is so” (Gal)'],
    ['on a line of their own', 'It is so.\n<@U2> <@U3>\nIs it?', 'It is so.\nIs it?'],
    ['a channel by name', 'see <#C1|general>', 'see #general'],
    ['a channel without one goes', 'see <#C1|> and <#C2>, too', 'see and, too'],
    ['a link with a label', 'see <https://example.org/a?b=1&amp;c=2|the paper>', 'see the paper'],
    ['a link without', 'see <https://example.org/a?b=1&amp;c=2>', 'see https://example.org/a?b=1&c=2'],
    ['an address of mail', '<mailto:a@example.org|a@example.org>', 'a@example.org'],
    ['everybody', '<!here> and <!channel|channel> and <!everyone>', '@here and channel and @everyone'],
    ['a group', '<!subteam^S1|@readers>, <!subteam^S2> look', '@readers, look'],
    ['a date', 'on <!date^1392734382^{date_short}|18 February 2014>', 'on 18 February 2014'],
    ['entities', 'R&amp;D, 3 &lt; 4 &gt; 2', 'R&D, 3 < 4 > 2'],
    ['entities that were typed', '&amp;lt;!here&amp;gt; and &amp;amp;', '&lt;!here&gt; and &amp;'],
    ['a mark that was typed is none', '&lt;@UBOT&gt; &lt;!here&gt;', '<@UBOT> <!here>'],
    ['marks of bold, italics and strokes go', 'He says *“AI ~has~ _changed_ this”*', 'He says “AI has changed this”'],
    ['one in the other', '_“*AI* has changed”_', '“AI has changed”'],
    [
      'what is no such mark stays',
      'a*b*c, 2 * 3 * 4, snake_case_name, ~5 and ~6',
      'a*b*c, 2 * 3 * 4, snake_case_name, ~5 and ~6',
    ],
    ['nor one in an address', 'see <https://example.org/_a_/b>', 'see https://example.org/_a_/b'],
    ['emoji codes go', 'AI :smile: has :+1::skin-tone-2: changed :tada:.', 'AI has changed.'],
    ['in a quotation', '“AI has :smile: changed :tada:” :eyes:', '“AI has changed”'],
    [
      'what is no emoji stays',
      'at 10:30:45, a:b:c, Zeile:1:2, std::cout::x',
      'at 10:30:45, a:b:c, Zeile:1:2, std::cout::x',
    ],
    ['nor is one in an address', 'see <https://example.org/:id:/b>', 'see https://example.org/:id:/b'],
    ['nothing but emoji', ':tada: :+1: 😀 1️⃣ 👍🏽', ''],
    ['a block of code', 'See:\n```\n“AI has changed”\n```\nso', 'See:\n“AI has changed”\nso'],
    ['on one line', '```AI has changed```', 'AI has changed'],
    ['a run of code', 'it is `AI_has_ :not: changed` there', 'it is AI_has_ :not: changed there'],
    ['signs in code quote nothing', '```\n&gt;&gt;&gt; import ibid\n```\nso', '>>> import ibid\nso'],
    ['quotation marks as TeX has them', "``AI has changed'' and ``so''", "``AI has changed'' and ``so''"],
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
    expect(plainTextOf('<@U7> ask <@U7> and <@U8>', null)).toBe('ask and');
    expect(plainTextOf('<@U7|ibid> ask <@U7|ibid>', null)).toBe('ask @ibid');
    expect(plainTextOf('ask <@U7|ibid>', null)).toBe('ask @ibid');
  });

  // Each takes minutes where an expression tries every beginning of a run.
  test.each([' ', '<', '<@', '\n', '> ', '&gt;', '<@UBOT> ,', 'x <@U1> ', ':a:', '_a ', '`', '```', '*a* ', '“'])(
    'a run of %j is read in one go',
    (piece) => {
      expect(plainTextOf(`${piece.repeat(100_000)}x`, bot)).toMatch(/x$/);
      expect(questionOf(`${piece.repeat(100_000)}x`, bot)).toMatch(/x$/);
      expect(startsWithOther(piece.repeat(100_000), bot)).toBe(false);
    },
  );
});

const words = 'LayoutParser provides a unified toolkit to support document image analysis.';

describe('a run in italics, bold or code', () => {
  test.each([
    ['before a dash and its authors', `_${words}_ — Shen et al. (2021)`, `“${words}” — Shen et al. (2021)`],
    ['behind its authors', `Shen et al. (2021): _${words}_`, `Shen et al. (2021): “${words}”`],
    ['in bold', `*Shen et al. (2021):* *${words}*`, `Shen et al. (2021): “${words}”`],
    ['in bold and italics', `*_${words}_* (Shen et al., 2021)`, `“${words}” (Shen et al., 2021)`],
    ['as code', `Shen et al. (2021): \`${words}\``, `Shen et al. (2021): “${words}”`],
    ['as a block of code', `Shen et al. (2021):\n\`\`\`\n${words}\n\`\`\``, `Shen et al. (2021):\n“${words}”`],
    ['behind who says so', `Aleena Sadi writes: _${words}_`, `Aleena Sadi writes: “${words}”`],
    ['with the authors on the next line', `_${words}_\n— Gal et al.`, `“${words}”\n— Gal et al.`],
    [
      'two, each with its own',
      `_${words}_ — Sadi (2025)\n_${words}_ — Gal et al.`,
      `“${words}” — Sadi (2025)\n“${words}” — Gal et al.`,
    ],
  ])('is a quotation %s', (_, given, expected) => {
    expect(plainTextOf(given, bot)).toBe(expected);
  });

  test.each([
    ['few words', '_a unified toolkit_ — Shen et al. (2021)'],
    ['nobody credited', `Look at this: _${words}_`],
    ['a notice', '*Please read all of this before we meet at noon*'],
    ['emphasis inside a sentence', 'Shen et al. (2021) say, and *I do not believe a word of this*, that it is so.'],
    ['emphasis in a claim', 'Shen et al. (2021) show _that all of it can be done at once_ and more.'],
    ['a note', 'Note: *the meeting is at ten in the morning today*'],
    ['quotation marks elsewhere', `Shen et al. (2021): _${words}_ and “more”`],
    ['a block quotation elsewhere', `&gt; So.\nShen et al. (2021): _${words}_`],
  ])('is emphasis and no more: %s', (_, given) => {
    const marks = /[_*]|&gt;(?= )/g;
    expect(plainTextOf(given, bot)).toBe(given.replace(marks, (mark) => (mark === '&gt;' ? '>' : '')));
  });

  test('in a question it is never one', () => {
    expect(questionOf(`Shen et al. (2021): _${words}_`, bot)).toBe(`Shen et al. (2021): ${words}`);
  });
});

describe('what is asked', () => {
  test.each([
    ['a mention without a name', '<@UBOT> What is S2ORC? <@U0BEN0002> fyi', 'What is S2ORC? fyi'],
    ['a mention with one', '<@U1|ben> asked what it is', '@ben asked what it is'],
    ['a channel without a label', 'Which tools does <#C0PAPERS1|> describe?', 'Which tools does describe?'],
    ['everybody', '<!here> What is PaperMage?', 'What is PaperMage?'],
    ['emoji', 'What is PaperMage? :thumbsup::skin-tone-2:', 'What is PaperMage?'],
    ['a link with words', 'What does <https://x.org|LayoutParser> offer? :smile:', 'What does LayoutParser offer?'],
    ['a bare address', 'What does <https://x.org/a?b=1> offer?', 'What does offer?'],
    ['an address for a label', 'What is in <http://x.org|x.org>, please?', 'What is in, please?'],
    ['an address of mail', 'Who is <mailto:a@x.org|a@x.org>?', 'Who is?'],
    ['code', '```What is PaperMage?```', 'What is PaperMage?'],
    ['emphasis', '~What~ is *PaperMage*?', 'What is PaperMage?'],
    ['a block quotation', '&gt; AI helps.\nIs that so?', '> AI helps.\nIs that so?'],
    ['a link of several words alone', '<https://x.org|What is in S2ORC?>', 'What is in S2ORC?'],
    ['nothing but emoji codes', '<@UBOT> :smile: :+1:', ''],
    ['nothing but an emoji', '😀', ''],
    ['nothing but a link', '<https://arxiv.org/abs/1911.02782>', ''],
    ['nothing but a link with a label', '<https://arxiv.org/abs/1911.02782|S2ORC>', ''],
    ['nothing but mentions', '<@UBOT> <@U1|ben> <#C1|papers>, <!here>', ''],
    ['nothing but marks', '<@UBOT> ???', ''],
    ['a word is enough', '<@UBOT> 为什么?', '为什么?'],
  ])('%s', (_, given, expected) => {
    expect(questionOf(given, bot)).toBe(expected);
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
