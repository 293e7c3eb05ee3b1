import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { modelFamilyOf } from '../../../ingest/embedders/model-family.ts';
import { checkModelFiles, DEFAULT_MODEL, isModelName } from '../../../ingest/embedders/model-files.ts';
import { openTransformersEmbedder } from '../../../ingest/embedders/transformers.ts';
import { EmbedderUnavailableError } from '../../../ingest/errors.ts';

const shipped = resolve(import.meta.dirname, '../../../data/models');
let base: string;
let folder: string;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'ibid-models-'));
});
afterAll(() => rm(base, { recursive: true, force: true }));
beforeEach(async () => {
  folder = join(base, 'models');
  await rm(folder, { recursive: true, force: true });
  await cp(join(shipped, DEFAULT_MODEL), join(folder, DEFAULT_MODEL), { recursive: true });
});

const onnx = () => join(folder, DEFAULT_MODEL, 'onnx/model_quantized.onnx');

describe('the files of the default model', () => {
  test('name model, revision and weights', async () => {
    expect(await checkModelFiles(shipped, DEFAULT_MODEL)).toEqual({
      folder: shipped,
      id: 'Xenova/bge-small-en-v1.5@6c9c6101a956-q8',
      dimensions: 384,
    });
  });

  test.each<[what: string, harm: () => Promise<void>, file: string]>([
    ['gone', () => rm(onnx()), 'onnx/model_quantized.onnx is missing'],
    ['cut short', () => truncate(onnx(), 20_000_000), 'onnx/model_quantized.onnx is damaged'],
    ['empty', () => truncate(onnx(), 0), 'onnx/model_quantized.onnx is damaged'],
    [
      'another one',
      () => writeFile(onnx(), 'version https://git-lfs.github.com/spec/v1'),
      'model_quantized.onnx is damaged',
    ],
    ['one bit off', flipOneBit, 'onnx/model_quantized.onnx is damaged'],
    ['all gone', () => rm(folder, { recursive: true }), 'config.json is missing'],
    ['without its tokenizer', () => rm(join(folder, DEFAULT_MODEL, 'tokenizer.json')), 'tokenizer.json is missing'],
  ])('%s: says which file and what to do', async (_what, harm, file) => {
    await harm();
    const opening = openTransformersEmbedder({ modelsFolder: folder, allowRemote: false });
    await expect(opening).rejects.toBeInstanceOf(EmbedderUnavailableError);
    await expect(opening).rejects.toThrow(file);
    await expect(opening).rejects.toThrow('Restore data/models from the repository');
    await expect(opening).rejects.not.toThrow(base);
  });

  async function flipOneBit() {
    const bytes = await readFile(onnx());
    bytes[12_345_678] = (bytes[12_345_678] ?? 0) ^ 1;
    await writeFile(onnx(), bytes);
  }
});

describe('another model', () => {
  test('works from the models folder, with an id and a pooling of its own', async () => {
    await cp(join(folder, DEFAULT_MODEL), join(folder, 'somebody/mean-model'), { recursive: true });
    const embedder = await openTransformersEmbedder({
      model: 'somebody/mean-model',
      modelsFolder: folder,
      allowRemote: false,
    });
    const first = await openTransformersEmbedder({ modelsFolder: folder, allowRemote: false });
    try {
      expect(embedder.id).toBe('somebody/mean-model@6c9c6101a956-q8');
      const text = 'Sovereignty is contested.';
      const [[mean], [cls]] = await Promise.all([embedder.embedPassages([text]), first.embedPassages([text])]);
      expect(mean).toHaveLength(384);
      expect(mean).not.toEqual(cls);
    } finally {
      await Promise.all([embedder.close(), first.close()]);
    }
  });

  test('whose weights are no model: the first text says so, and nothing crashes', async () => {
    await cp(join(folder, DEFAULT_MODEL), join(folder, 'somebody/broken'), { recursive: true });
    await truncate(join(folder, 'somebody/broken/onnx/model_quantized.onnx'), 1_000_000);
    const embedder = await openTransformersEmbedder({
      model: 'somebody/broken',
      modelsFolder: folder,
      allowRemote: false,
    });
    await expect(embedder.embedQuestion('Is anybody there?')).rejects.toThrow(
      /somebody\/broken: its files could not be loaded/,
    );
    await expect(embedder.embedPassages(['And now?'])).rejects.toBeInstanceOf(EmbedderUnavailableError);
    await embedder.close();
  });

  test('whose config.json says nothing', async () => {
    await cp(join(folder, DEFAULT_MODEL), join(folder, 'somebody/silent'), { recursive: true });
    await writeFile(join(folder, 'somebody/silent/config.json'), '{"model_type":"bert"}');
    await expect(checkModelFiles(folder, 'somebody/silent')).rejects.toThrow('does not say hidden_size');
  });

  test('that is not there and may not be downloaded', async () => {
    await expect(
      openTransformersEmbedder({ model: 'somebody/absent', modelsFolder: folder, allowRemote: false }),
    ).rejects.toThrow('not in the models folder. Put its files there, or allow downloading.');
  });

  test.each(['../../etc/passwd', '..', 'a/../b', '/etc', 'bge-small', 'a/b/c', 'a/b?c', 'https://x/y', ''])(
    'a name that is none: %j',
    async (model) => {
      expect(isModelName(model)).toBe(false);
      await expect(openTransformersEmbedder({ model, modelsFolder: folder, allowRemote: true })).rejects.toThrow(
        'not a model’s name',
      );
    },
  );
});

describe('how a family wants its texts', () => {
  test.each([
    ['Xenova/bge-small-en-v1.5', 'cls', 'Represent this sentence for searching relevant passages: ', ''],
    ['Xenova/bge-m3', 'cls', '', ''],
    ['Xenova/multilingual-e5-small', 'mean', 'query: ', 'passage: '],
    ['Xenova/gte-small', 'mean', '', ''],
    ['Xenova/all-MiniLM-L6-v2', 'mean', '', ''],
  ])('%s', (model, pooling, questionPrefix, passagePrefix) => {
    expect(modelFamilyOf(model)).toEqual({ pooling, questionPrefix, passagePrefix });
  });
});
