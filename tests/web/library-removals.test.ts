import { describe, expect, test } from 'vitest';
import { hiddenPapers, reduceRemovals, type Removal, type RemovalAction } from '../../web/library/removals.ts';
import { wirePaper } from './library-papers.ts';

const bees = wirePaper({ id: 'bees', title: 'How bees choose a nest' });
const bells = wirePaper({ id: 'bells', title: 'Bells of the northern lights' });

const after = (...actions: RemovalAction[]): readonly Removal[] =>
  actions.reduce<readonly Removal[]>(reduceRemovals, []);
const steps = (removals: readonly Removal[]) => removals.map(({ paper, state }) => [paper.id, state.step]);
const ask = (paper = bees): RemovalAction => ({ type: 'asked-for', paper });
const pass = (ms: number): RemovalAction => ({ type: 'time-passed', ms });

describe('removing a paper', () => {
  test('waits ten seconds, and not less', () => {
    expect(steps(after(ask(), pass(9_999)))).toEqual([['bees', 'waiting']]);
    expect(steps(after(ask(), pass(9_999), pass(1)))).toEqual([['bees', 'removing']]);
  });

  test('can be undone in that time, not later', () => {
    expect(after(ask(), pass(9_000), { type: 'undone', id: 'bees' })).toEqual([]);
    expect(steps(after(ask(), pass(10_000), { type: 'undone', id: 'bees' }))).toEqual([['bees', 'removing']]);
  });

  test('each of several has its own clock, and a held clock stands still', () => {
    const removals = after(ask(bees), pass(6_000), ask(bells), { type: 'held', id: 'bees', held: true }, pass(5_000));
    expect(steps(removals)).toEqual([
      ['bees', 'waiting'],
      ['bells', 'waiting'],
    ]);
    const later = [{ type: 'held', id: 'bees', held: false } as const, pass(4_000)].reduce(reduceRemovals, removals);
    expect(steps(later)).toEqual([
      ['bees', 'removing'],
      ['bells', 'waiting'],
    ]);
  });

  test('the paper is hidden until it is undone, and is back when the deletion fails', () => {
    expect([...hiddenPapers(after(ask()))]).toEqual(['bees']);
    expect([...hiddenPapers(after(ask(), pass(10_000)))]).toEqual(['bees']);
    const failed = after(ask(), pass(10_000), { type: 'failed', id: 'bees', reason: 'Ibid can’t be reached.' });
    expect([...hiddenPapers(failed)]).toEqual([]);
    expect(failed[0]?.state).toEqual({ step: 'failed', reason: 'Ibid can’t be reached.' });
    expect(steps([ask()].reduce(reduceRemovals, failed))).toEqual([['bees', 'waiting']]);
    expect(reduceRemovals(failed, { type: 'closed', id: 'bees' })).toEqual([]);
  });

  test('a paper that somebody else removed is hidden, said once, and can’t be asked for again', () => {
    const gone = after(ask(), pass(10_000), { type: 'found-gone', paper: bees }, { type: 'found-gone', paper: bees });
    expect(steps(gone)).toEqual([['bees', 'gone']]);
    expect([...hiddenPapers(gone)]).toEqual(['bees']);
    expect(steps([pass(60_000)].reduce(reduceRemovals, gone))).toEqual([['bees', 'gone']]);
    expect(reduceRemovals(gone, { type: 'closed', id: 'bees' })).toEqual([]);
  });
});
