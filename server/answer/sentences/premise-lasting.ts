import { valueOf } from '../../quotes/difference/numbers.ts';
import type { Compared } from '../../quotes/paraphrase/compared.ts';

const days: Readonly<Record<string, number>> = { hour: 1 / 24, day: 1, week: 7, month: 30, year: 365, decade: 3650 };
const duration =
  /\b(?<number>\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|an?)[ -](?<unit>hour|day|week|month|year|decade)s?\b/giu;
/** Words between a duration and what lasts. */
const near = 4;

/** Whether a sentence gives another duration than the claim for the same event: "four days of fighting", "four weeks". */
export function lastsOtherwise({ claim, source, pairs }: Compared, claimText: string, sentence: string): boolean {
  const [own] = durationsIn(claimText);
  if (!own || durationsIn(claimText).length > 1) return false;
  const told = durationsIn(sentence);
  if (told.length === 0 || told.some(({ length }) => length === own.length)) return false;
  return told.some((other) => {
    const at = source.findIndex((term) => term.start >= other.start);
    return pairs.some((pair) => {
      const [event, counterpart] = [claim[pair.claim], source[pair.source]];
      if (!event || !counterpart || event.kind !== 'word' || /^(?:hour|day|week|month|year|decade)s?$/.test(event.key))
        return false;
      return Math.abs(counterpart.at - (source[at]?.at ?? -99)) <= near;
    });
  });
}

function durationsIn(text: string): { length: number; start: number }[] {
  return [...text.matchAll(duration)].flatMap(({ groups, index }) => {
    const { number = '', unit = '' } = groups ?? {};
    const value = /^an?$/i.test(number) ? 1 : valueOf(number.toLowerCase());
    return value === null ? [] : [{ length: value * (days[unit.toLowerCase()] ?? 1), start: index }];
  });
}
