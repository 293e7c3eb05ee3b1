import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { EmbedderUnavailableError } from '../errors.ts';
import { sha256Of } from '../paper.ts';

/** The model whose files ship in data/models. */
export const DEFAULT_MODEL = 'Xenova/bge-small-en-v1.5';

const ONNX_FILE = 'onnx/model_quantized.onnx';

/** What a model's folder holds, in transformers.js' layout. */
const fileNames = ['config.json', 'tokenizer.json', 'tokenizer_config.json', ONNX_FILE] as const;

/** SHA-256 of the files that ship, as in data/SOURCES.md. */
const shippedSha256: Readonly<Record<(typeof fileNames)[number], string>> = {
  'config.json': 'ab0908d5f7f12eefdb2bd10c7fc1adc9fdf4ffd22793e86d4ff943556d975f7b',
  'tokenizer.json': 'd241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66',
  'tokenizer_config.json': 'b5be8eba549c49c3974e68c813f94d059936348934a88cb8067250f3ef637949',
  [ONNX_FILE]: '6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4',
};

const ConfigSchema = z.object({ hidden_size: z.number().int().min(1).max(65_536) });

/** A model on disk, whole as far as can be told without loading it. */
export interface ModelFiles {
  /** The folder that holds `<owner>/<name>/`. */
  readonly folder: string;
  /** `<owner>/<name>@<first 12 hex digits of the ONNX file's SHA-256>-q8`. */
  readonly id: string;
  readonly dimensions: number;
}

async function bytesOf(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file);
  } catch {
    return null;
  }
}

function isShipped(name: string): name is keyof typeof shippedSha256 {
  return name in shippedSha256;
}

/** True for `owner/name` without anything that could leave the models folder. */
export function isModelName(model: string): boolean {
  return /^[A-Za-z0-9][\w.-]{0,99}\/[A-Za-z0-9][\w.-]{0,99}$/.test(model) && !model.includes('..');
}

/** Whether there is anything of a model in a folder. */
export async function hasModel(folder: string, model: string): Promise<boolean> {
  return (await bytesOf(join(folder, model, 'config.json'))) !== null;
}

/**
 * Reads and checks a model's files; the default model's also against the SHA-256 that it ships with.
 * @throws EmbedderUnavailableError naming the file that is missing or damaged, and what to do
 */
export async function checkModelFiles(folder: string, model: string): Promise<ModelFiles> {
  const shipped = model === DEFAULT_MODEL;
  const remedy = shipped
    ? 'Restore data/models from the repository (git checkout -- data/models).'
    : 'Put the whole model there again, or remove its folder and allow downloading.';
  const contents = new Map<string, Uint8Array>();
  let onnxSha256 = '';
  for (const name of fileNames) {
    const bytes = await bytesOf(join(folder, model, name));
    if (!bytes) throw new EmbedderUnavailableError(model, `the file ${model}/${name} is missing. ${remedy}`);
    const sha256 = shipped || name === ONNX_FILE ? sha256Of(bytes) : '';
    if (name === ONNX_FILE) onnxSha256 = sha256;
    if (shipped && isShipped(name) && sha256 !== shippedSha256[name]) {
      throw new EmbedderUnavailableError(
        model,
        `the file ${model}/${name} is damaged or not the one expected. ${remedy}`,
      );
    }
    contents.set(name, bytes);
  }
  const onnx = contents.get(ONNX_FILE) ?? new Uint8Array();
  if (onnx.length === 0)
    throw new EmbedderUnavailableError(model, `the file ${model}/${ONNX_FILE} is empty. ${remedy}`);
  return {
    folder,
    id: `${model}@${onnxSha256.slice(0, 12)}-q8`,
    dimensions: dimensionsOf(contents.get('config.json') ?? new Uint8Array(), model, remedy),
  };
}

function dimensionsOf(config: Uint8Array, model: string, remedy: string): number {
  try {
    return ConfigSchema.parse(JSON.parse(new TextDecoder().decode(config))).hidden_size;
  } catch (cause) {
    throw new EmbedderUnavailableError(model, `the file ${model}/config.json does not say hidden_size. ${remedy}`, {
      cause,
    });
  }
}
