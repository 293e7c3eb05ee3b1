import { describe, expect, test } from 'vitest';
import type { GeneratedCase } from './alterations/alteration.ts';
import { generateCases } from './alterations/generate.ts';
import { foldedLetters, foldedWords } from './alterations/library-words.ts';
import { read } from '../../ingest/reading-text.ts';
import { fixtureCorpus } from './fixture-texts.ts';

const { papers, outsiders } = await fixtureCorpus();
const cases = generateCases({ papers, outsiders, seed: 1, perClass: 300 });
const ofClass = (name: string) => cases.filter(({ alteration }) => alteration.class === name);
const said = papers.map((paper) => foldedWords(read(paper, { start: 0, end: paper.text.length }))).join('|');

/** Where the first word differs, and how both go on from there. */
function difference({ original, quotation }: GeneratedCase): { was: string; is: string } {
  const was = original.split(' ');
  const is = quotation.split(' ');
  const at = was.findIndex((word, index) => word !== is[index]);
  return { was: was.slice(at, at + 3).join(' '), is: is.slice(at, at + 3).join(' ') };
}

describe('generated alterations', () => {
  test('every class that two short papers can give is there', () => {
    const classes = new Set(cases.map(({ alteration }) => alteration.class));
    const wanted = ['typography', 'fragment', 'marked', 'number', 'negation', 'hedge', 'direction', 'name', 'word'];
    for (const name of [...wanted, 'omission', 'addition', 'stitched', 'misattributed', 'invented']) {
      expect(classes, name).toContain(name);
    }
  });

  test('the same seed gives the same cases, another seed others', () => {
    const again = generateCases({ papers, outsiders, seed: 1, perClass: 300 });
    expect(again.map(({ text }) => text)).toEqual(cases.map(({ text }) => text));
    const other = generateCases({ papers, outsiders, seed: 2, perClass: 300 });
    expect(other.map(({ text }) => text)).not.toEqual(cases.map(({ text }) => text));
  });

  test('one class asked for gives the same cases as among all', () => {
    const numbers = generateCases({ papers, outsiders, seed: 1, perClass: 300, only: ['number'] });
    expect(numbers.map(({ id, text }) => [id, text])).toEqual(ofClass('number').map(({ id, text }) => [id, text]));
  });

  test('typography and fragments keep every letter of the place that they name', () => {
    const kept = [...ofClass('typography'), ...ofClass('fragment'), ...ofClass('misattributed')];
    expect(kept.length).toBeGreaterThan(50);
    for (const { id, quotation, places } of kept) {
      const [place] = places;
      expect(place && foldedLetters(read(place.paper, place.span)), id).toBe(foldedLetters(quotation));
    }
  });

  test('altered words stand nowhere in the papers', () => {
    for (const name of [
      'number',
      'negation',
      'hedge',
      'direction',
      'name',
      'word',
      'omission',
      'addition',
      'stitched',
    ]) {
      for (const { id, quotation } of ofClass(name)) {
        const words = foldedWords(quotation);
        for (const paper of papers) {
          expect(foldedWords(read(paper, { start: 0, end: paper.text.length })).includes(words), id).toBe(false);
        }
      }
    }
  });

  test('a number becomes another number, an opposite its opposite, a name a name', () => {
    const kinds = (name: string) => ofClass(name).map((item) => difference(item));
    for (const { was, is } of kinds('number')) {
      expect(was).not.toBe(is);
      expect(`${was} ${is}`).toMatch(/\d|two|half|six|eight|hours|mg/);
    }
    for (const { was, is } of kinds('direction')) {
      expect(`${was} ${is}`).toMatch(/more|less|after|before|earlier|later|deep|first|last/);
    }
    for (const { was, is } of kinds('name')) expect([was, is].every((words) => /^\p{Lu}/u.test(words))).toBe(true);
  });

  test('a dropped “not” was there, and one put in is there', () => {
    const dropped = ofClass('negation').filter(({ alteration }) => alteration.kind === 'not dropped');
    const inserted = ofClass('negation').filter(({ alteration }) => alteration.kind === 'not put in');
    expect(dropped.length).toBeGreaterThan(0);
    expect(inserted.length).toBeGreaterThan(0);
    const nots = (text: string) => text.match(/\bnot\b/g)?.length ?? 0;
    for (const { original, quotation } of dropped) expect(nots(quotation)).toBe(nots(original) - 1);
    for (const { original, quotation } of inserted) expect(nots(quotation)).toBe(nots(original) + 1);
  });

  test('stitched pieces are of the places named, in their order', () => {
    for (const { id, quotation, places } of ofClass('stitched')) {
      expect(places, id).toHaveLength(2);
      const joined = places.map(({ paper, span }) => foldedLetters(read(paper, span))).join('');
      expect(joined, id).toBe(foldedLetters(quotation));
    }
  });

  test('the wrong paper is named where a quotation is misattributed', () => {
    for (const { source, places } of ofClass('misattributed')) {
      const right = places[0]?.paper;
      expect([right?.title, right?.id]).not.toContain(source);
    }
  });

  test('what is invented shares no five words with the library', () => {
    for (const { quotation, places } of ofClass('invented')) {
      expect(places).toEqual([]);
      const words = foldedWords(quotation).trim().split(' ');
      const runs = words.slice(4).map((_, at) => words.slice(at, at + 5).join(' '));
      expect(runs.filter((run) => said.includes(` ${run} `))).toEqual([]);
    }
  });
});
