import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Place, WirePaperDetail, WirePaperText, WireSpan } from '../../server/wire.ts';
import type { Permalink } from '../address/permalink.ts';
import { findPlace, getPaper, getPaperText } from '../api/papers.ts';
import { inWords, RequestFailedError } from '../api/failure.ts';
import { holdsWords } from './holds-words.ts';
import { useRetrying } from './use-retrying.ts';

/** An opened paper; `pieces` is empty when no words are to be shown, or they are gone. */
export interface OpenSource {
  readonly state: 'open';
  readonly paper: WirePaperDetail;
  readonly content: WirePaperText;
  readonly pieces: readonly WireSpan[];
  /** Where the words were found again, when the paper had changed; else null. */
  readonly place: Place | null;
  /** True when the address names words that the paper no longer has. */
  readonly gone: boolean;
}

export type Source =
  | { readonly state: 'closed' }
  | { readonly state: 'opening' }
  | { readonly state: 'failed'; readonly message: string; readonly canRetry: boolean }
  | OpenSource;

type Papers = Map<string, Promise<[WirePaperDetail, WirePaperText]>>;

// A paper's id comes from its content, so what was read once stays right.
const papers: Papers = new Map();
const papersKept = 6;

function readPaper(id: string): Promise<[WirePaperDetail, WirePaperText]> {
  const kept = papers.get(id);
  if (kept) return kept;
  // The texts of a long paper take a while to parse: what is made of them is another task.
  const read = Promise.all([getPaper(id), getPaperText(id)]).then(async (both) => {
    await new Promise((resolve) => setTimeout(resolve, 0));
    return both;
  });
  papers.set(id, read);
  const oldest = papers.keys().next().value;
  if (papers.size > papersKept && oldest !== undefined) papers.delete(oldest);
  // A failure is not kept: the next try asks again.
  read.catch(() => papers.delete(id));
  return read;
}

/** The paper that a permalink names, with its words: at the offsets given when they stand there, or found by the server. */
export async function openSource(permalink: Permalink): Promise<OpenSource> {
  const [paper, content] = await readPaper(permalink.paperId);
  const opened = { state: 'open', paper, content, pieces: [...permalink.pieces], place: null, gone: false } as const;
  const { pieces, garbled, sha, quote, prefix, suffix } = permalink;
  if (pieces.length === 0 && !garbled && quote === null) return opened;
  const sameText = sha === null || paper.sha256.startsWith(sha);
  // The hash says only that the text is the same: what stands at the offsets has to be looked at.
  if (sameText && holdsWords(content.text, pieces, quote)) return opened;
  const place = quote === null ? null : await findPlace(permalink.paperId, { quote, prefix, suffix });
  return { ...opened, pieces: place?.pieces ?? [], place, gone: place === null };
}

function failureOf(error: unknown): Source {
  const missing = error instanceof RequestFailedError && error.status === 404;
  const message = missing ? 'This paper is not in the library. It may have been removed.' : inWords(error);
  return { state: 'failed', message, canRetry: !missing };
}

/** Whether two failures are one to the reader: then what is said stays as it is, and is not said anew. */
function isSameFailure(a: Source, b: Source): boolean {
  return a.state === 'failed' && b.state === 'failed' && a.message === b.message && a.canRetry === b.canRetry;
}

/** Opens what the address names; null closes. The second value tries again, as the hook does itself while it fails. */
export function useSource(permalink: Permalink | null): [Source, () => void] {
  const [source, setSource] = useState<Source>({ state: 'closed' });
  const [attempt, setAttempt] = useState(0);
  // Another way to look at the same words opens nothing anew.
  const named = permalink && JSON.stringify({ ...permalink, show: 'text' });
  useEffect(() => {
    if (!permalink) {
      setSource({ state: 'closed' });
      return;
    }
    let current = true;
    // The text that is open stays until the next is there, unless that takes long enough to be noticed.
    const slow = setTimeout(() => setSource({ state: 'opening' }), 150);
    openSource(permalink)
      .catch(failureOf)
      .then((next) => {
        clearTimeout(slow);
        if (current) setSource(next);
      })
      .catch(() => undefined);
    return () => {
      current = false;
      clearTimeout(slow);
    };
  }, [named, attempt]);
  const opened = useRef(named);
  opened.current = named;
  useRetrying(source.state === 'failed' && source.canRetry, async () => {
    if (!permalink) return;
    const next = await openSource(permalink).catch(failureOf);
    if (opened.current === named) setSource((before) => (isSameFailure(before, next) ? before : next));
  });
  return [source, useCallback(() => setAttempt((number) => number + 1), [])];
}
