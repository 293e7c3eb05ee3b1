import type { AddOptions, NewPaper, StoredAnswer } from '../../library.ts';
import type { PaperId } from '../../paper.ts';

/** What the writing worker is started with. */
export interface WriteWorkerData {
  readonly folder: string;
  readonly dimensions: number;
  readonly pageLimit: number | undefined;
}

export type WriteRequest =
  | { readonly type: 'add'; readonly paper: NewPaper; readonly options: AddOptions }
  | { readonly type: 'remove'; readonly paper: PaperId }
  | { readonly type: 'keep'; readonly answers: readonly StoredAnswer[] }
  | { readonly type: 'close' };

/** Answers requests in the order they came in. */
export type WriteReply =
  | { readonly type: 'added'; readonly outcome: 'added' | 'replaced' | 'present' }
  /** `logEmptied`: the log of changes no longer holds what was removed. */
  | { readonly type: 'removed'; readonly removed: boolean; readonly logEmptied: boolean }
  | { readonly type: 'kept' }
  /** `kind` is the class of error to throw; its message is made for people. */
  | { readonly type: 'failed'; readonly kind: 'range' | 'damaged' | 'unavailable' | 'other'; readonly message: string };
