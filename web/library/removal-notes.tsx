import { useEffect } from 'preact/hooks';
import { paperElementId } from './paper-details.ts';
import type { Removal } from './removals.ts';
import type { Removals } from './use-removals.ts';

/** Papers that are about to be removed, each with a way to keep it; Ctrl+Z or ⌘Z keeps the last. */
export function RemovalNotes({ removals }: { removals: Removals }) {
  const { items, undo } = removals;
  const last = items.findLast(({ state }) => state.step === 'waiting')?.paper.id;
  const keep = (id: string) => {
    undo(id);
    focusPaper(id);
  };
  useEffect(() => {
    if (last === undefined) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      if (isTypedIn(event.target)) return;
      event.preventDefault();
      keep(last);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [last]);
  return (
    <div class="removal-notes" role="status" aria-atomic="false">
      {items.map((removal) => (
        <RemovalNote key={removal.paper.id} removal={removal} removals={removals} onKeep={keep} />
      ))}
    </div>
  );
}

interface RemovalNoteProps {
  readonly removal: Removal;
  readonly removals: Removals;
  readonly onKeep: (id: string) => void;
}

function RemovalNote({ removal, removals, onKeep }: RemovalNoteProps) {
  const { paper, state } = removal;
  const hold = (held: boolean) => removals.hold(paper.id, held);
  return (
    <div
      class={`removal-note is-${state.step}`}
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocusIn={() => hold(true)}
      onFocusOut={() => hold(false)}
    >
      <p>
        <bdi class="removal-title">“{paper.title}”</bdi>
        {state.step === 'waiting' && (
          <>
            {/* Counted down for the eye only: read aloud every second it would be noise. */}
            <span aria-hidden="true">will be removed in {secondsInWords(state.leftMs)}, if this page stays open.</span>
            <span class="visually-hidden">
              will be removed in 10 seconds, if this page stays open. Control Z keeps it.
            </span>
          </>
        )}
        {state.step === 'removing' && <span>is being removed…</span>}
        {state.step === 'gone' && <span>is not in the library any more: somebody has removed it.</span>}
        {state.step === 'failed' && <span>was not removed. {state.reason}</span>}
      </p>
      {state.step === 'waiting' && (
        <button type="button" aria-label={`Undo: keep ${paper.title}`} onClick={() => onKeep(paper.id)}>
          Undo
        </button>
      )}
      {state.step === 'failed' && (
        <button type="button" onClick={() => removals.remove(paper)}>
          Try again
        </button>
      )}
      {(state.step === 'failed' || state.step === 'gone') && (
        <button type="button" class="quiet" aria-label="Dismiss" onClick={() => removals.dismiss(paper.id)}>
          <span aria-hidden="true">×</span>
        </button>
      )}
    </div>
  );
}

function secondsInWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}

function isTypedIn(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName) &&
    target.getAttribute('type') !== 'checkbox'
  );
}

/** Where the library is shown, the paper that is back gets the focus. */
function focusPaper(id: string): void {
  requestAnimationFrame(() => {
    document.getElementById(paperElementId(id))?.querySelector<HTMLElement>('h2 a')?.focus();
  });
}
