/** An integer as SQLite stores it (https://www.sqlite.org/fileformat2.html#varint), for those below 2³². */
export function readVarint(bytes: Uint8Array): number {
  let value = 0;
  for (const byte of bytes) {
    value = value * 128 + (byte & 127);
    if (byte < 128) break;
  }
  return value;
}
