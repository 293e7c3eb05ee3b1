import { countOf } from './paper-details.ts';

/** Most papers whose ids fit into an address. */
const mostAsked = 200;

interface ChosenBarProps {
  readonly count: number;
  readonly onAsk: () => void;
  readonly onClear: () => void;
}

/** What can be done with the papers that are ticked. */
export function ChosenBar({ count, onAsk, onClear }: ChosenBarProps) {
  if (count === 0) return null;
  return (
    <div class="chosen-bar" role="group" aria-label="Chosen papers">
      {count > mostAsked ? (
        <span>At most {mostAsked} papers can be asked together. To ask all, choose none.</span>
      ) : (
        <button type="button" class="primary" onClick={onAsk}>
          Ask {countOf(count, 'paper')}
        </button>
      )}
      <button type="button" class="quiet" onClick={onClear}>
        Choose none
      </button>
    </div>
  );
}
