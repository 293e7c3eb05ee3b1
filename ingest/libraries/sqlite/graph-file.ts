import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { sha256Of } from '../../paper.ts';
import { isWholeGraph } from './graph-layout.ts';
import { Graph, graphParameters } from './graph.ts';
import type { VectorTable } from './vector-table.ts';

const manifestName = 'graph.json';
/** Milliseconds after which a file that no manifest names is taken for left over by a process that was killed. */
const abandonedAfter = 600_000;

const manifestSchema = z.strictObject({
  file: z.string().regex(/^graph-[0-9a-f]{16}\.hnsw$/),
  bytes: z.int().positive(),
  sha256: z.string(),
  embedder: z.string(),
  dimensions: z.int(),
  metric: z.literal(graphParameters.metric),
  links: z.literal(graphParameters.links),
  efConstruction: z.literal(graphParameters.efConstruction),
  count: z.int(),
  maxLabel: z.int(),
  revision: z.int(),
  /** SHA-256 of labels and vector checksums: says that the graph holds the vectors that the truth holds. */
  vectors: z.string(),
});
type Manifest = z.infer<typeof manifestSchema>;

/** The library that a graph belongs to. */
export interface GraphOwner {
  readonly folder: string;
  readonly embedder: string;
  readonly dimensions: number;
}

function serialize(manifest: Manifest): string {
  const text = JSON.stringify(manifest, null, 2);
  return `${text}\n${sha256Of(text)}\n`;
}

/** Any changed byte makes it null, white space included. */
function parseManifest(text: string): Manifest | null {
  try {
    const manifest = manifestSchema.parse(JSON.parse(text.slice(0, text.lastIndexOf('}') + 1)));
    return serialize(manifest) === text ? manifest : null;
  } catch {
    return null;
  }
}

async function hashFile(file: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return { sha256: hash.digest('hex'), bytes: (await stat(file)).size };
}

/** Null when the table lacks one of the labels. */
function digestOf(labels: Iterable<number>, table: VectorTable): string | null {
  const hash = createHash('sha256');
  const pair = Buffer.alloc(12);
  for (const label of [...labels].sort((a, b) => a - b)) {
    const passage = table.passage(label);
    if (!passage) return null;
    pair.writeDoubleLE(label, 0);
    pair.writeUInt32LE(passage.checksum, 8);
    hash.update(pair);
  }
  return hash.digest('hex');
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readManifest(folder: string): Promise<string | null> {
  return readFile(join(folder, manifestName), 'utf8').catch(() => null);
}

/** The file that the manifest on the disk describes, proven against it; a sentence when there is something wrong. */
async function provenManifest({ folder, embedder, dimensions }: GraphOwner): Promise<Manifest | string | null> {
  const text = await readManifest(folder);
  if (text === null) return null;
  const manifest = parseManifest(text);
  if (!manifest) return 'its description is damaged or from another version';
  if (manifest.embedder !== embedder || manifest.dimensions !== dimensions)
    return 'it belongs to another embedding model';
  const found = await hashFile(join(folder, manifest.file)).catch(() => null);
  if (!found) return 'its file is missing';
  return found.sha256 === manifest.sha256 && found.bytes === manifest.bytes ? manifest : 'its file is damaged';
}

/**
 * The graph on the disk when everything about it is proven; a reason (the end of a sentence) when something is off;
 * null when there is none.
 */
export async function loadGraph(owner: GraphOwner, table: VectorTable): Promise<Graph | string | null> {
  const manifest = await provenManifest(owner);
  if (manifest === null || typeof manifest === 'string') return manifest;
  // Files are named by their content and never written again, so no other process can swap this one under the reader.
  const graph = readGraph(join(owner.folder, manifest.file), owner.dimensions);
  if (!graph) return 'its file could not be read';
  const digest = digestOf(graph.labels, table);
  if (digest !== manifest.vectors || graph.labels.size !== manifest.count)
    return 'it holds other vectors than the library';
  return graph;
}

function readGraph(file: string, dimensions: number): Graph | null {
  try {
    return Graph.read(file, dimensions);
  } catch {
    return null;
  }
}

/** What is wrong with the graph on the disk, as the end of a sentence; null when nothing is, or there is none. */
export async function checkGraphFile(owner: GraphOwner): Promise<string | null> {
  const manifest = await provenManifest(owner);
  return typeof manifest === 'string' ? manifest : null;
}

async function dropAbandoned(folder: string, previous: string | null): Promise<void> {
  const current = parseManifest((await readManifest(folder)) ?? '')?.file;
  const before = parseManifest(previous ?? '')?.file;
  for (const name of await readdir(folder)) {
    if (!/^graph-.*\.(hnsw|tmp)$/.test(name) || name === current) continue;
    const file = join(folder, name);
    const age =
      Date.now() -
      (await stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => Date.now(),
      ));
    if (name === before || age > abandonedAfter) await rm(file, { force: true });
  }
}

/**
 * Writes graph and manifest so that other processes see the old pair or the new one.
 * @throws when the disk refuses, or holds other bytes than were written
 */
export async function saveGraph(owner: GraphOwner, graph: Graph, table: VectorTable, revision: number): Promise<void> {
  const { folder, embedder, dimensions } = owner;
  const temporary = join(folder, `graph-${randomUUID()}.tmp`);
  const temporaryManifest = `${temporary.slice(0, -4)}.json.tmp`;
  try {
    const [count, vectors] = [graph.labels.size, digestOf(graph.labels, table)];
    const maxLabel = [...graph.labels].reduce((max, label) => Math.max(max, label), 0);
    if (vectors === null) throw new Error('papers were removed meanwhile');
    graph.write(temporary);
    await sync(temporary);
    const { sha256, bytes } = await hashFile(temporary);
    const file = `graph-${sha256.slice(0, 16)}.hnsw`;
    const manifest = {
      file,
      bytes,
      sha256,
      embedder,
      dimensions,
      ...graphParameters,
      count,
      maxLabel,
      revision,
      vectors,
    };
    // hnswlib says nothing of a full disk: what was read back is the only proof that the whole graph is there.
    if (!(await isWholeGraph(temporary, count, dimensions))) throw new Error('the disk did not keep all of it');
    await writeFile(temporaryManifest, serialize(manifest), { flush: true });
    await rename(temporary, join(folder, file));
    const previous = await readManifest(folder);
    await rename(temporaryManifest, join(folder, manifestName));
    await sync(folder);
    await dropAbandoned(folder, previous);
  } finally {
    await rm(temporary, { force: true });
    await rm(temporaryManifest, { force: true });
  }
}

/** Deletes graph and manifest, half-written ones included: they hold the vectors of every paper. */
export async function dropGraph(folder: string): Promise<void> {
  const names = await readdir(folder);
  for (const name of names)
    if (/^graph[-.].*(json|hnsw|tmp)$/.test(name)) await rm(join(folder, name), { force: true });
}
