import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const folders = ['ingest', 'server', 'web'] as const;
type Folder = (typeof folders)[number];

interface SourceFile {
  path: string;
  folder: Folder;
  lines: number;
  text: string;
  imports: { path: string; typeOnly: boolean }[];
}

function listFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:tsx?|css)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function importsOf(path: string, text: string) {
  const pattern = /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\('([^']+)'\)/g;
  return [...text.matchAll(pattern)].flatMap((found) => {
    const target = found[3] ?? found[4] ?? '';
    if (!target.startsWith('.')) return [];
    return [{ path: relative(root, resolve(root, dirname(path), target)), typeOnly: found[2] !== undefined }];
  });
}

const files: SourceFile[] = folders.flatMap((folder) =>
  listFiles(folder).map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return { path, folder, text, lines: text.split('\n').length - 1, imports: importsOf(path, text) };
  }),
);

describe('architecture', () => {
  test('there are files to look at', () => {
    expect(files.length).toBeGreaterThan(5);
  });

  test('imports point upstream only: ingest ← server ← web', () => {
    const wrong = files.flatMap((file) =>
      file.imports
        .filter((target) => {
          const to = target.path.split('/')[0];
          if (to === file.folder) return false;
          if (file.folder === 'server') return to !== 'ingest';
          if (file.folder === 'web') return !(target.path === 'server/wire.ts' && target.typeOnly);
          return true;
        })
        .map((target) => `${file.path} → ${target.path}`),
    );
    expect(wrong).toEqual([]);
  });

  test('process.env is read in main.ts only', () => {
    const wrong = files.filter((file) => !file.path.endsWith('/main.ts') && /process\.env\b/.test(file.text));
    expect(wrong.map((file) => file.path)).toEqual([]);
  });

  test('no file is over 400 lines', () => {
    expect(files.filter((file) => file.lines > 400).map((file) => `${file.path}: ${file.lines}`)).toEqual([]);
  });

  test('no import cycle', () => {
    const byPath = new Map(files.map((file) => [file.path, file]));
    const done = new Set<string>();
    const visit = (path: string, trail: string[]): string[] => {
      if (trail.includes(path)) return [[...trail.slice(trail.indexOf(path)), path].join(' → ')];
      if (done.has(path)) return [];
      const found = (byPath.get(path)?.imports ?? []).flatMap((target) => visit(target.path, [...trail, path]));
      done.add(path);
      return found;
    };
    expect(files.flatMap((file) => visit(file.path, []))).toEqual([]);
  });

  test('no room is called utils, common, shared, helpers or types', () => {
    const banned = /(^|\/)(utils?|common|shared|helpers?|types)(\/|\.tsx?$)/;
    expect(files.filter((file) => banned.test(file.path)).map((file) => file.path)).toEqual([]);
  });

  test('the top level holds the five folders and files', () => {
    const ignored = new Set(['node_modules', 'dist']);
    const found = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !ignored.has(entry.name))
      .map((entry) => entry.name)
      .sort();
    expect(found).toEqual(['data', 'ingest', 'server', 'tests', 'web']);
  });
});
