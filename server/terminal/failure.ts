import {
  EmbedderUnavailableError,
  LibraryFormatError,
  LibraryMismatchError,
  LibraryUnavailableError,
  UnreadablePaperError,
} from '../../ingest/errors.ts';
import { SettingError } from '../../ingest/setting-error.ts';
import { ModelSettingError } from '../answer/writer-errors.ts';
import { CommandError, Interruption } from '../commands/context.ts';
import { RequestError } from '../errors.ts';
import { UnreadableDraftError } from '../quotes/drafts/unreadable-draft.ts';
import { visibleLine } from './visible-text.ts';

/** What went wrong: a code for programs, a sentence for people that says what to do. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

type ErrorClass = abstract new (...args: never[]) => Error;

/** Errors whose own message says all. */
const known: readonly (readonly [ErrorClass, string])[] = [
  [SettingError, 'setting'],
  [LibraryMismatchError, 'library-mismatch'],
  [LibraryFormatError, 'library-format'],
  [LibraryUnavailableError, 'library-unavailable'],
  [EmbedderUnavailableError, 'embedder-unavailable'],
  [UnreadablePaperError, 'paper-unreadable'],
  [UnreadableDraftError, 'draft-unreadable'],
];

/** The failure that an error is for whoever gave the command: one line, no stack. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CommandError || error instanceof RequestError)
    return { code: error.code, message: visibleLine(error.message) };
  if (error instanceof Interruption) return { code: 'interrupted', message: error.message };
  if (error instanceof ModelSettingError) {
    const message = `${visibleLine(error.message)} The settings for it are IBID_MODEL, IBID_MODEL_KEY and IBID_MODEL_URL.`;
    return { code: 'model-setting', message };
  }
  for (const [kind, code] of known) {
    if (error instanceof kind) return { code, message: visibleLine(error.message) };
  }
  return {
    code: 'internal',
    message:
      'Something went wrong inside Ibid. Give the command again with LOG_LEVEL=debug to see what, and report it.',
  };
}
