import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_MODEL } from '../../../ingest/embedders/model-files.ts';
import { openTransformersEmbedder } from '../../../ingest/embedders/transformers.ts';
import { EmbedderUnavailableError } from '../../../ingest/errors.ts';

const shipped = resolve(import.meta.dirname, '../../../data/models', DEFAULT_MODEL);
const model = 'somebody/remote-bge-small';
let modelsFolder: string;
let hub: Server;
let remoteHost: string;
let downloads: string[];

/** A hub that has one model, at the addresses of huggingface.co. */
beforeEach(async () => {
  modelsFolder = await mkdtemp(join(tmpdir(), 'ibid-download-'));
  downloads = [];
  hub = createServer((request, response) => {
    const file = request.url?.startsWith(`/${model}/resolve/main/`)
      ? request.url.split('/resolve/main/')[1]
      : undefined;
    readFile(join(shipped, file ?? 'nothing')).then(
      (bytes) => {
        downloads.push(file ?? '');
        response.end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => hub.listen(0, '127.0.0.1', () => done()));
  const address = hub.address();
  remoteHost = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterEach(async () => {
  hub.close();
  await rm(modelsFolder, { recursive: true, force: true });
});

test('a model is downloaded once, and then is there without the hub', async () => {
  const first = await openTransformersEmbedder({ model, modelsFolder, allowRemote: true, remoteHost });
  expect(first.id).toBe(`${model}@6c9c6101a956-q8`);
  expect(first.dimensions).toBe(384);
  const vector = await first.embedQuestion('Is anybody there?');
  await first.close();
  expect(downloads.toSorted()).toEqual([
    'config.json',
    'onnx/model_quantized.onnx',
    'tokenizer.json',
    'tokenizer_config.json',
  ]);
  hub.close();
  hub.closeAllConnections();
  const second = await openTransformersEmbedder({ model, modelsFolder, allowRemote: true, remoteHost });
  expect(await second.embedQuestion('Is anybody there?')).toEqual(vector);
  expect(downloads).toHaveLength(4);
  await second.close();
});

test('a model that the hub does not have', async () => {
  const opening = openTransformersEmbedder({ model: 'somebody/absent', modelsFolder, allowRemote: true, remoteHost });
  await expect(opening).rejects.toBeInstanceOf(EmbedderUnavailableError);
  await expect(opening).rejects.toThrow('could not be loaded or downloaded. Check the network and the model’s name');
});

test('a hub that is not there', async () => {
  hub.close();
  const opening = openTransformersEmbedder({ model, modelsFolder, allowRemote: true, remoteHost });
  await expect(opening).rejects.toThrow('could not be loaded or downloaded');
});

test('nothing is downloaded unless that is allowed, and never in place of the default model', async () => {
  await expect(openTransformersEmbedder({ model, modelsFolder, allowRemote: false, remoteHost })).rejects.toThrow(
    'allow downloading',
  );
  await expect(openTransformersEmbedder({ modelsFolder, allowRemote: true, remoteHost })).rejects.toThrow('is missing');
  expect(downloads).toEqual([]);
});
