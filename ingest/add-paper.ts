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

/** A file that was read and embedded; nothing of the library has changed. */
export interface EmbeddedFile {
  readonly original: Original;
  /** Null: its bytes were in the library when it was looked for. */
  readonly prepared: PreparedPaper | null;
  /** Null: it was in the library, by its bytes or by its text. */
  readonly vectors: readonly Float32Array[] | null;
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
  return await orUnreadable(file, async () => {
    const read = await readFile(file, parts, options.signal);
    return await commit(await embedFile(read, parts, options), parts, options);
  });
}

/**
 * The first third of `addPaper`: read → structure → passages.
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

/** The second third: the vectors of what is not in the library. */
export async function embedFile(read: ReadFile, parts: IngestParts, options: IngestOptions): Promise<EmbeddedFile> {
  const { original } = read;
  if (await findThere(original, read.prepared, parts.library)) return { ...read, vectors: null };
  const signal = options.signal ?? new AbortController().signal;
  const source = { name: original.name, bytes: original.bytes };
  const prepared = read.prepared ?? (await parts.prepare(source, signal));
  if (await findThere(original, prepared, parts.library)) return { original, prepared, vectors: null };
  const vectors = await embedAll(prepared.embeddingTexts, parts.embedder, signal, options);
  return { original, prepared, vectors };
}

/** The last third. */
export async function commit(
  { original, prepared, vectors }: EmbeddedFile,
  parts: IngestParts,
  options: IngestOptions,
): Promise<PaperOutcome> {
  const { library } = parts;
  // Looked for again: another file, or another process, may have brought it meanwhile.
  const there = await findThere(original, prepared, library);
  if (there) return await alreadyThere(original, there, library);
  if (!prepared || !vectors) {
    // Removed since it was looked for.
    options.signal?.throwIfAborted();
    return await commit(await embedFile({ original, prepared }, parts, options), parts, options);
  }

  const { paper, passages, searchTexts } = prepared;
  options.onProgress?.({ stage: 'saving', done: passages.length, total: passages.length });
  const before = await library.findOrigin(original.origin);
  const replaced = before && (await isNewVersion(original, before, paper, library)) ? before : null;
  const entry: NewPaper = { paper, passages, searchTexts, vectors, original };
  options.signal?.throwIfAborted();
  const result = await library.add(entry, replaced ? { replaces: replaced.id } : {});
  const state = result === 'present' ? 'unchanged' : result;
  const reason = before && !replaced ? 'another paper came under this name before; both are kept' : null;
  return { file: original.name, state, paperId: paper.id, passages: passages.length, reason };
}

/** What comes of a file; that it can't be read is an outcome. */
export async function orUnreadable(file: IngestFile, work: () => Promise<PaperOutcome>): Promise<PaperOutcome> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UnreadablePaperError)) throw error;
    return { file: file.name, state: 'unreadable', paperId: null, passages: 0, reason: error.reason };
  }
}

/** The paper in the library with the same bytes, or with the same text. */
async function findThere(
  original: Original,
  prepared: PreparedPaper | null,
  library: Library,
): Promise<PaperSummary | null> {
  const known = await library.findOriginal(original.sha256);
  if (known || !prepared) return known;
  const { id } = prepared.paper;
  if (!(await library.findIds(id)).includes(id)) return null;
  return (await library.papers()).find((summary) => summary.id === id) ?? null;
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

/** One vector a text, in the order given; the signal is heard every few passages. */
export async function embedAll(
  texts: readonly string[],
  embedder: Embedder,
  signal: AbortSignal,
  options: IngestOptions = {},
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let from = 0; from < texts.length; from += passagesPerCall) {
    options.onProgress?.({ stage: 'embedding', done: from, total: texts.length });
    vectors.push(...(await embedder.embedPassages(texts.slice(from, from + passagesPerCall), signal)));
  }
  return vectors;
}
