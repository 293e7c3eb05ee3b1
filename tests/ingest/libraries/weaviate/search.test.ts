import { describe, expect, test } from 'vitest';
import { paperOf, useClusters } from './cluster-case.ts';

const clusters = useClusters();

describe('searching for phrases', () => {
  test('many passages that are equally good are all found, each once', async () => {
    const fake = await clusters.start();
    const library = await clusters.open(fake);
    const sightings = Array.from({ length: 600 }, (_, index) => `Bee ${index + 100} returns to the comb and dances.`);
    const paper = paperOf(`Sightings\n\n${sightings.join('\n\n')}`);
    await library.add(paper);
    const { holding } = await library.search({ phrases: ['returns to the comb'], limit: 1000 });
    expect(new Set(holding)).toEqual(new Set(paper.passages.map(({ id }) => id)));
    expect(holding).toHaveLength(600);
    expect((await library.search({ phrases: ['returns to the comb'], limit: 7 })).holding).toHaveLength(7);
    expect((await library.search({ phrases: ['the comb returns to'], limit: 7 })).holding).toEqual([]);
  });
});
