import type { WirePaper } from '../../server/wire.ts';

/** Milliseconds in which a removal can be undone. */
export const graceMs = 10_000;

export type RemovalState =
  /** Nothing has been asked of the server yet. `held`: the clock stands still. */
  | { readonly step: 'waiting'; readonly leftMs: number; readonly held: boolean }
  | { readonly step: 'removing' }
  /** Somebody else had removed it before. */
  | { readonly step: 'gone' }
  /** The paper is back; `reason` is a sentence. */
  | { readonly step: 'failed'; readonly reason: string };

export interface Removal {
  readonly paper: WirePaper;
  readonly state: RemovalState;
}

export type RemovalAction =
  | { readonly type: 'asked-for'; readonly paper: WirePaper }
  | { readonly type: 'time-passed'; readonly ms: number }
  | { readonly type: 'held'; readonly id: string; readonly held: boolean }
  | { readonly type: 'failed'; readonly id: string; readonly reason: string }
  | { readonly type: 'found-gone'; readonly paper: WirePaper }
  /** By the reader; too late once the server was asked. */
  | { readonly type: 'undone'; readonly id: string }
  /** The paper is gone, or the failure was read. */
  | { readonly type: 'closed'; readonly id: string };

/** The removals after something happened. A paper that is being removed can't be kept any more. */
export function reduceRemovals(removals: readonly Removal[], action: RemovalAction): readonly Removal[] {
  const changed = (id: string, change: (state: RemovalState) => RemovalState) =>
    removals.map((removal) => (removal.paper.id === id ? { ...removal, state: change(removal.state) } : removal));
  switch (action.type) {
    case 'asked-for': {
      const others = removals.filter(({ paper }) => paper.id !== action.paper.id);
      return [...others, { paper: action.paper, state: { step: 'waiting', leftMs: graceMs, held: false } }];
    }
    case 'time-passed':
      return removals.map((removal) => {
        const { state } = removal;
        if (state.step !== 'waiting' || state.held) return removal;
        const leftMs = state.leftMs - action.ms;
        return { ...removal, state: leftMs > 0 ? { ...state, leftMs } : { step: 'removing' } };
      });
    case 'held':
      return changed(action.id, (state) => (state.step === 'waiting' ? { ...state, held: action.held } : state));
    case 'failed':
      return changed(action.id, () => ({ step: 'failed', reason: action.reason }));
    case 'found-gone': {
      const others = removals.filter(({ paper }) => paper.id !== action.paper.id);
      return [...others, { paper: action.paper, state: { step: 'gone' } }];
    }
    case 'undone':
      return removals.filter(({ paper, state }) => paper.id !== action.id || state.step === 'removing');
    case 'closed':
      return removals.filter(({ paper }) => paper.id !== action.id);
  }
}

/** Papers that a reader no longer sees: they will be removed, are being removed, or are gone. */
export function hiddenPapers(removals: readonly Removal[]): ReadonlySet<string> {
  return new Set(removals.filter(({ state }) => state.step !== 'failed').map(({ paper }) => paper.id));
}
