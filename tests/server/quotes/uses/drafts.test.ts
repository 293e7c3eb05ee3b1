import { describe, expect, test } from 'vitest';
import { findUses } from '../../../../server/quotes/uses/find-uses.ts';
import { paperOf, papers, shortly } from './library-of-two.ts';

const S = 'Sadi | sadi-2025 | ';
const S25 = `${S}2025`;
const SR = 'Sarwar, Rashid | sarwar-rashid | ';

const credits = (text: string, library = papers): string[] =>
  findUses(text, library)
    .filter((use) => use.kind === 'quotation' && !use.doubtful)
    .map((use) => shortly(use.attribution));

const Q = '“data is the new oil of our age”';

describe('a capital that begins a sentence is no part of the name behind it', () => {
  test.each<[string, string]>([
    ...['Recently', 'Did', 'Does', 'Has', 'Perhaps', 'Yesterday', 'Interestingly', 'Clearly', 'Miss', 'Frau', 'Nach', 'Laut', 'Selon', 'D’après'].map(
      (word): [string, string] => [`${word} Sadi (2025) says ${Q}.`, S25],
    ),
    [`It is bleak. Recently Sadi (2025) said ${Q}.`, S25],
    [`(Recently Sadi (2025) said ${Q}.)`, S25],
    [`Recently Aleena Sadi said ${Q}.`, S],
    [`Recently Sarwar and Rashid (n.d.) said ${Q}.`, SR],
    [`Interestingly, Sarwar and Rashid (n.d.) say ${Q}.`, SR],
    [`Abdul Rashid says ${Q}.`, 'Rashid |  | '],
    [`Mark Sadi says ${Q}.`, 'Sadi |  | '],
    [`Aleena says ${Q}.`, S],
  ])('%s', (text, expected) => {
    expect(credits(text)).toEqual([expected]);
  }); // prettier-ignore

  test('a family name that is a word stays, and so does a given name that two authors have', () => {
    const library = [
      ...papers,
      paperOf('long', 'Wars of the Future', ['Mary Long', 'Aleena Khan'], 2020),
      paperOf('both', 'Deterrence Under Pressure', ['Mary Long', 'Tariq Recently'], 2021),
    ];
    expect(credits(`Aleena says ${Q}.`, library)).toEqual(['Aleena |  | ']);
    expect(credits(`Long and Recently (2021) say ${Q}.`, library)).toEqual(['Long, Recently | both | 2021']);
  });
});
