import {
  commit,
  embedFile,
  type IngestFile,
  type IngestParts,
  type IngestProgress,
  orUnreadable,
  type PaperOutcome,
  type ReadFile,
  readFile,
} from './add-paper.ts';

export interface AddPapersOptions {
  readonly signal?: AbortSignal;
  /** Told of a file from its turn on. */
  readonly onProgress?: (file: IngestFile, progress: IngestProgress) => void;
}

/** A file and what comes of it. */
export interface AddedFile {
  readonly file: IngestFile;
  readonly outcome: PaperOutcome;
}

/** A paper that is being written. */
interface Writing {
  readonly file: IngestFile;
  readonly read: ReadFile | null;
  readonly outcome: Promise<PaperOutcome>;
}

/**
 * Files into the library in their order, each whole or not at all; an outcome a file. While one is embedded the one
 * before is written and the next is read, since the model shall never wait.
 * @throws what `addPaper` throws; the papers before are kept
 */
export async function* addPapers(
  files: readonly IngestFile[],
  parts: IngestParts,
  { signal = new AbortController().signal, onProgress }: AddPapersOptions = {},
): AsyncGenerator<AddedFile> {
  let ahead: Promise<ReadFile> | null = null;
  let writing: Writing | null = null;
  for (const [index, file] of files.entries()) {
    if (!signal.aborted) onProgress?.(file, { stage: 'reading', done: 0, total: 0 });
    const reading: Promise<ReadFile> = ahead ?? readFile(file, parts, signal);
    const read = await reading.catch(() => null);
    // What is the same is only seen to be once it is written.
    if (writing && read && isSame(writing.read, read)) {
      yield await addedOf(writing);
      writing = null;
    }
    const options = { signal, onProgress: (progress: IngestProgress) => onProgress?.(file, progress) };
    const embedding = heard(reading.then((found) => embedFile(found, parts, options)));
    if (writing) yield await addedOf(writing);
    writing = null;
    signal.throwIfAborted();
    const next = files[index + 1];
    ahead = next ? heard(readFile(next, parts, signal)) : null;
    await embedding.catch(() => undefined);
    const outcome = heard(orUnreadable(file, async () => commit(await embedding, parts, options)));
    writing = { file, read, outcome };
  }
  if (writing) yield await addedOf(writing);
}

async function addedOf({ file, outcome }: Writing): Promise<AddedFile> {
  return { file, outcome: await outcome };
}

function isSame(one: ReadFile | null, other: ReadFile): boolean {
  if (one === null) return false;
  const id = one.prepared?.paper.id;
  return (
    one.original.sha256 === other.original.sha256 ||
    one.original.origin === other.original.origin ||
    (id !== undefined && id === other.prepared?.paper.id)
  );
}

/** Work that somebody waits for later, or never when something else failed first. */
function heard<Result>(work: Promise<Result>): Promise<Result> {
  work.catch(() => undefined);
  return work;
}
