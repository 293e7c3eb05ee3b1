import { Command } from 'commander';
import type { PaperOutcome } from '../../ingest/add-paper.ts';
import { listPaperFiles, type PaperFiles, type PassedOverFile } from '../../ingest/paper-files.ts';
import { counted } from '../terminal/counted.ts';
import { ingestDisplay } from '../terminal/ingest-progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { visibleLine } from '../terminal/visible-text.ts';
import type { CommandContext } from './context.ts';
import { ingestFiles } from './ingest-files.ts';
import { type LibraryOptions, report, withLibrary } from './with-library.ts';

/** `ibid ingest PATH…`: files and folders into the library; exit 2 when something could not be read, the rest kept. */
export function ingestCommand(context: CommandContext): Command {
  return new Command('ingest')
    .description('Add papers: files, or all papers below folders. A changed file replaces its paper.')
    .argument('<path...>', 'files (.txt, .md, .pdf, .docx, .epub) and folders')
    .addHelpText(
      'after',
      '\nExit 0: all are in the library. Exit 2: some could not be read, and are named; the rest is kept.',
    )
    .action((paths: string[], options: LibraryOptions) => ingest(context, paths, options));
}

async function ingest(context: CommandContext, paths: readonly string[], options: LibraryOptions): Promise<void> {
  const { terminal, signal } = context;
  const found = await listPaperFiles(paths, signal);
  const started = performance.now();
  const outcomes: PaperOutcome[] = [];
  await withLibrary(
    context,
    options,
    async (parts) => {
      const display = ingestDisplay(terminal, { papers: found.files.length, lines: options.json !== true });
      await ingestFiles(found.files, parts, display, signal, outcomes);
    },
    { absent: 'make', soon: 'paper' },
  ).catch((error: unknown) => {
    const kept = outcomes.filter(({ state }) => state === 'added' || state === 'replaced').length;
    if (kept > 0) terminal.err(`Added before it stopped, and kept: ${counted(kept, 'paper')}.\n`);
    throw error;
  });
  const summary = summaryOf(outcomes, found, (performance.now() - started) / 1000);
  if (summary.unreadable > 0) context.exitWith(2);
  const papers = [...outcomes, ...found.unreadable.map(unreadableOutcome)];
  report(context, options, { papers, skipped: found.skipped, summary }, () => reportText(found, summary, terminal));
}

interface IngestSummary extends Record<PaperOutcome['state'], number> {
  readonly skipped: number;
  /** Of the papers added and replaced. */
  readonly passages: number;
  readonly seconds: number;
}

function summaryOf(outcomes: readonly PaperOutcome[], found: PaperFiles, seconds: number): IngestSummary {
  const count = (state: PaperOutcome['state']): number => outcomes.filter((outcome) => outcome.state === state).length;
  const written = outcomes.filter(({ state }) => state === 'added' || state === 'replaced');
  return {
    added: count('added'),
    replaced: count('replaced'),
    unchanged: count('unchanged'),
    unreadable: count('unreadable') + found.unreadable.length,
    skipped: found.skipped.length,
    passages: written.reduce((sum, outcome) => sum + outcome.passages, 0),
    seconds: Math.round(seconds * 10) / 10,
  };
}

function unreadableOutcome({ path, reason }: PassedOverFile): PaperOutcome {
  return { file: path, state: 'unreadable', paperId: null, passages: 0, reason };
}

/** Names this many files that were passed over; a folder of pictures should not fill the screen. */
const namedFiles = 10;

function reportText({ unreadable, skipped }: PaperFiles, summary: IngestSummary, { colours }: Terminal): string {
  const lines = unreadable.map(({ path, reason }) => `${colours.red('unreadable')} ${visibleLine(path)}: ${reason}\n`);
  for (const { path, reason } of skipped.slice(0, namedFiles)) {
    lines.push(colours.dim(`skipped    ${visibleLine(path)}: ${reason}\n`));
  }
  const more = skipped.length - namedFiles;
  if (more > 0) lines.push(colours.dim(`skipped    ${counted(more, 'more file')}\n`));

  const parts = (['added', 'replaced', 'unchanged', 'unreadable', 'skipped'] as const)
    .filter((state) => summary[state] > 0)
    .map((state) => `${summary[state]} ${state}`);
  if (parts.length === 0) return 'There is no paper there.\n';
  const written = summary.passages > 0 ? ` (${counted(summary.passages, 'passage')} in ${summary.seconds} s)` : '';
  return `${lines.join('')}${colours.bold(parts.join(', '))}${written}\n`;
}
