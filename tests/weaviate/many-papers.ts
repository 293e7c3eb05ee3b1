import type { NewPaper } from '../../ingest/library.ts';
import { fixtureNewPaper } from '../fixtures/papers.ts';

/** Of the vectors of all papers here. */
export const testEmbedder = { id: 'fixture-embedder', dimensions: 48 };

const subjects = ['heron', 'lichen', 'harbour', 'ferry', 'orchard', 'quarry', 'loom', 'beacon', 'kiln', 'otter'];
const places = ['Lindholm', 'Vasco', 'Orrin', 'Tarbert', 'Elswick', 'Maren', 'Sule', 'Durness'];
const verbs = ['counted', 'weighed', 'drew', 'photographed', 'measured', 'described', 'compared', 'followed'];
const times = ['at low water', 'before the frost', 'in the third summer', 'after the storm', 'through the night'];

const of = (words: readonly string[], n: number) => words[n % words.length] ?? '';

/** A word that only the paper with this number has: it stands in its title, and so with each of its passages. */
export function wordOf(n: number): string {
  return `survey${n.toString(26).replaceAll(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? '')}x`;
}

/** A paper of as many passages as asked for; the same number gives the same paper. */
export function numberedPaper(n: number, passages = 30): NewPaper {
  const [subject, place] = [of(subjects, n), of(places, Math.floor(n / 3))];
  const paragraphs = Array.from({ length: passages }, (_, row) => {
    const count = (n * 37 + row * 11) % 900;
    return `On visit ${row + 1} we ${of(verbs, n + row)} every ${subject} of ${place} ${of(times, row)}. There were ${count} of them, and the ${of(subjects, n + row + 1)} beside the ${of(subjects, row + 5)} was seen ${of(times, n + row * 3)} as well.`;
  });
  const text = [`The ${subject} of ${place}, ${wordOf(n)}`, ...paragraphs].join('\n\n');
  return fixtureNewPaper(text, testEmbedder.dimensions, { source: `${wordOf(n)}.txt` });
}
