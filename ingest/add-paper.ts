import type { Embedder } from './embedder.ts';
import { UnreadablePaperError } from './errors.ts';
import type { Library, NewPaper, Original, PaperSummary } from './library.ts';
import { isNewVersion } from './new-version.ts';
import { type PaperId, sha256Of } from './paper.ts';
import { searchText } from './passages.ts';
import type { PreparedPaper, PreparePaper } from './prepare-paper.ts';

/** The largest file that is read. */
export const maxPaperBytes = 50 * 1024 * 1024;

/** A file to ingest; its bytes are read when its turn comes, or while the file before it is embedded. */
export interface IngestFile {
  /** Without folders. */
  readonly name: string;
  /** Absolute path for files, `upload:<name>` for uploads: a changed file of the same origin replaces its paper. */
  readonly origin: string;
  bytes(): Promise<Uint8Array>;
}

export interface IngestParts {
  readonly library: Library;
  readonly embedder: Embedder;
  readonly prepare: PreparePaper;
}

/** What became of a file. `reason` is a sentence: why it is unreadable or unchanged, or what else to know. */
export interface PaperOutcome {
  readonly file: string;
  readonly state: 'added' | 'replaced' | 'unchanged' | 'unreadable';
  readonly paperId: PaperId | null;
  readonly passages: number;
  readonly reason: string | null;
}

/** `done` and `total` count passages; 0 of 0 while reading. */
export interface IngestProgress {
  readonly stage: 'reading' | 'embedding' | 'saving';
  readonly done: number;
  readonly total: number;
}

export interface IngestOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: IngestProgress) => void;
}

/** Passages that go to the embedder in one call: few enough for progress that moves and an abort that is quick. */
const passagesPerCall = 8;

/** A file that was read: what it takes to store its paper; nothing of the library has changed. */
export interface ReadFile {
  readonly original: Original;
  /** Null: its bytes were in the library when it was read. */
  readonly prepared: PreparedPaper | null;
}

/**
 * One file into the library: read → structure → passages → embed → commit. A file whose bytes are there already is
 * left alone; a file that can't be read is an outcome, not an error.
 * @throws LibraryUnavailableError, EmbedderUnavailableError, or the signal's reason
 */
export async function addPaper(
  file: IngestFile,
  parts: IngestParts,
  options: IngestOptions = {},
): Promise<PaperOutcome> {
  options.onProgress?.({ stage: 'reading', done: 0, total: 0 });
  return await addRead(file, readFile(file, parts, options.signal), parts, options);
}

/**
 * The first half of `addPaper`: read → structure → passages.
 * @throws UnreadablePaperError, LibraryUnavailableError, or the signal's reason
 */
export async function readFile(
  file: IngestFile,
  { library, prepare }: Omit<IngestParts, 'embedder'>,
  signal = new AbortController().signal,
): Promise<ReadFile> {
  signal.throwIfAborted();
  const bytes = await readBytes(file);
  const original = { name: file.name, origin: file.origin, bytes, sha256: sha256Of(bytes) };
  const isKnown = (await library.findOriginal(original.sha256)) !== null;
  return { original, prepared: isKnown ? null : await prepare({ name: file.name, bytes }, signal) };
}

/** The second half, for a file that is being read: embed → commit. */
export async function addRead(
  file: IngestFile,
  reading: Promise<ReadFile>,
  parts: IngestParts,
  options: IngestOptions,
): Promise<PaperOutcome> {
  try {
    return await store(await reading, parts, options);
  } catch (error) {
    if (!(error instanceof UnreadablePaperError)) throw error;
    return { file: file.name, state: 'unreadable', paperId: null, passages: 0, reason: error.reason };
  }
}

async function store(read: ReadFile, parts: IngestParts, options: IngestOptions): Promise<PaperOutcome> {
  const { library, embedder, prepare } = parts;
  const { original } = read;
  const signal = options.signal ?? new AbortController().signal;
  // Looked for again: another file, or another process, may have brought it since it was read.
  const known = await library.findOriginal(original.sha256);
  if (known) return await alreadyThere(original, known, library);

  const prepared = read.prepared ?? (await prepare({ name: original.name, bytes: original.bytes }, signal));
  const { paper, passages, embeddingTexts, searchTexts } = prepared;
  const isThere = (await library.findIds(paper.id)).includes(paper.id);
  const sameText = isThere && (await library.papers()).find((summary) => summary.id === paper.id);
  if (sameText) return await alreadyThere(original, sameText, library);

  const vectors = await embedAll(embeddingTexts, embedder, signal, options);
  options.onProgress?.({ stage: 'saving', done: passages.length, total: passages.length });
  const before = await library.findOrigin(original.origin);
  const replaced = before && (await isNewVersion(original, before, paper, library)) ? before : null;
  const entry: NewPaper = { paper, passages, searchTexts, vectors, original };
  signal.throwIfAborted();
  const result = await library.add(entry, replaced ? { replaces: replaced.id } : {});
  const state = result === 'present' ? 'unchanged' : result;
  const reason = before && !replaced ? 'another paper came under this name before; both are kept' : null;
  return { file: original.name, state, paperId: paper.id, passages: passages.length, reason };
}

/**
 * A file whose paper is in the library. Where the file held another paper before, that one was its older version and
 * must not stay behind: the paper takes its place, and counts as read from this file from then on.
 */
async function alreadyThere(original: Original, there: PaperSummary, library: Library): Promise<PaperOutcome> {
  const reason = `it is in the library already${there.source === original.name ? '' : `, as ${there.source}`}`;
  const outcome = { file: original.name, paperId: there.id, passages: there.passages, reason };
  const before = await library.findOrigin(original.origin);
  if (!before || before.id === there.id) return { ...outcome, state: 'unchanged' };
  const paper = await library.paper(there.id);
  if (!paper) throw new UnreadablePaperError(original.name, 'its paper was removed meanwhile; add it again');
  if (!(await isNewVersion(original, before, paper, library))) return { ...outcome, state: 'unchanged' };
  const passages = await library.passagesOf(there.id);
  const vectors = (await library.vectorsOf(passages.map(({ id }) => id))).filter((vector) => vector !== null);
  const searchTexts = passages.map((passage) => searchText(paper, passage));
  const entry = { paper: { ...paper, source: original.name }, passages, searchTexts, vectors, original };
  await library.add(entry, { replaces: before.id });
  return {
    ...outcome,
    state: 'replaced',
    reason: `${reason}; the older version of ${original.name} is gone`,
  };
}

async function readBytes(file: IngestFile): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await file.bytes();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    const reason =
      code === 'ENOENT'
        ? 'it is no longer there; put it back and ingest again'
        : code === 'EACCES' || code === 'EPERM'
          ? 'there is no permission to read it; change its permissions and ingest again'
          : 'it could not be read from the disk; check the disk and ingest again';
    throw new UnreadablePaperError(file.name, reason, { cause });
  }
  if (bytes.byteLength === 0) throw new UnreadablePaperError(file.name, 'the file is empty (0 bytes)');
  if (bytes.byteLength > maxPaperBytes) {
    const size = Math.ceil(bytes.byteLength / 1024 / 1024);
    throw new UnreadablePaperError(file.name, `the file has ${size} MB, the limit is 50 MB; split it or reduce it`);
  }
  return bytes;
}

async function embedAll(
  texts: readonly string[],
  embedder: Embedder,
  signal: AbortSignal,
  options: IngestOptions,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let from = 0; from < texts.length; from += passagesPerCall) {
    options.onProgress?.({ stage: 'embedding', done: from, total: texts.length });
    vectors.push(...(await embedder.embedPassages(texts.slice(from, from + passagesPerCall), signal)));
  }
  return vectors;
}
