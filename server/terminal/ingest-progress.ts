import { MultiBar, Presets } from 'cli-progress';
import type { IngestProgress, PaperOutcome } from '../../ingest/add-paper.ts';
import { counted } from './counted.ts';
import type { Terminal } from './terminal.ts';
import { visibleLine } from './visible-text.ts';

/** Shows an ingest while it runs: a bar at a person's terminal, and a line for what became of each paper. */
export interface IngestDisplay {
  update(file: string, progress: IngestProgress): void;
  finish(outcome: PaperOutcome): void;
  end(): void;
}

export interface IngestDisplayOptions {
  /** Papers in all. */
  readonly papers: number;
  /** False: the bar alone, because standard output is for a document. */
  readonly lines: boolean;
}

/** Papers whose time counts for the time left: those just before tell best how long the next ones take. */
const recentPapers = 8;

/** Without a terminal every paper has its line; with one, papers that were there already are only counted. */
export function ingestDisplay(terminal: Terminal, { papers, lines }: IngestDisplayOptions): IngestDisplay {
  const { colours, screen } = terminal;
  const started = performance.now();
  const durations: number[] = [];
  let paperStarted = started;
  let done = 0;
  let passages = 0;
  let current = 0;
  let share = 0;

  // Of cli-progress's two kinds of bar this is the one that lets lines be written above it.
  const bars = screen
    ? new MultiBar(
        {
          stream: screen,
          format: ` {bar} {papers}{passages}{rate}{left}  {file}`,
          barsize: 20,
          hideCursor: true,
          clearOnComplete: true,
          linewrap: true,
          gracefulExit: false,
          emptyOnZero: true,
          forceRedraw: true,
          fps: 10,
        },
        Presets.shades_classic,
      )
    : null;
  /** Milliseconds; null before anything is known. */
  const perPaper = (): number | null => {
    if (durations.length > 0) return durations.reduce((sum, duration) => sum + duration, 0) / durations.length;
    return share > 0 ? (performance.now() - paperStarted) / share : null;
  };
  const numbers = (file: string): Record<string, string> => {
    const seconds = (performance.now() - started) / 1000;
    const embedded = passages + current;
    return {
      papers: `${done}/${counted(papers, 'paper')}`,
      passages: embedded > 0 ? `, ${counted(embedded, 'passage')}` : '',
      rate: embedded > 0 && seconds > 1 ? `, ${Math.round(embedded / seconds)}/s` : '',
      left: timeLeft(perPaper(), papers - done - share),
      file: visibleLine(file),
    };
  };
  const bar = bars?.create(papers, 0, numbers(''));

  return {
    update(file, progress) {
      current = progress.done;
      share = progress.total > 0 ? progress.done / progress.total : 0;
      bar?.update(done + share, numbers(file));
    },
    finish(outcome) {
      const now = performance.now();
      // Papers that were there already take no time, and so say nothing about the ones to come.
      if (outcome.state !== 'unchanged') durations.push(now - paperStarted);
      if (durations.length > recentPapers) durations.shift();
      paperStarted = now;
      done += 1;
      if (outcome.state !== 'unchanged') passages += outcome.passages;
      current = 0;
      share = 0;
      if (lines && (outcome.state !== 'unchanged' || !terminal.interactive)) {
        const line = `${outcomeLine(outcome, colours)}\n`;
        if (bars && terminal.interactive) bars.log(line);
        else terminal.out(line);
      }
      bar?.update(done, numbers(outcome.file));
    },
    end() {
      // Writes the lines that still wait for the bar to be drawn again.
      bars?.update();
      bars?.stop();
    },
  };
}

/** "added      smith-2020.pdf, 53 passages". */
export function outcomeLine(outcome: PaperOutcome, colours: Terminal['colours']): string {
  const paint = { added: colours.green, replaced: colours.green, unchanged: colours.dim, unreadable: colours.red };
  const detail =
    outcome.state === 'unreadable'
      ? `: ${outcome.reason ?? 'it can’t be read'}`
      : `, ${counted(outcome.passages, 'passage')}`;
  const note = outcome.state === 'unreadable' ? null : outcome.reason;
  const why = note ? colours.dim(` (${visibleLine(note)})`) : '';
  return `${paint[outcome.state](outcome.state.padEnd(10))} ${visibleLine(outcome.file)}${visibleLine(detail)}${why}`;
}

function timeLeft(perPaper: number | null, papers: number): string {
  if (perPaper === null) return '';
  const seconds = (perPaper * papers) / 1000;
  if (seconds < 1) return '';
  if (seconds < 90) return `, ${Math.ceil(seconds)} s left`;
  return seconds < 5400 ? `, ${Math.round(seconds / 60)} min left` : `, ${Math.round(seconds / 3600)} h left`;
}
