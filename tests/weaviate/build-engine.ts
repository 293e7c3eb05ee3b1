import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The release of Weaviate that the tests run against. Before 1.36.19, BM25 misses fresh objects until a flush. */
export const engineVersion = '1.38.11';

/** Where the engine is, or, in a plain sentence, why it can’t be had here. */
export type EngineBinary = { binary: string; missing: '' } | { binary: null; missing: string };

const noGo = 'Go 1.26 or newer is not here, so the real engine can’t be built.';

/**
 * The real engine: the one in the cache folder, else built there by the Go toolchain, which takes some minutes once.
 * The cache folder is `$XDG_CACHE_HOME` or `~/.cache`, then `ibid/weaviate/<version>`. Under CI it is neither built nor run.
 */
export async function findEngine(environment: NodeJS.ProcessEnv = process.env): Promise<EngineBinary> {
  if (environment.CI !== undefined && environment.CI !== '')
    return { binary: null, missing: 'CI is set, and the real engine is neither built nor run there.' };
  const caches = environment.XDG_CACHE_HOME ?? '';
  const folder = join(caches === '' ? join(homedir(), '.cache') : caches, 'ibid', 'weaviate', engineVersion);
  const binary = join(folder, 'weaviate-server');
  if (existsSync(binary)) return { binary, missing: '' };

  const path = [environment.PATH ?? '', '/usr/local/go/bin'].join(delimiter);
  const withGo = { ...environment, PATH: path, GOTOOLCHAIN: 'local', CGO_ENABLED: '0' };
  if (!(await hasGo(withGo))) return { binary: null, missing: noGo };
  await build(folder, binary, withGo);
  return { binary, missing: '' };
}

async function hasGo(environment: NodeJS.ProcessEnv): Promise<boolean> {
  const version = await run('go', ['version'], { env: environment }).catch(() => null);
  const [, major = '0', minor = '0'] = /\bgo(\d+)\.(\d+)/.exec(version?.stdout ?? '') ?? [];
  return Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 26);
}

/** A build that is cut off leaves nothing under the binary's name. */
async function build(folder: string, binary: string, environment: NodeJS.ProcessEnv): Promise<void> {
  console.log(`Building weaviate-server ${engineVersion} into ${folder}: about 10 minutes, once.`);
  await mkdir(folder, { recursive: true });
  const unfinished = await mkdtemp(join(folder, 'unfinished-'));
  try {
    const stamp = `-s -w -X github.com/weaviate/weaviate/usecases/build.Version=${engineVersion}`;
    const source = `github.com/weaviate/weaviate/cmd/weaviate-server@v${engineVersion}`;
    await run('go', ['install', '-trimpath', '-ldflags', stamp, source], {
      env: { ...environment, GOBIN: unfinished },
      maxBuffer: 64 * 1024 * 1024,
    });
    await rename(join(unfinished, 'weaviate-server'), binary);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
