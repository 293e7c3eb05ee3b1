import { Command } from 'commander';
import type { CommandContext } from './context.ts';
import { type LibraryOptions, withLibrary } from './with-library.ts';

/** `ibid serve`: the web page and the API, until somebody ends it. */
export function serveCommand(context: CommandContext): Command {
  return new Command('serve')
    .description('Serve the web page and the API. The first start adds the papers in data/papers.')
    .action((options: LibraryOptions) =>
      withLibrary(
        context,
        options,
        async (session) => {
          // Loaded while the model is: it is more than all other commands together.
          const { serve } = await import('./run-server.ts');
          await serve(context, session, options.json === true);
        },
        { absent: 'make', soon: 'question' },
      ),
    );
}
