import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Asked, ChildJob, Made } from './child-messages.ts';

type Job = Omit<ChildJob, 'task'>;

/** Starts the child as plain JavaScript, as users start programs. */
export interface ChildRunner {
  make(job: Job): Promise<Made>;
  ask(job: Job): Promise<Asked>;
}

/** Builds the child; what it prints on standard error is passed on. `work` is a folder for what it has to do. */
export async function openChildRunner(work: string): Promise<ChildRunner> {
  // Packages are found from where the built child stands, so it stands inside the project.
  const outDir = fileURLToPath(new URL('../../artefacts/bench-child', import.meta.url));
  await build({
    configFile: false,
    logLevel: 'warn',
    root: fileURLToPath(new URL('../../..', import.meta.url)),
    build: { ssr: fileURLToPath(new URL('child.ts', import.meta.url)), outDir, emptyOutDir: true, target: 'node20' },
  });
  let number = 0;
  const run = async (job: ChildJob): Promise<unknown> => {
    const file = join(work, `job-${(number += 1)}.json`);
    writeFileSync(file, JSON.stringify(job));
    const child = spawn(process.execPath, [join(outDir, 'child.js'), file], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    if (code !== 0)
      throw new Error(`${job.system}: the process that should ${job.task} ended with ${code ?? 'a signal'}`);
    return JSON.parse(printed) as unknown;
  };
  return {
    make: async (job) => (await run({ ...job, task: 'make' })) as Made,
    ask: async (job) => (await run({ ...job, task: 'ask' })) as Asked,
  };
}
