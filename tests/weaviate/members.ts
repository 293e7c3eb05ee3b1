import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const answer = z.object({ nodes: z.array(z.object({ name: z.string(), status: z.string() })) });

/** The members that one node has in sight, as `node1 HEALTHY`, sorted by name: a dead one is soon listed no more. */
export async function membersAt(address: string, apiKey?: string): Promise<string[]> {
  const response = await fetch(`http://${address}/v1/nodes?output=minimal`, {
    headers: apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` },
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${await response.text()}`);
  const { nodes } = answer.parse(await response.json());
  return nodes.map(({ name, status }) => `${name} ${status}`).sort();
}

/** Resolves when a node has as many healthy members in sight as asked for; fails after `timeout` ms. */
export async function waitForMembers(address: string, size: number, timeout: number, apiKey?: string): Promise<void> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const members = await membersAt(address, apiKey).catch((error: unknown) => [String(error)]);
    if (members.filter((member) => member.endsWith(' HEALTHY')).length === size) return;
    if (Date.now() > deadline) throw new Error(`${address} does not see ${size} healthy nodes: ${members.join(', ')}`);
    await sleep(100);
  }
}
