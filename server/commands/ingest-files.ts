import type { IngestFile, IngestParts, PaperOutcome } from '../../ingest/add-paper.ts';
import { addPapers } from '../../ingest/add-papers.ts';
import { distinctNames } from '../terminal/distinct-names.ts';
import type { IngestDisplay } from '../terminal/ingest-progress.ts';

/**
 * Files into the library as `addPapers` adds them, shown. What can't be read is an outcome; an outcome's `file` has the
 * folders that tell it from another of the same name.
 * @throws what `addPapers` throws: then the papers before are kept, and `outcomes` has them
 */
export async function ingestFiles(
  files: readonly IngestFile[],
  parts: IngestParts,
  display: IngestDisplay,
  signal: AbortSignal,
  outcomes: PaperOutcome[] = [],
): Promise<PaperOutcome[]> {
  const distinct = distinctNames(files.map(({ origin }) => origin));
  const names = new Map(files.map((file, index) => [file, distinct[index] ?? file.name]));
  const nameOf = (file: IngestFile) => names.get(file) ?? file.name;
  try {
    const added = addPapers(files, parts, {
      signal,
      onProgress: (file, progress) => display.update(nameOf(file), progress),
    });
    for await (const { file, outcome: of } of added) {
      const outcome = { ...of, file: nameOf(file) };
      outcomes.push(outcome);
      display.finish(outcome);
    }
    return outcomes;
  } finally {
    display.end();
  }
}
