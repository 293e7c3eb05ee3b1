import {
  addRead,
  type IngestFile,
  type IngestParts,
  type IngestProgress,
  type PaperOutcome,
  type ReadFile,
  readFile,
} from './add-paper.ts';

export interface AddPapersOptions {
  readonly signal?: AbortSignal;
  /** Told of the file whose turn it is. */
  readonly onProgress?: (file: IngestFile, progress: IngestProgress) => void;
}

/**
 * Files into the library in their order, each whole or not at all; an outcome a file. While one is embedded the next is
 * read, since that keeps another core busy.
 * @throws what `addPaper` throws; the papers before are kept
 */
export async function* addPapers(
  files: readonly IngestFile[],
  parts: IngestParts,
  { signal = new AbortController().signal, onProgress }: AddPapersOptions = {},
): AsyncGenerator<{ readonly file: IngestFile; readonly outcome: PaperOutcome }> {
  let ahead: Promise<ReadFile> | null = null;
  for (const [index, file] of files.entries()) {
    signal.throwIfAborted();
    onProgress?.(file, { stage: 'reading', done: 0, total: 0 });
    const reading: Promise<ReadFile> = ahead ?? readFile(file, parts, signal);
    const next = files[index + 1];
    ahead = next ? after(reading, () => readFile(next, parts, signal)) : null;
    const own = { signal, onProgress: (progress: IngestProgress) => onProgress?.(file, progress) };
    yield { file, outcome: await addRead(file, reading, parts, own) };
  }
}

/** What comes of work that begins when something else has ended, however; whoever wants it hears of a failure. */
function after<Result>(first: Promise<unknown>, work: () => Promise<Result>): Promise<Result> {
  const result = first.then(work, work);
  result.catch(() => undefined);
  return result;
}
