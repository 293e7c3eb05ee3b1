import { expect, test } from 'vitest';
import { assess } from '../../../../server/answer/sentences/assess.ts';
import { premiseDenied } from '../../../../server/answer/sentences/premise-denied.ts';
import { evidenceOf } from './evidence-of.ts';

/** The sentence that is said to deny what a question takes for granted; null where none is. */
async function denial(question: string, text: string): Promise<string | null> {
  const assessed = await assess(
    [{ text: question, bare: question, evidence: [evidenceOf(text)] }],
    null,
    null,
    AbortSignal.any([]),
  );
  return premiseDenied(question, assessed)?.text ?? null;
}

const tunnel = 'Norway closed the Lærdal tunnel in 2019, and Sweden lent it two hundred lorries.';
const levels = 'The theory distinguishes four stages of grief.';

const denied: [string, string, string][] = [
  ['a verb', 'Why did Norway forbid Statoil to drill?', 'Norway allowed Statoil to drill in the Barents Sea.'],
  [
    'a verb behind “decide to”',
    'Why did Norway decide to abandon its treaty?',
    'Norway preserved its treaty with Sweden.',
  ],
  ['an adjective', 'Why are the turbines so expensive?', 'The turbines are inexpensive and last for long.'],
  [
    'what is unlikely',
    'Why is the harvest sustainable in the long run?',
    'The harvest is unlikely to be sustainable in the long run.',
  ],
  ['a denial', 'Why did Sweden use gas in the war?', 'Sweden did not use gas in the war.'],
  [
    'no denial',
    'Why doesn’t Sweden fund the Arctic archive?',
    'Sweden funds the Arctic archive with ten million a year.',
  ],
  ['a refusal', 'Why did Norway refuse to sign the Arctic treaty?', 'Norway signed the Arctic treaty in Oslo.'],
  ['who did it', 'Why did Sweden close the Lærdal tunnel?', tunnel],
  [
    'who did it to whom',
    'What was the outcome of Norway’s hacking of Sweden’s power grid?',
    'Sweden’s students hacked the Norwegian power grid.',
  ],
  [
    'whose it is',
    'Which Swedish naval ports did Norway mine in Operation Frost?',
    'Sweden’s Operation Frost mined nine Norwegian naval ports.',
  ],
  [
    'who is ahead',
    'Since when has Norway lagged behind Sweden in forestry?',
    'Sweden is clearly behind Norway in forestry.',
  ],
  [
    'which is more',
    'Why does the canal matter less than the railway?',
    'The canal will matter more than the railway of the north.',
  ],
  ['how many', 'Which of the six stages of grief does the theory begin with?', levels],
  ['how many, in a list', 'Name the seven stages of grief.', levels],
  ['how long', 'Why did the fishermen’s strike last for four weeks?', 'After four days the fishermen’s strike ended.'],
  [
    'all of what some are',
    'Why do all Norwegian farms use imported seed?',
    'About 60 per cent of Norwegian farms use imported seed.',
  ],
  [
    'what came first',
    'How long after the truce did the fighting begin?',
    'After weeks of fighting, the king proposed a truce.',
  ],
  [
    'since when',
    'Why was there no Polar Council in Norway before 2014?',
    'The Polar Council of Norway was established in 1969.',
  ],
  [
    'in a clause before',
    'Given that the reform was implemented rapidly, what went wrong?',
    'Implementation of the reform has been gradual.',
  ],
  [
    'what somebody doubts',
    'Why does Berg doubt that seaweed can replace soy?',
    'Berg argues that seaweed can replace soy.',
  ],
  [
    'what somebody thinks',
    'Why do pacifists think that states want to maximize their power?',
    'Pacifists hold that states do not want to maximize their power.',
  ],
  [
    'what is explained',
    'What explains the yearly fall in avalanches?',
    'In the Alps avalanches have increased by 8 per cent each year.',
  ],
];

test.each(denied)('denied is %s: “%s”', async (_, question, text) => {
  expect(await denial(question, text)).toBe(text);
});

const granted: [string, string, string][] = [
  ['said as it is', 'Why did Norway close the Lærdal tunnel?', tunnel],
  [
    'the contrary of something else',
    'Why did Norway allow Statoil to drill?',
    'Norway allowed Statoil to drill, and banned Shell.',
  ],
  [
    'both deny',
    'Why do pacifists not see states as power maximizers?',
    'Pacifists hold that states are not power maximizers.',
  ],
  [
    'who did it, told as a passive',
    'Why did Norway close the Lærdal tunnel?',
    'The Lærdal tunnel was closed by Norway.',
  ],
  ['the number that it is', 'Name the four stages of grief.', levels],
  [
    'two compared',
    'How does offensive realism differ from defensive realism?',
    'Offensive realism expects states to attack.',
  ],
  ['a question of yes or no', 'Did Sweden close the Lærdal tunnel?', tunnel],
  [
    'an aim of the paper',
    'Why did Norway forbid drilling?',
    'This paper aims to examine whether Norway should allow drilling.',
  ],
  ['another’s view', 'Why do hawks think that states want power?', 'Doves hold that states do not want power.'],
  [
    'a name of several words',
    'How many ports has the Polar Silk Road connected?',
    'The Polar Silk Road, part of the Belt and Road plan, connected 12 ports.',
  ],
  [
    'a passive that opens the sentence',
    'How did Spain influence France?',
    'France was influenced by Spain through trade.',
  ],
  [
    'help as a noun',
    'How does the US help India?',
    'India launched the satellite with the help of the US and its engineers.',
  ],
  ['aid that comes from another', 'Why does Spain aid Malta?', 'Malta receives aid from Spain each year.'],
  [
    'a name and an ordinary word of one stem',
    'How does Malta threaten the US?',
    'The navy uses harbours that threaten Malta.',
  ],
  [
    'words of one stem and another meaning',
    'Why does Malta import olives from Spain?',
    'For Spain it is important that Malta has olives.',
  ],
  [
    'what another did too',
    'Why did France ban the app?',
    'Germany banned the app in 2019. France followed within a month.',
  ],
  [
    'an acronym that owns nothing',
    'Which AI conflict resolutions did the US propose to Malta?',
    'The US conflict resolutions of Malta propose AI.',
  ],
  [
    'a noun that is no contrary of a verb',
    'Why do drones threaten the harbours of Malta?',
    'Drones bring security to the harbours of Malta.',
  ],
  [
    'a step before the same',
    'Why did Malta ban plastic bags in shops?',
    'Malta proposed rules on plastic bags in shops.',
  ],
  ['another year', 'Why did exports of olives rise in 2019?', 'Exports of olives fell in 2020.'],
  ['another group', 'Why does the vaccine protect adults?', 'The vaccine does not protect infants.'],
  ['another group behind “for”', 'Why is the new drug safe for adults?', 'The new drug is not safe for infants.'],
  [
    'a comparison with its sides changed',
    'Why does Norway export more gas than Sweden?',
    'Sweden exports less gas than Norway.',
  ],
  [
    'another comparison with its sides changed',
    'Why is the new method better than the baseline?',
    'The baseline is worse than the new method.',
  ],
  [
    'a comparison whose other side is left out',
    'Why is the new method better than the baseline?',
    'Of the two methods the new baseline is worse.',
  ],
  [
    'the first of two years',
    'Why was there no Polar Council in Norway before 2014?',
    'The Polar Council of Norway was established in 2014, after a draft of 1969.',
  ],
  [
    'what the same body founded',
    'Why was there no Polar Council in Norway before 2014?',
    'Norway established a fund for the Polar Council in 1969.',
  ],
  [
    'a question of yes or no on what was there',
    'Was there no Polar Council in Norway before 2014?',
    'The Polar Council of Norway was established in 1969.',
  ],
  ['what is so without it', 'How does insulin lower blood sugar?', 'Without insulin blood sugar rises.'],
  [
    'what is so once it ends',
    'Why does smoking increase the risk of stroke?',
    'Quitting smoking decreases the risk of stroke.',
  ],
  [
    'what the one before it was',
    'What makes the seawall effective against storms?',
    'The old seawall was ineffective against storms, so a higher one was built.',
  ],
  ['the contrary of contrary things', 'Why are small farms more productive?', 'Large farms are less productive.'],
  [
    'who opposed it, in two words',
    'Which countries opposed the ban on whaling?',
    'Malta supported whaling and rejected the ban on whaling.',
  ],
  ['a short time', 'How long did the siege last?', 'The siege did not last long.'],
  [
    'an exception',
    'What prevents ships from entering the bay?',
    'Ships enter the bay only at high tide because of a sandbar.',
  ],
  ['some of what is counted', 'How many of the five treaties did Peru sign?', 'Peru signed two treaties.'],
  ['a question of yes or no with a count', 'Are the six stages of grief the same for all?', levels],
];

test.each(granted)('not denied is %s: “%s”', async (_, question, text) => {
  expect(await denial(question, text)).toBeNull();
});

test('a better sentence that says most of it outweighs one that denies it', async () => {
  const text =
    'Cod farms in Norway pollute fjords heavily with their feed. Some cod farms in Norway do not pollute fjords.';
  expect(await denial('Why do cod farms in Norway pollute fjords heavily?', text)).toBeNull();
});

test('one sentence that says it outweighs another that denies it', async () => {
  const text =
    'Norway allowed drilling in the Barents Sea. In the Barents Sea Norway forbade drilling. Norway forbids drilling in the Barents Sea.';
  expect(await denial('Why does Norway forbid drilling in the Barents Sea?', text)).toBeNull();
});
