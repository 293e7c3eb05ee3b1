import { Command } from 'commander';
import { LibraryDamagedError } from '../../ingest/errors.ts';
import type { VerifyReport } from '../../ingest/library.ts';
import { counted } from '../terminal/counted.ts';
import { stepProgress } from '../terminal/step-progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { visibleLine } from '../terminal/visible-text.ts';
import type { CommandContext } from './context.ts';
import { type LibraryOptions, report, withStoredLibrary } from './with-library.ts';

/** `ibid verify`: proves the library's hashes, counts and caches; exit 1 when there was a fault, mended or not. */
export function verifyCommand(context: CommandContext): Command {
  return new Command('verify')
    .description('Prove that the library is whole; exit 1 when it is not.')
    .action((options: LibraryOptions) =>
      withStoredLibrary(context, options, async ({ library }) => {
        const progress = stepProgress(context.terminal, 'Verifying');
        const found = await library
          .verify((done, total) => {
            context.signal.throwIfAborted();
            progress.update(done, total);
          })
          .finally(() => progress.end());
        conclude(context, options, found);
      }).catch((error: unknown) => {
        // Too damaged to be opened: that is what was to be found out, not a failure to find it out.
        if (!(error instanceof LibraryDamagedError)) throw error;
        const fault = { paper: null, message: error.reason, repaired: false };
        conclude(context, options, { papers: 0, passages: 0, faults: [fault] });
      }),
    );
}

function conclude(context: CommandContext, options: LibraryOptions, found: VerifyReport): void {
  if (found.faults.length > 0) context.exitWith(1);
  report(context, options, found, () => reportText(found, context.terminal));
}

function reportText({ papers, passages, faults }: VerifyReport, { colours }: Terminal): string {
  const size = `${counted(papers, 'paper')}, ${counted(passages, 'passage')}`;
  if (faults.length === 0) return `${size}: ${colours.green('everything is in order')}.\n`;
  const lines = faults.map(({ paper, message, repaired }) => {
    const mark = repaired ? colours.yellow('mended') : colours.red('fault ');
    return `${mark}  ${paper ? `${paper}: ` : ''}${visibleLine(message)}\n`;
  });
  const remedy = faults.every(({ repaired }) => repaired)
    ? 'mended'
    : faults.some(({ paper }) => paper !== null)
      ? 'remove the papers named and ingest them again, or restore a backup'
      : 'restore a backup, or ingest the papers again into another folder';
  return `${lines.join('')}${size}: ${counted(faults.length, 'fault')}; ${remedy}.\n`;
}
