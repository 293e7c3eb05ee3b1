import { describe, expect, test } from 'vitest';
import { elisionWarnings } from '../../../../server/quotes/meaning/elision.ts';

const kinds = (omitted: string, kept: string) => elisionWarnings(omitted, kept).map(({ kind }) => kind);

describe('what an ellipsis hides', () => {
  test.each([
    ['no longer', 'no longer', 'Washington is … complacent', ['elided-negation'], 'no longer'],
    ['not just', 'not just', 'This is a threat … to national security.', ['elided-negation'], 'not just'],
    ['an adjective that denies', 'unlikely', 'dependencies are … to be sustainable', ['elided-negation'], 'unlikely'],
    [
      'a hedged negation: both',
      'may not',
      'choices which … be in its interest',
      ['elided-negation', 'elided-hedge'],
      'not',
    ],
    ['a verb that denies', 'failed to', 'The council … reduce the debt', ['elided-negation'], 'failed'],
    ['hardly', 'hardly ever', 'The pumps … work at night', ['elided-negation'], 'hardly'],
    ['a verb of seeming', 'seems to be', 'The regional security … compromised', ['elided-hedge'], 'seems to be'],
    ['almost', 'almost', 'neutralizes … 400 drones', ['elided-hedge'], 'almost'],
    ['about before a number', 'about', 'The city spent … 40 million', [], ''],
    ['a modal', 'may slowly', 'dependency … undermine its autonomy', ['elided-hedge'], 'may'],
    ['only', 'only in winter', 'The vaccine works …', ['elided-hedge'], 'only'],
    ['unless', 'unless the dose is doubled', 'Mice recover …', ['elided-hedge'], 'unless'],
    ['a condition before', 'If the seawall holds,', '… the market will stay dry', ['elided-hedge'], 'If'],
    ['a clause that says who', 'who may not vote', 'Citizens … pay taxes', ['elided-negation', 'elided-hedge'], 'not'],
    ['some cases', 'in some cases', 'The tumour shrinks … within a week', ['elided-hedge'], 'in some cases'],
    [
      'conditions',
      'under laboratory conditions',
      'The alloy … resists salt',
      ['elided-hedge'],
      'under laboratory conditions',
    ],
    [
      'a single sentence between two',
      'We are faced with an elder face of obstacles, and the future is not etched in stone.',
      'the need for sovereign digital ecosystems. … This window is still open',
      ['elided-negation'],
      'not',
    ],
    [
      'the rest of a sentence and one more',
      'except at spring tide. The old wall was not repaired.',
      'The wall keeps the water out … Boats can pass.',
      ['elided-hedge'],
      'except',
    ],
  ])('%s', (_, omitted, kept, expected, word) => {
    expect(kinds(omitted, kept)).toEqual(expected);
    for (const { message } of elisionWarnings(omitted, kept).slice(0, 1)) expect(message).toContain(word);
  });
});

describe('what does no harm', () => {
  test.each([
    ['a plain phrase', 'in terms of choice to adopt, ally', 'The road that Pakistan chooses … and invest'],
    ['a name', 'such as enemy aircraft and missiles', 'alerts users to potential hazards … in advance'],
    ['a number without a limit', 'between Washington and Beijing', 'The AI competition … will prove consequential'],
    ['around as a place', 'around the harbour', 'The houses … were sold'],
    ['rather than kept out of hedges', 'in the capital', 'The ministry … decided'],
    ['a month', 'in May 2025', 'The conflict … disturbed the peace'],
    ['a clause that only adds', ', which nobody had expected to see,', 'The flood … reached the second floor'],
    ['a clause with which', 'which some analysts now call a split', 'That ideological split, …, has driven a wedge'],
    [
      'the same cut without its full stops',
      'The wall was not repaired. It is mossy. They never painted it',
      'The sea rose … The boats could pass',
    ],
    [
      'several sentences of which nothing is kept',
      'China was once the workshop of the world. Washington is no longer complacent. It may not stay so.',
      "China's emergence was turbo-charged in the early 2000s. … That split has driven a wedge into the digital world",
    ],
  ])('%s', (_, omitted, kept) => {
    expect(kinds(omitted, kept)).toEqual([]);
  });
});
