import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { type FakeNode, FakeNodes } from './nodes.ts';
import { type StoredObject, wellFormed } from './objects.ts';
import { answerRest, type Answer, errorAnswer } from './rest.ts';

export interface FakeWeaviateOptions {
  /** 1 unless told. */
  readonly nodes?: number;
  /** Absent: everybody is let in. */
  readonly apiKey?: string;
  /** 1.38.11 unless told. */
  readonly version?: string;
  /** Milliseconds after which the cluster counts on a silent node no longer; 200 unless told. */
  readonly forgetMs?: number;
}

/** A request as a node got it. */
export interface FakeRequest {
  /** From 0. */
  readonly node: number;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly body: unknown;
}

/** What is done instead of answering; null: it is answered. */
export type Interruption = Answer | 'hang' | 'hang up' | null;

/** Weaviate’s HTTP API, as much as Ibid uses of it, on nodes of which each keeps what it got itself. Counted from 0. */
export interface FakeWeaviate {
  /** `127.0.0.1:<port>` of each node. */
  readonly addresses: readonly string[];
  /** From now on its port refuses connections; the others forget it after `forgetMs`. */
  takeAway(node: number): Promise<void>;
  /** Starts it again, without what was written meanwhile, until `catchUp`. */
  bringBack(node: number): Promise<void>;
  /** Gives a node what it missed. */
  catchUp(node: number): void;
  /** Takes connections and answers nothing, until `resume`; it misses what is written meanwhile. */
  pause(node: number): void;
  resume(node: number): void;
  /** From now on a node answers everything with this status; null: as it should. */
  answerWith(node: number, status: number | null): void;
  /** Whether the disk of a node is full. */
  setDiskFull(node: number, full: boolean): void;
  /** Looks at every request before it is answered; null looks no more. */
  intercept(look: ((request: FakeRequest) => Interruption | Promise<Interruption>) | null): void;
  /** The objects that a node has of a collection, in the order of their ids. */
  objects(node: number, className: string): readonly StoredObject[];
  /** The names of all collections. */
  readonly classes: readonly string[];
  /** Changes an object where it lies, on one node or on all, as a fault of a disk would. */
  damage(className: string, id: string, properties: Readonly<Record<string, unknown>>, node?: number): void;
  /** Takes an object away where it lies, as nothing of Weaviate’s would. */
  lose(className: string, id: string, node?: number): void;
  close(): Promise<void>;
}

/** Starts a cluster on free ports of 127.0.0.1. */
export async function startFakeWeaviate(options: FakeWeaviateOptions = {}): Promise<FakeWeaviate> {
  const { nodes: size = 1, forgetMs = 200 } = options;
  const nodes = new FakeNodes(size, forgetMs);
  const statuses = new Map<FakeNode, number>();
  const resumed = new Map<FakeNode, Set<() => void>>();
  let look: Parameters<FakeWeaviate['intercept']>[0] = null;

  const untilResumed = (node: FakeNode) =>
    new Promise<void>((resolve) => {
      const waiting = resumed.get(node) ?? new Set();
      resumed.set(node, waiting.add(resolve));
    });

  const answer = async (node: FakeNode, request: IncomingMessage, text: string): Promise<Interruption> => {
    const { method = '', url = '' } = request;
    const { pathname, searchParams } = new URL(url, 'http://node');
    const status = statuses.get(node);
    if (status !== undefined) return errorAnswer(status, 'The node is not ready.');
    const refused = refusal(request, pathname, options.apiKey);
    if (refused) return refused;
    const body = bodyOf(text);
    if (body === invalid)
      return { status: 400, body: { code: 400, message: 'parsing body body from "" failed, because unexpected EOF' } };
    const interruption = await look?.({ node: nodes.all.indexOf(node), method, path: url, body });
    if (interruption) return interruption;
    if (pathname === '/v1/meta') {
      return {
        status: 200,
        body: { hostname: 'http://127.0.0.1', modules: {}, version: options.version ?? '1.38.11' },
      };
    }
    return (await answerRest({ method, path: pathname, query: searchParams, body }, { nodes, node })) ?? 'hang';
  };

  const serverOf = (node: FakeNode): Server =>
    createServer((request, response) => {
      void respond(request, response, async (text) => {
        if (node.trouble === 'paused') await untilResumed(node);
        return await answer(node, request, text);
      });
    });
  const servers = nodes.all.map(serverOf);
  const ports = await Promise.all(servers.map((server) => listen(server, 0)));

  const at = (index: number): FakeNode => {
    const found = nodes.all[index];
    if (!found) throw new RangeError(`There is no node ${index} among ${size}, counted from 0.`);
    return found;
  };
  const silence = (node: FakeNode, trouble: 'away' | 'paused') => {
    node.trouble = trouble;
    node.since = performance.now();
  };
  const resume = (node: FakeNode) => {
    node.trouble = 'up';
    for (const go of resumed.get(node) ?? []) go();
    resumed.delete(node);
  };
  const holding = (className: string, node?: number) => {
    const definition = nodes.classes.get(className);
    if (!definition) throw new RangeError(`There is no collection ${className}.`);
    return (node === undefined ? nodes.all : [at(node)]).map((one) => nodes.dataOf(one, definition));
  };

  return {
    addresses: ports.map((port) => `127.0.0.1:${port}`),
    async takeAway(node) {
      silence(at(node), 'away');
      await stop(servers[node]);
    },
    async bringBack(node) {
      const server = serverOf(at(node));
      servers[node] = server;
      await listen(server, ports[node] ?? 0);
      resume(at(node));
    },
    catchUp: (node) => nodes.catchUp(at(node)),
    pause: (node) => silence(at(node), 'paused'),
    resume: (node) => resume(at(node)),
    answerWith(node, status) {
      if (status === null) statuses.delete(at(node));
      else statuses.set(at(node), status);
    },
    setDiskFull(node, full) {
      at(node).diskFull = full;
    },
    intercept(next) {
      look = next;
    },
    objects: (node, className) => holding(className, node).flatMap((data) => data.byId().map(({ object }) => object)),
    get classes() {
      return [...nodes.classes.keys()].sort();
    },
    damage(className, id, properties, node) {
      for (const data of holding(className, node)) {
        const object = data.get(id);
        if (object) data.put({ ...object, properties: { ...object.properties, ...properties } });
      }
    },
    lose(className, id, node) {
      for (const data of holding(className, node)) data.delete(id);
    },
    async close() {
      for (const node of nodes.all) resume(node);
      await Promise.all(servers.map(stop));
    },
  };
}

/** As the real one: no body, but for a plain text, where no key was sent. */
function refusal({ headers }: IncomingMessage, path: string, key: string | undefined): Answer | null {
  if (key === undefined || path.startsWith('/v1/.well-known/') || headers.authorization === `Bearer ${key}`)
    return null;
  const said = headers.authorization
    ? 'unauthorized: invalid api key'
    : 'anonymous access not enabled. Please authenticate through one of the available methods: [API-keys]';
  return { status: 401, body: { code: 401, message: said } };
}

const invalid = Symbol('not JSON');

function bodyOf(text: string): unknown {
  if (text === '') return undefined;
  try {
    return wellFormed(JSON.parse(text));
  } catch {
    return invalid;
  }
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (text: string) => Promise<Interruption>,
): Promise<void> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const given = await answer(Buffer.concat(chunks).toString());
    if (given === 'hang' || given === null) return;
    if (given === 'hang up') request.socket.destroy();
    else send(response, given);
  } catch (error) {
    if (error instanceof z.ZodError)
      send(response, {
        status: 422,
        body: { code: 422, message: `The fake does not take this: ${z.prettifyError(error)}` },
      });
    else request.socket.destroy();
  }
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.statusCode = status;
  if (body === undefined) response.end();
  else response.setHeader('content-type', 'application/json').end(`${JSON.stringify(body)}\n`);
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function stop(server: Server | undefined): Promise<void> {
  if (!server?.listening) return;
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
