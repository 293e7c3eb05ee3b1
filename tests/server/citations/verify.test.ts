import { describe, expect, test } from 'vitest';
import { passageIdOf } from '../../../ingest/paper.ts';
import type { DraftPart } from '../../../server/answer/answer-writer.ts';
import { locate } from '../../../server/citations/locate.ts';
import { type VerifiedPart, verifyDraft } from '../../../server/citations/verify.ts';
import { sadi, sarwar } from '../../fixtures/default-papers.ts';

function passageWith(paper: typeof sadi, words: string) {
  const place = locate(paper, words);
  if (!place) throw new Error(`not in the paper: ${words}`);
  const start = Math.max(0, place.span.start - 300);
  return { passage: passageIdOf(paper.id, { start, end: place.span.end + 300 }), paper };
}

const gsp = passageWith(sadi, 'Generalised System of Preferences');
const drones = passageWith(sarwar, 'neutralizes almost 400 Indian lethal drones');

async function verify(parts: readonly DraftPart[], evidence = [gsp, drones]): Promise<VerifiedPart[]> {
  async function* draft() {
    for (const part of parts) {
      await Promise.resolve();
      yield part;
    }
  }
  const shown: VerifiedPart[] = [];
  for await (const part of verifyDraft(draft(), evidence)) shown.push(part);
  return shown;
}

const say = (text: string): DraftPart => ({ type: 'text', text });
const quote = (words: string): DraftPart => ({ type: 'quotation', quote: words, passage: null });
const textOf = (parts: readonly VerifiedPart[]) =>
  parts.map((part) => (part.type === 'sentence' ? part.text : '')).join('');
const rejectedIn = (parts: readonly VerifiedPart[]) =>
  parts.flatMap((part) => (part.type === 'rejected' ? [part.rejected] : []));

describe('what may be shown of a draft', () => {
  test('a sentence with its quotation and marker', async () => {
    const parts = await verify([say('They count: '), quote('almost 400 Indian lethal drones'), say('. That is all.')]);
    expect(textOf(parts)).toBe('They count: “almost 400 Indian lethal drones” [1]. That is all.');
    expect(parts[0]?.type).toBe('citation');
  });

  test('a sentence with an invented quotation is left out whole, the others stay', async () => {
    const parts = await verify([
      say('First this. Then it says '),
      quote('nothing that is here'),
      say(', and “400 Indian lethal drones” too. Last that.'),
    ]);
    expect(textOf(parts)).toBe('First this. Last that.');
    expect(rejectedIn(parts)).toEqual([{ quote: 'nothing that is here', reason: 'not-found' }]);
  });

  test('a quotation in the text’s own marks is located too, and shown with the paper’s words', async () => {
    const parts = await verify([say('The "improved access to American markets" matters.')]);
    expect(textOf(parts)).toBe('The “Improved access to American markets” [1] matters.');
  });

  test('the same place keeps its number, another gets the next', async () => {
    const twice = [
      quote('almost 400 Indian lethal drones'),
      say(' and '),
      quote('alleged terrorist attack'),
      say('; '),
    ];
    const parts = await verify([...twice, quote('almost 400 Indian lethal drones'), say('.')]);
    expect(textOf(parts).match(/\[\d\]/g)).toEqual(['[1]', '[2]', '[1]']);
    expect(parts.filter((part) => part.type === 'citation')).toHaveLength(2);
  });

  test('markers that the writer made up are left out', async () => {
    const parts = await verify([say('Elephants [3]'), say(' fly [1, 2]. So “400 Indian lethal drones” [9] do.')]);
    expect(textOf(parts)).toBe('Elephants fly. So “400 Indian lethal drones” [1] do.');
  });

  test('words of the other paper are found there', async () => {
    const parts = await verify([{ type: 'quotation', quote: 'alleged terrorist attack', passage: gsp.passage }]);
    expect(parts[0]?.type === 'citation' && parts[0].citation.paper.id).toBe(sarwar.id);
  });

  test('words outside the evidence’s papers are not', async () => {
    const parts = await verify([quote('alleged terrorist attack')], [gsp]);
    expect(rejectedIn(parts)).toHaveLength(1);
  });

  test('a finished sentence is not held back until the end', async () => {
    const shown: string[] = [];
    async function* draft(): AsyncGenerator<DraftPart> {
      await Promise.resolve();
      yield say('One is done. ');
      yield say('Two goes on for so long that nobody doubts where the first one ended, and “is');
      expect(shown).toEqual(['One is done. ']);
      yield say(' open to anybody');
    }
    for await (const part of verifyDraft(draft(), [gsp])) if (part.type === 'sentence') shown.push(part.text);
    expect(shown).toEqual(['One is done. ']);
  });

  test.each([1, 2, 3, 5, 7, 16, 1000])('how the draft was cut changes nothing (%d characters)', async (size) => {
    const draft =
      'The U.S. case. First “almost 400 Indian lethal drones”. Then "invented words that nobody wrote". ' +
      'Et al. (2020) say so. Last: the 5 “alleged terrorist attack” [3], and more of it. That is all.';
    const parts: DraftPart[] = [];
    for (let at = 0; at < draft.length; at += size) parts.push(say(draft.slice(at, at + size)));
    expect(textOf(await verify(parts))).toBe(
      'The U.S. case. First “almost 400 Indian lethal drones” [1]. Et al. (2020) say so. ' +
        'Last: the 5 “alleged terrorist attack” [2], and more of it. That is all.',
    );
  });

  test('words cut out behind a "not" take it in', async () => {
    const evidence = [passageWith(sadi, 'is not a faraway question of strategy')];
    const parts = await verify([say('It is '), quote('a faraway question of strategy'), say('.')], evidence);
    expect(textOf(parts)).toBe('It is “not a faraway question of strategy” [1].');
  });

  test('single common words are not quoted: they would prove nothing', async () => {
    const parts = await verify([say('The '), quote('the'), say(' and '), quote('400 Indian'), say(' stay.')]);
    expect(textOf(parts)).toBe('The the and “400 Indian” [1] stay.');
  });

  test('an abstention passes', async () => {
    const abstention = { type: 'abstention', reason: 'no-evidence', message: 'Nothing here.' } as const;
    expect(await verify([abstention])).toEqual([abstention]);
  });
});
