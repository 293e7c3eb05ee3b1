import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Embedder, WordVector } from '../embedder.ts';
import { EmbedderUnavailableError } from '../errors.ts';
import { EmbeddingProcess, type EmbeddingStats } from './embedding-process.ts';
import { modelFamilyOf } from './model-family.ts';
import { checkModelFiles, DEFAULT_MODEL, hasModel, isModelName, type ModelFiles } from './model-files.ts';

export interface TransformersEmbedderOptions {
  /** Hub name, `owner/name`; the one in data/models unless told. */
  readonly model?: string;
  /** Holds `<owner>/<name>/` with config.json, tokenizer.json, tokenizer_config.json and onnx/model_quantized.onnx. */
  readonly modelsFolder: string;
  /** Whether a model that is not there may be downloaded, into `<modelsFolder>/downloaded`. Never the default one. */
  readonly allowRemote: boolean;
  /** Where from: a Hugging Face hub, https://huggingface.co unless told. */
  readonly remoteHost?: string;
  /** Milliseconds after which a loaded model that says nothing is started anew; 20,000 unless told. */
  readonly silenceMs?: number;
  /** A text comes soon: a model that is on the disk is loaded at once, not with the first text. */
  readonly soon?: boolean;
  readonly log?: Logger;
}

export interface TransformersEmbedder extends Embedder {
  stats(): EmbeddingStats;
}

/**
 * An ONNX embedding model with 8-bit weights, run by @xenova/transformers in a child process that starts with the
 * first text or at once, is replaced when it dies, and ends with its parent.
 * @throws EmbedderUnavailableError when the model's files are missing or damaged, naming the file and what to do
 */
export async function openTransformersEmbedder(options: TransformersEmbedderOptions): Promise<TransformersEmbedder> {
  const { model = DEFAULT_MODEL, modelsFolder, remoteHost = 'https://huggingface.co', silenceMs, log } = options;
  if (!isModelName(model)) {
    throw new EmbedderUnavailableError(model, `this is not a model’s name; it has to look like ${DEFAULT_MODEL}.`);
  }
  const family = modelFamilyOf(model);
  const downloaded = join(modelsFolder, 'downloaded');
  const local = model === DEFAULT_MODEL || !options.allowRemote || (await hasModel(modelsFolder, model));
  const folder = local ? modelsFolder : downloaded;
  if (local && model !== DEFAULT_MODEL && !(await hasModel(modelsFolder, model))) {
    throw new EmbedderUnavailableError(
      model,
      'it is not in the models folder. Put its files there, or allow downloading.',
    );
  }
  const process = new EmbeddingProcess(
    { type: 'load', model, folder, remoteHost: local ? null : remoteHost, pooling: family.pooling },
    { ...(silenceMs === undefined ? {} : { silenceMs }), ...(log ? { log } : {}) },
  );
  if (local && options.soon) process.warmUp();
  const { id, dimensions } = await checkOrDownload().catch(async (error: unknown) => {
    await process.close();
    throw error;
  });

  return {
    id,
    dimensions,
    async embedPassages(texts, signal) {
      const done = await process.run(withPrefix(texts), {}, signal);
      return done.map(({ vector }) => vector);
    },
    async embedWords(texts, signal) {
      const done = await process.run(withPrefix(texts), { urgent: true, words: true }, signal);
      return done.map(({ vector, words }) => ({
        vector,
        words: words ? wordVectors(words.ranges, words.vectors, family.passagePrefix.length) : [],
      }));
    },
    async embedQuestion(text, signal) {
      const [done] = await process.run([family.questionPrefix + text], { urgent: true }, signal);
      if (!done) throw new EmbedderUnavailableError(model, 'it gave no vector.');
      return done.vector;
    },
    stats: () => process.stats(),
    close: () => process.close(),
  };

  function withPrefix(texts: readonly string[]): string[] {
    return texts.map((text) => family.passagePrefix + text);
  }

  async function checkOrDownload(): Promise<ModelFiles> {
    if (local) return await checkModelFiles(folder, model);
    try {
      return await checkModelFiles(folder, model);
    } catch {
      // Not all here yet: loading the model downloads what is missing.
      await process.run([''], { urgent: true });
      return await checkModelFiles(folder, model);
    }
  }
}

/** Offsets count behind the prefix, whose own words are left out. */
function wordVectors(ranges: Uint32Array, vectors: Float32Array, prefix: number): WordVector[] {
  const count = ranges.length / 2;
  const dimensions = vectors.length / count;
  return Array.from({ length: count }, (_, word) => ({
    start: (ranges[2 * word] ?? 0) - prefix,
    end: (ranges[2 * word + 1] ?? 0) - prefix,
    vector: vectors.subarray(word * dimensions, (word + 1) * dimensions),
  })).filter(({ start }) => start >= 0);
}
