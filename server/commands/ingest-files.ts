import { addPaper, type IngestFile, type IngestParts, type PaperOutcome } from '../../ingest/add-papers.ts';
import { distinctNames } from '../terminal/distinct-names.ts';
import type { IngestDisplay } from '../terminal/ingest-progress.ts';

/**
 * Files into the library one after the other, each whole or not at all. What can't be read is an outcome; an
 * outcome's `file` has the folders that tell it from another of the same name.
 * @throws what `addPaper` throws: then the papers before are kept, and `outcomes` has them
 */
export async function ingestFiles(
  files: readonly IngestFile[],
  parts: IngestParts,
  display: IngestDisplay,
  signal: AbortSignal,
  outcomes: PaperOutcome[] = [],
): Promise<PaperOutcome[]> {
  const names = distinctNames(files.map(({ origin }) => origin));
  try {
    for (const [index, file] of files.entries()) {
      signal.throwIfAborted();
      const name = names[index] ?? file.name;
      const added = await addPaper(file, parts, {
        signal,
        onProgress: (progress) => display.update(name, progress),
      });
      const outcome = { ...added, file: name };
      outcomes.push(outcome);
      display.finish(outcome);
    }
    return outcomes;
  } finally {
    display.end();
  }
}
