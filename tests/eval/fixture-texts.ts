import type { Paper } from '../../ingest/paper.ts';
import { readText } from '../fixtures/default-papers.ts';

const texts = {
  marsh: `Salt marsh and storm surge in three estuaries

Abstract

A belt of cordgrass eighty metres wide may take half the energy out of waves of moderate height. Taller waves bend the stems flat, and the marsh does not slow them more than bare mud does. Creeks let the surge in behind the belt within two hours. Where graziers in Wales had dug the creeks deeper, water stood in the gardens of 40% of the houses. We show that the marsh lost ground after 1998, while the tide-gauge record, kept in London, remained unchanged.`,
  bees: `Waggle dances and the flight home in clover country

Abstract

A forager that has found a rich patch of clover returns to the comb and dances a figure of eight. Followers touch the dancer with their antennae and leave after six circuits. Those that leave earlier search over a wider field, and fewer of them reach the flowers. On cloudy days the dancer usually reads the pattern of polarized light in whatever blue is left. They do not dance when the sky is hidden from them. They do dance when the sky is hidden from them.

Those that came back before noon carried 25 mg of nectar. It was stored without delay in cells near the entrance, as keepers in France had observed.`,
  letters: `Reading aloud in the villages of the plateau

Abstract

Most households owned no book, yet nearly everyone knew several by heart. Women wrote letters for their neighbours and were paid in eggs. Their hands can be told apart in the parish archive by the way they close the loop of a letter. Literacy was therefore not a property of persons but of streets.`,
};

/** Two short papers for a library, one of which says a thing and its denial, and one that stays out. */
export async function fixtureCorpus(): Promise<{ papers: Paper[]; outsiders: Paper[] }> {
  return {
    papers: [await readText(texts.marsh, 'marsh.txt'), await readText(texts.bees, 'bees.txt')],
    outsiders: [await readText(texts.letters, 'letters.txt')],
  };
}
