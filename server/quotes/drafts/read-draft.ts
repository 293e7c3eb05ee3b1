import { type Draft, draftKinds, mostDraftBytes, mostDraftText } from './draft.ts';
import { UnreadableDraftError } from './unreadable-draft.ts';
import { decodeText } from './decode-text.ts';
import { readWordDocument } from './docx/word-document.ts';

/**
 * A file's bytes as a draft. The ending of the name says what it is; Markdown keeps its marks, so that offsets are
 * those of the file.
 * @throws UnreadableDraftError
 */
export async function readDraft(name: string, bytes: Uint8Array, signal: AbortSignal): Promise<Draft> {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (!['docx', 'md', 'markdown', 'txt'].includes(ending)) {
    throw new UnreadableDraftError(name, refusalOfKind(ending), 'kind-unknown');
  }
  if (bytes.byteLength > mostDraftBytes) {
    const reason = `it has more than ${mostDraftBytes / 1024 / 1024} MB; remove its images or check it in parts`;
    throw new UnreadableDraftError(name, reason, 'too-large');
  }
  if (bytes.byteLength === 0) throw new UnreadableDraftError(name, 'it is empty (0 bytes)', 'empty');
  if (ending === 'docx') {
    const document = await readWordDocument(name, bytes, signal);
    return { kind: 'docx', name, text: checkedText(name, document.text), document };
  }
  const text = checkedText(name, decodeText(name, bytes));
  return { kind: ending === 'txt' ? 'text' : 'markdown', name, text };
}

/**
 * A text that was given as such, as a draft.
 * @throws UnreadableDraftError
 */
export function textDraft(name: string, text: string): Draft {
  return { kind: 'markdown', name, text: checkedText(name, text) };
}

function checkedText(name: string, text: string): string {
  if (text.length > mostDraftText) {
    const limit = mostDraftText.toLocaleString('en-GB');
    const reason = `it has ${text.length.toLocaleString('en-GB')} characters of text, the limit is ${limit}; check it in parts`;
    throw new UnreadableDraftError(name, reason, 'too-large');
  }
  if (text.trim() === '') throw new UnreadableDraftError(name, 'it holds no text', 'empty');
  return text;
}

function refusalOfKind(ending: string): string {
  const instead = ending === 'doc' || ending === 'odt' || ending === 'rtf' ? 'save it as .docx' : `give ${draftKinds}`;
  return `drafts of this kind are not read; ${instead}`;
}
