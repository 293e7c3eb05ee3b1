import { describe, expect, test } from 'vitest';
import type { Paper } from '../../../ingest/paper.ts';
import { locate } from '../../../server/citations/locate.ts';
import { reportedViewAt, secondarySourceAt } from '../../../server/citations/secondary.ts';
import { readText, sadi, sarwar } from '../../fixtures/default-papers.ts';

/** Other prose than the default papers': each line is a paragraph. */
const prose = await readText(`Coastal Cities and the Rising Sea

Jane Doe

Introduction

Hydrologist Maria Silva argues that the old dikes were built for another climate. The city has fifty kilometres of them. She further notes that nobody has paid for repairs. They cost nine million a year.

The storm of 1998, Okafor (2011) reports, drowned the lower market. It also took the bridge.

Housing near the shore is cheap, says Silva. Most of it is rented.

The sea has risen by twenty centimetres, according to the World Bank. It warned that the pace has doubled since then.

As Lindqvist et al. (2015) put it, a seawall is a promise to the future. We disagree with them in one respect.

"The water came in the night and nobody woke us," said a fisherman in the second interview. He lost two boats.

One survey calls the plan "an expensive way of doing nothing at all" (Okafor, 2011). The plan is a "Green Shield" of mangroves.

Engineers speak of "soft" and "hard" defences. The programme "Living with the Water in Our Cities" ended in 2009.

The residents describe "a slow goodbye to everything we built", and the council listens.

Silva claims that retreat is the only option left, a claim that we reject in this paper. Retreat has costs of its own.

Relocation is expensive, whereas Okafor (2011) argues that delay costs far more. Both may be right.

The dunes move inland each winter (Okafor, 2011). Sand is scarce.

Doe argues that the poor pay first. In this paper we argue that insurance spreads the loss.

Table 2 shows that rents fell by a third. Engineers believe that concrete lasts. The results suggest that tides matter more than storms.

Institutional theory holds that rules outlive their reasons. It is widely believed that planners fear the sea.

In the words of Prime Minister Anna Berg, no village will be left behind. Her report states that eleven have been lost already.

Okafor's study shows that salt ruins wells within a decade. The method of Silva suggests that wells recover.

Okafor measured the wells and concluded that rain alone cannot restore them. Delta Bank, the largest lender, announced that it would stop writing mortgages there.

Norway claims that its coast is safe. Norway maintains a fleet of dredgers.

The consultancy Tidal reported that insurance doubled. Finance Minister Ola Moe told reporters that the fund was empty. In Okafor's view, the market should move uphill. Berg's warning was that dikes fail at night.

Larsen and colleagues found that marshes slow the waves. Researchers at Bergen University said that the gauges were wrong. Fishermen say that the herring left first.

Some would rather stay. In the words of one fisherman:

"Nobody asked me where I wanted to live when the dike was planned." He is right.

The tone of the press differs, as in this sentence from a recent article (Okafor, 2011):

Those who build on sand should pay for sand

People repeat sentences like:

"The sea gives, and what it gives it takes again in the end

The gauges were read twice a day, and we found the following:

Low tides fell below the old mark in nine of twelve months.

Okafor identifies four kinds of owners:

Owners who rent to tourists in the summer months only

Okafor writes:

The market forgets a flood within three years

T5 expressed a similar sentiment when the council met: "The barrier is a wall between us and our work."

References

Lindqvist, A., Moe, B., & Ek, C. (2015). Seawalls. Coastal Press.

Okafor, C. (2011). Markets under water. Harbour Studies, 4(2), 1-20.
`);

function sourceOf(paper: Paper, quote: string) {
  const place = locate(paper, quote);
  if (!place) throw new Error(`The text lacks "${quote}".`);
  return secondarySourceAt(paper, place.span);
}

describe('whose words they are', () => {
  test.each([
    [
      'a speaker with a title',
      sadi,
      'The AI competition between Washington and Beijing will prove more consequential',
      'Robert Work',
    ],
    ['a part from the middle', sadi, 'than the nuclear arms race of the Cold War era', 'Robert Work'],
    ['the sentence behind is the paper’s own', sadi, 'The contest swirling between China and the US', null],
    ['according to', sarwar, 'AI has altered the warfare strategies', 'Khurshid'],
    ['a pronoun carries it on', sarwar, 'this integration impacts deterrence dynamics', 'Khurshid'],
    ['and on', sarwar, "cannot afford to delay AI's integration in its defense domain", 'Khurshid'],
    ['two speakers', sarwar, 'AI has transformed the military doctrine', 'Scharre and Horowitz'],
    ['a second verb', sarwar, "AI's integration is a multi-dimensional concept", 'Iqbal and Tabeer'],
    ['a hyphenated name', sarwar, 'AI can detect any propaganda', 'Al-Suqri'],
    ['a namesake of an author beside another', sarwar, 'Pakistan must adapt accordingly', 'Farid and Sarwar'],
    ['cut by a page end', sarwar, 'AI is framed as a national security threat through a securitization', 'Zwetsloot'],
    ['in quotation marks, nobody named', sadi, 'bifurcation of the global tech ecosystem', ''],
    ['a name in quotation marks is no quotation', sarwar, 'Threat Matrix', null],
    ['the introduction belongs to the paper', sarwar, 'Scharre and Horowitz argue that AI has transformed', null],
    ['no pronoun carries it on', sarwar, "Pakistan's geographical landscape emphasizes to adopt", null],
    ['in a country', sadi, 'advanced cyberattacks have increased by 18%', null],
    ['for a country', sadi, 'the way forward neither entails submission', null],
    ['a theory is no speaker', sarwar, 'states act in their self-interest to ensure survival', null],
    ['nor is one with an adjective', sarwar, "AI's latest technology changes national security policies", null],
    ['a school is no speaker', sarwar, 'states seek power to secure national interests', null],
    ['a bare reference at the end', sadi, 'AI systems are deciding everything from what we read online', null],
    ['the paper itself', sadi, 'It is not your typical geopolitical battle', null],
    ['the paper on itself', sadi, 'This paper examines the implications of the US-China AI rivalry', null],

    ['an occupation', prose, 'the old dikes were built for another climate', 'Maria Silva'],
    ['no report between reports', prose, 'The city has fifty kilometres of them', null],
    ['an aside', prose, 'drowned the lower market', 'Okafor'],
    ['turned round at the end', prose, 'Housing near the shore is cheap', 'Silva'],
    ['according to at the end', prose, 'The sea has risen by twenty centimetres', 'World Bank'],
    ['a body goes on as it', prose, 'the pace has doubled since then', 'World Bank'],
    ['as they put it', prose, 'a seawall is a promise to the future', 'Lindqvist et al.'],
    ['what the paper says to it', prose, 'We disagree with them in one respect', null],
    ['an interview', prose, 'The water came in the night and nobody woke us', ''],
    ['marks with a reference behind', prose, 'an expensive way of doing nothing at all', 'Okafor'],
    ['a term', prose, 'Green Shield', null],
    ['doubted words', prose, 'soft', null],
    ['a title', prose, 'Living with the Water in Our Cities', null],
    ['unnamed people’s words', prose, 'a slow goodbye to everything we built', ''],
    ['marks inside a longer quotation', prose, 'The residents describe "a slow goodbye to everything we built"', null],
    ['before a closing clause', prose, 'retreat is the only option left', 'Silva'],
    ['the closing clause', prose, 'a claim that we reject in this paper', null],
    ['before the speaker’s clause', prose, 'Relocation is expensive', null],
    ['behind the speaker’s clause', prose, 'delay costs far more', 'Okafor'],
    ['a reference alone', prose, 'The dunes move inland each winter', null],
    ['the author by name', prose, 'the poor pay first', null],
    ['we', prose, 'insurance spreads the loss', null],
    ['a table', prose, 'rents fell by a third', null],
    ['an occupation without a name', prose, 'concrete lasts', null],
    ['results', prose, 'tides matter more than storms', null],
    ['a theory', prose, 'rules outlive their reasons', null],
    ['nobody', prose, 'planners fear the sea', null],
    ['in the words of', prose, 'no village will be left behind', 'Anna Berg'],
    ['what is theirs goes on', prose, 'eleven have been lost already', 'Anna Berg'],
    ['somebody’s study', prose, 'salt ruins wells within a decade', 'Okafor'],
    ['a method named after somebody', prose, 'wells recover', null],
    ['a verb of speech after another', prose, 'rain alone cannot restore them', 'Okafor'],
    ['a firm', prose, 'it would stop writing mortgages there', 'Delta Bank'],
    ['a firm by its kind', prose, 'insurance doubled', 'Tidal'],
    ['told to somebody', prose, 'the fund was empty', 'Ola Moe'],
    ['in somebody’s view', prose, 'the market should move uphill', 'Okafor'],
    ['somebody’s warning', prose, 'dikes fail at night', 'Berg'],
    ['and colleagues', prose, 'marshes slow the waves', 'Larsen and colleagues'],
    ['people at a body', prose, 'the gauges were wrong', 'Bergen University'],
    ['people by what they do', prose, 'the herring left first', null],
    ['a paragraph that is a quotation', prose, 'Nobody asked me where I wanted to live', ''],
    ['behind its closing mark', prose, 'He is right', null],
    ['without marks', prose, 'Those who build on sand should pay for sand', ''],
    ['a mark that nobody closed', prose, 'what it gives it takes again', ''],
    ['a list that somebody made', prose, 'Owners who rent to tourists', null],
    ['a speaker in the paragraph before', prose, 'The market forgets a flood', 'Okafor'],
    ['a colon that introduces no words', prose, 'Low tides fell below the old mark', null],
    ['a speaker before a clause', prose, 'The barrier is a wall between us', 'T5'],
    ['a country that speaks', prose, 'its coast is safe', 'Norway'],
    ['a country that acts', prose, 'a fleet of dredgers', null],
  ])('%s', (_, paper, quote, author) => {
    expect(sourceOf(paper, quote)?.author ?? null).toBe(author);
  });

  test.each([
    [sarwar, 'this integration impacts deterrence dynamics', { author: 'Khurshid', marker: null, how: 'reported' }],
    [
      sarwar,
      'influences political opinion and polarizes public views',
      { author: 'Montasari', marker: '(Montasari, 2024)', how: 'reported' },
    ],
    [prose, 'an expensive way of doing nothing at all', { author: 'Okafor', marker: '(Okafor, 2011)', how: 'quoted' }],
    [prose, 'Those who build on sand should pay', { author: '', marker: '(Okafor, 2011)', how: 'quoted' }],
  ])('with the in-text reference of the report', (paper, quote, source) => {
    expect(sourceOf(paper, quote)).toEqual(source);
  });

  test('the sentence and its own comment together are the paper’s where most of it is', () => {
    const place = locate(prose, 'a promise to the future. We disagree with them in one respect');
    expect(place && secondarySourceAt(prose, place.span)).toBeNull();
  });
});

describe('whose view it is where nobody is named', () => {
  test.each([
    ['a school', sarwar, 'the aggressive behavior of states is to maximize power', 'Offensive realists'],
    ['a theory', sarwar, 'states act in their self-interest to ensure survival', 'realism theory'],
    ['people', sarwar, 'the US-China rivalry is an inevitable conflict', 'Many'],
    ['a theory in other prose', prose, 'rules outlive their reasons', 'Institutional theory'],
    ['people by what they do', prose, 'the herring left first', 'Fishermen'],
    ['a common belief', prose, 'planners fear the sea', null],
  ])('%s', (_, paper, quote, holder) => {
    const place = locate(paper, quote);
    expect(place && reportedViewAt(paper, place.span)).toEqual({ holder });
  });

  test.each([
    ['its introduction shows it', sarwar, 'Offensive realists suggest that the aggressive behavior of states'],
    ['a person’s', sarwar, 'AI has altered the warfare strategies'],
    ['the paper’s own', sadi, 'It is not your typical geopolitical battle'],
  ])('not: %s', (_, paper, quote) => {
    const place = locate(paper, quote);
    expect(place).not.toBeNull();
    expect(place && reportedViewAt(paper, place.span)).toBeNull();
  });
});

test('a long list of names takes no time', async () => {
  const names = Array.from(
    { length: 40 },
    (_, index) => `Pakistan Digital Sovereignty Corridor${index % 7 ? '' : 's'}`,
  );
  const paper = await readText(`Names\n\nIntroduction\n\nKeywords: ${names.join(', ')}, and trust in machines.`);
  const place = locate(paper, 'trust in machines');
  expect(place && secondarySourceAt(paper, place.span)).toBeNull();
});
