import { UnreadableDraftError } from '../unreadable-draft.ts';
import type { NoteReference, Paragraph, Piece } from './piece.ts';
import { readStory, type Story } from './read-story.ts';
import { openWordPackage, partText, type WordPackage } from './word-package.ts';
import { MalformedXmlError } from './xml.ts';

/** A Word document's visible text, and where each stretch of it stands in the file. */
export interface WordDocument {
  readonly file: WordPackage;
  /** The XML of the body. */
  readonly body: string;
  readonly root: Story['root'];
  /** Paragraphs in reading order with an empty line between them, notes behind the body. */
  readonly text: string;
  /** In the order of the text. */
  readonly pieces: readonly Piece[];
}

const betweenParagraphs = '\n\n';

/**
 * Reads a .docx with all its tracked changes taken as accepted; headers, footers and comments are not read.
 * @throws UnreadableDraftError
 */
export async function readWordDocument(name: string, bytes: Uint8Array, signal: AbortSignal): Promise<WordDocument> {
  try {
    const file = await openWordPackage(name, bytes, signal);
    const body = (await partText(file.zip, file.main)) ?? '';
    const story = await readStory(body, signal);
    const notes = await notesOf(file, story.references, signal);
    const { text, pieces } = joined([...story.paragraphs, ...notes]);
    return { file, body, root: story.root, text, pieces };
  } catch (cause) {
    signal.throwIfAborted();
    // A TypeError is what decoding throws.
    if (!(cause instanceof MalformedXmlError || cause instanceof TypeError)) throw cause;
    const reason = 'it is a damaged Word document; open it in the program that made it and save it again';
    throw new UnreadableDraftError(name, reason, 'unreadable', { cause });
  }
}

/** The notes in the order of their marks; what is said of their words goes to the mark, as Word has no comments in notes. */
async function notesOf(
  file: WordPackage,
  references: readonly NoteReference[],
  signal: AbortSignal,
): Promise<Paragraph[]> {
  const stories = new Map<string, Story>();
  const paragraphs: Paragraph[] = [];
  for (const { kind, id, host } of references) {
    const part = file.relationships.find((relationship) => relationship.kind === kind)?.target;
    const xml = part !== undefined && !stories.has(kind) ? await partText(file.zip, part) : null;
    if (xml !== null) stories.set(kind, await readStory(xml, signal));
    const note = stories.get(kind)?.notes.get(id) ?? [];
    for (const paragraph of note) paragraphs.push(paragraph.map((piece) => ({ ...piece, host, run: null })));
  }
  return paragraphs;
}

function joined(paragraphs: readonly Paragraph[]): { text: string; pieces: Piece[] } {
  const pieces: Piece[] = [];
  const texts: string[] = [];
  let at = 0;
  for (const paragraph of paragraphs) {
    const text = paragraph.map((piece) => piece.text).join('');
    if (text.trim() === '') continue;
    if (texts.length > 0) at += betweenParagraphs.length;
    for (const piece of paragraph) {
      pieces.push({ ...piece, start: at });
      at += piece.text.length;
    }
    texts.push(text);
  }
  return { text: texts.join(betweenParagraphs), pieces };
}
