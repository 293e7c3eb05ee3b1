import { describe, expect, test } from 'vitest';
import { locate } from '../../../../server/citations/locate.ts';
import { citedSourceAt } from '../../../../server/citations/cited-source.ts';
import { contextWarnings } from '../../../../server/quotes/meaning/context.ts';
import type { Paper } from '../../../../ingest/paper.ts';
import { readText, sadi, sarwar } from '../../../fixtures/default-papers.ts';

const prose = await readText(`Sleep and Memory in Shift Workers

Ana Ruiz

Introduction

We hypothesise that night shifts weaken recall. The nurses slept six hours on average.

It is expected that naps of twenty minutes restore attention. The wards stayed open, and the lights were dimmed.

Unless shifts are shortened, errors will rise with every extra hour. Fatigue explains a third of all errors.

Caffeine would help the night crew if it were given early. Tea was not tested. The wards asked for robots (and were told to wait for AI by 2030). They came late (September 2021).

Lamps were replaced (World Bank, 2019). Beds were not (see, e.g., van der Berg et al., 2018).

We asked whether age protects against fatigue. It remains unclear how light affects the older nurses.

Does experience make up for lost sleep? Experience matters in surgery [2].

Critics say that such surveys flatter the hospitals. Cognitivists argue that memory is a process, not a store.

Recall fell by nine per cent (Tanaka & Ruiz, 2014). Tanaka (2019) found the same in pilots. The pilots slept badly (Tanaka, 2019), but the crews did not. Drivers were not studied.

Even if they sleep, workers forget names. H1: Sleep debt lowers the mood of day workers.

References

[1] Tanaka, K., & Ruiz, P. (2014). Recall at night. Sleep Studies, 3, 1-9.

[2] Moe, B. (2010). Experienced hands. Surgery, 8, 10-20.
`);

function spanOf(paper: Paper, quote: string) {
  const place = locate(paper, quote);
  if (!place) throw new Error(`The text lacks "${quote}".`);
  return place.span;
}

const kinds = (paper: Paper, quote: string) => contextWarnings(paper, spanOf(paper, quote)).map(({ kind }) => kind);

describe('what the quotation does not show', () => {
  test.each([
    ['a condition', sadi, 'Pakistan will become less vulnerable to external surveillance', ['hypothesis']],
    ['a school’s view', sarwar, 'states seek power to secure national interests', ['reported-speech']],
    ['a theory’s view', sarwar, 'states act in their self-interest to ensure survival', ['reported-speech']],
    ['a research question', sadi, 'US-China AI Rivalry Have on Cyber Security Empowerment', ['question']],
    ['a question without its beginning', sarwar, "AI play a role in enhancing Pakistan's surveillance", ['question']],
    ['a hypothesis', prose, 'night shifts weaken recall', ['hypothesis']],
    ['an expectation', prose, 'naps of twenty minutes restore attention', ['hypothesis']],
    ['unless', prose, 'errors will rise with every extra hour', ['hypothesis']],
    ['a condition behind', prose, 'Caffeine would help the night crew', ['hypothesis']],
    ['a mood left outside', prose, 'help the night crew', ['hypothesis']],
    ['a numbered hypothesis', prose, 'Sleep debt lowers the mood of day workers', ['hypothesis']],
    ['an indirect question', prose, 'age protects against fatigue', ['question']],
    ['what is unclear', prose, 'light affects the older nurses', ['question']],
    ['a question', prose, 'experience make up for lost sleep', ['question']],
    ['people', prose, 'such surveys flatter the hospitals', ['reported-speech']],
    ['a school in other prose', prose, 'memory is a process, not a store', ['reported-speech']],
  ])('%s', (_, paper, quote, expected) => {
    expect(kinds(paper, quote)).toEqual(expected);
  });
});

describe('what it shows itself, or nothing', () => {
  test.each([
    ['its own condition', prose, 'Unless shifts are shortened, errors will rise'],
    ['its own hypothesis', prose, 'We hypothesise that night shifts weaken recall'],
    ['its own question mark', prose, 'make up for lost sleep?'],
    ['its own whether', prose, 'whether age protects against fatigue'],
    ['its own critics', prose, 'Critics say that such surveys flatter the hospitals'],
    ['a finding', prose, 'The nurses slept six hours on average'],
    ['a passive past', prose, 'the lights were dimmed'],
    ['the sentence behind a condition', prose, 'Fatigue explains a third of all errors'],
    ['the sentence behind a question', prose, 'Experience matters in surgery'],
    ['a finding of the default papers', sadi, 'Washington is no longer complacent'],
    ['a person’s view is told elsewhere', sarwar, 'AI has altered the warfare strategies'],
  ])('%s', (_, paper, quote) => {
    expect(kinds(paper, quote)).toEqual([]);
  });
});

describe('the source that the paper cites', () => {
  test.each([
    ['behind the span', sadi, 'AI systems are deciding everything', '(Buchanan, 2022)', ['Buchanan'], '2022'],
    [
      'in the middle of a span of two sentences',
      sadi,
      'Pakistan has been one of the main beneficiaries and even the natural strategic partner in this technology push (Sacks, 2022). Meanwhile, the other end of this rivalry',
      '(Sacks, 2022)',
      ['Sacks'],
      '2022',
    ],
    [
      'several sources',
      sarwar,
      'AI plays a vital role in analyzing the malware',
      '(Feldstein, 2019; Taddeo, 2018; Tao et al, 2021)',
      ['Feldstein'],
      '2019',
    ],
    [
      'et al.',
      sarwar,
      'The speedy adoption of AI in national security',
      '(Horowitz et al., 2022)',
      ['Horowitz'],
      '2022',
    ],
    ['two authors', prose, 'Recall fell by nine per cent', '(Tanaka & Ruiz, 2014)', ['Tanaka', 'Ruiz'], '2014'],
    ['a body', prose, 'Lamps were replaced', '(World Bank, 2019)', ['World Bank'], '2019'],
    ['see, e.g.', prose, 'Beds were not', '(see, e.g., van der Berg et al., 2018)', ['van der Berg'], '2018'],
    ['a number', prose, 'Experience matters in surgery', '[2]', ['Moe'], '2010'],
    ['right behind a part', prose, 'The pilots slept badly', '(Tanaka, 2019)', ['Tanaka'], '2019'],
  ])('%s', (_, paper, quote, text, authors, year) => {
    expect(citedSourceAt(paper, spanOf(paper, quote))).toEqual({ text, authors, year });
  });

  test.each([
    ['a sentence without one', prose, 'Drivers were not studied'],
    ['one named in the sentence', prose, 'found the same in pilots'],
    ['a year in brackets that names nobody', prose, 'The wards asked for robots'],
    ['a month in brackets', prose, 'They came late'],
    ['another clause’s', prose, 'the crews did not'],
    ['the sentence behind one', sadi, 'Yet behind this innovation is an underlying contest'],
  ])('not: %s', (_, paper, quote) => {
    expect(citedSourceAt(paper, spanOf(paper, quote))).toBeNull();
  });
});
