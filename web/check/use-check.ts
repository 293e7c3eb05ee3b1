import { useCallback, useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import type { Place } from '../../server/wire.ts';
import { type Address, checkHref, type CheckView } from '../address/address.ts';
import type { Navigate } from '../address/use-address.ts';
import { inWords } from '../api/failure.ts';
import { type CheckState, type Given, isUnderWay, nothingChecked, placesOf, reduceCheck } from './check-state.ts';
import { keepDraft, keptDraft, newDraftId } from './kept-drafts.ts';
import { readFile } from './read-file.ts';
import { isFinal, longestInAddress, runCheck } from './run-check.ts';
import { type Show, showOf } from './shown-findings.ts';

/** A check of a text or a file, and what can be done with it. */
export interface CheckControls extends CheckState {
  /** The places of all findings, in the order of the text. */
  readonly places: readonly Place[];
  /** The findings that are shown; null: all. */
  readonly show: Show | null;
  /** The number of the finding that is chosen; null: none. */
  readonly finding: number | null;
  /** What is typed in the box and not checked yet; it outlives the room. */
  readonly typed: { text: string; source: string };
  readonly check: (text: string, source: string) => void;
  readonly checkFile: (file: File) => void;
  readonly stop: () => void;
  /** Checks the same again. */
  readonly retry: () => void;
  /** An empty room. */
  readonly clear: () => void;
  /** The empty room with what was checked in the box, to be changed. */
  readonly edit: () => void;
  readonly showOnly: (show: Show | null) => void;
  readonly choose: (finding: number | null) => void;
}

/** Finished checks that a step back or forward shows at once. */
const mostRemembered = 20;

/** Which check an address names; "" for none. */
function keyOf({ draft, text, source }: CheckView): string {
  if (draft !== null) return `draft ${draft}`;
  return text === '' ? '' : `text ${source}\n${text}`;
}

/** The check that the address names; it goes on while another room is shown. */
export function useCheck(address: Address, navigate: Navigate): CheckControls {
  const [state, dispatch] = useReducer(reduceCheck, nothingChecked);
  const current = useRef(state);
  current.current = state;
  const view = address.main.page === 'check' ? address.main : null;
  const key = view ? keyOf(view) : null;
  const shownKey = useRef('');
  const running = useRef<AbortController | null>(null);
  const remembered = useRef(new Map<string, CheckState>());
  const typed = useRef({ text: '', source: '' });

  const leave = (nextKey: string): AbortController => {
    running.current?.abort();
    shownKey.current = nextKey;
    running.current = new AbortController();
    return running.current;
  };

  const begin = useCallback((nextKey: string, given: Given, draft: string | null) => {
    const { signal } = leave(nextKey);
    remembered.current.delete(nextKey);
    dispatch({ type: 'begun', given });
    if (draft !== null) void keepDraft(draft, { given, report: null });
    const run = async () => {
      await runCheck(
        given,
        {
          onEvents: (events) => dispatch({ type: 'events', events }),
          onReport: (report) => dispatch({ type: 'reported', report }),
        },
        signal,
      );
    };
    run().catch((error: unknown) => {
      if (!signal.aborted) dispatch({ type: 'failed', message: inWords(error), final: isFinal(error) });
    });
  }, []);

  const open = useCallback(
    async (nextKey: string, draft: string) => {
      const { signal } = leave(nextKey);
      dispatch({ type: 'opening' });
      const kept = await keptDraft(draft);
      if (signal.aborted) return;
      if (!kept) dispatch({ type: 'missing' });
      else if (!kept.report) begin(nextKey, kept.given, draft);
      else {
        const total = kept.report.total ?? kept.report.results.length;
        const opened = { ...nothingChecked, given: kept.given, ...kept.report, done: total, total };
        dispatch({ type: 'opened', state: { ...opened, phase: 'done' } });
      }
    },
    [begin],
  );

  useEffect(() => {
    if (view === null || key === null || key === shownKey.current) return;
    const known = remembered.current.get(key);
    if (key === '' || known) {
      leave(key);
      dispatch(known ? { type: 'opened', state: known } : { type: 'cleared' });
    } else if (view.draft !== null) void open(key, view.draft);
    else begin(key, { text: view.text, source: view.source, file: null }, null);
    // Only another address opens another check.
  }, [key]);

  useEffect(() => {
    if (state.phase !== 'done' || shownKey.current === '') return;
    const { given, text, results, summary, notice, total } = state;
    const draft = /^draft (.+)$/.exec(shownKey.current)?.[1];
    if (draft !== undefined && !remembered.current.has(shownKey.current)) {
      const report = { text, results, summary, notice, total };
      // A turn later: a long draft takes a while to be written, and its report is to be shown first.
      setTimeout(() => void keepDraft(draft, { given, report }), 0);
    }
    remembered.current.set(shownKey.current, state);
    const oldest = remembered.current.keys().next().value;
    if (remembered.current.size > mostRemembered && oldest !== undefined) remembered.current.delete(oldest);
  }, [state]);

  useEffect(() => () => running.current?.abort(), []);

  const beginKept = (given: Given) => {
    const draft = newDraftId();
    begin(`draft ${draft}`, given, draft);
    navigate(checkHref({ draft }));
  };
  const check = (text: string, source: string) => {
    typed.current = { text: '', source: '' };
    const given: Given = { text, source: source.trim(), file: null };
    if (text.length > longestInAddress) {
      beginKept(given);
      return;
    }
    const named: CheckView = { page: 'check', draft: null, text, source: given.source, show: null, finding: null };
    begin(keyOf(named), given, null);
    navigate(checkHref(named));
  };
  const replace = (chosen: Partial<CheckView>) => {
    if (view === null) return;
    const href = checkHref({ ...view, ...chosen });
    // A source that is open stays open: the address goes on naming it.
    if (address.permalink) navigate(address.href, 'replace', { beside: href });
    else navigate(href, 'replace');
  };
  const clear = () => {
    leave('');
    dispatch({ type: 'cleared' });
    navigate(checkHref({}));
  };

  return {
    ...state,
    places: useMemo(() => placesOf(state.results), [state.results]),
    show: showOf(view?.show ?? null),
    finding: view?.finding ?? null,
    typed: typed.current,
    check,
    checkFile: (file) => {
      readFile(file).then(
        (read) => beginKept({ text: '', source: '', file: read }),
        (error: unknown) => {
          leave('unreadable');
          dispatch({ type: 'begun', given: { text: '', source: '', file } });
          dispatch({ type: 'failed', message: inWords(error), final: true });
        },
      );
    },
    stop: () => {
      if (!isUnderWay(current.current)) return;
      running.current?.abort();
      dispatch({ type: 'stopped' });
    },
    retry: () => begin(shownKey.current, current.current.given, /^draft (.+)$/.exec(shownKey.current)?.[1] ?? null),
    clear,
    edit: () => {
      const { text, source } = current.current.given;
      typed.current = { text, source };
      clear();
    },
    showOnly: (show) => replace({ show, finding: null }),
    choose: (finding) => replace({ finding }),
  };
}
