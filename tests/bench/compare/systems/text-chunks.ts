import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';
import type { WholeDocument } from '../system.ts';

/** A passage of a text file; `source` is the file’s name. */
export interface TextChunk {
  readonly source: string;
  readonly text: string;
}

const splitter = new RecursiveCharacterTextSplitter();

/** A text file in LangChain’s chunks, by its defaults: up to 1,000 characters, of which 200 overlap. */
export async function chunksOf(path: string): Promise<TextChunk[]> {
  const texts = await splitter.splitText(await readFile(path, 'utf8'));
  return texts.map((text) => ({ source: basename(path), text }));
}

/** A whole document as one chunk. */
export function wholeChunk({ id, whole }: WholeDocument): TextChunk {
  return { source: `${id}.txt`, text: whole };
}
