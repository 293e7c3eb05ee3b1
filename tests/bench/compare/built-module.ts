import type * as addPapers from '../../../ingest/add-papers.ts';
import type * as transformers from '../../../ingest/embedders/transformers.ts';
import type * as sqlite from '../../../ingest/libraries/sqlite/open.ts';
import type * as paper from '../../../ingest/paper.ts';
import type * as preparePaper from '../../../ingest/prepare-paper.ts';
import type * as plainText from '../../../ingest/readers/plain-text.ts';
import type * as retrieval from '../../../server/retrieval/retrieve.ts';

interface BuiltModules {
  'ingest/add-papers': typeof addPapers;
  'ingest/embedders/transformers': typeof transformers;
  'ingest/libraries/sqlite/open': typeof sqlite;
  'ingest/paper': typeof paper;
  'ingest/prepare-paper': typeof preparePaper;
  'ingest/readers/plain-text': typeof plainText;
  'server/retrieval/retrieve': typeof retrieval;
}

/** A module of the product from `dist/`: what is measured is what people run, without a loader for TypeScript. */
export async function builtModule<Name extends keyof BuiltModules>(
  project: string,
  name: Name,
): Promise<BuiltModules[Name]> {
  return (await import(new URL(`dist/${name}.js`, project).href)) as BuiltModules[Name];
}
