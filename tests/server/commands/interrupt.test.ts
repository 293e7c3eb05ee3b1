import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { beePaper } from '../../fixtures/short-papers.ts';
import { finished, runIbid, startIbid, temporaryFolder, written } from './run-ibid.ts';

// Each test starts processes, and loading the model takes long on a busy machine.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const folder = temporaryFolder();
afterAll(() => folder.remove());
/** More than any machine adds before it hears the signal. */
const papers = 300;
const env = { IBID_LIBRARY: join(folder.path, 'library') };

describe('Ctrl-C', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s during an ingest: exit %i, what is done is kept, nothing is half done', async (signal, code) => {
    const library = { IBID_LIBRARY: `${env.IBID_LIBRARY}-${signal}` };
    for (let number = 0; number < papers; number += 1) {
      folder.put(`papers/${String(number).padStart(3, '0')}.md`, beePaper.replace('19 degrees', `${number} degrees`));
    }
    const child = startIbid(['ingest', join(folder.path, 'papers')], library);
    const run = finished(child);
    await written(child, /^added .*\n.*added/m);
    child.kill(signal);
    const { code: ended, stdout, stderr } = await run;
    expect(ended).toBe(code);
    expect(stderr).toMatch(
      /^Added before it stopped, and kept: \d+ papers\.\nibid: Interrupted; what was done before is kept\.\n$/,
    );
    const added = stdout.split('\n').filter((line) => line.startsWith('added')).length;
    expect(added).toBeLessThan(papers);

    const verified = await runIbid(['verify', '--json'], library);
    expect(verified.code).toBe(0);
    const report = JSON.parse(verified.stdout) as { papers: number };
    expect([added, added + 1]).toContain(report.papers);
  });
});
