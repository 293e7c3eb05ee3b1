import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** `<name>.js` beside the built caller, `<name>.ts` beside its source. */
function siblingUrl(name: string, callerUrl: string): URL {
  return new URL(`./${name}${callerUrl.endsWith('.ts') ? '.ts' : '.js'}`, callerUrl);
}

/**
 * Starts the module `<name>` that stands beside the caller as a child process; typed arrays travel in messages.
 * From source, Node is told to read TypeScript.
 */
export function forkSibling(name: string, callerUrl: string, options: ForkOptions = {}): ChildProcess {
  const url = siblingUrl(name, callerUrl);
  const loader = url.pathname.endsWith('.ts') ? ['--import', 'tsx'] : [];
  return fork(url, [], { serialization: 'advanced', ...options, execArgv: [...(options.execArgv ?? []), ...loader] });
}

/** Starts the module `<name>` that stands beside the caller as a worker thread. */
export function startSiblingWorker(name: string, callerUrl: string, options: WorkerOptions = {}): Worker {
  const url = siblingUrl(name, callerUrl);
  if (!url.pathname.endsWith('.ts')) return new Worker(url, options);
  // A worker thread does not take loader flags, so from source a line of JavaScript registers the loader first.
  const loader = new URL(
    'dist/esm/api/index.mjs',
    pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json')),
  ).href;
  const boot = `import { register } from ${JSON.stringify(loader)}; register(); await import(${JSON.stringify(url.href)});`;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(boot)}`), options);
}
