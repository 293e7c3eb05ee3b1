/** How a family of models wants its texts and gives its vectors. */
export interface ModelFamily {
  /** Which token vectors make the text's: the first, or the mean of all. */
  readonly pooling: 'cls' | 'mean';
  readonly questionPrefix: string;
  readonly passagePrefix: string;
}

const INSTRUCTION = 'Represent this sentence for searching relevant passages: ';

/** Source: the model cards of BAAI/bge-small-en-v1.5, BAAI/bge-m3, mixedbread-ai/mxbai-embed-large-v1, intfloat/e5-small-v2. */
const families: readonly (readonly [RegExp, ModelFamily])[] = [
  [/bge-m3/i, { pooling: 'cls', questionPrefix: '', passagePrefix: '' }],
  [/bge-|mxbai-embed/i, { pooling: 'cls', questionPrefix: INSTRUCTION, passagePrefix: '' }],
  [/\be5-/i, { pooling: 'mean', questionPrefix: 'query: ', passagePrefix: 'passage: ' }],
];

const anyOther: ModelFamily = { pooling: 'mean', questionPrefix: '', passagePrefix: '' };

/** The family of a model, by its hub name; sentence-transformers' usual mean pooling without prefixes for all others. */
export function modelFamilyOf(model: string): ModelFamily {
  return families.find(([name]) => name.test(model))?.[1] ?? anyOther;
}
