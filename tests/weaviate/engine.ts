import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findEngine } from './build-engine.ts';
import { waitForMembers } from './members.ts';
import { type NodeProcess, startProcess } from './node-process.ts';
import { clusterCommands } from './node-settings.ts';
import { reservePorts } from './ports.ts';

export interface EngineOptions {
  /** Default: the one in the cache folder, built where there is none. */
  binary?: string;
  /** The key of one administrator; without it anybody is let in. */
  apiKey?: string;
  /** The key of somebody who may only read. */
  readOnlyApiKey?: string;
  /** Kept when the engine stops; each node has a folder `node<n>` of its own in it. Default: a temporary one. */
  dataFolder?: string;
  /** Further environment of every node, stronger than what is set here. */
  env?: Record<string, string>;
}

/** A running engine of one node or several, on loopback. Nodes are counted from 0, in the order of `addresses`. */
export interface Engine {
  /** `host:port` of every node’s HTTP API. */
  readonly addresses: readonly string[];
  /** Every node’s log, of all its lives; gone after `stop`. */
  readonly logs: readonly string[];
  /** SIGKILL; resolves when the process is really gone. */
  kill(node: number): Promise<void>;
  /** Starts a node that was killed, with the same ports and data; resolves when it is ready. */
  restart(node: number): Promise<void>;
  /** SIGSTOP: its connections stay open and nothing answers; resolves when it stands still. */
  pause(node: number): Promise<void>;
  resume(node: number): void;
  /** Ends all nodes (SIGTERM, and SIGKILL after 15 s) and removes what was temporary. */
  stop(): Promise<void>;
}

const readyWithin = 120_000;

/** One node. */
export function startNode(options: EngineOptions = {}): Promise<Engine> {
  return startCluster(1, options);
}

/** As many nodes as asked for, all ready, and each of them with all others in sight. */
export async function startCluster(size: number, options: EngineOptions = {}): Promise<Engine> {
  const binary = options.binary ?? (await requireEngine());
  const temporary = await mkdtemp(join(tmpdir(), 'ibid-weaviate-'));
  const ports = await Promise.all(Array.from({ length: size }, () => reservePorts()));
  const data = ports.map((_, node) => join(options.dataFolder ?? temporary, `node${node + 1}`));
  const commands = clusterCommands({ binary, ports, data, temporary, options });
  for (const folder of data) await mkdir(folder, { recursive: true });
  const nodes: NodeProcess[] = commands.map(startProcess);

  const at = (node: number): NodeProcess => {
    const found = nodes[node];
    if (found === undefined) throw new RangeError(`There is no node ${node} among ${size}, counted from 0.`);
    return found;
  };
  const engine: Engine = {
    addresses: commands.map(({ address }) => address),
    logs: commands.map(({ log }) => log),
    kill: (node) => at(node).end('kill'),
    async restart(node) {
      const command = commands[node];
      await at(node).end('kill');
      if (command === undefined) return;
      const again = startProcess(command);
      nodes[node] = again;
      await again.ready(readyWithin);
    },
    pause: (node) => at(node).pause(),
    resume: (node) => at(node).resume(),
    async stop() {
      // A paused process would never hear the SIGTERM.
      for (const node of nodes) node.resume();
      await Promise.all(nodes.map((node) => node.end('stop')));
      for (const each of ports) each.release();
      await rm(temporary, { recursive: true, force: true });
    },
  };
  try {
    await Promise.all(nodes.map((node) => node.ready(readyWithin)));
    await Promise.all(engine.addresses.map((address) => waitForMembers(address, size, readyWithin, options.apiKey)));
  } catch (error) {
    await Promise.all(nodes.map((node) => node.end('kill')));
    await engine.stop();
    throw error;
  }
  return engine;
}

async function requireEngine(): Promise<string> {
  const { binary, missing } = await findEngine();
  if (binary === null) throw new Error(missing);
  return binary;
}
