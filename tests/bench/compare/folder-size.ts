import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of the files in a folder. */
export function folderSize(folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
