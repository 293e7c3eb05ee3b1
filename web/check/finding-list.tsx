import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { CheckResult, Place, WirePaper } from '../../server/wire.ts';
import { FindingCard } from './finding-card.tsx';
import type { Finding, Show } from './shown-findings.ts';
import { useInTurns } from './use-in-turns.ts';

/** Findings that are all shown whole; of more, the chosen one is. */
const wholeAtOnce = 8;
/** Cards that are set at once; more come in turns. */
const cardsAtOnce = 40;

interface FindingListProps {
  readonly findings: readonly Finding[];
  /** What chose these findings. */
  readonly show: Show | null;
  readonly papers: readonly WirePaper[];
  readonly chosen: number | null;
  readonly openPermalink: string | null;
  /** All are shown whole, as on paper. */
  readonly printing: boolean;
  readonly onChoose: (finding: number | null) => void;
  readonly onOpenPlace: (finding: number, place: Place) => void;
  readonly onShowInText: (finding: number) => void;
}

function holds({ matches, nearest }: CheckResult, permalink: string): boolean {
  return [...matches, ...nearest].some((place) => place.permalink === permalink);
}

/** The findings, one under the other; the arrow keys go through them. */
export function FindingList(props: FindingListProps) {
  const { findings, papers, chosen, openPermalink, printing } = props;
  const list = useRef<HTMLOListElement>(null);
  // Cards that stay as they are keep the handlers that they were given first.
  const latest = useRef(props);
  latest.current = props;
  const handlers = useMemo(
    () => ({
      choose: (number: number) => {
        const { findings: all, chosen: now, onChoose } = latest.current;
        onChoose(all.length > wholeAtOnce && number === now ? null : number);
      },
      openPlace: (number: number, place: Place) => latest.current.onOpenPlace(number, place),
      showInText: (number: number) => latest.current.onShowInText(number),
    }),
    [],
  );
  const byId = useMemo(() => new Map(papers.map((paper) => [paper.id, paper])), [papers]);
  const inTurns = useInTurns(findings.length, cardsAtOnce, props.show);
  const set = printing ? findings.length : Math.max(inTurns, findings.findIndex(({ number }) => number === chosen) + 1);
  const folds = findings.length > wholeAtOnce;
  useEffect(() => {
    const card = list.current?.querySelector(`[data-number="${String(chosen)}"]`)?.closest('li');
    // Beside a source there is one column, and little of it.
    card?.scrollIntoView({ block: openPermalink === null ? 'nearest' : 'start' });
  }, [chosen, openPermalink]);
  return (
    <ol
      ref={list}
      class="findings"
      aria-label="Findings"
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
        const heads = [...(list.current?.querySelectorAll<HTMLElement>('.finding-head') ?? [])];
        const at = heads.findIndex((head) => head === event.target);
        const next = at < 0 ? undefined : heads[at + (event.key === 'ArrowDown' ? 1 : -1)];
        if (at < 0) return;
        event.preventDefault();
        next?.focus();
        const number = Number(next?.dataset.number);
        if (number > 0) props.onChoose(number);
      }}
    >
      {findings.slice(0, set).map(({ number, result }) => (
        <FindingCard
          key={number}
          number={number}
          result={result}
          meant={byId.get(result.claimedSource?.paperId ?? '') ?? null}
          whole={printing || !folds || number === chosen}
          folds={folds}
          chosen={number === chosen}
          openPermalink={openPermalink !== null && holds(result, openPermalink) ? openPermalink : null}
          onChoose={handlers.choose}
          onOpenPlace={handlers.openPlace}
          onShowInText={handlers.showInText}
        />
      ))}
    </ol>
  );
}
