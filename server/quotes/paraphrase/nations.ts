import { stemmer } from 'stemmer';

/** Names of one country or union and of what is of it, where they are no forms of each other. */
const groups = `
us usa america american americans states
uk britain british briton britons kingdom
eu europe european europeans
uae emirates emirati emiratis
china chinese prc
france french
germany german germans
spain spanish
netherlands dutch
turkey turkish türkiye
denmark danish
switzerland swiss
greece greek greeks
poland polish
ireland irish
philippines filipino filipinos
saudi ksa
russia russian russians
norway norwegian norwegians
finland finnish finns
thailand thai thais
wales welsh
czechia czech czechs
myanmar burma burmese
`;

const nations = new Map<string, number>();
groups
  .trim()
  .split('\n')
  .forEach((line, group) => {
    for (const word of line.split(' ')) {
      nations.set(word, group);
      // "us" is the stem of "use" too.
      if (word.length > 3) nations.set(stemmer(word), group);
    }
  });

const possessive = /['’]s$/;

/** Whether two names, lower case or stems, are of one country: "us" and "american". */
export function areOfOneNation(a: string, b: string): boolean {
  const group = nations.get(a.replace(possessive, ''));
  return group !== undefined && group === nations.get(b.replace(possessive, ''));
}

/** Whether an acronym names a country or a union of them. */
export function isNationAcronym(raw: string): boolean {
  return /^(?:USA?|UK|EU|UAE|PRC|KSA|UN|NATO)$/.test(raw);
}
