#!/usr/bin/env node
import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectFolder } from '../ingest/project-folder.ts';
import { Interruption } from './commands/context.ts';
import { reportFailure, runProgram } from './commands/program.ts';
import { openTerminal } from './terminal/terminal.ts';

/** Milliseconds for closing what is open, running answers included, once somebody asked the process to end. */
const closingTime = 9500;

const env = process.env;
const terminal = openTerminal(process, env);
const interrupt = new AbortController();
// Every request that runs listens to it; Node's warning about many listeners is for leaks.
setMaxListeners(0, interrupt.signal);
// Not SIGHUP: to handle it would undo nohup.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    const interruption = new Interruption(signal);
    // Whoever asks twice does not want to wait.
    if (interrupt.signal.aborted) process.exit(interruption.exitCode);
    interrupt.abort(interruption);
    setTimeout(() => process.exit(interruption.exitCode), closingTime).unref();
  });
}
process.on('uncaughtException', (error) => {
  reportFailure(error, terminal, env, false);
  process.exit(2);
});

const manifest: unknown = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'));
const { version } = z.object({ version: z.string() }).parse(manifest);
const exitCode = await runProgram(process.argv.slice(2), { env, terminal, signal: interrupt.signal, version });
const lost = await terminal.flush();
if (lost) terminal.err('ibid: The output could not be written: check where it goes and give the command again.\n');
process.exit(lost ? 2 : exitCode);
