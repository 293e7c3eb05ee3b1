import { stemOf } from '../retrieval/terms.ts';

/** Capitals that stand for their country's government, and words of the country. */
const groups = `
beijing china chinese
washington us usa america american
moscow russia russian
london uk britain british
paris france french
berlin germany german
tokyo japan japanese
delhi india indian
islamabad pakistan pakistani
rawalpindi pakistan pakistani
hanoi vietnam vietnamese
kuala malaysia malaysian
seoul korea korean
tehran iran iranian
ankara turkey turkish
kyiv ukraine ukrainian
jerusalem israel israeli
riyadh saudi
brussels eu european
canberra australia australian
ottawa canada canadian
jakarta indonesia indonesian
dhaka bangladesh bangladeshi
kabul afghanistan afghan
colombo lanka lankan
`;

const countries = new Map<string, Set<number>>();
groups
  .trim()
  .split('\n')
  .forEach((line, group) => {
    for (const word of line.split(' '))
      for (const key of new Set([word, stemOf(word)])) countries.set(key, (countries.get(key) ?? new Set()).add(group));
  });

/** Whether one of two names, lower case or stems, is a capital and the other its country, or of it: "Hanoi" and "Vietnam". */
export function isCapitalOf(a: string, b: string): boolean {
  const [one, other] = [countries.get(a), countries.get(b)];
  if (!one || !other) return false;
  for (const group of one) if (other.has(group)) return true;
  return false;
}
