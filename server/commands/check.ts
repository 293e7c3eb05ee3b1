import { Command, Option } from 'commander';
import { reportFormats } from '../quotes/export/report-formats.ts';
import type { CheckOptions } from './check-options.ts';
import type { CommandContext } from './context.ts';

/** `ibid check "text"` and `ibid check --draft FILE`; exit 1 when something is not as its source has it. */
export function checkCommand(context: CommandContext): Command {
  return new Command('check')
    .description('Check quotations against the papers: are these the words, and is that their source?')
    .argument('[text...]', 'a quotation, or a text with quotations in it; - reads standard input')
    .option('--source <who>', 'who is claimed to have said it: "Sadi 2025", a title or a paper’s id')
    .option('--draft <file>', 'check a whole draft (.docx, .md, .txt); - reads standard input')
    .addOption(new Option('--format <format>', 'the report in another form').choices(reportFormats))
    .option('--out <file>', 'write the report there; its ending says the form unless --format does')
    .addHelpText(
      'after',
      '\nExit 0: all is as the papers have it, or there is nothing to check. Exit 1: something is not.' +
        '\n--format docx gives the draft back as a Word document with a comment on each use.',
    )
    .action(async (words: string[], options: CheckOptions) => {
      // Only a check needs what it takes to check.
      const { check } = await import('./run-check.ts');
      await check(context, words, options);
    });
}
