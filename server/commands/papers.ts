import { Command } from 'commander';
import type { PaperSummary } from '../../ingest/library.ts';
import { toWirePaper } from '../paper-view.ts';
import { counted } from '../terminal/counted.ts';
import { paperEntry } from '../terminal/paper-entry.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { CommandContext } from './context.ts';
import { type LibraryOptions, report, withStoredLibrary } from './with-library.ts';

/** `ibid papers`: what is in the library; with `--json` the same document as GET /api/papers. */
export function papersCommand(context: CommandContext): Command {
  return new Command('papers').description('List the papers in the library.').action((options: LibraryOptions) =>
    withStoredLibrary(context, options, async ({ library }) => {
      const papers = await library.papers();
      report(context, options, { papers: papers.map(toWirePaper) }, () => paperList(papers, context.terminal));
    }),
  );
}

function paperList(papers: readonly PaperSummary[], terminal: Terminal): string {
  if (papers.length === 0) return 'The library is empty. Add papers with: ibid ingest <file or folder>\n';
  const passages = papers.reduce((sum, paper) => sum + paper.passages, 0);
  const entries = papers.map((paper) => `${paperEntry(paper, terminal)}\n`).join('');
  return `${entries}${counted(papers.length, 'paper')}, ${counted(passages, 'passage')}\n`;
}
