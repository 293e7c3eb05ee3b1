import { z } from 'zod';
import { LibraryUnavailableError } from '../../errors.ts';
import type { Cluster } from './cluster.ts';
import { NodeFailure, strangers, unavailable } from './failures.ts';

const MetaSchema = z.object({ version: z.string(), hostname: z.string() });

/** Older ones miss fresh passages in searches for several words until they are written to the disk. */
const oldest = [1, 36, 19] as const;

/**
 * Makes sure that what answers at the addresses is Weaviate, new enough, and takes the key.
 * @throws LibraryUnavailableError
 */
export async function greet(cluster: Cluster): Promise<void> {
  const failures: NodeFailure[] = [];
  const others: string[] = [];
  let met = 0;
  await Promise.all(
    cluster.nodes.map(async (node) => {
      const reply = await cluster.askOne(node, { method: 'GET', path: '/v1/meta', timeoutMs: 3000 });
      if (reply instanceof NodeFailure) {
        failures.push(reply);
        return;
      }
      const meta = MetaSchema.safeParse(reply.body);
      if (!meta.success) others.push(node);
      else {
        met += 1;
        requireVersion(node, meta.data.version);
      }
    }),
  );
  if (others.length > 0) throw strangers(others);
  if (met === 0) throw unavailable(failures, cluster.nodes);
}

function requireVersion(node: string, version: string): void {
  const found = /^(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number) ?? [];
  const [major = 0, minor = 0, patch = 0] = found;
  const old = major !== oldest[0] ? major < oldest[0] : minor !== oldest[1] ? minor < oldest[1] : patch < oldest[2];
  if (!old) return;
  throw new LibraryUnavailableError(
    `Weaviate at ${node} is version ${version}, which misses new passages in searches. Update it to ${oldest.join('.')} or newer.`,
  );
}
