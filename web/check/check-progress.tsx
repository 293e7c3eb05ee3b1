import type { ComponentChildren } from 'preact';
import type { CheckControls } from './use-check.ts';

interface CheckProgressProps {
  readonly check: CheckControls;
  /** The button that opens the file dialog, where another file is what helps. */
  readonly fileButton: ComponentChildren;
}

/** How far a check is, or why it ended early, with what can be done. */
export function CheckProgress({ check, fileButton }: CheckProgressProps) {
  const { phase, done, total, error, final, given } = check;
  if (phase === 'reading' || phase === 'running') {
    const counted = total > 0;
    return (
      <div class="check-progress">
        <p>
          {counted
            ? `Checking… ${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')} ${total === 1 ? 'use' : 'uses'}`
            : phase === 'reading' && given.file
              ? 'Reading the draft…'
              : 'Checking…'}
        </p>
        <progress aria-label="Uses checked" {...(counted ? { value: done, max: total } : {})} />
        <button type="button" onClick={check.stop}>
          Stop
        </button>
      </div>
    );
  }
  if (phase === 'stopped') {
    return (
      <div class="broken">
        <p>
          Stopped{total > 0 ? ` after ${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')}` : ''}. What
          was checked is shown.
        </p>
        <button type="button" onClick={check.retry}>
          Check it again
        </button>
      </div>
    );
  }
  if (phase === 'failed') {
    return (
      <div class="broken failed" role="alert">
        <p dir="auto">{error}</p>
        {!final && (
          <button type="button" onClick={check.retry}>
            Try again
          </button>
        )}
        {fileButton}
      </div>
    );
  }
  return null;
}
