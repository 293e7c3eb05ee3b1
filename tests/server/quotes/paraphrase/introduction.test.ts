import { describe, expect, it } from 'vitest';
import { withoutIntroduction } from '../../../../server/quotes/paraphrase/introduction.ts';
import type { Attribution } from '../../../../server/quotes/use.ts';

const sadi: Attribution = { text: 'Sadi (2025)', papers: [], names: ['Sadi'], year: 2025 };
const two: Attribution = { text: 'Sarwar and Rashid', papers: [], names: ['Sarwar', 'Rashid'], year: null };

const cases: [why: string, claim: string, attribution: Attribution | null, bare: string, denied?: true][] = [
  ['that-clause', 'Sadi (2025) argues that Pakistan needs quantum encryption.', sadi, 'Pakistan needs quantum encryption.'],
  ['adverb', 'Sadi rightly notes that ports are targets.', sadi, 'ports are targets.'],
  ['two authors', 'Sarwar and Rashid report that drones are cheap.', two, 'drones are cheap.'],
  ['frame', "According to Sadi, Huawei runs most of Pakistan's network.", sadi, "Huawei runs most of Pakistan's network."],
  ['for somebody', 'For Sadi, Washington has woken up at last.', sadi, 'Washington has woken up at last.'],
  ['anaphor', 'The authors conclude that trust is missing.', two, 'trust is missing.'],
  ['reference behind', 'Attacks grow by 18% a year (Sadi, 2025, p. 57).', sadi, 'Attacks grow by 18% a year .'],
  ['note number', 'Attacks grow by 18% a year [12].', null, 'Attacks grow by 18% a year .'],
  ['said behind', 'Attacks grow by 18% a year, as Sadi notes.', sadi, 'Attacks grow by 18% a year'],
  ['no that', 'Sadi proposes a regional cybersecurity pact.', sadi, 'a regional cybersecurity pact.'],
  ['a pronoun, no that', 'They call it a toolkit for images.', null, 'it a toolkit for images.'],
  ['a pronoun that says nothing', 'They met in the palace of the king.', null, 'They met in the palace of the king.'],
  ['denied', 'Sadi denies that Huawei is a risk to Pakistan.', sadi, 'Huawei is a risk to Pakistan.', true],
  ['not said', 'Sadi does not claim that Huawei is a risk.', sadi, 'Huawei is a risk.', true],
  ['place, no source', 'For Pakistan, AI is a security matter.', sadi, 'For Pakistan, AI is a security matter.'],
  ['brackets that say something', 'Most of the network (92%) is Chinese.', null, 'Most of the network (92%) is Chinese.'],
  ['somebody else reports', 'The ministry said that the ports are safe.', sadi, 'The ministry said that the ports are safe.'],
]; // prettier-ignore

describe('the introduction of a claim', () => {
  it.each(cases)('%s: %s', (_why, claim, attribution, bare, denied) => {
    const taken = withoutIntroduction(claim, attribution);
    expect(taken.text.replace(/\s+/g, ' ').trim()).toBe(bare);
    expect(taken.denied).toBe(denied ?? false);
  });

  it('keeps the offsets of what is left', () => {
    const claim = 'Sadi (2025) argues that attacks grow by 18% a year (Sadi, 2025).';
    const { text } = withoutIntroduction(claim, sadi);
    expect(text).toHaveLength(claim.length);
    expect(text.indexOf('18%')).toBe(claim.indexOf('18%'));
  });
});
