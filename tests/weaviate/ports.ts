import { createServer, type Server } from 'node:net';

/** The ports of one node; the engine takes for granted that `raftRpc` is `raft` + 1. */
export interface NodePorts {
  http: number;
  grpc: number;
  gossip: number;
  data: number;
  raft: number;
  raftRpc: number;
  /** Gives the ports back to whoever wants them next. */
  release(): void;
}

const [lowest, highest, blockSize] = [10_000, 32_000, 10];

/**
 * Ports for one node, on loopback, below 32768, where systems begin to hand out ports by themselves.
 * The last port of the block stays taken by this process, so that tests which run at the same time never choose the same.
 */
export async function reservePorts(): Promise<NodePorts> {
  const blocks = (highest - lowest) / blockSize;
  const start = Math.floor(Math.random() * blocks);
  for (let tried = 0; tried < blocks; tried++) {
    const first = lowest + ((start + tried) % blocks) * blockSize;
    const keeper = await listen(first + blockSize - 1, '127.0.0.1');
    if (keeper === null) continue;
    const ports = Array.from({ length: 6 }, (_, index) => first + index);
    if (await areFree(ports)) {
      const [http = 0, grpc = 0, gossip = 0, data = 0, raft = 0, raftRpc = 0] = ports;
      return { http, grpc, gossip, data, raft, raftRpc, release: () => void keeper.close() };
    }
    keeper.close();
  }
  throw new Error(`No ${blockSize} ports in a row are free between ${lowest} and ${highest}.`);
}

async function areFree(ports: number[]): Promise<boolean> {
  for (const port of ports) {
    const server = await listen(port);
    if (server === null) return false;
    await new Promise((closed) => server.close(closed));
  }
  return true;
}

/** Without a host on every address, as the engine’s gRPC and data ports do. */
function listen(port: number, host?: string): Promise<Server | null> {
  return new Promise((done) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once('error', () => done(null));
    server.listen({ port, exclusive: true, ...(host === undefined ? {} : { host }) }, () => done(server));
  });
}
