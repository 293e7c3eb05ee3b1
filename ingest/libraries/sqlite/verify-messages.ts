import type { VerifyReport } from '../../library.ts';

/** What the verifying worker is started with. */
export interface VerifyWorkerData {
  readonly folder: string;
  readonly dimensions: number;
}

export type VerifyMessage =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'done'; readonly report: VerifyReport }
  | { readonly type: 'failed'; readonly reason: string };
