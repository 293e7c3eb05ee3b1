/** What becomes of a file that was given to be added. */
export type UploadState =
  /** `why`: what it waits for when that is more than its turn, in words. */
  | { readonly step: 'waiting'; readonly why: string | null }
  /** `share`: how much of the file has been sent, 0 to 1. */
  | { readonly step: 'sending'; readonly share: number }
  /**
   * Passages done of all; `total` is 0 until they are known. `queued`: papers before it are read first. `why`: what
   * hinders watching it, in words.
   */
  | {
      readonly step: 'reading';
      readonly queued: boolean;
      readonly done: number;
      readonly total: number;
      readonly why: string | null;
    }
  /** In the library; `note` is the server's sentence about it, if there is something to know. */
  | {
      readonly step: 'added' | 'replaced' | 'unchanged';
      readonly paperId: string;
      readonly note: string | null;
    }
  /** `again`: whether sending the same file once more can help. */
  | { readonly step: 'refused'; readonly reason: string; readonly again: boolean }
  /** By the reader, before it was sent. */
  | { readonly step: 'stopped' };

/** A file on its way into the library. */
export interface Upload {
  /** Counts up from 1 in the order the files were given. */
  readonly id: number;
  /** File name, without folders. */
  readonly name: string;
  readonly state: UploadState;
}

export type UploadAction =
  | { readonly type: 'given'; readonly uploads: readonly Upload[] }
  | { readonly type: 'went-on'; readonly id: number; readonly state: UploadState }
  | { readonly type: 'dismissed'; readonly id: number }
  | { readonly type: 'dismissed-finished' };

/** Whether nothing more will happen to it by itself. */
export function isOver({ step }: UploadState): boolean {
  return step !== 'waiting' && step !== 'sending' && step !== 'reading';
}

/** The uploads after something happened to one of them. */
export function reduceUploads(uploads: readonly Upload[], action: UploadAction): readonly Upload[] {
  switch (action.type) {
    case 'given':
      return [...uploads, ...action.uploads];
    case 'went-on':
      return uploads.map((upload) => (upload.id === action.id ? { ...upload, state: action.state } : upload));
    case 'dismissed':
      return uploads.filter(({ id, state }) => id !== action.id || !isOver(state));
    case 'dismissed-finished':
      return uploads.filter(({ state }) => !isOver(state));
  }
}

/** Whether it can be stopped: the server has not got it yet. */
export function canBeStopped({ step }: UploadState): boolean {
  return step === 'waiting' || step === 'sending';
}
