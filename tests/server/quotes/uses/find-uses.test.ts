import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attributionOf } from '../../../../server/quotes/uses/attribution.ts';
import { findUses } from '../../../../server/quotes/uses/find-uses.ts';
import { paperOf, papers, shortly } from './library-of-two.ts';

const S = 'Sadi | sadi-2025 | ';
const S25 = `${S}2025`;
const SR = 'Sarwar, Rashid | sarwar-rashid | ';

const quotations = (text: string): string[] =>
  findUses(text, papers)
    .filter((use) => use.kind === 'quotation' && !use.doubtful)
    .map((use) => use.quote);
const credits = (text: string): string[] =>
  findUses(text, papers)
    .filter((use) => use.kind === 'quotation' && !use.doubtful)
    .map((use) => shortly(use.attribution));
const claims = (text: string): [string, string][] =>
  findUses(text, papers)
    .filter((use) => use.kind === 'claim')
    .map((use) => [use.quote, shortly(use.attribution)]);

describe('quotations', () => {
  const words = 'data is the new oil and algorithms the new arms';
  test.each([
    '"…"', '“…”', '„…“', '«…»', '« … »', '»…«', '”…”', '「…」', '『…』', '‘…’', "'…'", "``…''", '‹…›', '❝…❞',
  ])('in %s', (marks) => {
    const text = `Sadi (2025) concludes that ${marks.replace('…', words)}, and so on.`;
    expect(quotations(text).map((quote) => quote.trim())).toEqual([words]);
  }); // prettier-ignore

  test.each<[string, string, string[]]>([
    ['nested: the outermost decides', 'Sadi says “China, once the ‘world’s workshop’, has become a powerhouse”.', ['China, once the ‘world’s workshop’, has become a powerhouse']],
    ['the same mark nested', 'Sadi says "the "Made in China 2025" plan was part of it".', ['the "Made in China 2025" plan was part of it']],
    ['German marks nested', '„Die Lage ist ‚sehr ernst‘ geworden“, schreibt Sadi.', ['Die Lage ist ‚sehr ernst‘ geworden']],
    ['British, with apostrophes inside', 'Sadi says that ‘Pakistan’s strategists don’t trust the powers’ promises at all’.', ['Pakistan’s strategists don’t trust the powers’ promises at all']],
    ['British, straight, double inside', "Sadi says that 'Pakistan's \"iron brother\" won't let it go', no less.", ["Pakistan's \"iron brother\" won't let it go"]],
    ['over two lines', 'Sadi warns that “the stakes are also\ngreater than Pakistan” here.', ['the stakes are also\ngreater than Pakistan']],
    ['Markdown inside stays', 'They see “a policy of *Quid pro quo* with India”.', ['a policy of *Quid pro quo* with India']],
    ['over paragraphs, each opened again', '“This is the first paragraph of it.\n\n“This is the second one,” writes Sadi.', ['This is the first paragraph of it.\n\n“This is the second one,']],
    ['forgotten in one paragraph', 'Sadi warns that “Pakistan is still vulnerable.\n\nSarwar says “AI is a threat to all.”', ['Pakistan is still vulnerable.', 'AI is a threat to all.']],
    ['over a blank line', 'They say: “Existing systems require a lot of time and human effort to tune\n\nfor an old scenario.” So.', ['Existing systems require a lot of time and human effort to tune\n\nfor an old scenario.']],
    ['over a blank line, straight marks, another behind', 'Sadi says "data is the\n\nnew oil of our age" and "algorithms the new arms" too.', ['data is the\n\nnew oil of our age', 'algorithms the new arms']],
    ['over a page number', 'Sadi says “data is the new\n\n12\n\noil of ‘our’ age” there.', ['data is the new\n\n12\n\noil of ‘our’ age']],
    ['closed too far behind', `Sadi says “data is the new oil.\n\n${'Much else is said here. '.repeat(150)}\n\nIt ends” here.`, ['data is the new oil.']],
    ['forgotten before a heading', 'Sadi says “data is the new oil.\n\n## Discussion\n\nIt ends” here.', ['data is the new oil.']],
    ['forgotten before inches', 'Sadi says "data is the new oil.\n\nHe carried a 5" disk.', ['data is the new oil.']],
    ['forgotten before another in the paragraph', 'Sadi says "data is the new oil. Rashid says "AI is a threat to all" too.', ['data is the new oil.', 'AI is a threat to all']],
    ['forgotten before its reference', 'Sadi says “data is the new oil (Sadi, 2025). More follows here.', ['data is the new oil']],
    ['a closing mark that nothing opened', 'Data is the new oil” says Sadi. “AI is a threat to all,” says Rashid.', ['AI is a threat to all,']],
    ['block quotation', 'As Sadi (2025) put it:\n\n> data is the new oil and\n> algorithms the new arms (p. 12)\n\nSo.', ['data is the new oil and\n> algorithms the new arms']],
    ['block quotation in marks', 'Sadi (2025):\n\n> “data is the new oil and algorithms the new arms”\n', ['data is the new oil and algorithms the new arms']],
    ['block quotation with a credit line', '> Data is the new oil.\n> — Sadi, 2025', ['Data is the new oil.']],
    ['indented after a colon', 'Sadi writes:\n\n    Pakistan can benefit from both without\n    becoming a battleground proxy.\n\nGood.', ['Pakistan can benefit from both without\n    becoming a battleground proxy.']],
    ['indented with its reference', 'That is bleak.\n\n    Pakistan can benefit from both (Sadi, 2025, p. 9).\n\nGood.', ['Pakistan can benefit from both']],
    ['indented, and nothing says it quotes', 'That is bleak.\n\n    pip install something\n\nGood.', []],
    ['a callout', '> [!NOTE]\n> Read Sadi first.', []],
    ['two words of nobody', 'The “chilling effect” of all this is well known.', []],
    ['three words behind an article, of nobody', 'It was a “wait and see” approach for years.', []],
    ['so-called', 'Sadi turns to the so-called “fourth industrial revolution” of today.', []],
    ['a term explained', 'The term “balance of threat” goes back to Walt.', []],
    ['a term that somebody uses', 'Sarwar and Rashid use the term “balance of threat” for it.', ['balance of threat']],
    ['a title that is cited', '“The Impact of Artificial Intelligence Militarization” (Khurshid, 2023) is one example.', []],
    ['a title of the library', 'In “Artificial Intelligence in Pakistan’s National Security Strategy”, AI is central.', []],
    ['a plan with a name', 'China announced the “Made in China 2025” plan.', []],
    ['a commission in single marks', "The US initiated the 'National Security Commission on AI' to integrate AI.", []],
    ['capitals with a reference to a paper of another title', 'It has been said that “Technological Dependence and Defensive Realism” (Sadi, 2025).', ['Technological Dependence and Defensive Realism']],
    ['capitals credited to other authors', '“Keywords: U.S.-China AI Rivalry, Cybersecurity” (Sarwar & Rashid, n.d.).', ['Keywords: U.S.-China AI Rivalry, Cybersecurity']],
    ['capitals, said that, a reference that is not here', 'It has been said that “Data Is the New Oil” (Khurshid, 2023).', ['Data Is the New Oil']],
    ['a title that is not letter by letter the paper’s', 'See “U.S.-China AI Rivalry and Implications for Pakistan” (Sadi, 2025).', []],
    ['an article that is named', 'The article “The Sea of Algorithms” (Sadi, 2025) is one example.', []],
    ['capitals that somebody said', 'Sadi says: “Pakistan Must Act Now”.', ['Pakistan Must Act Now']],
    ['inches', 'Sadi carried a 5" disk. Rashid had a 3" disk too.', []],
    ['inches inside', 'Sadi says "the gun has a 5" barrel and more" there.', ['the gun has a 5" barrel and more']],
    ['feet, and minutes of arc', 'He was 5\' 11" tall at 33° 41\' 24" north, writes Sadi.', []],
    ['apostrophes', "In the '90s the states' power wasn't Sadi's concern, and the powers' aims didn't change.", []],
    ['code', 'Sadi ran `print("data is the new oil")` and left.', []],
    ['fenced code', 'Sadi ran\n\n```\nprint("data is the new oil")\n```\n\nand left.', []],
    ['a fence that never ends hides nothing', 'So:\n\n```\n\nSadi says “data is the new oil” here.', ['data is the new oil']],
    ['the title of a link', 'See [this](https://example.org "data is the new oil") of Sadi.', []],
    ['an entry of the reference list', 'Text.\n\n## References\n\nSadi, A. (2025). “Data is the new oil of our age.” JRSR.\n', []],
    ['a note', 'Text.[^1]\n\n[^1]: Sadi says “data is the new oil” somewhere.', []],
    ['the whole text, however short', '“offensive realism”', ['offensive realism']],
    ['two in one sentence', 'Sadi speaks of “an indispensable partner” and “a hard dependence”.', ['an indispensable partner', 'a hard dependence']],
    ['Chinese without spaces', '萨迪写道：“数据是新的石油，算法是新的武器。”', ['数据是新的石油，算法是新的武器。']],
  ])('%s', (_what, text, expected) => {
    expect(quotations(text)).toEqual(expected);
  }); // prettier-ignore
});

describe('whom a quotation is credited to', () => {
  test.each<[string, string, string[]]>([
    ['a verb before', 'Sadi warns that “the stakes are also greater than Pakistan”.', [S]],
    ['author and year before', 'Sadi (2025) warns that “the stakes are also greater than Pakistan”.', [S25]],
    ['the verb turned round behind', '“Data is the new oil,” writes Sadi.', [S]],
    ['the verb behind', '“Data is the new oil,” Sadi (2025) observes.', [S25]],
    ['a question', '“Is data the new oil?” asks Sadi in her conclusion.', [S]],
    ['a question, the verb behind', '“Is data the new oil?” Sadi asks.', [S]],
    ['as … put it', 'As Sadi (2025) put it: “data is the new oil”.', [S25]],
    ['according to', 'According to Sarwar and Rashid, AI has “disturbed the balance of power”.', [SR]],
    ['in the words of', 'In the words of Aleena Sadi, “data is the new oil”.', [S]],
    ['brackets behind', '“Data is the new oil” (Sadi, 2025, p. 3).', [S25]],
    ['brackets behind the full stop', 'It is bleak. “Data is the new oil.” (Sadi, 2025)', [S25]],
    ['square brackets', '“Data is the new oil” [Sadi 2025].', [S25]],
    ['MLA: author and page', '“Data is the new oil” (Sadi 3).', [S]],
    ['names alone in brackets', 'AI has “disturbed the balance of power” (Sarwar & Rashid).', [SR]],
    ['undated', 'AI has “disturbed the balance of power” (Sarwar & Rashid, n.d.).', [SR]],
    ['brackets at the end of the sentence', 'Data as “the new oil of our age” is what makes it hard (Sadi, 2025).', [S25]],
    ['a year and a page behind', 'Sadi warns that “the stakes are also greater than Pakistan” (2025, p. 9).', [S25]],
    ['a page behind', 'Sadi (2025) warns that “the stakes are also greater than Pakistan” (p. 9).', [S25]],
    ['her paper', 'Sadi’s paper calls data “the new oil”.', [S]],
    ['a pronoun', 'Sadi (2025) is bleak. She adds that “the stakes are also greater than Pakistan.”', [S25]],
    ['a pronoun behind', 'Sadi (2025) is bleak. “The stakes are also greater than Pakistan,” she adds.', [S25]],
    ['she: the single author, others in between', 'Sadi is bleak. Sarwar and Rashid are not. She says that “data is the new oil”.', [S]],
    ['they: the several authors', 'Sarwar and Rashid are calm. Sadi is not. They say that “AI has transformed warfare”.', [SR]],
    ['the two men', 'Sarwar and Rashid are calm. Sadi is not. The two men hold that “AI has transformed warfare”.', [SR]],
    ['the author', 'Sadi (2025) is bleak. The author warns that “the stakes are also greater than Pakistan”.', [S25]],
    ['the authors', 'Sarwar & Rashid (n.d.) are calm. The authors say that “AI has transformed warfare”.', [SR]],
    ['the paper', 'Much is said in Sadi (2025). The paper finds that “Pakistan is still vulnerable”.', [S25]],
    ['the same study', 'AI matters (Sadi, 2025). The same study adds that “data is the new oil”.', [S25]],
    ['ibid.', '“Data is the new oil” (Sadi, 2025). Also, “the stakes are also greater” (ibid., p. 4).', [S25, S25]],
    ['the former and the latter', 'Sadi looks at China. Sarwar and Rashid look at India. The former says “data is the new oil”; the latter speak of “a balance of threat”.', [S, SR]],
    ['two sources in one sentence', 'While Sadi calls it “the new oil of our age”, Sarwar and Rashid see “a balance of threat”.', [S, SR]],
    ['one speaker, two quotations', '“Data is the new oil,” Sadi writes, “and algorithms the new arms.”', [S, S]],
    ['speech that goes on', '“Data is the new oil,” writes Sadi. “The stakes are greater than Pakistan.”', [S, S]],
    ['who is set against it', 'Unlike Sadi, Sarwar and Rashid say that “AI has transformed warfare”.', [SR]],
    ['by title, in marks', 'In “Artificial Intelligence in Pakistan’s National Security Strategy”, AI has “transformed warfare and security”.', [SR]],
    ['by title, in italics', 'The article *Artificial Intelligence in Pakistan’s National Security Strategy* says that AI has “transformed warfare and security”.', [SR]],
    ['a person whom nobody reports', 'Robert Work writes that “the AI competition will prove more consequential”.', ['Work |  | ']],
    ['a person, quoted in', 'Robert Work, quoted in Sadi (2025), writes that “the AI competition will prove more consequential”. He adds that “it never ends there”.', ['Work | sadi-2025 | 2025', 'Work | sadi-2025 | 2025']],
    ['a person, as cited in', 'Robert Work warns that “the AI competition will prove more consequential” (as cited in Sadi, 2025).', ['Work | sadi-2025 | 2025']],
    ['MLA: qtd. in', '“The AI competition will prove more consequential” (Work, qtd. in Sadi 2).', ['Work | sadi-2025 | ']],
    ['a person, the paper in brackets', 'Khurshid argues that “AI has altered the warfare strategies” (Sarwar & Rashid, n.d.).', ['Khurshid | sarwar-rashid | ']],
    ['a paper cites a person, who writes', 'Sadi (2025) cites Robert Work, who writes that “the AI competition will prove more consequential”.', ['Work | sadi-2025 | 2025']],
    ['a body', 'The PTA warns that “threats are rising every single year”.', ['PTA |  | ']],
    ['a body of two words', 'The World Bank speaks of “a severe problem for all”.', ['World Bank |  | ']],
    ['a reference that is not here', '“AI can detect any propaganda” (Al-Suqri, 2022).', ['Al-Suqri |  | 2022']],
    ['another year than ours', '“Data is the new oil” (Sadi, 2019).', ['Sadi |  | 2019']],
    ['an author with somebody else', 'Rashid and Fatima (2020) say that “AI can control crime”.', ['Rashid, Fatima |  | 2020']],
    ['another of the same family name', 'Abdul Rashid says that “AI can control crime”.', ['Rashid |  | ']],
    ['a letter wrong, the year right', '“Data is the new oil” (Saddi, 2025).', ['Saddi | sadi-2025 | 2025']],
    ['a month is nobody', '“Data is the new oil” (May 2025).', ['nobody']],
    ['nobody', 'It has been said that “data is the new oil of our age”.', ['nobody']],
    ['a number that the text explains', '“Data is the new oil” [1].\n\n## References\n\n[1] Sadi, A. (2025). U.S.-China AI Rivalry. JRSR.', [S25]],
    ['a number that nothing explains', '“Data is the new oil of our age” [1].', ['nobody']],
    ['a raised number', '“Data is the new oil.”¹ It goes on.\n\nNotes\n\n1. Sadi, A. (2025), p. 5.', [S25]],
    ['a Markdown note', '“Data is the new oil.”[^a]\n\n[^a]: See Sadi (2025), p. 5.', [S25]],
    ['a note that says ibid.', '“Data is the new oil.”[^1] “The stakes are greater than Pakistan.”[^2]\n\n[^1]: Sadi (2025).\n[^2]: Ibid., p. 3.', [S25, S25]],
    ['a block quotation, by what introduces it', 'As Sadi (2025) puts it:\n\n> data is the new oil and algorithms the new arms', [S25]],
    ['a block quotation, by its end', 'It is bleak.\n\n> Data is the new oil. (Sadi, 2025, p. 3)', [S25]],
    ['a name inside the quotation is not its author', '“Sadi said that data is the new oil” (Sarwar & Rashid).', [SR]],
    ['a verb inside the quotation', 'According to Sadi (2025), the paper “draws on primary data from institutions”, whereas Sarwar and Rashid’s study is “a qualitative interpretative study”.', [S25, SR]],
    ['whom the speaker follows', 'Sadi (2025), following Buchanan (2022), describes AI as “deciding everything that we read online”.', [S25]],
    ['as a paper reports', 'Robert Work, as Sadi (2025) reports, writes that “the AI competition will prove more consequential”.', ['Work | sadi-2025 | 2025']],
    ['as reported by', 'Khurshid argues that AI “has altered the warfare strategies”, as reported by Sarwar and Rashid (n.d.).', ['Khurshid | sarwar-rashid | ']],
    ['her paper, dated', 'Sadi’s (2025) paper “examines the implications of the rivalry”.', [S25]],
    ['a dash and a name', '“Data is the new oil” — Aleena Sadi', [S]],
    ['items of a list', '- Sadi (2025): “Data is the new oil and the arms.”\n- Sarwar & Rashid: “AI has disturbed the balance.”', [S25, SR]],
    ['a heading ends a pronoun', 'Sadi is bleak.\n\n## China\n\nShe says that “data is the new oil”.', ['nobody']],
  ])('%s', (_what, text, expected) => {
    expect(credits(text)).toEqual(expected);
  }); // prettier-ignore

  test('in its own words', () => {
    const texts = findUses('Sadi (2025) says “data is the new oil”. She adds “the stakes are greater”. “It is so” (Sadi, 2025, p. 3).', papers);
    expect(texts.map((use) => use.attribution?.text)).toEqual(['Sadi (2025)', 'She', 'Sadi, 2025, p. 3']);
  }); // prettier-ignore

  test.each([
    ['emphasis added', '“Data is the new oil” (Sadi, 2025, emphasis added).', 'Sadi, 2025'],
    ['my italics, behind the page', '“Data is the new oil” (Sadi, 2025, p. 3; my italics).', 'Sadi, 2025, p. 3'],
    ['a person, as cited in', 'As Robert Work says, “data is the new oil” (as cited in Sadi, 2025).', 'Sadi, 2025'],
    ['a person, the paper in brackets', 'Khurshid argues that “data is the new oil” (Sarwar & Rashid, n.d.).', 'Sarwar & Rashid, n.d.'],
    ['a person, quoted in', 'Robert Work, quoted in Sadi (2025), writes that “data is the new oil”.', 'Sadi (2025)'],
    ['a label is nobody', 'V15 Not found: “data is the new oil of our age”.', undefined],
  ])('the words for the paper: %s', (_what, text, expected) => {
    const [use] = findUses(text, papers);
    expect(use?.attribution?.text).toBe(expected);
  }); // prettier-ignore

  test('a family name that is a word counts where it stands as a name', () => {
    const library = [...papers, paperOf('long', 'Wars of the future', ['Mary Long'], 2020)];
    const names = (text: string) => findUses(text, library).map((use) => use.attribution?.papers.join());
    expect(names('Long before that, nobody spoke of drones in Pakistan.')).toEqual([]);
    expect(names('Long (2020) does not speak of drones in Pakistan.')).toEqual(['long']);
    expect(names('Long argues that drones came late to Pakistan.')).toEqual(['long']);
  });

  test('two papers of one author are both meant, unless the year says which', () => {
    const library = [...papers, paperOf('later', 'Deterrence Under Pressure', ['Aleena Sadi'], 2027)];
    const meant = (text: string) => findUses(text, library)[0]?.attribution?.papers.join();
    expect(meant('Sadi writes that “data is the new oil”.')).toBe('sadi-2025,later');
    expect(meant('Sadi (2027) writes that “data is the new oil”.')).toBe('later');
  });

  test('a source that is given is credited, but for whom it reports', () => {
    const source = attributionOf('Sadi 2025', papers);
    const given = (text: string) => findUses(text, papers, { source }).map((use) => shortly(use.attribution));
    expect(given('“Data is the new oil of our age” (Sarwar & Rashid).')).toEqual([S25]);
    expect(given('Robert Work writes that “it will prove more consequential”.')).toEqual(['Work | sadi-2025 | 2025']);
    expect(given('The author says that “data is the new oil”.')).toEqual([S25]);
  });
});

describe('claims', () => {
  test.each<[string, string, [string, string][]]>([
    ['narrative', 'Sadi (2025) argues that 78% of vital infrastructure relies on China.', [['Sadi (2025) argues that 78% of vital infrastructure relies on China.', S25]]],
    ['in brackets', 'AI has disturbed the balance of power (Sarwar & Rashid, n.d.).', [['AI has disturbed the balance of power (Sarwar & Rashid, n.d.).', SR]]],
    ['brackets behind the full stop', 'AI has disturbed the balance of power. (Sadi, 2025) More.', [['AI has disturbed the balance of power. (Sadi, 2025)', S25]]],
    ['the paper', 'Sadi (2025): bleak. The paper finds that 78% relies on China.', [['The paper finds that 78% relies on China.', S25]]],
    ['according to', 'According to Sadi, 78% relies on China.', [['According to Sadi, 78% relies on China.', S]]],
    ['by title', 'Artificial Intelligence in Pakistan’s National Security Strategy treats five principles.', [['Artificial Intelligence in Pakistan’s National Security Strategy treats five principles.', SR]]],
    ['a person in a paper', 'Khurshid holds that AI reshapes confrontation (as cited in Sarwar & Rashid, n.d.).', [['Khurshid holds that AI reshapes confrontation (as cited in Sarwar & Rashid, n.d.).', 'Khurshid | sarwar-rashid | ']]],
    ['a reference that is not here', 'AI can detect propaganda (Al-Suqri, 2022).', [['AI can detect propaganda (Al-Suqri, 2022).', 'Al-Suqri |  | 2022']]],
    ['both papers', 'Both Sadi (2025) and Sarwar and Rashid (n.d.) see a threat.', [['Both Sadi (2025) and Sarwar and Rashid (n.d.) see a threat.', 'Sadi, Sarwar, Rashid | sadi-2025, sarwar-rashid | 2025']]],
    ['a scare quote does not hide it', 'Sadi (2025) finds a “chilling” dependence of 78% on China.', [['Sadi (2025) finds a “chilling” dependence of 78% on China.', S25]]],
    ['a heading', '# What Sadi (2025) argues about China\n\nNothing here.', []],
    ['a question', 'Is Sadi (2025) right about the 78%?', []],
    ['an announcement', 'This section discusses Sadi (2025). I will compare it with Sarwar and Rashid (n.d.).', []],
    ['a pointer', 'See Sadi (2025) for details of the breach.', []],
    ['nobody', 'Pakistan depends on Chinese technology.', []],
    ['a person who is in no paper', 'Robert Work argues that AI matters.', []],
    ['a list of references', 'Text.\n\nReferences\n\nSadi, A. (2025). U.S.-China AI Rivalry. JRSR, 4(1).\nKhurshid, T. (2023). The Impact. BTTN.\n', []],
    ['a number before a quotation', 'Three “advanced cyberattacks have increased each year” (Sadi, 2025).', []],
    ['a year before a quotation', 'In 2025, “data is the new oil and algorithms the new arms” (Sadi, 2025).', []],
    ['a month before a quotation', 'By early May 2025, “data is the new oil and algorithms the new arms” (Sadi, 2025).', []],
    ['only where it is so', 'Across the hospital wards of the northern valley towns, “data is the new oil of our age” (Sadi, 2025).', []],
    ['only who says it', 'It has been said that “in the proceedings of 2007 data is the new oil” (Wang & Neumann, n.d.).', []],
    ['a number of its own beside a quotation', 'Sadi (2025) counts 78% of vital infrastructure in Chinese hands, “a hard dependence of it all”.', [['Sadi (2025) counts 78% of vital infrastructure in Chinese hands, “a hard dependence of it all”.', S25]]],
    ['a sentence with a quotation', 'Sadi (2025) says that “data is the new oil” in her conclusion.', []],
  ])('%s', (_what, text, expected) => {
    expect(claims(text)).toEqual(expected);
  }); // prettier-ignore
});

describe('marks that may do something else', () => {
  test.each([
    ['one word that somebody used', 'Sadi calls the rivalry “borderless”.', ['borderless']],
    ['two words with a reference', 'It is a “chilling effect” (Sadi, 2025).', ['chilling effect']],
    ['a title in marks', 'Its heading is “Digital Non-Alignment and Strategic Autonomy”.', ['Digital Non-Alignment and Strategic Autonomy']],
    ['words doubted', 'Sadi turns to the so-called “fourth industrial revolution” of today.', ['fourth industrial revolution']],
    ['one word of nobody', 'It is a “smart” city.', []],
  ])('%s', (_what, text, expected) => {
    const doubtful = findUses(text, papers).filter((use) => use.doubtful);
    expect(doubtful.map((use) => use.quote)).toEqual(expected);
  }); // prettier-ignore
});

describe('whatever the text', () => {
  const pieces = fc.constantFrom(
    'Sadi', ' (2025) ', ' writes ', 'Sarwar & Rashid', ' the ice is gone', ' ', '. ', '’', '‘', "'", "''", '``', '"', '“', '”', '„', '«', '»', '「', '」',
    '5', '″', '\n\n', '\n', '> ', '    ', '```\n', '`', '[1]', '[^1]', '[^1]: ', '# ', 'References\n', '(Sadi, 2025)', ', quoted in ', 'She ', ':', '\u0000', '\ud800', '\u202e', 'شاهد', '冰川',
  ); // prettier-ignore
  const text = fc.oneof(fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')), fc.string({ unit: 'binary', maxLength: 200 })); // prettier-ignore

  test('spans are true, ascending and apart, and nothing throws', () => {
    fc.assert(
      fc.property(text, (whole) => {
        let reached = 0;
        for (const use of findUses(whole, papers)) {
          expect(whole.slice(use.span.start, use.span.end)).toBe(use.quote);
          expect(use.quote.trim()).not.toBe('');
          // A doubtful quotation may stand inside a sentence that is a claim as well.
          if (use.kind === 'quotation') expect(use.span.start).toBeGreaterThanOrEqual(reached);
          expect(use.sentence.start).toBeLessThanOrEqual(use.span.start);
          expect(use.sentence.end).toBeGreaterThanOrEqual(use.span.end);
          if (use.kind === 'quotation') reached = use.span.end;
        }
        attributionOf(whole, papers);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['quotation marks', '"'.repeat(100_000)],
    ['nested', `${'“a '.repeat(10_000)}${'b” '.repeat(10_000)}`],
    ['nested the same', `${'"a '.repeat(10_000)}${'b" '.repeat(10_000)}`],
    ['quotations', 'Sadi says “the ice is gone”, '.repeat(35_000)],
    ['never closed', '"a b c d e '.repeat(100_000)],
    ['apostrophes', " 'a s' b".repeat(100_000)],
    ['brackets', '('.repeat(500_000)],
    ['references', '(Sadi, 2025) '.repeat(70_000)],
    ['capitals', 'A '.repeat(500_000)],
    ['stops without spaces', 'a.B, '.repeat(200_000)],
    ['years', '2020) The '.repeat(100_000)],
    ['backticks', '` '.repeat(500_000)],
    ['lines', '\n'.repeat(1_000_000)],
    ['quoted lines', '> a\n\n'.repeat(160_000)],
    ['spaces', ' '.repeat(1_000_000)],
    ['one word', 'a'.repeat(1_000_000)],
    ['less-than signs', '<a'.repeat(500_000)],
  ])('a megabyte of %s ends', (_what, whole) => {
    const before = process.cpuUsage();
    findUses(whole, papers);
    const { user } = process.cpuUsage(before);
    // Linear time is well under two seconds of the processor, on a slow one half a minute; quadratic would be minutes, or hours.
    expect(user / 1e6).toBeLessThan(60);
  }); // prettier-ignore
});

describe('sources by title, and through others', () => {
  const library = [
    ...papers,
    paperOf('s2orc', 'S2ORC: The Semantic Scholar Open Research Corpus', ['Kyle Lo', 'Lucy Lu Wang', 'Mark Neumann'], 2020),
    paperOf('plain', 'Paper Plain: Making Medical Research Papers Approachable', ['Tal August', 'Lucy Lu Wang', 'Kyle Lo'], 2022),
  ]; // prettier-ignore
  const LO = 'Lo, Wang, Neumann | s2orc | ';
  const AUGUST = 'August, Wang, Lo | plain | ';
  test.each<[string, string, string[]]>([
    ['a coined word with its year', 'S2ORC (2020) says that “the largest corpus of its kind is open”.', [`${LO}2020`]],
    ['called a paper', 'The S2ORC paper notes that “the largest corpus of its kind is open”.', [LO]],
    ['a year that it lacks', 'S2ORC (2011) says that “the largest corpus of its kind is open”.', ['S2ORC |  | 2011']],
    ['a thing of that name', 'We trained on S2ORC and got “the largest corpus of its kind”.', ['nobody']],
    ['a thing that is used', 'We use S2ORC and got “the largest corpus of its kind”.', ['nobody']],
    ['a title of two words', 'In Paper Plain, “readers of research papers were given gists”.', [AUGUST]],
    ['with its reference', 'Paper Plain (August et al., 2022) says that “readers of papers were given gists”.', ['August, Wang, Lo | plain | 2022']],
    ['with a reference to another', 'Paper Plain (Lo et al., 2020) says that “readers of papers were given gists”.', ['Lo | s2orc | 2020']],
    ['by title in brackets', 'They found that “the largest corpus of its kind is open” (S2ORC, 2020).', [`${LO}2020`]],
    ['and colleagues', 'August and colleagues say that “readers of papers were given gists”.', ['August | plain | ']],
    ['as cited in, inside the brackets', 'Cohan et al. (2019, as cited in Lo et al., 2020) find “the largest corpus of its kind”.', ['Cohan | s2orc | 2020']],
    ['what is said begins with an acronym', 'Sadi (2025) is bleak. Their paper says AI “has altered the strategies of war”.', [S25]],
    ['and nobody was named', 'It says AI “has altered the strategies of war”.', ['nobody']],
    ['a body that speaks', '“AI has altered the strategies of war,” says NATO.', ['NATO |  | ']],
  ])('%s', (_what, text, expected) => {
    expect(findUses(text, library).filter((use) => use.kind === 'quotation').map((use) => shortly(use.attribution))).toEqual(expected);
  }); // prettier-ignore

  test('a claim according to them', () => {
    const text = 'Sarwar and Rashid (n.d.) are calm. According to them, India introduced the NCIIPC in 2014.';
    expect(claims(text).at(-1)).toEqual(['According to them, India introduced the NCIIPC in 2014.', SR]);
  });
});
