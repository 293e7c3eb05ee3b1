import type { CheckResult } from '../../server/wire.ts';
import { isShown, type Show } from './shown-findings.ts';
import { capital, countsOf, isInOrder, toneOf, verdicts, verdictWords } from './verdict-words.ts';

interface VerdictFilterProps {
  readonly results: readonly CheckResult[];
  readonly show: Show | null;
  readonly onShow: (show: Show | null) => void;
}

interface ChipProps {
  readonly label: string;
  readonly count: number;
  readonly pressed: boolean;
  readonly tone?: string;
  readonly onPress: () => void;
}

function Chip({ label, count, pressed, tone = '', onPress }: ChipProps) {
  return (
    <button type="button" class={`chip ${tone}`} aria-pressed={pressed} onClick={onPress}>
      {label} <span class="chip-count">{count}</span>
    </button>
  );
}

/** Which findings are shown: all, those to put right, those in order, those of one verdict, or those with a note. */
export function VerdictFilter({ results, show, onShow }: VerdictFilterProps) {
  const counts = countsOf(results);
  const count = (group: Show) => results.filter((result) => isShown(result, group)).length;
  const toggle = (value: Show) => onShow(show === value ? null : value);
  const groups = (['to-put-right', 'in-order'] as const)
    .map((group) => ({
      group,
      own: verdicts.filter((verdict) => isInOrder(verdict) === (group === 'in-order') && counts[verdict]),
    }))
    .filter(({ own }) => own.length > 0);
  return (
    <div class="verdict-filter" role="group" aria-label="Show findings">
      <Chip label="All" count={results.length} pressed={show === null} onPress={() => onShow(null)} />
      {groups.map(({ group, own }) => (
        <span key={group} class="chip-group">
          <Chip
            label={group === 'in-order' ? 'In order' : 'To put right'}
            count={count(group)}
            tone="group"
            pressed={show === group}
            onPress={() => toggle(group)}
          />
          {own.map((verdict) => (
            <Chip
              key={verdict}
              label={capital(verdictWords[verdict])}
              count={counts[verdict] ?? 0}
              tone={toneOf(verdict)}
              pressed={show === verdict}
              onPress={() => toggle(verdict)}
            />
          ))}
        </span>
      ))}
      {(count('with-note') > 0 || show === 'with-note') && (
        <Chip
          label="With a note"
          count={count('with-note')}
          tone="noted"
          pressed={show === 'with-note'}
          onPress={() => toggle('with-note')}
        />
      )}
    </div>
  );
}
