import type * as addPapers from '../../../ingest/add-papers.ts';
import type * as transformers from '../../../ingest/embedders/transformers.ts';
import type * as sqlite from '../../../ingest/libraries/sqlite/open.ts';
import type * as paper from '../../../ingest/paper.ts';
import type * as preparing from '../../../ingest/preparing-thread.ts';
import type * as retrieval from '../../../server/retrieval/retrieve.ts';

interface BuiltModules {
  'ingest/add-papers': typeof addPapers;
  'ingest/embedders/transformers': typeof transformers;
  'ingest/libraries/sqlite/open': typeof sqlite;
  'ingest/paper': typeof paper;
  'ingest/preparing-thread': typeof preparing;
  'server/retrieval/retrieve': typeof retrieval;
}

/** A module of the product from `dist/`: what is measured is what people run, without a loader for TypeScript. */
export async function builtModule<Name extends keyof BuiltModules>(
  project: string,
  name: Name,
): Promise<BuiltModules[Name]> {
  return (await import(new URL(`dist/${name}.js`, project).href)) as BuiltModules[Name];
}
