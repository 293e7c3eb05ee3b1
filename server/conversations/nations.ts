import { areOfOneNation } from '../quotes/paraphrase/nations.ts';
import { type Name, namesIn } from './names-in-text.ts';

/** Letters that the name of a country and what is of it have in common: "India", "Indian". */
const common = 4;

/** Countries and peoples that a text names. */
export function nationsIn(text: string): Name[] {
  return namesIn(text, new Map()).filter(({ kind }) => kind === 'place' || kind === 'demonym');
}

/** Whether two names are of one country. */
export function areOfOne(a: Name, b: Name): boolean {
  const [one, other] = [a.text.toLowerCase(), b.text.toLowerCase()];
  return one.slice(0, common) === other.slice(0, common) || areOfOneNation(one, other);
}
