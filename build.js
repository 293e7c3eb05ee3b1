// Builds dist/ from ingest/, server/ and web/, unless it was built from the very same sources before.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';

const root = import.meta.dirname;
const dist = join(root, 'dist');
const stamp = join(dist, '.built-from');
const folders = ['ingest', 'server', 'web'];
const files = ['build.js', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'vite.config.ts'];
const results = ['server/main.js', 'web/index.html'].map((path) => join(dist, path));

/** SHA-256 over paths and contents; times of change say nothing after a checkout. */
function digestOfSources() {
  const listed = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/')),
  );
  const hash = createHash('sha256').update(process.version);
  for (const path of [...files, ...listed.sort()]) {
    const content = readFileSync(join(root, path));
    hash.update(`\n${path} ${content.byteLength}\n`).update(content);
  }
  return hash.digest('hex');
}

function isBuiltFrom(digest) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digest && results.every((path) => existsSync(path));
}

/** Path of a tool's script; null where development dependencies were left out. */
function toolPath(name, script) {
  try {
    return join(createRequire(import.meta.url).resolve(`${name}/package.json`), '..', script);
  } catch {
    return null;
  }
}

function run(script, ...options) {
  const { status } = spawnSync(process.execPath, [script, ...options], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  console.error('The build failed; the lines above say where. Put that right and build again with: npm run build');
  process.exit(1);
}

const digest = digestOfSources();
if (!isBuiltFrom(digest)) {
  const started = performance.now();
  const tsc = toolPath('typescript', 'bin/tsc');
  const vite = toolPath('vite', 'bin/vite.js');
  if (tsc === null || vite === null) {
    console.error('dist/ is not built from these sources, and what builds it is not installed: run npm ci first.');
    process.exit(1);
  }
  // What was removed from the sources must not live on.
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  // Types are checked by `npm run check`; here they would only make a start slower.
  run(tsc, '-p', 'tsconfig.build.json', '--noCheck');
  run(vite, 'build', '--logLevel', 'warn');
  chmodSync(join(dist, 'server/main.js'), 0o755);
  writeFileSync(stamp, digest);
  console.error(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}
