import { addPaper, type IngestFile, type IngestParts, type PaperOutcome } from '../../ingest/add-papers.ts';
import type { IngestDisplay } from '../terminal/ingest-progress.ts';

/**
 * Files into the library one after the other, each whole or not at all. What can't be read is an outcome.
 * @throws what `addPaper` throws: then the papers before are kept, and `outcomes` has them
 */
export async function ingestFiles(
  files: readonly IngestFile[],
  parts: IngestParts,
  display: IngestDisplay,
  signal: AbortSignal,
  outcomes: PaperOutcome[] = [],
): Promise<PaperOutcome[]> {
  try {
    for (const file of files) {
      signal.throwIfAborted();
      const outcome = await addPaper(file, parts, {
        signal,
        onProgress: (progress) => display.update(file.name, progress),
      });
      outcomes.push(outcome);
      display.finish(outcome);
    }
    return outcomes;
  } finally {
    display.end();
  }
}
