import { describe, expect, test } from 'vitest';
import { openChecker } from '../../../server/quotes/checker.ts';
import { CheckResultSchema } from '../../../server/wire.ts';
import { readingTextOf } from '../../../ingest/reading-text.ts';
import { openMemoryLibrary } from '../../fakes/memory-library.ts';
import { hashingEmbedder } from '../../fakes/hashing-embedder.ts';
import { sadi, sarwar } from '../../fixtures/default-papers.ts';
import { shelfOfDefaultPapers } from '../../fixtures/shelf.ts';

const { library } = await shelfOfDefaultPapers();
const checker = openChecker({ library });
const signal = new AbortController().signal;

async function check(text: string, source?: string) {
  return checker.check({ text, ...(source === undefined ? {} : { source }) }, signal);
}

describe('verdicts', () => {
  const cases: readonly [string, string, string, string?][] = [
    ['the words', '“an urgent national challenge”', 'verbatim'],
    ['bare, without marks', 'one that directly affects the country’s digital infrastructure', 'verbatim'],
    ['over a page’s end', '“Defensive realism is a much more nuanced theory compared to that of offensive realism, which underpins the quest for power maximisation”', 'verbatim'],
    ['an ellipsis', '“Vietnam implemented a defensive strategy … with asymmetric countermeasures”', 'verbatim-marked-edits'],
    ['a bracket', '“[I]t is a strategic struggle for the early 21st century”', 'verbatim-marked-edits'],
    ['a number changed', '“with 29% of the network operated through companies like Huawei and ZTE”', 'altered'],
    ['a not put in', '“AI systems are not deciding everything from what we read online”', 'altered'],
    ['a number changed and another paper named', '“with 29% of the network operated through companies like Huawei and ZTE”', 'altered', 'Sarwar'],
    ['two papers', '“The AI arms race brings major changes in the strategy, stability. It is not your typical geopolitical battle.”', 'stitched'],
    ['out of order', '“It is not your typical geopolitical battle. AI systems are deciding everything from what we read online”', 'stitched'],
    ['the other paper named', '“It is not your typical geopolitical battle.”', 'misattributed', 'Sarwar & Rashid'],
    ['a source of which the library has nothing', '“It is not your typical geopolitical battle.”', 'misattributed', 'Mearsheimer 2001'],
    ['the speaker’s words credited to the paper', 'Sarwar and Rashid write that AI “has altered the warfare strategies and reshaped the nature of confrontation”.', 'secondary'],
    ['credited to the speaker', 'Khurshid writes that AI “has altered the warfare strategies and reshaped the nature of confrontation”.', 'verbatim'],
    ['invented, in capitals, with a reference', 'It has been said that “Technological Dependence and Defensive Realism, Cybersecurity Infrastructure and Digital Sovereignty” (Sadi, 2025).', 'not-found'],
    ['words of nobody', '“The moon landing was planned in a small office above the harbour.”', 'not-found'],
    ['another language', '„Die künstliche Intelligenz verändert das Gleichgewicht der Mächte.“', 'not-found'],
    ['only an ellipsis', '“…”', 'cannot-tell'],
    ['only a bracket', '“[the state]”', 'cannot-tell'],
  ]; // prettier-ignore
  test.each(cases)('%s', async (_, text, verdict, source) => {
    const [result, ...others] = await check(text, source);
    expect(others).toEqual([]);
    expect(result?.verdict, JSON.stringify(result?.changes)).toBe(verdict);
    expect(result?.explanation).not.toBe('');
    CheckResultSchema.parse(result);
  });

  test('matches are what the frozen text has, nothing is a match of words that are nowhere', async () => {
    const text =
      'Sadi says “with 29% of the network operated through companies like Huawei”, “it is not your typical … strategic struggle” and “there is no bread in the house of the smith today”.';
    const results = await check(text);
    expect(results.map((result) => result.verdict)).toEqual(['altered', 'verbatim-marked-edits', 'not-found']);
    for (const result of results) {
      expect(text.slice(result.start, result.end)).toBe(result.quote);
      for (const { start, end, changed } of result.changes.map((change) => ({ ...change, changed: change.quote }))) {
        expect(text.slice(start, end)).toBe(changed);
      }
      for (const place of [...result.matches, ...result.nearest]) {
        const paper = [sadi, sarwar].find((item) => item.id === place.paper.id) ?? expect.fail();
        expect(readingTextOf(paper, place).text).toBe(place.quote);
      }
    }
    expect(results[2]?.matches).toEqual([]);
  });

  test('a stitched quotation’s warning names the paper that is not the claimed one', async () => {
    const [result] = await check(
      'Sadi (2025) says “It is not your typical geopolitical battle. The AI arms race brings major changes in the strategy, stability.”',
    );
    expect(result?.verdict).toBe('stitched');
    const message = result?.warnings.find(({ kind }) => kind === 'other-paper')?.message;
    expect(message).toBe('Some of the words are those of Sarwar & Rashid (n.d.), not of Sadi (2025).');
  });

  test('what shares only a few small words is not near', async () => {
    const [far] = await check('“The moon landing was planned over the small office above the harbour.”');
    expect(far).toMatchObject({ verdict: 'not-found', nearest: [] });
    const [near] = await check('“AI systems are deciding everything while glaciers melt and bakers weep over flour”');
    expect(near?.verdict).toBe('not-found');
    expect(near?.nearest.map(({ quote }) => quote).join()).toContain('deciding everything');
  });

  test.each([
    ['a comparison that an ellipsis drops', 'a much … nuanced theory compared to that of offensive realism', 'elided-hedge', '“more”'],
    ['an ellipsis that stands for nothing', 'advanced cyberattacks have … increased by 18% each year', 'elided-hedge', 'stands for nothing'],
    ['a negation in brackets', 'advanced cyberattacks have [not] increased by 18% each year', 'bracket-changes-referent', 'turns the meaning round'],
    ['less for more', 'a much [less] nuanced theory compared to that of offensive realism', 'bracket-changes-referent', '“less” turns the meaning round'],
    ['decreased for increased', 'advanced cyberattacks have [decreased] by 18% each year', 'bracket-changes-referent', '“decreased” turns the meaning round'],
  ])('marked, but turning the meaning: %s', async (_, quote, kind, says) => {
    const [result] = await check(`“${quote}”`);
    expect(result?.verdict).toBe('verbatim-marked-edits');
    const message = result?.warnings.find((warning) => warning.kind === kind)?.message;
    expect(message, JSON.stringify(result?.warnings)).toContain(says);
  }); // prettier-ignore

  test('an ellipsis for a reference, for the start and for the end stands for something', async () => {
    for (const quote of [
      '… advanced cyberattacks have increased by 18% each year …',
      'with 92% of the network operated through companies like Huawei and ZTE …, leading to a lock-in effect',
    ]) {
      const [result] = await check(`“${quote}”`);
      expect(result?.warnings.map(({ message }) => message).join()).not.toContain('stands for nothing');
    }
  });

  test('a sentence that only names what it quotes is not judged a second time as a claim', async () => {
    const draft = 'There is the “Technological Dependence, Defensive Realism” (Sadi, 2025).';
    const found: string[] = [];
    for await (const { result } of checker.checkDraft(draft, signal)) found.push(`${result.kind}: ${result.verdict}`);
    expect(found).toEqual(['quotation: verbatim']);
  });

  test('a library without papers can’t tell', async () => {
    const empty = openMemoryLibrary({ embedder: hashingEmbedder({ dimensions: 8 }) });
    const [result] = await openChecker({ library: empty }).check({ text: '“an urgent national challenge”' }, signal);
    expect(result?.verdict).toBe('cannot-tell');
    expect(result?.explanation).toContain('library is empty');
  });
});

describe('whatever is given', () => {
  test.each([
    ['no words', ' … – ', 1],
    ['an unbalanced mark', 'Sadi says “it is not your typical geopolitical battle, and goes on.', 1],
    ['inches', 'A 5" screen and a 7" one.', 1],
    ['lone surrogates and control characters', '“\ud800 \u0000 an urgent\u202e national challenge”', 1],
    ['many marks', '"'.repeat(5000), 1],
    ['nested brackets', `“${'['.repeat(300)}a${']'.repeat(300)} b c”`, 1],
  ])('%s gives an answer', async (_, text, count) => {
    const results = await check(text);
    expect(results).toHaveLength(count);
    for (const result of results) CheckResultSchema.parse(result);
  });

  test('300 words, and 3,000', async () => {
    const words = readingTextOf(sadi).text.split(' ').slice(200);
    const [long] = await check(`“${words.slice(0, 300).join(' ').replace(/[“”"]/g, '')}”`);
    expect(long?.verdict).toBe('verbatim');
    const [longer] = await check(`“${words.slice(0, 3000).join(' ').replace(/[“”"]/g, '')}”`);
    expect(longer?.verdict).toBe('cannot-tell');
  });
});
