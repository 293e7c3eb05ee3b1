import { setTimeout as sleep } from 'node:timers/promises';
import type { Library } from '../../ingest/library.ts';

/**
 * Verifies a library until nothing is wrong.
 * @returns milliseconds since `since`
 * @throws Error with the faults of the last time, when `timeout` ms are over
 */
export async function cleanWithin(library: Library, timeout: number, since = performance.now()): Promise<number> {
  const until = performance.now() + timeout;
  for (;;) {
    const faults = await library.verify().then(
      (report) => {
        for (const { message, repaired } of report.faults) if (repaired) console.log(`mended: ${message}`);
        return report.faults.map(({ message }) => message);
      },
      (error: unknown) => [String(error)],
    );
    if (faults.length === 0) return performance.now() - since;
    if (performance.now() >= until) throw new Error(`${faults.length} faults: ${faults.slice(0, 10).join(' ')}`);
    await sleep(250);
  }
}

/** Opens a library on a node that may not have caught up yet, as soon as it has. */
export async function opened(open: () => Promise<Library>, timeout = 60_000): Promise<Library> {
  const until = performance.now() + timeout;
  for (;;) {
    try {
      return await open();
    } catch (error) {
      if (performance.now() >= until || !String(error).includes('has not caught up yet')) throw error;
      await sleep(250);
    }
  }
}
