import { embedAll } from './add-paper.ts';
import type { Embedder } from './embedder.ts';
import { LibraryDamagedError, LibraryMismatchError } from './errors.ts';
import type { Correction, KeptAnswer, Library, PaperSummary, WholePaper } from './library.ts';
import type { PaperId } from './paper.ts';
import { embeddingText } from './passages.ts';
import { uploadOfNote } from './upload-note.ts';

export interface CopyOptions {
  readonly signal?: AbortSignal;
  /** Told before each paper, and with an empty title at the end; `done` and `total` count papers. */
  readonly onProgress?: (done: number, total: number, title: string) => void;
  /** The target's: its vectors are made anew where the source's come from another embedder. */
  readonly embedder?: Embedder;
}

/** A paper that could not be copied; `reason` is a sentence that says what to do. */
export interface DamagedPaper {
  readonly id: PaperId;
  readonly title: string;
  readonly reason: string;
}

/** What was copied, counted. */
export interface CopyReport {
  readonly papers: number;
  /** Of the papers that were copied. */
  readonly passages: number;
  /** Papers that were there already, or that led to a later version there. */
  readonly present: number;
  readonly damaged: readonly DamagedPaper[];
  /** Those that quote a paper that could not be copied stay behind. */
  readonly answers: number;
  readonly keys: number;
  readonly notes: number;
}

/**
 * Copies papers in their order, with what was put right and the ids that lead to them, then answers with what was
 * said of them, keys and notes. What is there already is left, so a copy that was broken off goes on when it is made
 * again. Nothing is embedded unless `embedder` is another than the source's.
 * @throws LibraryMismatchError when the embedders differ and none is given; LibraryUnavailableError,
 *   EmbedderUnavailableError, or the signal's reason: what was copied until then is kept
 */
export async function copyLibrary(from: Library, to: Library, options: CopyOptions = {}): Promise<CopyReport> {
  const { signal, onProgress } = options;
  const embedder = embedderFor(from, to, options.embedder);
  const summaries = await from.papers();
  const there = new Map((await to.papers()).map((summary) => [summary.id, summary]));
  const count = { papers: 0, passages: 0, present: 0 };
  const damaged: DamagedPaper[] = [];
  for (const [index, summary] of summaries.entries()) {
    signal?.throwIfAborted();
    const { id, title } = summary;
    onProgress?.(index, summaries.length, title);
    const known = there.get(id);
    try {
      if (known ?? (await to.findIds(id)).length > 0) {
        count.present += 1;
        if (known) await correctAsThere(from, to, summary, known);
        continue;
      }
      const whole = await from.whole(id);
      // Null: removed meanwhile.
      if (!whole) continue;
      await take(to, embedder ? await embedAgain(whole, embedder, signal) : whole, there);
      count.papers += 1;
      count.passages += whole.passages.length;
    } catch (error) {
      if (!(error instanceof LibraryDamagedError)) throw error;
      damaged.push({ id, title, reason: error.reason });
    }
  }
  onProgress?.(summaries.length, summaries.length, '');
  const answers = await copyAnswers(from, to, signal);
  return { ...count, damaged, answers, keys: await copyKeys(from, to), notes: await copyNotes(from, to) };
}

function embedderFor(from: Library, to: Library, embedder: Embedder | undefined): Embedder | null {
  const same = from.embedderId === to.embedderId && from.embedderDimensions === to.embedderDimensions;
  if (same) return null;
  if (embedder?.id !== to.embedderId) throw new LibraryMismatchError(to.embedderId, from.embedderId);
  return embedder;
}

async function embedAgain(whole: WholePaper, embedder: Embedder, signal?: AbortSignal): Promise<WholePaper> {
  const { paper, passages } = whole;
  const texts = passages.map((passage) => embeddingText(paper, passage));
  return { ...whole, vectors: await embedAll(texts, embedder, signal ?? new AbortController().signal) };
}

async function take(to: Library, whole: WholePaper, there: ReadonlyMap<PaperId, PaperSummary>): Promise<void> {
  const { correction, formerIds, ...paper } = whole;
  // A version that the source has replaced since it was last copied is replaced there, too.
  const replaced = formerIds.find((id) => there.has(id));
  await to.add(paper, { formerIds, ...(replaced !== undefined && { replaces: replaced }) });
  if (!isEmpty(correction)) await to.correct(paper.paper.id, correction);
}

/** A copy may have been broken off between a paper and what was put right; what was put right there stays. */
async function correctAsThere(from: Library, to: Library, source: PaperSummary, target: PaperSummary): Promise<void> {
  const shown = ({ title, authors, year, doi }: PaperSummary) => JSON.stringify([title, authors, year, doi]);
  if (shown(source) === shown(target)) return;
  const correction: Correction = (await from.whole(source.id))?.correction ?? {};
  if (isEmpty(correction)) return;
  const own = await to.whole(source.id);
  if (own && isEmpty(own.correction)) await to.correct(source.id, correction);
}

function isEmpty(correction: Correction): boolean {
  return Object.keys(correction).length === 0;
}

async function copyAnswers(from: Library, to: Library, signal?: AbortSignal): Promise<number> {
  let copied = 0;
  for await (const answer of from.answers()) {
    signal?.throwIfAborted();
    if (await copyAnswer(answer, to)) copied += 1;
  }
  return copied;
}

/** False: it was there, or a paper that it quotes is not. */
async function copyAnswer({ feedback, ...answer }: KeptAnswer, to: Library): Promise<boolean> {
  const before = await to.answer(answer.id);
  if (!before) await to.keepAnswer(answer);
  const isThere = feedback && !before?.feedback ? await to.giveFeedback(answer.id, feedback) : null;
  return !before && (isThere ?? (await to.answer(answer.id)) !== null);
}

async function copyKeys(from: Library, to: Library): Promise<number> {
  const there = new Set((await to.keys()).map(({ id }) => id));
  const missing = (await from.keys()).filter(({ id }) => !there.has(id));
  for (const key of missing) await to.addKey(key);
  return missing.length;
}

async function copyNotes(from: Library, to: Library): Promise<number> {
  const there = new Set((await to.notes()).map(({ name }) => name));
  const missing = (await from.notes()).filter(({ name }) => !there.has(name) && uploadOfNote(name) === null);
  for (const { name, value } of missing) await to.setNote(name, value);
  return missing.length;
}
