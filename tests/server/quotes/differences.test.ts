import { describe, expect, test } from 'vitest';
import { byGravity } from '../../../server/quotes/difference/difference.ts';
import { readPaperWords } from '../../../server/quotes/place/paper-words.ts';
import { SharedRuns, exactPlacements } from '../../../server/quotes/place/placement.ts';
import { tokensOf } from '../../../server/quotes/words/quoted.ts';
import { readText } from '../../fixtures/default-papers.ts';

const source = readPaperWords(
  await readText(`# Tides

## Introduction

The belt of cordgrass may take nearly 30 per cent out of waves of moderate height (Hadley, 2019), and Taller waves bend the stems flat. Creeks let the surge in behind the belt, and they do not slow it. In 2015 the Dutch survey by Marijke de Vries found nine stable creeks [12] before the storm of 3 March. The marsh does not build itself up. It is harmless to cattle, some say. Farmers still cut the deep-rooted grass; the yield increases with every flood. A modem tide gauge was set up at Al-Suwayq r in May.`),
);

/** What a quotation changes, without what is permitted: "class: source → quote". */
function changesOf(text: string, permitted = false): string[] {
  const quotation = { text, tokens: tokensOf(text) };
  const placement = new SharedRuns(quotation).bestPlacement([source]);
  return (placement?.pieces ?? [])
    .flatMap((piece) => [...piece.differences])
    .sort(byGravity)
    .filter((item) => item.permitted === permitted)
    .map((item) => `${item.class}: ${item.source} → ${item.quote}`);
}

describe('changes have their class', () => {
  const cases: readonly [string, string, string[]][] = [
    ['a figure', 'nearly 40 per cent out of waves', ['number: 30 → 40']],
    ['a number word', 'de Vries found six stable creeks', ['number: nine → six']],
    ['a year', 'In 2016 the Dutch survey', ['number: 2015 → 2016']],
    ['a unit', 'nearly 30 metres out of waves', ['number: per cent → metres']],
    ['a negation dropped', 'and they do slow it', ['negation: not → ']],
    ['a negation put in', 'Creeks do not let the surge in behind the belt', ['negation:  → do not']],
    ['a negation contracted is none', 'and they don’t slow it', ['word: do not → don’t']],
    ['an affix', 'found nine unstable creeks', ['negation: stable → unstable']],
    ['another affix', 'It is harmful to cattle', ['negation: harmless → harmful']],
    ['still and no longer', 'Farmers no longer cut the deep-rooted grass', ['negation: still → no longer']],
    ['a hedge lost', 'The belt of cordgrass takes nearly 30 per cent', ['hedge: may take → takes']],
    ['a hedge dropped', 'may take 30 per cent out of waves', ['hedge: nearly → ']],
    ['a hedge strengthened', 'The belt of cordgrass will take nearly 30', ['hedge: may → will']],
    ['a hedge put in', 'the yield perhaps increases with every flood', ['hedge:  → perhaps']],
    ['a direction of change', 'the yield decreases with every flood', ['direction: increases → decreases']],
    ['a direction of order', 'found nine stable creeks after the storm', ['direction: before → after']],
    ['a person', 'the Dutch survey by Marijke de Boer found', ['name: Vries → Boer']],
    ['a people', 'In 2015 the Danish survey by Marijke', ['name: Dutch → Danish']],
    ['a word', 'bend the stalks flat', ['word: stems → stalks']],
    ['an inflection', 'Creeks let the surges in behind the belt', ['word: surge → surges']],
    [
      'words dropped are one change',
      'take nearly 30 per cent out of waves, and Taller waves bend',
      ['omission: of moderate height → '],
    ],
    ['a number among words dropped is part of them', 'the storm of March', ['omission: 3 → ']],
    ['words put in', 'The marsh alone does not build itself up', ['addition:  → alone']],
    ['words put on the end', 'the yield increases with every flood and every moon', ['addition:  → and every moon']],
    [
      'two changes, the graver first',
      'by Marijke de Vries found six solid creeks before the storm',
      ['number: nine → six', 'word: stable → solid'],
    ],
    ['a capital inside', 'Creeks let the Surge in', ['style: surge → Surge']],
    ['a comma inside', 'and they, do not slow it', ['style:  → ,']],
  ];
  test.each(cases)('%s', (_, quote, expected) => {
    expect(changesOf(quote)).toEqual(expected);
  });
});

describe('permitted without a mark', () => {
  const cases: readonly [string, string][] = [
    ['as it is', 'The marsh does not build itself up'],
    ['the first letter', 'the marsh does not build itself up'],
    ['the end', 'The marsh does not build itself up;'],
    ['a hyphen less, and more', 'the deeprooted grass'],
    ['an in-text reference dropped', 'waves of moderate height, and Taller waves bend'],
    ['a numbered one', 'found nine stable creeks before the storm'],
    ['and kept', 'found nine stable creeks [12] before the storm'],
    ['a note mark left over in the source', 'set up at Al-Suwayq in May'],
    ['a slip of scanning kept', 'A modem tide gauge'],
  ];
  test.each(cases)('%s', (_, quote) => {
    expect(changesOf(quote)).toEqual([]);
  });
});

describe('marked', () => {
  const cases: readonly [string, string, string[]][] = [
    [
      'an ellipsis shows what it stands for',
      'The belt of cordgrass may take … out of waves',
      ['ellipsis: nearly 30 per cent → …'],
    ],
    ['a bracket that replaces', 'and [the creeks] do not slow it', ['bracket: they → [the creeks]']],
    ['a bracket that adds', 'the [whole] yield increases', ['bracket:  → [whole]']],
    ['an ending', 'the yield increase[d] with every flood', ['bracket: increases → increase[d]']],
    ['sic', 'A modem [sic] tide gauge', ['bracket:  → [sic]']],
  ];
  test.each(cases)('%s', (_, quote, expected) => {
    expect(changesOf(quote)).toEqual([]);
    expect(changesOf(quote, true)).toEqual(expected);
  });
});

describe('joined and parted words', async () => {
  const seams = readPaperWords(
    await readText(`# Seams

We observe that the final 2-3 layers provide embeddings of TPU v3-8 at 1e-5. The one we have seen in action with groups that could not stop. It is difficult to read [30, 80] such papers. Levels of IL-6 rose at P < 0.05 in mice, or .83 of them. They couldn't see it at all in the dark. There were no plants in that garden then. We use the LATEX system for 671 945 data bases.`),
  );
  test.each([
    ['digits run together are another number', 'We observe that the final 23 layers provide', ['number: 2-3 → 23']],
    ['an exponent too', 'embeddings of TPU v3-8 at 1e5', ['number: 1e-5 → 1e5']],
    ['a negation made by a lost space', 'we have seen inaction with groups', ['negation: in action → inaction']],
    ['another reference', 'difficult to read [31, 80] such papers', ['number: 30, 80 → [31, 80]']],
    ['a reference without its space', 'difficult to read [30,80] such papers', []],
    ['the number of a name', 'Levels of IL-8 rose at P < 0.05 in mice', ['name: 6 → 8']],
    ['a comparison turned', 'Levels of IL-6 rose at P > 0.05 in mice', ['direction: < → >']],
    ['a lost point', 'rose at P < 0.05 in mice, or 83 of them', ['number: .83 → 83']],
    ['a contraction loses its not', 'They could see it at all in the dark', ["negation: couldn't → could"]],
    ['no and some', 'There were some plants in that garden then', ['negation: no → some']],
    ['small capitals', 'We use the LaTeX system for', []],
    ['a lost space', 'for 671945 databases', []],
  ])('%s', (_, quote, expected) => {
    const quotation = { text: quote, tokens: tokensOf(quote) };
    const placement = exactPlacements(quotation, [seams])[0] ?? new SharedRuns(quotation).bestPlacement([seams]);
    const changes = placement?.pieces.flatMap((piece) => piece.differences).filter((item) => !item.permitted) ?? [];
    expect(changes.map((item) => `${item.class}: ${item.source} → ${item.quote}`)).toEqual(expected);
  });
});
