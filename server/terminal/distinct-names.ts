import { basename } from 'node:path';

/**
 * What to call files so that none is taken for another: the name alone, or with as many of the folders above it as
 * tell it from the others of that name. In the order given; paths are absolute and none comes twice.
 */
export function distinctNames(paths: readonly string[]): string[] {
  const parts = paths.map((path) => path.split(/[\\/]/).filter((part) => part !== ''));
  const sameName = new Map<string, number[]>();
  for (const [index, path] of paths.entries()) {
    const name = basename(path);
    sameName.set(name, [...(sameName.get(name) ?? []), index]);
  }
  return paths.map((path, index) => {
    const others = (sameName.get(basename(path)) ?? []).filter((other) => other !== index);
    const own = parts[index] ?? [];
    const ending = (of: readonly string[], length: number) => of.slice(-length).join('/');
    let length = 1;
    while (length < own.length && others.some((other) => ending(parts[other] ?? [], length) === ending(own, length))) {
      length += 1;
    }
    return ending(own, length);
  });
}
