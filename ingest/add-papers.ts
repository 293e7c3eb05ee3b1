import type { Embedder } from './embedder.ts';
import { UnreadablePaperError } from './errors.ts';
import type { Library, NewPaper, PaperSummary } from './library.ts';
import { type Paper, type PaperId, type Passage, sha256Of } from './paper.ts';
import { embeddingText, passagesOf, searchText } from './passages.ts';
import type { Reader } from './reader.ts';

/** The largest file that is read. */
export const maxPaperBytes = 50 * 1024 * 1024;

/** A file to ingest; its bytes are read when its turn comes. */
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
  readonly readers: readonly Reader[];
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
  try {
    return await readAndAdd(file, parts, options);
  } catch (error) {
    if (!(error instanceof UnreadablePaperError)) throw error;
    return { file: file.name, state: 'unreadable', paperId: null, passages: 0, reason: error.reason };
  }
}

async function readAndAdd(file: IngestFile, parts: IngestParts, options: IngestOptions): Promise<PaperOutcome> {
  const { library, embedder, readers } = parts;
  const signal = options.signal ?? new AbortController().signal;
  options.onProgress?.({ stage: 'reading', done: 0, total: 0 });

  const bytes = await readBytes(file);
  const sha256 = sha256Of(bytes);
  const known = await library.findOriginal(sha256);
  if (known) return unchanged(file, known, 'it is in the library, unchanged');

  const source = { name: file.name, bytes };
  const reader = readers.find((candidate) => candidate.accepts(source));
  if (!reader) {
    throw new UnreadablePaperError(file.name, 'this kind of file is not read; give .txt, .md, .pdf, .docx or .epub');
  }
  const paper = await reader.read(source, signal);
  const passages = passagesOf(paper);
  if (passages.length === 0) {
    throw new UnreadablePaperError(file.name, 'it holds no text; if it is a scan, run text recognition (OCR) first');
  }
  const sameText = (await library.papers()).find((summary) => summary.id === paper.id);
  if (sameText) return unchanged(file, sameText, `its text is in the library already, as ${sameText.source}`);

  const vectors = await embedAll(paper, passages, embedder, signal, options);
  options.onProgress?.({ stage: 'saving', done: passages.length, total: passages.length });
  const before = await library.findOrigin(file.origin);
  const replaced = before && isNewVersion(file, before, paper) ? before : null;
  const entry: NewPaper = {
    paper,
    passages,
    searchTexts: passages.map((passage) => searchText(paper, passage)),
    vectors,
    original: { name: file.name, origin: file.origin, bytes, sha256 },
  };
  signal.throwIfAborted();
  const result = await library.add(entry, replaced ? { replaces: replaced.id } : {});
  const state = result === 'present' ? 'unchanged' : result;
  const reason = before && !replaced ? 'another paper came under this name before; both are kept' : null;
  return { file: file.name, state, paperId: paper.id, passages: passages.length, reason };
}

/** A file on disk that changed is its paper's new version; an upload only if it is the same paper, by DOI or title. */
function isNewVersion(file: IngestFile, before: PaperSummary, paper: Paper): boolean {
  if (!file.origin.startsWith('upload:')) return true;
  const key = (title: string) => title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return (before.doi !== null && before.doi === paper.doi) || key(before.title) === key(paper.title);
}

function unchanged(file: IngestFile, paper: { id: PaperId; passages: number }, reason: string): PaperOutcome {
  return { file: file.name, state: 'unchanged', paperId: paper.id, passages: paper.passages, reason };
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
  paper: Paper,
  passages: readonly Passage[],
  embedder: Embedder,
  signal: AbortSignal,
  options: IngestOptions,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let from = 0; from < passages.length; from += passagesPerCall) {
    options.onProgress?.({ stage: 'embedding', done: from, total: passages.length });
    const texts = passages.slice(from, from + passagesPerCall).map((passage) => embeddingText(paper, passage));
    vectors.push(...(await embedder.embedPassages(texts, signal)));
  }
  return vectors;
}
