import type { CheckEvent, CheckReport, CheckResult, CheckSummary, Place } from '../../server/wire.ts';

/** What was given to be checked. */
export interface Given {
  /** Pasted text; "" for a file until it was read. */
  readonly text: string;
  /** Who is said to have written it; "" where nobody is named. */
  readonly source: string;
  /** The file that was given; null: pasted text. */
  readonly file: File | null;
}

/** How far a check is; `missing`: the address names a draft that this browser does not hold. */
export type Phase = 'nothing' | 'opening' | 'reading' | 'running' | 'done' | 'stopped' | 'failed' | 'missing';

/** A check as it is shown. */
export interface CheckState {
  readonly phase: Phase;
  readonly given: Given;
  /** What the results' offsets are in; "" while it is not known. */
  readonly text: string;
  /** In the order of the text. */
  readonly results: readonly CheckResult[];
  /** Uses checked, and uses in all: 0 until it is known. */
  readonly done: number;
  readonly total: number;
  readonly summary: CheckSummary | null;
  readonly notice: string | null;
  /** Why it failed, in words; null unless `failed`. */
  readonly error: string | null;
  /** Whether trying again can't help: the draft itself can't be checked. */
  readonly final: boolean;
}

const nothingGiven: Given = { text: '', source: '', file: null };

export const nothingChecked: CheckState = {
  phase: 'nothing',
  given: nothingGiven,
  text: '',
  results: [],
  done: 0,
  total: 0,
  summary: null,
  notice: null,
  error: null,
  final: false,
};

export type CheckAction =
  | { readonly type: 'cleared' }
  | { readonly type: 'opening' }
  | { readonly type: 'missing' }
  | { readonly type: 'begun'; readonly given: Given }
  | { readonly type: 'events'; readonly events: readonly CheckEvent[] }
  | { readonly type: 'reported'; readonly report: CheckReport }
  | { readonly type: 'stopped' }
  | { readonly type: 'failed'; readonly message: string; readonly final: boolean }
  | { readonly type: 'opened'; readonly state: CheckState };

/** Whether a check is under way. */
export function isUnderWay({ phase }: Pick<CheckState, 'phase'>): boolean {
  return phase === 'reading' || phase === 'running';
}

function reported(state: CheckState, { results, summary, notice }: CheckReport): CheckState {
  // What is shown already stays as it is, so that nothing is set anew.
  const shown = state.results.length === results.length ? state.results : results;
  const done = Math.max(state.total, shown.length);
  return { ...state, phase: 'done', results: shown, summary, notice, done, total: done };
}

function withEvent(state: CheckState, event: CheckEvent): CheckState {
  switch (event.type) {
    case 'draft-read':
      return { ...state, phase: 'running', text: event.text };
    case 'check-progress':
      return { ...state, phase: 'running', done: event.done, total: event.total };
    case 'check-result':
      return { ...state, phase: 'running', results: [...state.results, event.result] };
    case 'check-end':
      return reported(state, event);
    case 'error':
      return { ...state, phase: 'failed', error: event.message };
  }
}

/** A check after what the server sent or the reader did; pure. What arrives after its end changes nothing. */
export function reduceCheck(state: CheckState, action: CheckAction): CheckState {
  switch (action.type) {
    case 'cleared':
      return nothingChecked;
    case 'opening':
      return { ...nothingChecked, phase: 'opening' };
    case 'missing':
      return { ...nothingChecked, phase: 'missing' };
    case 'begun':
      return { ...nothingChecked, phase: 'reading', given: action.given, text: action.given.text };
    case 'opened':
      return action.state;
    case 'events':
      return isUnderWay(state) ? action.events.reduce(withEvent, state) : state;
    case 'reported':
      return isUnderWay(state) ? reported(state, action.report) : state;
    case 'stopped':
      return isUnderWay(state) ? { ...state, phase: 'stopped' } : state;
    case 'failed':
      return isUnderWay(state) || state.phase === 'opening'
        ? { ...state, phase: 'failed', error: action.message, final: action.final }
        : state;
  }
}

/** The places of all findings in the order of the text, each once, numbered; where words are nowhere, what came near. */
export function placesOf(results: readonly CheckResult[]): Place[] {
  const places = new Map<string, Place>();
  for (const { matches, nearest } of results) {
    for (const place of matches.length > 0 ? matches : nearest) {
      if (!places.has(place.permalink)) places.set(place.permalink, { ...place, number: places.size + 1 });
    }
  }
  return [...places.values()];
}
