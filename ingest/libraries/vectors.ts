import { crc32 } from 'node:zlib';

/** Bytes of a vector as stored: float32, little endian: the order in which x64 and arm64 keep them. */
export function encodeVector(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}

/** CRC-32 of the stored bytes (ISO 3309): notices every flipped bit. */
export function checksumOf(bytes: Uint8Array): number {
  return crc32(bytes);
}

/** The vector in stored bytes, written into `vector`; null when their number or checksum is wrong. */
export function decodeVector(
  bytes: Uint8Array,
  dimensions: number,
  checksum: number,
  vector = new Float32Array(dimensions),
): Float32Array | null {
  if (bytes.byteLength !== dimensions * 4 || checksumOf(bytes) !== checksum) return null;
  new Uint8Array(vector.buffer).set(bytes);
  return vector;
}

/** Dot product of a row of a matrix with a vector: for unit vectors the cosine, −1…1. */
export function dotAt(matrix: Float32Array, from: number, vector: Float32Array): number {
  const { length } = vector;
  const whole = length - (length % 4);
  // Four sums that don't wait for each other: a scan takes half the time.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = 0; i < whole; i += 4) {
    const at = from + i;
    a += (matrix[at] ?? 0) * (vector[i] ?? 0);
    b += (matrix[at + 1] ?? 0) * (vector[i + 1] ?? 0);
    c += (matrix[at + 2] ?? 0) * (vector[i + 2] ?? 0);
    d += (matrix[at + 3] ?? 0) * (vector[i + 3] ?? 0);
  }
  for (let i = whole; i < length; i += 1) a += (matrix[from + i] ?? 0) * (vector[i] ?? 0);
  return a + b + c + d;
}

/** Length of a vector; 1 for what an embedder gives. */
export function lengthOf(vector: Float32Array): number {
  return Math.sqrt(dotAt(vector, 0, vector));
}

/** How far from 1 the length of a stored vector may be: float32 rounding, with room for quantized models. */
export const unitTolerance = 1e-3;
