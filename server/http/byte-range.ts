/** A range of bytes, both ends included, as HTTP counts them. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The one range that a `Range` header asks for (RFC 9110, 14.2). Null: the whole is sent, as there is no header, none
 * that can be read, or several ranges, which a server may answer so. "unsatisfiable": it lies behind the end.
 */
export function byteRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  const [, from, to] = /^\s*bytes\s*=\s*(\d{0,15})\s*-\s*(\d{0,15})\s*$/i.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return null;
  if (from === '') {
    const length = Math.min(Number(to), size);
    return length === 0 ? 'unsatisfiable' : { first: size - length, last: size - 1 };
  }
  const first = Number(from);
  if (to !== '' && Number(to) < first) return null;
  if (first >= size) return 'unsatisfiable';
  return { first, last: to === '' ? size - 1 : Math.min(Number(to), size - 1) };
}

/** Whether one of the tags of `If-None-Match` is this one. Weak comparison (RFC 9110, 13.1.2): compression on the way makes a tag a weak one. */
export function hasTag(header: string | undefined, tag: string): boolean {
  return (header ?? '').split(',').some((value) => ['*', tag].includes(value.trim().replace(/^W\//, '')));
}
