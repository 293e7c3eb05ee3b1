import { createStore, del, get, keys, set, type UseStore } from 'idb-keyval';
import type { CheckState, Given } from './check-state.ts';

/** A draft as this browser keeps it, with its report once it was checked. */
export interface KeptDraft {
  readonly given: Given;
  readonly report:
    | (Pick<CheckState, 'text' | 'results' | 'summary' | 'notice'> & {
        /** Uses in all, those too that turned out to be none; reports kept by earlier versions have it not. */
        readonly total?: number;
      })
    | null;
}

/** The newest drafts that are kept; older ones go. */
const mostKept = 20;

let opened: UseStore | null = null;

function store(): UseStore {
  opened ??= createStore('ibid-drafts', 'drafts');
  return opened;
}

/** An id for a draft that nobody can guess; ids sort by when they were made. */
export function newDraftId(): string {
  const random = crypto.getRandomValues(new Uint32Array(3));
  return `${Date.now().toString(36)}-${[...random].map((part) => part.toString(36)).join('')}`;
}

/** Keeps a draft in this browser. Does nothing where a browser keeps nothing, as in private windows. */
export async function keepDraft(id: string, draft: KeptDraft): Promise<void> {
  try {
    await set(id, draft, store());
    const ids = (await keys<string>(store())).sort();
    for (const old of ids.slice(0, -mostKept)) await del(old, store());
  } catch {
    // The check goes on all the same; a reload will say that the draft is not here.
  }
}

/** A kept draft; null when this browser does not hold it, or not any more. */
export async function keptDraft(id: string): Promise<KeptDraft | null> {
  try {
    return (await get<KeptDraft>(id, store())) ?? null;
  } catch {
    return null;
  }
}
