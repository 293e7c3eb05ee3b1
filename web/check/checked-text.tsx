import { Component } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { CheckResult } from '../../server/wire.ts';
import { markedRuns, type Run, type UseSpan } from './marked-runs.ts';
import { findingTone, findingWords } from './notes.ts';
import { isShown, type Show } from './shown-findings.ts';
import { type Line, type TextChunk, textChunks } from './text-chunks.ts';
import { useInTurns } from './use-in-turns.ts';

interface ShownUse extends UseSpan {
  readonly tone: ReturnType<typeof findingTone>;
  /** Its verdict. */
  readonly words: string;
  /** False where the filter leaves it out. */
  readonly shown: boolean;
}

interface ChunkProps {
  readonly text: string;
  readonly chunk: TextChunk;
  readonly uses: readonly ShownUse[];
  /** The chosen finding, if one of `uses` is it. */
  readonly chosen: number | null;
}

/** Chunks that are set at once; more come in turns, so that the page goes on answering. */
const chunksAtOnce = 6;

function sameUses(before: readonly ShownUse[], after: readonly ShownUse[]): boolean {
  return (
    before.length === after.length &&
    before.every((use, index) => {
      const other = after[index];
      return use.number === other?.number && use.words === other.words && use.shown === other.shown;
    })
  );
}

/** Whether spaces say something in a line: an indented one, or columns. */
function isSpaced(text: string, line: Line | undefined): boolean {
  return line !== undefined && /^\s|\t|\s\s/.test(text.slice(line.start, line.end));
}

function EndWord({ use, covered }: { use: ShownUse; covered: boolean }) {
  const word = <span class={`use-word ${use.tone}`}>{use.words}</span>;
  if (!use.shown) return null;
  if (!covered) return <span aria-hidden="true">{word}</span>;
  return (
    <span class="use-covered" role="button" tabIndex={0} data-finding={use.number}>
      <span class="visually-hidden">Finding {use.number}: </span>
      {word}
    </span>
  );
}

function RunView({ run, uses, chosen }: { run: Run; uses: ReadonlyMap<number, ShownUse>; chosen: number | null }) {
  const use = run.use === null ? undefined : uses.get(run.use);
  const ends = run.ends.flatMap(({ use: number, covered }) => {
    const ended = uses.get(number);
    return ended ? [<EndWord key={number} use={ended} covered={covered} />] : [];
  });
  if (!use?.shown) {
    return (
      <>
        {run.text}
        {ends}
      </>
    );
  }
  const name = `use ${use.tone}${use.number === chosen ? ' chosen' : ''}`;
  return (
    <>
      {run.first ? (
        <span
          class={name}
          role="button"
          tabIndex={0}
          aria-label={`Finding ${use.number}, ${use.words}: ${run.text}`}
          aria-pressed={use.number === chosen}
          data-finding={use.number}
        >
          {run.text}
        </span>
      ) : (
        <span class={name} data-finding={use.number}>
          {run.text}
        </span>
      )}
      {ends}
    </>
  );
}

/** Set anew only when its own uses change: a long draft has hundreds. */
class ChunkView extends Component<ChunkProps> {
  override shouldComponentUpdate(next: ChunkProps): boolean {
    const { text, chunk, uses, chosen } = this.props;
    return next.text !== text || next.chunk !== chunk || next.chosen !== chosen || !sameUses(uses, next.uses);
  }

  override render({ text, chunk, uses, chosen }: ChunkProps) {
    const byNumber = new Map(uses.map((use) => [use.number, use]));
    return (
      <div class="draft-chunk">
        {markedRuns(text, chunk, uses).map((runs, index) => (
          <p key={index} dir="auto" class={isSpaced(text, chunk.lines[index]) ? 'spaced' : undefined}>
            {runs.map((run, at) => (
              <RunView key={at} run={run} uses={byNumber} chosen={chosen} />
            ))}
          </p>
        ))}
      </div>
    );
  }
}

interface CheckedTextProps {
  readonly text: string;
  readonly results: readonly CheckResult[];
  readonly show: Show | null;
  readonly chosen: number | null;
  /** `byKey`: with the keyboard, so the focus goes where the finding is told. */
  readonly onChoose: (finding: number, byKey: boolean) => void;
  /** All of the text is set. */
  readonly onSet: () => void;
}

const findingAt = (target: EventTarget | null): number | null => {
  const number = target instanceof Element ? target.closest<HTMLElement>('[data-finding]')?.dataset.finding : undefined;
  return number === undefined ? null : Number(number);
};

/** The text as its writer sees it, with each use marked by its verdict: by colour, line and word. */
export function CheckedText({ text, results, show, chosen, onChoose, onSet }: CheckedTextProps) {
  const chunks = useMemo(() => textChunks(text), [text]);
  const set = useInTurns(chunks.length, chunksAtOnce, chunks);
  const isSet = set === chunks.length;
  useEffect(() => {
    if (isSet) onSet();
  }, [isSet]);
  const uses = useMemo(
    () =>
      results.map((result, index) => ({
        number: index + 1,
        start: result.start,
        end: result.end,
        tone: findingTone(result),
        words: findingWords(result),
        shown: isShown(result, show),
      })),
    [results, show],
  );
  return (
    <div
      class="checked-text"
      onClick={(event) => {
        const finding = findingAt(event.target);
        // A stretch of words that is being selected is no press.
        if (finding !== null && getSelection()?.isCollapsed !== false) onChoose(finding, false);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        const finding = findingAt(event.target);
        if (finding === null) return;
        event.preventDefault();
        onChoose(finding, true);
      }}
    >
      {chunks.slice(0, set).map((chunk) => {
        const own = uses.filter(({ start, end }) => start < chunk.end && end > chunk.start);
        const chosenHere = own.some(({ number }) => number === chosen) ? chosen : null;
        return <ChunkView key={chunk.start} text={text} chunk={chunk} uses={own} chosen={chosenHere} />;
      })}
    </div>
  );
}
