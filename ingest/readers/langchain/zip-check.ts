import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

/** Why a ZIP file must not be unpacked; `reason` is a sentence. */
export class UnsafeZipError extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
    this.name = 'UnsafeZipError';
  }
}

const inflate = promisify(inflateRaw);

/** Bytes that all entries together may have. */
const maxTotal = 200 * 1024 * 1024;
/** Bytes of markup, which takes many times its size once it is parsed. */
const maxMarkup = 50 * 1024 * 1024;
const maxEntries = 10_000;
/** Deflate can't do better than about 1032 : 1; documents stay under 100 : 1. */
const maxRatio = 200;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/**
 * Checks that a ZIP file is whole and small when unpacked, and that its directory tells the truth about the sizes
 * (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16); gives the names of its entries.
 * @throws UnsafeZipError
 */
export async function checkZip(bytes: Uint8Array, signal: AbortSignal): Promise<string[]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(buffer);
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  const packed = entries.reduce((sum, entry) => sum + entry.packed, 0);
  const markup = entries
    .filter((entry) => /\.(?:xml|rels|x?html?|opf|ncx)$/i.test(entry.name))
    .reduce((sum, entry) => sum + entry.size, 0);
  const megabytes = Math.ceil(total / 1024 / 1024);
  if (total > maxTotal || markup > maxMarkup || (total > 10 * 1024 * 1024 && total > packed * maxRatio)) {
    throw new UnsafeZipError(
      `it unpacks to ${megabytes} MB, which no paper needs; remove large images and save it again`,
    );
  }
  for (const entry of entries) {
    signal.throwIfAborted();
    await checkEntry(buffer, entry);
  }
  return entries.map((entry) => entry.name);
}

const damaged = 'it is damaged or cut off; open it in the program that made it and save it again';

function readDirectory(buffer: Buffer): Entry[] {
  const end = buffer.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 > buffer.length) throw new UnsafeZipError(damaged);
  const count = buffer.readUInt16LE(end + 10);
  let at = buffer.readUInt32LE(end + 16);
  if (count > maxEntries) throw new UnsafeZipError(`it holds ${count} files, which no paper needs; save it again`);
  const entries: Entry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > buffer.length || buffer.readUInt32LE(at) !== 0x02014b50) throw new UnsafeZipError(damaged);
    const [nameLength, extra, comment] = [28, 30, 32].map((shift) => buffer.readUInt16LE(at + shift));
    if (nameLength === undefined || extra === undefined || comment === undefined) throw new UnsafeZipError(damaged);
    entries.push({
      name: buffer.toString('utf8', at + 46, at + 46 + nameLength),
      method: buffer.readUInt16LE(at + 10),
      packed: buffer.readUInt32LE(at + 20),
      size: buffer.readUInt32LE(at + 24),
      offset: buffer.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

/** Unpacks one entry into no more memory than its directory declares. */
async function checkEntry(buffer: Buffer, entry: Entry): Promise<void> {
  const { offset, packed, size, method } = entry;
  if (offset + 30 > buffer.length || buffer.readUInt32LE(offset) !== 0x04034b50) throw new UnsafeZipError(damaged);
  const start = offset + 30 + buffer.readUInt16LE(offset + 26) + buffer.readUInt16LE(offset + 28);
  if (start + packed > buffer.length) throw new UnsafeZipError(damaged);
  if (method === 0 || size === 0) return;
  if (method !== 8) throw new UnsafeZipError('it is packed in a way that is not read; save it again');
  try {
    const unpacked = await inflate(buffer.subarray(start, start + packed), { maxOutputLength: size });
    if (unpacked.byteLength !== size) throw new UnsafeZipError(damaged);
  } catch {
    throw new UnsafeZipError(damaged);
  }
}
