import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CheckResult, Place, WirePaper } from '../../server/wire.ts';
import { bringIntoList, bringIntoView } from './bring-into-view.ts';
import { isUnderWay } from './check-state.ts';
import { CheckProgress } from './check-progress.tsx';
import { CheckedText } from './checked-text.tsx';
import { ExportMenu } from './export-menu.tsx';
import { FindingList } from './finding-list.tsx';
import { neighbour, shownFindings } from './shown-findings.ts';
import type { CheckControls } from './use-check.ts';
import { useOpenedAt } from './use-opened-at.ts';
import { usePrinting } from '../controls/use-printing.ts';
import { othersSentence, summarySentence } from './verdict-words.ts';
import { VerdictFilter } from './verdict-filter.tsx';

interface CheckReportProps {
  readonly check: CheckControls;
  readonly papers: readonly WirePaper[];
  readonly openPermalink: string | null;
  readonly onOpenHref: (href: string) => void;
  /** The button that opens the file dialog, where another file is what helps. */
  readonly fileButton: ComponentChildren;
  /** The name of the file that was taken of several dropped ones; null: all were. */
  readonly onlyFile: string | null;
}

/** What was checked, with the findings beside it. */
export function CheckReport(props: CheckReportProps) {
  const { check, papers, openPermalink, onOpenHref, fileButton, onlyFile } = props;
  const { results, show, given, text } = check;
  const root = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const printing = usePrinting();
  const [opening, setOpening] = useState<string | null>(null);
  const [setText, setSetText] = useState('');
  const findings = shownFindings(results, show);
  const chosen = check.finding;
  const at = findings.findIndex(({ number }) => number === chosen);
  const underWay = isUnderWay(check);
  const others = othersSentence(check.total, results.length);

  // The box that had the focus is gone.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  // Whoever goes through the places beside goes through the findings with it.
  useEffect(() => {
    const holder = openPermalink === null ? null : findingAt(results, check.finding, openPermalink);
    if (holder !== null && holder !== check.finding) check.choose(holder);
  }, [openPermalink]);
  // Once the address has the finding: what opens beside it keeps that address.
  useEffect(() => {
    if (opening === null) return;
    setOpening(null);
    onOpenHref(opening);
  }, [opening]);

  const use = (finding: number) =>
    root.current?.querySelector<HTMLElement>(`.checked-text [data-finding="${finding}"]`);
  const twoColumns = () => root.current?.querySelector('.check-columns.two') !== null && isBeside(root.current);
  const chooseInList = (finding: number | null) => {
    check.choose(finding);
    const mark = finding !== null && twoColumns() ? use(finding) : null;
    if (mark) bringIntoView(mark);
  };
  const chooseInText = (finding: number, byKey: boolean) => {
    check.choose(finding);
    const card = root.current?.querySelector<HTMLElement>(`[data-number="${finding}"]`);
    if (byKey) card?.focus({ preventScroll: true });
    if (card && !twoColumns()) bringIntoView(card.closest('li') ?? card, 'start');
  };
  const showInText = (finding: number) => {
    const mark = use(finding);
    check.choose(finding);
    if (!mark) return;
    bringIntoView(mark);
    mark.focus({ preventScroll: true });
  };
  const openPlace = (finding: number, place: Place) => {
    if (check.finding !== finding) check.choose(finding);
    setOpening(place.permalink);
  };
  useOpenedAt(given, chosen !== null, check.phase === 'done' && setText === text, () => {
    const card = root.current?.querySelector(`[data-number="${String(chosen)}"]`)?.closest('li');
    const mark = chosen === null ? null : use(chosen);
    const list = card?.parentElement;
    if (!twoColumns() || !mark) {
      // One under the other: the card has the words too, and the way to them.
      if (card) bringIntoView(card, 'start');
      return;
    }
    bringIntoView(mark);
    if (card && list) bringIntoList(card, list);
  });
  const step = (by: 1 | -1) => {
    const next = neighbour(findings, at < 0 ? null : chosen, by);
    if (next !== null) chooseInList(next);
  };

  return (
    <div ref={root} class="check-report">
      <header class="report-head">
        <h1 ref={heading} tabIndex={-1} dir="auto">
          {given.file ? given.file.name : 'Your text'}
        </h1>
        <div class="report-actions">
          {check.phase === 'done' && results.length > 0 && <ExportMenu given={given} />}
          {!underWay && !given.file && (
            <button type="button" class="quiet" onClick={check.edit}>
              Change the text
            </button>
          )}
          <button type="button" onClick={check.clear}>
            New check
          </button>
        </div>
        {check.phase === 'done' && (
          <p class="report-summary">
            {`${summarySentence(results)}.`}
            {others !== null && <span class="report-others"> {others}</span>}
          </p>
        )}
        <CheckProgress check={check} fileButton={fileButton} />
        {onlyFile !== null && (
          <p class="note">
            Only <bdi>{onlyFile}</bdi> {check.phase === 'failed' ? 'was taken' : 'is checked'}: drop one draft at a
            time.
          </p>
        )}
        {check.notice !== null && (
          <p class="note" role="status" dir="auto">
            {check.notice}
          </p>
        )}
        {results.length > 1 && <VerdictFilter results={results} show={show} onShow={check.showOnly} />}
      </header>
      <div class={`check-columns${text !== '' && results.length > 0 ? ' two' : ''}`}>
        {text !== '' && (
          <section class="text-column" aria-label="The text">
            <CheckedText
              key={text}
              text={text}
              results={results}
              show={show}
              chosen={chosen}
              onChoose={chooseInText}
              onSet={() => setSetText(text)}
            />
          </section>
        )}
        {results.length > 0 && (
          <section class="findings-column" aria-labelledby="findings-heading">
            <div class="findings-head">
              <h2 id="findings-heading">
                {findings.length === 1 ? '1 finding' : `${findings.length.toLocaleString('en-GB')} findings`}
              </h2>
              {findings.length > 1 && (
                <div class="finding-steps">
                  <button type="button" class="quiet" disabled={at === 0} onClick={() => step(-1)}>
                    <span class="visually-hidden">Previous finding</span>
                    <span aria-hidden="true">↑</span>
                  </button>
                  <span>{at < 0 ? '' : `${at + 1} of ${findings.length}`}</span>
                  <button type="button" class="quiet" disabled={at === findings.length - 1} onClick={() => step(1)}>
                    <span class="visually-hidden">Next finding</span>
                    <span aria-hidden="true">↓</span>
                  </button>
                </div>
              )}
            </div>
            <FindingList
              findings={findings}
              show={show}
              papers={papers}
              chosen={chosen}
              openPermalink={openPermalink}
              printing={printing}
              onChoose={chooseInList}
              onOpenPlace={openPlace}
              onShowInText={showInText}
            />
          </section>
        )}
      </div>
    </div>
  );
}

/** The finding that has a place, the one given before others; null where none has. */
function findingAt(results: readonly CheckResult[], finding: number | null, permalink: string): number | null {
  const holds = (result: CheckResult | undefined) =>
    [...(result?.matches ?? []), ...(result?.nearest ?? [])].some((place) => place.permalink === permalink);
  if (finding !== null && holds(results[finding - 1])) return finding;
  const holder = results.findIndex(holds);
  return holder < 0 ? null : holder + 1;
}

/** Whether the findings stand beside the text, with a scroll of their own. */
function isBeside(root: Element | null): boolean {
  const column = root?.querySelector('.findings-column');
  return column ? getComputedStyle(column).position === 'sticky' : false;
}
