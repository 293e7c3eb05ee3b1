import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { stdin } from 'node:process';
import { addAbortSignal } from 'node:stream';
import { type Draft, mostDraftBytes } from '../quotes/drafts/draft.ts';
import { readDraft } from '../quotes/drafts/read-draft.ts';
import { UnreadableDraftError } from '../quotes/drafts/unreadable-draft.ts';
import { visibleLine } from '../terminal/visible-text.ts';
import { type CommandContext, CommandError } from './context.ts';

/** A draft on standard input, as Markdown. */
export async function inputDraft(context: CommandContext): Promise<Draft> {
  return await readDraft('standard-input.md', new TextEncoder().encode(await readInput(context)), context.signal);
}

/**
 * A draft in a file.
 * @throws UnreadableDraftError
 */
export async function fileDraft(path: string, signal: AbortSignal): Promise<Draft> {
  const name = visibleLine(basename(path));
  const size = await stat(path).then(
    (entry) => (entry.isFile() ? entry.size : null),
    (error: unknown) => {
      throw unreadable(name, error);
    },
  );
  if (size === null) throw new UnreadableDraftError(name, 'it is not a file; name a draft');
  // Told before it is read: the file could be of any size.
  if (size > mostDraftBytes) {
    throw new UnreadableDraftError(name, 'it has more than 20 MB; remove its images or check it in parts', 'too-large');
  }
  const bytes = await readFile(path, { signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw unreadable(name, error);
  });
  return await readDraft(name, bytes, signal);
}

function unreadable(name: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new UnreadableDraftError(name, 'there is no such file; check the path', 'unreadable', { cause: error });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new UnreadableDraftError(name, 'there is no permission to read it', 'unreadable', { cause: error });
  }
  return error;
}

/**
 * The text on standard input.
 * @throws CommandError when it is larger than any draft, or not UTF-8
 */
export async function readInput({ signal, terminal }: CommandContext): Promise<string> {
  if (stdin.isTTY && terminal.interactive) terminal.err('Write or paste the text, then press Ctrl-D.\n');
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of addAbortSignal(signal, stdin)) {
    const bytes = Buffer.from(chunk as Uint8Array);
    length += bytes.byteLength;
    if (length > mostDraftBytes)
      throw new CommandError('text-too-long', 'Standard input has more than 20 MB: check it in parts.');
    chunks.push(bytes);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new CommandError('text-unreadable', 'Standard input is not text in UTF-8: give it as such.', { cause });
  }
}
