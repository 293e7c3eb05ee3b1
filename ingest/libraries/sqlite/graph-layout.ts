import { open } from 'node:fs/promises';
import { graphParameters } from './graph.ts';

const headerBytes = 96;

/**
 * True when a graph's file holds that many vectors to the last byte.
 * Layout (hnswlib, `HierarchicalNSW::saveIndex`): header; one fixed row a vector with its links of the lowest level
 * (a count and twice `links` ids of 4 bytes), its floats and its label of 8 bytes; then for each vector the byte
 * length (4) of its links of the higher levels, and these.
 */
export async function isWholeGraph(file: string, count: number, dimensions: number): Promise<boolean> {
  const rowBytes = 4 + graphParameters.links * 2 * 4 + dimensions * 4 + 8;
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const linksFrom = headerBytes + count * rowBytes;
    if (size < linksFrom) return false;
    const header = Buffer.alloc(headerBytes);
    await handle.read(header, 0, headerBytes, 0);
    if (header.readBigUInt64LE(16) !== BigInt(count) || header.readBigUInt64LE(24) !== BigInt(rowBytes)) return false;
    const links = Buffer.alloc(size - linksFrom);
    await handle.read(links, 0, links.length, linksFrom);
    let at = 0;
    for (let vector = 0; vector < count; vector += 1) {
      if (at + 4 > links.length) return false;
      at += 4 + links.readUInt32LE(at);
    }
    return at === links.length;
  } finally {
    await handle.close();
  }
}
