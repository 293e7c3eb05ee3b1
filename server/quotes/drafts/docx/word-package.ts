import { posix } from 'node:path';
import JSZip from 'jszip';
import { checkZip, UnsafeZipError } from '../../../../ingest/readers/langchain/zip-check.ts';
import { UnreadableDraftError } from '../unreadable-draft.ts';
import { walkXml } from './xml.ts';

/** A relationship of a part to another one (ECMA-376 part 2, 6.5). */
export interface Relationship {
  readonly id: string;
  /** The last step of its type's address: "comments", "footnotes". */
  readonly kind: string;
  readonly type: string;
  /** Name of the part, without a leading slash. */
  readonly target: string;
}

/** The parts of a Word document, as they are in its ZIP file. */
export interface WordPackage {
  /** The file itself. */
  readonly bytes: Uint8Array;
  readonly zip: JSZip;
  /** Name of the part that holds the body: "word/document.xml" as a rule. */
  readonly main: string;
  readonly relationships: readonly Relationship[];
}

const damaged = 'it is a damaged Word document; open it in the program that made it and save it again';

/**
 * Opens a .docx whose size unpacked was checked first.
 * @throws UnreadableDraftError
 */
export async function openWordPackage(name: string, bytes: Uint8Array, signal: AbortSignal): Promise<WordPackage> {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    const reason = 'it is an old Word document or needs a password; save it as .docx without a password';
    throw new UnreadableDraftError(name, reason);
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
    throw new UnreadableDraftError(name, 'it is no Word document, whatever its name says; save it again as .docx');
  }
  try {
    await checkZip(bytes, signal);
  } catch (cause) {
    if (cause instanceof UnsafeZipError) throw new UnreadableDraftError(name, cause.reason, 'unreadable', { cause });
    throw cause;
  }
  const zip = await JSZip.loadAsync(bytes).catch((cause: unknown) => {
    throw new UnreadableDraftError(name, damaged, 'unreadable', { cause });
  });
  const root = await relationshipsOf(zip, '', signal);
  const main = root.find(({ kind }) => kind === 'officeDocument')?.target;
  if (main === undefined || !zip.file(main)) {
    throw new UnreadableDraftError(name, 'it is a ZIP file but no Word document; save it again as .docx');
  }
  return { bytes, zip, main, relationships: await relationshipsOf(zip, main, signal) };
}

/** The part in which the relationships of a part stand; of the package itself for "". */
export function relationshipsPartOf(part: string): string {
  return posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
}

async function relationshipsOf(zip: JSZip, part: string, signal: AbortSignal): Promise<Relationship[]> {
  const found: Relationship[] = [];
  const xml = await partText(zip, relationshipsPartOf(part));
  if (xml === null) return found;
  const open = (tag: { local: string; attribute(local: string): string | null }) => {
    if (tag.local !== 'Relationship' || tag.attribute('TargetMode') === 'External') return;
    const [id, type, target] = [tag.attribute('Id'), tag.attribute('Type'), tag.attribute('Target')];
    if (id === null || type === null || target === null) return;
    const name = posix.join('/', posix.dirname(part), target);
    found.push({
      id,
      type,
      kind: type.split('/').at(-1) ?? '',
      target: (target.startsWith('/') ? target : name).slice(1),
    });
  };
  await walkXml(xml, { open, close: () => undefined }, signal);
  return found;
}

/**
 * A part as text, without its byte order mark; null when there is none.
 * @throws TypeError when it is not in UTF-8 or UTF-16
 */
export async function partText(zip: JSZip, name: string): Promise<string | null> {
  const bytes = await zip.file(name)?.async('uint8array');
  if (!bytes) return null;
  const little = bytes[0] === 0xff && bytes[1] === 0xfe;
  const big = bytes[0] === 0xfe && bytes[1] === 0xff;
  return new TextDecoder(little ? 'utf-16le' : big ? 'utf-16be' : 'utf-8', { fatal: true }).decode(bytes);
}
